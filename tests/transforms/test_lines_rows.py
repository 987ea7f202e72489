"""Rows of tables stay together, or go together; what the story announces stays."""

import pytest
from bench.standing import stand

from transforms.finders.lines.rows import form_of, rows_to_keep
from transforms.records import Article
from transforms.text.normal import text_blocks

PRICES = ("R-1 900 VA: Rp 1.352 per kWh", "R-1 1.300 VA: Rp 1.444,70 per kWh", "R-1 2.200 VA: Rp 1.444,70 per kWh")
TABLE = ("11", "7", "4", "4", "18")
WEATHER = ("Kakas: Berawan", "Tompaso Barat: Hujan", "Remboken: Berawan")
STREETS = ("Jl Kramat", "Jl Senen", "Jl Majapahit", "Jl Hayam Wuruk", "Jl Tomang", "Jl Gunung Sahari", "Jl Salemba")
HEADLINES = ("Tarif Listrik Tetap Hingga 30 Juni", "Tarif Listrik Tetap Hingga 30 Juni", "(abc/def)")


def kept(lines, told):
    """Return which of the lines that are told to be furniture stay."""
    return sorted(set(rows_to_keep(stand(Article("page", None, text_blocks("\n".join(lines)))), told)))


@pytest.mark.parametrize("lines", [PRICES, TABLE, WEATHER], ids=["prices", "table", "weather"])
def test_a_row_stays_with_the_others(lines):
    """Which of them the model is sure of is nothing."""
    assert kept(lines, {1}) == [1]
    assert kept(lines, {0, 2}) == [0, 2]


def test_a_list_that_goes_as_a_whole_goes():
    """Counters and menus of days are such lists."""
    assert kept(WEATHER, {0, 1, 2}) == []


def test_a_headline_that_is_printed_twice_is_no_row():
    """A copy is told by being one."""
    assert kept(HEADLINES, {1}) == []


def test_lines_of_words_alone_have_no_form():
    """Headlines and prompts are weighed one by one; a label or a figure makes a row."""
    assert form_of("Baca juga kabar lain") == ""
    assert form_of("Gol: 27") == form_of("Kartu kuning: 3") == form_of("Tendangan sudut: 9.") != form_of("27 gol")


def test_a_short_line_in_a_long_list_stays_with_the_others():
    """Streets, cells, chords: of many lines some look like a tag by chance."""
    assert kept(STREETS, {2, 4}) == [2, 4]
    assert kept(STREETS, {1, 2, 4, 6}) == []


def test_a_short_list_is_no_evidence():
    """Three short lines between paragraphs may be anything."""
    assert kept(STREETS[:5], {2}) == []


def test_a_sentence_ends_a_list():
    """What stands behind it is another."""
    assert kept((*STREETS[:3], "Jalan lain dibuka.", *STREETS[3:]), {4}) == []


STORY = "Pengurus pasar membacakan nama pedagang yang mendapat kios di lantai dasar sesuai undian hari Senin."
TOLD = "Berikut nama pedagang yang mendapat kios di lantai dasar:"
NAMES = ("Bu Sarinah", "Haji Marzuki", "Toko Ombak Tenang", "Pak Wayan")


def test_what_a_colon_of_the_story_announces_stays():
    """Though every item looks like a tag: names, streets, colours."""
    assert kept((STORY, TOLD, *NAMES), {2, 3, 4, 5}) == [2, 3, 4, 5]
    assert kept((STORY, STORY[:-1] + " ini:", *NAMES), {2, 3, 4, 5}) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((STORY, "Bagikan:", *NAMES), {2, 3}),
        ((STORY, TOLD, *NAMES), {1, 2, 3}),
        ((STORY, "Simak kabar lain seputar pasar di bawah ini:", *NAMES), {2, 3}),
        ((STORY, "Yang banyak dicari pembaca pagi ini:", *NAMES), {2, 3}),
        ((STORY, TOLD, "Undian diulang Rabu.", *NAMES), {3, 4}),
        ((STORY, TOLD, "Kios Lama Dibongkar", "Kios Lama Dibongkar", *NAMES), {2, 3, 4}),
        ((TOLD.replace("nama pedagang", "kabar"), STORY, *NAMES), {2, 3}),
    ],
    ids=[
        "a label",
        "a cue that is told",
        "a line that asks",
        "a line of readers",
        "behind a sentence",
        "a headline printed twice",
        "above",
    ],
)
def test_what_no_colon_of_the_story_announces_may_go(lines, told):
    """A heading of links announces nothing of the story."""
    assert kept(lines, told) == []
