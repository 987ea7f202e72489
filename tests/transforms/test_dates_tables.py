"""The tables of dates are complete and of one mind."""

import pytest

from transforms.lexicon.calendar import CUES, calendar, cues, dates_table, fold_word, zones

LANGUAGES = dates_table("calendar")["language"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language["code"])
def test_a_language_has_twelve_months_and_seven_weekdays(language):
    """Every language names each month and each weekday at least once."""
    assert (12, 7) == (len(language["months"]), len(language["weekdays"]))
    assert all(language["months"] + language["weekdays"])


def test_no_name_stands_for_two_months():
    """A name of a month means the same month in all languages."""
    meanings = {}
    for language in LANGUAGES:
        for number, names in enumerate(language["months"], 1):
            for name in names:
                meanings.setdefault(fold_word(name), set()).add(number)
    assert {} == {name: found for name, found in meanings.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("name", "month"),
    [("Agt", 8), ("Agu", 8), ("Ags", 8), ("Agustus", 8), ("Nop", 11), ("Pebruari", 2), ("Des", 12), ("Okt.", 10)],
)
def test_indonesian_spellings_of_months_are_known(name, month):
    """Old and short spellings count as the month."""
    assert month == calendar().months[fold_word(name)]


@pytest.mark.parametrize(("name", "weekday"), [("Jum'at", 4), ("Jum’at", 4), ("Jumat", 4), ("Ahad", 6), ("Khamis", 3)])
def test_spellings_of_weekdays_are_known(name, weekday):
    """Any apostrophe and both names of Sunday count."""
    assert weekday == calendar().weekdays[fold_word(name)]


def test_zones_are_minutes_east_of_utc():
    """The three zones of Indonesia stand an hour apart."""
    assert [420, 480, 540] == [zones()[name] for name in ("WIB", "WITA", "WIT")]


@pytest.mark.parametrize("name", CUES)
def test_every_language_of_the_cues_holds_every_list(name):
    """No list is missing anywhere, and none is empty over all languages."""
    assert all(name in table for table in dates_table("dates").values())
    assert cues(name)


def test_cues_are_written_folded():
    """A cue in the table is in lower case, else it would never match."""
    words = [word for table in dates_table("dates").values() for listed in table.values() for word in listed]
    assert [] == [word for word in words if word != fold_word(word)]
