"""The words of dates, read from the tables beside this module: months, weekdays, zones, cues."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from transforms.lexicon.tables import Table, read_table

MINUTES_AN_HOUR = 60
APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))
"""Jum'at is written with any of these."""

CUES = (
    "published",
    "modified",
    "author",
    "reported_from",
    "editor",
    "role",
    "joining",
    "reporting",
    "background",
    "ahead",
    "past",
    "daytime",
    "clock",
    "tied",
    "ago",
    "ago_end",
    "just_now",
    "counted",
    "particle",
    "conjunction",
    "rubric",
)
"""The lists that every language of `tables/cues.toml` may hold."""


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


def dates_table(name: str) -> Table:
    """Return one of the tables beside this module."""
    return read_table(f"lexicon/{name}.toml")


def fold_word(word: str) -> str:
    """Return a word as the tables write it: casefolded, plain apostrophe, no dot behind."""
    plain = word if word.isascii() and "`" not in word else word.translate(APOSTROPHES)
    return plain.casefold().rstrip(".")


@cache
def calendar() -> Calendar:
    """Return the names of all languages, the first language that claims a name wins."""
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for language in dates_table("calendar")["language"]:
        for target, key, first in ((months, "months", 1), (weekdays, "weekdays", 0)):
            for number, names in enumerate(language[key], first):
                for name in names:
                    target.setdefault(fold_word(name), number)
                    target.setdefault(fold_word(name.upper()), number)  # MAYIS folds to mayis, not to mayıs
    return Calendar(months, weekdays)


@cache
def zones() -> dict[str, int]:
    """Return the abbreviations of time zones (upper case), each with its minutes east of UTC."""
    hours = dates_table("zones")["hours"]
    return {name: round(value * MINUTES_AN_HOUR) for name, value in hours.items()}


@cache
def cues(name: str) -> frozenset[str]:
    """
    Return one list of cue words over all languages, folded.

    Args:
        name: One of `CUES`.

    Raises:
        KeyError: There is no such list.
    """
    if name not in CUES:
        raise KeyError(name)
    return frozenset(fold_word(word) for table in dates_table("dates").values() for word in table.get(name, ()))


@cache
def cue_pattern(name: str) -> str:
    """Return a regex alternation of one list, longest first so that a long cue is not cut short."""
    import re  # noqa: PLC0415 - only escaping

    ordered = sorted(cues(name), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered) or r"(?!)"
