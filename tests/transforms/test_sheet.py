"""A page is laid out once; what stands of it is asked anew after each strike."""

from __future__ import annotations

import dataclasses
import datetime as dt
from unittest import mock

from bench.standing import stand
from hypothesis import given
from hypothesis import strategies as st

from transforms.finders.all import FINDERS, ROUNDS
from transforms.finders.brief import Brief
from transforms.knowledge import load_knowledge
from transforms.layout import lay_out
from transforms.page import clean_page, enrich
from transforms.records import Article, RawPage, Removal
from transforms.rulebook import load_rules
from transforms.rulebook.scan import scan_for
from transforms.text.normal import text_blocks

TODAY = dt.date(2026, 11, 20)
PROSE = (
    "Warung kopi di tepi stasiun itu buka kembali setelah atapnya selesai diperbaiki oleh para pelanggannya sendiri.",
    "Pemiliknya, Bu Karsi, menyiapkan tiga puluh gelas pertama tanpa bayaran sebagai tanda terima kasih kepada mereka.",
)
PAGE = (
    "Warung Kopi Stasiun Buka Lagi",
    "Bagikan artikel ini:",
    "Oleh Rina Dewi - 18 Juni 2025, 10:30 WIB",
    f"MUARA TUA – {PROSE[0]}",
    PROSE[1],
    PROSE[1],
    "Editor: Budi Harsono",
    "Copyright © Kabar Rawa 2025",
)


def article_of(*lines: str) -> Article:
    """Return an article of these lines."""
    return Article("page", "https://kabarrawa.test/a", text_blocks("\n".join(lines)))


def furniture(number: int, text: str, kind: str = "related") -> Removal:
    """Return the removal of a whole line."""
    return Removal(number, 0, len(text), kind, f"{kind}.test", "rule")


def test_a_page_is_scanned_once():
    """All that rules and finders look for is found in one pass over a page."""
    scan = scan_for(load_knowledge().book.index)
    scanner = mock.Mock(wraps=scan.automaton)
    page = RawPage("a.txt", "text", "\n".join(PAGE))
    with mock.patch("transforms.layout.scan_for", return_value=dataclasses.replace(scan, automaton=scanner)):
        clean_page(page, knowledge=load_knowledge(), today=TODAY)

    assert 1 == scanner.find_matches_as_indexes.call_count


def test_finders_strike_in_the_layer_that_the_table_names():
    """The ledger's layer is the finder's; rules for one host strike as `site`."""
    sheet = lay_out(article_of(*PAGE).blocks, load_rules())
    brief = Brief(load_rules(), TODAY)
    standing = stand(article_of(*PAGE))
    layers = {}
    for name, layer, find in FINDERS:
        finding = find(standing, brief)
        brief.hear(finding.claims)
        layers[name] = (layer, {removal.layer for removal in finding.removals})

    assert len(sheet.blocks) == len(PAGE)
    assert all(found <= {layer, "site"} for layer, found in layers.values())
    assert len(layers) == len(FINDERS) == sum(map(len, ROUNDS))


def test_finders_of_one_round_read_the_same_page():
    """Their order is nothing for what is struck: they strike together."""
    article = article_of(*PAGE)
    sheet = lay_out(article.blocks, load_rules(), url=article.url)
    enriched = enrich(article, sheet, Brief(load_rules(), TODAY))

    assert f"{PROSE[0]}\n{PROSE[1]}" == enriched.text
    assert ("Rina Dewi",) == enriched.authors
    assert ("Budi Harsono",) == enriched.editors
    assert dt.date(2025, 6, 18) == enriched.published_date
    assert "Muara Tua" == enriched.dateline_place


@given(st.lists(st.sampled_from([*PAGE, "Baca juga", "(AFP)"]), min_size=1, max_size=8), st.data())
def test_what_stands_is_what_an_article_says(lines, data):
    """A standing that was struck step by step is the article that was, and its answers are worked out anew."""
    article = article_of(*lines)
    standing = stand(article)
    for _ in range(3):
        number = data.draw(st.integers(0, len(article.blocks) - 1))
        start = data.draw(st.integers(0, 5))
        text = article.blocks[number].text
        _ = standing.story, standing.words, standing.left
        struck = [Removal(number, min(start, len(text)), len(text), "related", "related.test", "rule")]
        article, standing = article.strike(struck), standing.strike(struck)

        assert article.removals == standing.removals
        assert article.story() == standing.story
        assert article.text == "\n".join(line for line in standing.left if line)
        assert stand(article).words == standing.words


def test_a_story_ends_before_the_leads_of_others():
    """A lone paragraph behind struck furniture that shares no word with the story is not its end."""
    other = "Pertandingan berakhir imbang tanpa gol pada laga kandang terakhir musim ini di liga wilayah timur kemarin."
    lines = (*PROSE, *PROSE, "Baca juga", "Terpopuler", "Olahraga", other)
    struck = [furniture(n, lines[n]) for n in (4, 5, 6)]
    standing = stand(article_of(*lines).strike(struck))

    assert (0, 3) == (standing.first, standing.last)
    assert [False] * 4 + [True] * 3 + [False] == standing.furniture
