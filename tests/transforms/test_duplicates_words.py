"""The words and numbers that copies are told by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.agree import MOST_WORDS
from transforms.duplicates.numbers import compare, fold_number, numbers_of
from transforms.duplicates.words import words_of

PRICES = "Harga emas hari ini {} per gram di Rangi. Kemarin harga emas tercatat {} per gram di pasar Beluh."
SAID = st.text("ab 0123456789.,:/-\n", max_size=60)


def test_marks_of_any_script_part_words():
    """A dash or a quote that is not ASCII is no letter."""
    assert words_of("air—“Naik” dua’tiga") == ["air", "naik", "dua", "tiga"]


def test_forms_of_a_character_are_one():
    """Wide letters, ligatures and capitals are the plain letters."""
    assert words_of("ＡＩＲ ﬁlm Air") == ["air", "film", "air"]


def test_scripts_without_spaces_are_read_by_characters():
    """A copy of a Chinese or Thai text shares runs, whatever stands beside it."""
    assert words_of("air水位上naik") == ["air", "水", "位", "上", "naik"]


def test_what_is_not_seen_parts_nothing():
    """A soft hyphen stands inside a word."""
    assert words_of("kata\u00adnya") == ["katanya"]


def test_words_are_bounded():
    """Hostile texts cost no more than long ones."""
    assert len(words_of("a " * MOST_WORDS * 2)) == MOST_WORDS


@pytest.mark.parametrize(
    ("one", "other"),
    [("3.000", "3000"), ("3,000", "3.000"), ("09/06/2025", "9-6-2025"), ("14.30", "14:30"), ("1.234.567", "1,234,567")],
)
def test_separators_of_numbers_are_no_difference(one, other):
    """Papers write thousands, days and hours in several ways."""
    assert fold_number(one) == fold_number(other)


@pytest.mark.parametrize(("one", "other"), [("3,5", "35"), ("1.5", "1.50.0"), ("9/6", "96"), ("2025", "2024")])
def test_other_numbers_stay_others(one, other):
    """A mark between parts that are no thousands says something."""
    assert fold_number(one) != fold_number(other)


def test_numbers_are_compared_in_their_places():
    """The same words around them make one place of two."""
    today, tomorrow = (numbers_of(PRICES.format(*prices)) for prices in (("1.900", "1.880"), ("1.910", "1.880")))

    assert compare(today, tomorrow) == (1, 1)
    assert compare(today, today) == (2, 0)


def test_a_weekday_changes_with_its_date():
    """Such a place is known by the words behind it."""
    one, other = (numbers_of(f"Warga pulang pada {day} siang hari") for day in ("Senin (9/6/2025)", "Rabu (11/6/2025)"))

    assert compare(one, other) == (0, 1)


def test_numbers_elsewhere_are_no_difference():
    """A paragraph that one text has more holds its own numbers."""
    short, long = (numbers_of(f"Air naik 2 meter semalam.{more}") for more in ("", " Pada 2019 ada 14 rumah rusak."))

    assert compare(short, long) == (1, 0)


@given(SAID, SAID)
def test_comparing_numbers_has_no_direction(one, other):
    """Nor does a text differ from itself."""
    a, b = numbers_of(one), numbers_of(other)

    assert compare(a, b) == compare(b, a)
    assert compare(a, a)[1] == 0


@given(SAID)
def test_folding_a_number_twice_is_folding_it_once_where_it_has_no_marks(text):
    """What is folded is in its last form."""
    for number in numbers_of(text).all:
        assert fold_number(number.replace(".", "/")) == number
