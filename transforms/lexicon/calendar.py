"""The words of dates: months, weekdays, zones, cues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from transforms.lexicon.cldr import WIDTHS, cldr_names
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import CALENDAR, HOUSE, either, lexicon_table, lists_of, words

MINUTES_AN_HOUR = 60
SHORTEST_FULL = 4
"""Letters of the shortest full name of a weekday, `rabu`; shorter forms are words of every text."""
APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))
"""Jum'at is written with any of these."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ListName: TypeAlias = str
"""What the lists of the calendar are called: the English names, whatever language is read."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """
    Names of months and weekdays of all languages in one.

    Attributes:
        months: Folded name to number, January is 1.

        weekdays: Folded name to number, Monday is 0.
    """

    months: dict[str, int]
    weekdays: dict[str, int]


def fold_word(word: str) -> str:
    """Return a word of a date as the lists write it: folded, with a plain apostrophe, no dot behind."""
    plain = word if word.isascii() and "`" not in word else word.translate(APOSTROPHES)
    return fold(plain).rstrip(".")


@cache
def calendar() -> Calendar:
    """Return the names of all languages."""
    return Calendar(numbered(MONTHS, 1), numbered(WEEKDAYS, 0))


def numbered(lists: Sequence[str], first: int) -> dict[str, int]:
    """Return the names of some months or weekdays, folded, each with its number."""
    numbers: dict[str, int] = {}
    for number, name in enumerate(lists, first):
        for word in (word for some in names_by_language(name).values() for word in some):
            numbers.setdefault(word, number)
            numbers.setdefault(fold_word(word.upper()), number)  # MAYIS folds to mayis, not to mayıs
    return numbers


@cache
def names_by_language(name: str) -> Mapping[str, frozenset[str]]:
    """Return the names of a month or weekday by language, folded: those of CLDR and what the lexicon adds."""
    found: dict[str, set[str]] = {}
    for language, names in cldr_names((*words(CALENDAR, "languages"), *full_only())).items():
        found[language] = set(map(fold_word, named_in(names, name, language)))
    for language, added in lists_of(CALENDAR)[name].items():
        found.setdefault(language, set()).update(map(fold_word, added))
    return {language: frozenset(some) for language, some in found.items()}


def bare_name(name: str) -> str:
    """Return the name of a month without what stands in front of it inside a date: `de juny`, `d’abril`."""
    return name.rpartition(" ")[2].rpartition("’")[2]


@cache
def full_only() -> frozenset[str]:
    """Return the languages whose months are read in full only."""
    return frozenset(words(CALENDAR, "full_names"))


def named_in(names: Mapping[str, list[list[str]]], name: ListName, language: str) -> list[str]:
    """Return the names that CLDR has for a month or weekday in a language, as far as they are read."""
    if name in MONTHS:
        every = names["months"][MONTHS.index(name)]
        return [bare_name(word) for word in (every[:: len(WIDTHS)] if language in full_only() else every)]
    short = names["short_weekdays"][WEEKDAYS.index(name)] if language in words(CALENDAR, "short_weekdays") else []
    return [*names["weekdays"][WEEKDAYS.index(name)], *short]


def names_in(name: str, languages: Iterable[str]) -> frozenset[str]:
    """Return the names of a month or weekday in some languages, folded."""
    some = names_by_language(name)
    return frozenset(word for language in languages for word in some.get(language, ()))


@cache
def month_names() -> frozenset[str]:
    """Return the names of months in the languages of the house, short ones too, with a capital."""
    return frozenset(word.capitalize() for month in MONTHS for word in names_in(month, HOUSE))


@cache
def weekday_names() -> frozenset[str]:
    """Return the full names of weekdays in the languages of the house, with a capital."""
    some = (word for day in WEEKDAYS for word in names_in(day, HOUSE))
    return frozenset(word.capitalize() for word in some if len(word) >= SHORTEST_FULL)


@cache
def short_weekday_names() -> frozenset[str]:
    """Return these and the short ones of English, which are no words of everyday speech."""
    return weekday_names() | {word.capitalize() for day in WEEKDAYS for word in names_in(day, ("en",))}


@cache
def zones() -> dict[str, int]:
    """Return the abbreviations of time zones (upper case), each with its minutes east of UTC."""
    hours = lexicon_table("zones")["hours"]
    return {name: round(value * MINUTES_AN_HOUR) for name, value in hours.items()}


@cache
def cues(name: str) -> frozenset[str]:
    """
    Return one list of words around dates over all languages, folded.

    Raises:
        KeyError: There is no such list.
    """
    return frozenset(map(fold_word, words("dates", name)))


@cache
def cue_pattern(name: str) -> str:
    """Return a regex alternation of one list; a space in a cue is any white space."""
    return either(cues(name)).replace(" ", r"\s") if cues(name) else r"(?!)"
