"""Rows of tables stay together, or go together."""

import pytest
from bench.standing import stand

from transforms.finders.lines.rows import form_of, rows_to_keep
from transforms.records import Article
from transforms.text.normal import text_blocks

PRICES = ("R-1 900 VA: Rp 1.352 per kWh", "R-1 1.300 VA: Rp 1.444,70 per kWh", "R-1 2.200 VA: Rp 1.444,70 per kWh")
TABLE = ("11", "7", "4", "4", "18")
WEATHER = ("Kakas: Berawan", "Tompaso Barat: Hujan", "Remboken: Berawan")
HEADLINES = ("Tarif Listrik Tetap Hingga 30 Juni", "Tarif Listrik Tetap Hingga 30 Juni", "(abc/def)")


def kept(lines, told):
    """Return which of the lines that are told to be furniture stay."""
    return sorted(rows_to_keep(stand(Article("page", None, text_blocks("\n".join(lines)))), told))


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
    assert form_of("Gol: 27") == form_of("Kartu kuning: 3") != form_of("27 gol")
