"""The standfirst is found by proof, and a lead is never lost."""

from __future__ import annotations

from bench.standing import stand

from transforms.finders.headline.deck import find_deck
from transforms.records import Article, Block
from transforms.records.facts import NO_FACTS, PageFacts

TITLE = "Jembatan Gantung Lembah Sari Dibuka Lagi"
DECK = "Jembatan gantung di Lembah Sari dibuka lagi setelah papan lantainya diganti."
LEAD = f"LEMBAH SARI – {DECK} Warga memasang papan baru itu selama tiga hari penuh sejak Selasa pagi."
MORE = (
    "Kepala dusun berharap pedagang sayur tidak lagi memutar lewat bukit untuk mencapai pasar di seberang sungai itu."
)
BYLINE = "Oleh Ayu Lestari - 3 Maret 2025"


def find(*lines: str, facts: PageFacts = NO_FACTS) -> tuple[str | None, list[str]]:
    """Return the description and the lines that are left."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    deck = find_deck(stand(article, facts=facts), TITLE)
    return deck.description, article.strike(deck.removals).text.split("\n")


def test_a_line_that_the_lead_says_again_is_the_standfirst():
    """The lead below stays."""
    assert (DECK, [TITLE, BYLINE, LEAD, MORE]) == find(TITLE, DECK, BYLINE, LEAD, MORE)


def test_a_line_over_the_byline_is_the_standfirst_where_the_story_has_a_dateline():
    """The story opens below with a dateline of its own."""
    lead = f"LEMBAH SARI – {MORE}"
    assert (DECK, [TITLE, BYLINE, lead]) == find(TITLE, DECK, BYLINE, lead)


def test_a_line_that_the_markup_claims_is_the_standfirst():
    """Two longer paragraphs are left without it."""
    facts = PageFacts(description=DECK)
    assert (DECK, [TITLE, MORE, MORE]) == find(TITLE, DECK, MORE, MORE, facts=facts)


def test_a_lead_without_proof_stays():
    """A first paragraph under the headline is the lead."""
    assert (None, [TITLE, DECK, MORE]) == find(TITLE, DECK, MORE)


def test_a_line_between_headline_and_byline_is_the_standfirst():
    """No story stands between the two, with a dateline below or without."""
    assert (DECK, [TITLE, BYLINE, MORE]) == find(TITLE, DECK, BYLINE, MORE)


def test_a_lead_with_a_dateline_above_a_byline_stays():
    """A line that opens with a dateline opens the story."""
    lead = f"LEMBAH SARI – {DECK}"
    assert (None, [TITLE, lead, BYLINE, MORE]) == find(TITLE, lead, BYLINE, MORE)


def test_the_pages_description_is_kept_where_no_standfirst_stands():
    """The description comes from the markup, and nothing is struck."""
    assert ("Tentang jembatan.", [TITLE, LEAD]) == find(TITLE, LEAD, facts=PageFacts(description="Tentang jembatan."))


def test_a_line_below_the_byline_is_no_standfirst():
    """A second date and a caption under the first paragraph do not make it one."""
    lines = (TITLE, BYLINE, DECK, "Diperbarui 3 Maret 2025", f"LEMBAH SARI – {MORE}")
    assert (None, list(lines)) == find(*lines)
