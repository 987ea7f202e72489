"""The laws of cutting: nothing lost, nothing made up, order is nothing."""

import dataclasses

import pytest
from hypothesis import given
from strategies import struck_articles

from transforms.records import Article, Removal
from transforms.records.cut import rebuild, struck_heads
from transforms.text.normal import text_blocks


def article(text: str) -> Article:
    """Return an article of these lines."""
    return Article("any.txt", None, text_blocks(text))


def cut(text: str, *spans: tuple[int, int]) -> str:
    """Return what is left of a line without these spans."""
    return article(text).strike([Removal(0, a, b, "ad", "ad.any", "rule") for a, b in spans]).text


def is_subsequence(short: str, long: str) -> bool:
    """Say whether all characters of one text stand in another, in order."""
    at = iter(long)
    return all(character in at for character in short)


@given(struck_articles())
def test_nothing_is_lost(drawn):
    """The clean text and its ledger rebuild the source, character for character."""
    page, removals = drawn
    struck = page.strike(removals)

    assert rebuild(struck.text, struck.removals[::-1]) == page.source_text


@given(struck_articles())
def test_nothing_is_made_up(drawn):
    """Without its joints, the clean text is a subsequence of the source."""
    page, removals = drawn
    struck = page.strike(removals)
    bare = dataclasses.replace(struck, removals=tuple(r._replace(joint="") for r in struck.removals))

    assert is_subsequence(bare.text, page.source_text)


@given(struck_articles())
def test_order_is_nothing(drawn):
    """The order in which removals are handed over changes nothing."""
    page, removals = drawn

    assert page.strike(removals[::-1]) == page.strike(removals)


@given(struck_articles())
def test_striking_again_changes_nothing(drawn):
    """Settled removals settle to themselves."""
    page, removals = drawn
    struck = page.strike(removals)

    assert struck.strike(()) == struck
    assert page.strike(struck.removals) == struck


@given(struck_articles())
def test_no_space_is_left_hanging(drawn):
    """No clean line starts or ends with a space or holds two in a row."""
    page, removals = drawn
    lines = page.strike(removals).text.split("\n")

    assert [line for line in lines if line != line.strip(" ") or "  " in line] == []


@given(struck_articles())
def test_the_story_is_the_blocks_that_leave_a_line(drawn):
    """`story` names as many blocks as the clean text has lines."""
    page, removals = drawn
    struck = page.strike(removals)

    assert len(struck.story()) == len(struck.text.split("\n")) * bool(struck.text)


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("Air naik. IKLAN Kereta jalan.", [(10, 15)], "Air naik. Kereta jalan."),
        ("guru.Baca Juga: LainKalimat", [(5, 20)], "guru. Kalimat"),
        ("kata warga (detik)", [(11, 18)], "kata warga"),
        ("RABAT – Kelompok", [(0, 8)], "Kelompok"),
        ("warga(detik), kata", [(5, 12)], "warga, kata"),
        ("satu dua tiga", [(0, 4), (9, 13)], "dua"),
        ("satu dua", [(0, 4), (5, 8)], ""),
    ],
)
def test_a_cut_closes_up(text, spans, expected):
    """A cut takes the space on one side with it and keeps words apart."""
    assert cut(text, *spans) == expected


def test_the_longest_span_owns_its_characters():
    """Where two removals overlap, the longer one names the characters."""
    struck = article("satu dua tiga").strike(
        [Removal(0, 0, 8, "share", "share.a", "rule"), Removal(0, 5, 8, "ad", "ad.b", "rule")]
    )

    assert [(r.kind, r.text) for r in struck.removals] == [("share", "satu dua ")]


def test_score_and_reason_stay_with_what_is_left_of_a_removal():
    """A removal that another takes a part of, or that takes another in, says what it said."""
    model = Removal(0, 0, 13, "related", "related.shape", "model", 0.97, "tiny +0.1")

    struck = article("satu dua tiga empat").strike([Removal(0, 5, 8, "ad", "ad.b", "rule")]).strike([model])
    halves = article("satu dua tiga empat").strike([Removal(0, 3, 19, "ad", "ad.b", "rule"), model])

    assert [(r.rule, r.score, r.why) for r in struck.removals] == [("related.shape", 0.97, "tiny +0.1")]
    assert [(r.text, r.score, r.why) for r in halves.removals] == [
        ("sat", 0.97, "tiny +0.1"),
        ("u dua tiga empat", None, ""),
    ]


def test_two_scores_over_one_span_are_settled_whatever_their_order():
    """The higher names the characters."""
    low, high = (Removal(0, 0, 4, "ad", "ad.shape", "model", score, "") for score in (0.5, 0.97))

    for both in ([low, high], [high, low]):
        assert [r.score for r in article("satu dua").strike(both).removals] == [0.97]


@pytest.mark.parametrize(
    "removal",
    [
        Removal(1, 0, 1, "ad", "ad.a", "rule"),
        Removal(0, 0, 99, "ad", "ad.a", "rule"),
        Removal(0, 0, 1, "advert", "advert.a", "rule"),
    ],
)
def test_a_removal_that_points_nowhere_is_refused(removal):
    """A removal must lie in a block and carry a known kind."""
    with pytest.raises(ValueError, match=r"removal|span"):
        article("satu dua").strike([removal])


def test_struck_heads_run_over_all_that_touches():
    """Spaces between struck spans are no story; blocks that are struck whole have no head."""
    page = article("satu dua tiga empat\nlima").strike(
        [
            Removal(0, 0, 4, "ad", "ad.any", "rule"),
            Removal(0, 5, 8, "ad", "ad.any", "rule"),
            Removal(1, 0, 4, "ad", "ad.any", "rule"),
        ]
    )
    assert struck_heads(page.blocks, page.removals) == {0: 9}
    later = article("satu dua tiga").strike([Removal(0, 5, 8, "ad", "ad.any", "rule")])
    assert struck_heads(later.blocks, later.removals) == {}
