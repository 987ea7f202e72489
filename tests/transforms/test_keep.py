"""What is kept: a spare is spared by every layer, and at some outlets the model keeps silent."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.knowledge import knowledge_digest, load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage
from transforms.rulebook.keep import BOUND, known_as, without_kept
from transforms.text.normal import normalise

TODAY = dt.date(2026, 11, 20)
BOOK = load_knowledge().book
STRIPS = sorted({line for rule in BOOK.rules for line in rule.strips})
SPARES = sorted({line for rule in BOOK.rules for line in rule.spares})
SITES = sorted({rule.site for rule in BOOK.rules if rule.site}) or ["kabar.example"]
STORY = (
    "Warung kopi di tepi stasiun itu buka kembali setelah atapnya selesai diperbaiki oleh para pelanggannya sendiri.",
    "Pemiliknya, Bu Karsi, menyiapkan tiga puluh gelas pertama tanpa bayaran sebagai tanda terima kasih kepada mereka.",
    "Kursi dan meja lama dipakai lagi, hanya lampunya yang diganti dengan yang lebih hemat, katanya pada Sabtu pagi.",
)
PROMPT = "Bagikan Artikel ini:"
TEASERS = (
    "Jalur Sepeda di Tepi Kanal Lama Mulai Dibangun Pekan Ini",
    "Perahu Penyeberangan Muara Tua Berjalan Lagi, Tiga Puluh Kursi Gratis",
    "Kebun Atap Rumah Sakit Dipanen Pasien",
    "Facebook",
    "Bebas",
    "Telegram",
)
"""Headlines of other stories, and lines that no rule knows: of these the model strikes some."""
PAGE = "\n".join((*STORY, "Editor: Sulastri", *TEASERS, PROMPT))
URL = "https://www.rawa.example/berita/warung-kopi"


def cleaned(text=PAGE, knowledge=None, url=URL):
    """Clean a text page."""
    return clean_page(RawPage("a.txt", "text", text, url), knowledge=knowledge or load_knowledge(), today=TODAY)


def with_keep(folder, rows):
    """Return the knowledge with a user's `keep.toml`."""
    (folder / "keep.toml").write_text(rows, encoding="utf-8")
    return load_knowledge(folder)


def struck(article):
    """Return what of a page each layer that kept lines bind struck."""
    return {(r.layer, article.blocks[r.block].text) for r in article.removals if r.layer in BOUND}


def layers(article):
    """Return the layers that struck something."""
    return {removal.layer for removal in article.removals}


@given(
    st.lists(st.sampled_from(STRIPS) | st.sampled_from(SPARES) | st.sampled_from(STORY), min_size=3, max_size=14),
    st.sampled_from(SITES) | st.none(),
    st.integers(0, 10**6),
)
def test_what_a_spare_holds_is_struck_by_no_rule_and_by_no_guess(lines, site, number):
    """Whatever stands around it, on whatever host, and whatever its numbers are."""
    known = {known_as(normalise(spare)) for spare in SPARES}
    page = "\n".join(re.sub(r"\d+", str(number), line) for line in lines)

    outcome = cleaned(page, url=f"https://{site}/a" if site else None)

    gone = struck(outcome) if isinstance(outcome, Article) else set()
    assert {(layer, text) for layer, text in gone if known_as(text) in known} == set()


def test_no_spare_goes_under_a_heading_of_other_stories():
    """Where everything around it goes, it stays."""
    pages = {normalise(spare): ("Berita Terkait", spare, "Baca juga", spare, PROMPT) for spare in SPARES}

    gone = {spare: struck(cleaned("\n".join((*STORY, *lines)))) for spare, lines in pages.items()}

    assert [] == [spare for spare, found in gone.items() if spare in {text for _, text in found}]


def test_other_layers_are_not_bound():
    """A spare of one rule may be a byline, which metadata reads."""
    assert frozenset({"metadata", "repeat", "extractor"}).isdisjoint(BOUND)
    article = cleaned()
    texts = [block.text for block in article.blocks]
    assert article.removals == without_kept(article.removals, texts, BOOK)
    assert without_kept(article.removals, [SPARES[0]] * len(texts), BOOK) == ()


def test_a_line_of_keep_is_struck_by_no_rule(tmp_path):
    """The same line goes where nobody keeps it."""
    page = "\n".join((*STORY, "3 komentar"))
    kept = cleaned(page, with_keep(tmp_path, '[[keep]]\nline = "12 komentar"\nwhy = "a chapter of a serial"\n'))

    assert ("3 komentar" in cleaned(page).text, "3 komentar" in kept.text) == (False, True)


def test_a_line_of_keep_is_struck_by_no_guess(tmp_path):
    """Its neighbours may go, it stays."""
    first, *guessed = sorted(text for layer, text in struck(cleaned()) if layer == "model")
    rows = "".join(f'[[keep]]\nline = "{line}"\nwhy = "lines of a poem"\n' for line in guessed)
    kept = struck(cleaned(knowledge=with_keep(tmp_path, rows)))

    assert guessed
    assert kept.isdisjoint(("model", line) for line in guessed)
    assert ("model", first) in kept


@pytest.mark.parametrize("outlet", ["rawa.example", "https://www.rawa.example/", "RAWA.example", "Harian Rawa"])
def test_the_model_keeps_silent_at_an_outlet(tmp_path, outlet):
    """Known by its host, those below it included, or by its name; rules strike there as elsewhere."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon/outlets.toml").write_text('[hosts]\n"Harian Rawa" = ["rawa.example"]\n')
    knowledge = with_keep(tmp_path, f'[[keep]]\noutlet = "{outlet}"\nwhy = "it prints poems"\n')

    at, below, elsewhere = (
        layers(cleaned(knowledge=knowledge, url=url))
        for url in (URL, "https://puisi.rawa.example/a", "https://b.example/a")
    )

    assert ("model" in at, "model" in below, "model" in elsewhere) == (False, False, True)
    assert "rule" in at


def test_a_host_that_only_ends_alike_is_another(tmp_path):
    """`tirawa.example` is not below `rawa.example`."""
    knowledge = with_keep(tmp_path, '[[keep]]\noutlet = "rawa.example"\nwhy = "it prints poems"\n')

    assert "model" in layers(cleaned(knowledge=knowledge, url="https://tirawa.example/a"))


def test_without_the_model_nothing_is_guessed():
    """Rules strike as before; the article counts what was guessed, and the digest tells the two apart."""
    whole, without = cleaned(), cleaned(knowledge=load_knowledge(model=False))

    assert whole.model_characters == sum(len(r.text) for r in whole.removals if r.layer == "model") > 0
    assert without.model_characters == 0
    assert struck(without) == {(layer, line) for layer, line in struck(whole) if layer != "model"}
    assert load_knowledge(model=False).digest == knowledge_digest(model=False) != knowledge_digest()
    assert load_knowledge(model=False) is load_knowledge(model=False)


def test_a_folder_is_switched_off_as_well(tmp_path):
    """The digest covers `keep.toml` and the switch."""
    digests = [knowledge_digest(), knowledge_digest(tmp_path), knowledge_digest(tmp_path, model=False)]
    kept = with_keep(tmp_path, '[[keep]]\nline = "x"\nwhy = "y"\n')
    digests += [kept.digest, load_knowledge(tmp_path, model=False).digest]

    assert len(digests) == len(set(digests))
    assert kept.additions is load_knowledge(tmp_path, model=False).additions
