"""Unlabelled furniture is found; what only looks like it is spared."""

import re
import tomllib
from pathlib import Path

import pytest
from bench.standing import stand

from transforms.finders.lines import find_unlabelled
from transforms.records import Article, Removal
from transforms.rulebook import load_rules
from transforms.rulebook.lint import BEFORE, BEHIND
from transforms.text.normal import text_blocks

SPARES = Path(__file__).parents[1] / "golden" / "spares.toml"
MARKED = re.compile(r"(?:([-+]) \[(\w+)\] )?(.+)")
PAGES = tomllib.loads(SPARES.read_text(encoding="utf-8"))["page"]

STORY = (
    "Warung kopi di tepi stasiun itu buka kembali setelah atapnya selesai diperbaiki oleh para pelanggannya sendiri.",
    "Pemiliknya, Bu Karsi, menyiapkan tiga puluh gelas pertama tanpa bayaran sebagai tanda terima kasih kepada mereka.",
    "Kursi dan meja lama dipakai lagi, hanya lampunya yang diganti dengan yang lebih hemat, katanya pada Sabtu pagi.",
)


def golden(page):
    """Return a golden page as an article, its struck lines struck, and its marks by block."""
    lines = [MARKED.fullmatch(line).groups() for line in page["text"].strip().split("\n")]
    article = Article(page["name"], None, text_blocks("\n".join(text for _, _, text in lines)))
    struck = [Removal(n, 0, len(t), k, f"{k}.golden", "rule") for n, (mark, k, t) in enumerate(lines) if mark == "-"]
    return article.strike(struck), [mark for mark, _, _ in lines]


def page_of(*lines, struck=()):
    """Return an article with some of its lines struck as links to other stories."""
    article = Article("page", None, text_blocks("\n".join(lines)))
    return article.strike([Removal(n, 0, len(lines[n]), "related", "related.test", "rule") for n in struck])


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_story_of_golden_pages_is_spared(page):
    """Interviews, poems, recipes, tables, lists, quotes and sentences in pieces lose nothing."""
    article, marks = golden(page)

    lost = [article.blocks[r.block].text for r in find_unlabelled(stand(article)) if marks[r.block] is None]

    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_a_golden_page_fed_back_keeps_its_story(page):
    """The model finds no more story lines to strike in the text that it left itself."""
    article, marks = golden(page)
    story = {block.text for block, mark in zip(article.blocks, marks, strict=True) if mark is None}
    again = Article("again", None, text_blocks(article.strike(find_unlabelled(stand(article))).text))

    assert [
        again.blocks[r.block].text for r in find_unlabelled(stand(again)) if again.blocks[r.block].text in story
    ] == []


def test_most_furniture_of_golden_pages_is_found():
    """At least two of three unlabelled lines of the golden pages are struck."""
    pages = [golden(page) for page in PAGES]
    wanted = sum(marks.count("+") for _, marks in pages)
    found = sum(len(find_unlabelled(stand(article))) for article, _ in pages)

    assert found >= wanted * 2 / 3


def test_what_rules_spare_the_model_spares():
    """Every spare of the rule book stands between two plain paragraphs."""
    lost = []
    for rule in load_rules().rules:
        for spare in rule.spares:
            article = Article("spare", None, text_blocks(f"{BEFORE}\n{spare}\n{BEHIND}"))
            lost += [(rule.name, article.blocks[r.block].text) for r in find_unlabelled(stand(article))]

    assert lost == []


def test_teasers_under_a_struck_heading_are_found():
    """Alt text, headline and cut-off lead of other stories leave the text, the story stays."""
    teasers = (
        "Berita Terkait",
        "jalur sepeda 2",
        "Jalur Sepeda Sepanjang Kanal Mulai Dibangun",
        "Pemerintah kota mulai membangun jalur sepeda sepanjang enam kilometer di tepi kanal lama …",
        "Pasar Loak Pindah ke Gudang Tua",
        "Para pedagang pasar loak mulai memindahkan barang mereka ke gudang tua milik perusahaan kereta […]",
    )
    article = page_of(*STORY, *teasers, struck=[3])

    clean = article.strike(find_unlabelled(stand(article)))

    assert clean.text == "\n".join(STORY)


