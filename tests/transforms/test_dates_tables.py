"""The tables of dates are complete and of one mind."""

import subprocess
import sys

import pytest

from transforms.lexicon.calendar import MONTHS, WEEKDAYS, calendar, cues, fold_word, names_by_language, names_in, zones
from transforms.lexicon.cldr import cldr_names
from transforms.lexicon.lists import lists_of, words
from transforms.lexicon.schema import RuleError
from transforms.lexicon.tables import PACKAGE

LANGUAGES = words("calendar", "languages")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_twelve_months_and_seven_weekdays(language):
    """Every language names each month and each weekday at least once."""
    assert (12, 7) == (len(MONTHS), len(WEEKDAYS))
    assert all(names_by_language(name).get(language) for name in (*MONTHS, *WEEKDAYS))


def test_no_name_stands_for_two_months():
    """A name of a month means the same month in all languages."""
    meanings = {}
    for month in MONTHS:
        for name in names_in(month, LANGUAGES):
            meanings.setdefault(name, set()).add(month)
    assert {} == {name: found for name, found in meanings.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("name", "month"),
    [("Agt", 8), ("Agu", 8), ("Ags", 8), ("Agustus", 8), ("Nop", 11), ("Pebruari", 2), ("Des", 12), ("Okt.", 10)],
)
def test_other_spellings_of_months_are_known(name, month):
    """Old and short spellings count as the month."""
    assert month == calendar().months[fold_word(name)]


@pytest.mark.parametrize(("name", "weekday"), [("Jum'at", 4), ("Jum’at", 4), ("Jumat", 4), ("Ahad", 6), ("Khamis", 3)])
def test_spellings_of_weekdays_are_known(name, weekday):
    """Any apostrophe and both names of Sunday count."""
    assert weekday == calendar().weekdays[fold_word(name)]


def test_zones_are_minutes_east_of_utc():
    """The three zones of Indonesia stand an hour apart."""
    assert [420, 480, 540] == [zones()[name] for name in ("WIB", "WITA", "WIT")]


@pytest.mark.parametrize("name", lists_of("dates"))
def test_no_list_of_cues_is_empty(name):
    """Every list has a word."""
    assert cues(name)


def test_cues_are_written_folded():
    """A cue in the table is in lower case, else it would never match."""
    listed = [word for name in lists_of("dates") for word in words("dates", name)]
    assert [] == [word for word in listed if word != fold_word(word)]


def test_calendars_come_from_the_cache(tmp_path, monkeypatch):
    """Reading CLDR takes .15 s; a second process reads what the first kept, and does not import Babel."""
    monkeypatch.setenv("SARING_CACHE", str(tmp_path))
    code = "import sys; from transforms.lexicon.calendar import calendar; calendar(); print('babel' in sys.modules)"
    told = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
        for _ in range(2)
    ]
    assert ["True", "False"] == [done.stdout.strip() for done in told]


def test_a_language_that_cldr_lacks_is_refused(monkeypatch, tmp_path):
    """The message names the list and the code."""
    monkeypatch.setenv("SARING_CACHE", str(tmp_path))
    with pytest.raises(RuleError, match="CLDR has no language 'qq'"):
        cldr_names(["id", "qq"])