def test_the_ledger_names_kind_score_and_reason():
    """A removal is of layer model and named after its kind, with the model's probability and its largest terms."""
    article = page_of(*STORY, "Berita Terkait", "Jalur Sepeda di Tepi Kanal Lama Mulai Dibangun Pekan Ini", struck=[3])

    (removal,) = find_unlabelled(stand(article))

    assert (removal.kind, removal.rule, removal.layer) == ("related", "related.shape", "model")
    assert 0.35 <= removal.score <= 1
    assert re.fullmatch(r"(?:(?:\w+|\"[^\"]+\") [+-]\d+\.\d(?:, |$)){1,5}", removal.why)
    assert "after_" in removal.why


def test_a_line_that_only_its_block_gives_away_says_so():
    """Among teasers a line may go that the model would leave: the ledger tells its own score, and what it stands in."""
    page = next(page for page in PAGES if any("in a block" in r.why for r in find_unlabelled(stand(golden(page)[0]))))

    told = [r for r in find_unlabelled(stand(golden(page)[0])) if "in a block" in r.why]

    assert all(r.rule.endswith(".shape") and r.score < 1 for r in told)


def test_what_its_place_gives_away_has_no_score():
    """What stands above the headline is named after its place, and the place is told in words."""
    article = page_of("Selamat datang di laman kami", "Warung Kopi Stasiun Buka Kembali", *STORY)
    article = article.strike([Removal(1, 0, len(article.blocks[1].text), "title", "title.test", "metadata")])

    (removal,) = find_unlabelled(stand(article))

    assert (removal.rule.partition(".")[2], removal.layer, removal.score) == ("header", "model", None)
    assert removal.why == "above the story: its headline, byline or dateline stands below"


def test_a_page_without_prose_is_left_alone():
    """Where no paragraph stands, nothing tells a brief from a menu."""
    assert find_unlabelled(stand(page_of("Beranda", "Politik", "Jembatan putus.", "Olahraga"))) == ()


def test_a_headline_nobody_recognised_is_spared():
    """The line next above the story may be its headline where no line was struck as one."""
    article = page_of("Menu", "Warung Kopi Stasiun Buka Kembali, Tiga Puluh Gelas Gratis", *STORY, struck=[0])

    assert 1 not in {r.block for r in find_unlabelled(stand(article))}


def test_what_is_struck_already_keeps_its_name():
    """Of a line that a rule struck in part, the model claims the rest alone."""
    line = "Jalur Sepeda di Tepi Kanal Lama Mulai Dibangun Pekan Ini Bagikan"
    article = page_of(*STORY, "Berita Terkait", line, struck=[3])
    article = article.strike([Removal(4, line.index("Bagikan"), len(line), "share", "share.test", "rule")])

    clean = article.strike(find_unlabelled(stand(article)))

    assert [r.kind for r in clean.removals if r.block == 4] == ["related", "share"]


def test_order_of_calls_is_nothing():
    """The same article gives the same removals."""
    article = page_of(*STORY, "Berita Terkait", "Jalur Sepeda di Tepi Kanal Lama Mulai Dibangun Pekan Ini", struck=[3])

    assert find_unlabelled(stand(article)) == find_unlabelled(stand(article))


def test_a_page_of_many_fragments_stays_cheap():
    """Thousands of pieces of sentences and struck gaps neither recurse nor are compared over and over."""
    pieces = ["kecil sekali.", "Pulau Kelapa", "dan sekitarnya."] * 3000
    article = page_of(*STORY, *pieces, struck=range(4, 9000, 3))

    assert len(find_unlabelled(stand(article))) <= len(article.blocks)
