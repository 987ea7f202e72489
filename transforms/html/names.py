"""People's names as pages print them, without what stands around them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.calendar import SHORTEST_FULL, calendar, cues, fold_word, zones
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable


LONGEST_NAME = 60
"""Characters of the longest string taken for one person's name; longer ones are blurbs."""

MOST_WORDS = 6
MOST_NAMES = 12

ADDRESS = re.compile(r"https?:|www\.|^/|\.(?:php|html?)\b", re.IGNORECASE)
SPACES = re.compile(r"\s+")
FIGURE = re.compile(r"\d")
LETTERS = re.compile(r"[^\W\d_]+(?:['’‘`´ʼ-][^\W\d_]+)*")
"""A word as calendars spell it: `Jum'at`, `segunda-feira`, the `th` of `16th`."""

BESIDE_FIGURES = ("ordinals", "before_month", "clock")
"""Lists of words that stand beside the figures of a date: `16th of May`, `pukul 08.06`."""


@cache
def lead_in() -> re.Pattern[str]:
    """Return the pattern of what stands before a name: `Oleh: `."""
    before, by = any_of("markup", "before_by"), any_of("markup", "by")
    return re.compile(rf"^(?:(?:{before})\s{{1,9}})?(?:{by})(?:\s{{0,3}}:\s{{0,3}}|\s{{1,9}})", re.IGNORECASE)


@cache
def tail() -> re.Pattern[str]:
    """Return the pattern of what stands behind a name: a role, a place, a day."""
    roles = rf"(?:{any_of('markup', 'roles')})\b"
    return re.compile(rf"\s{{0,3}}(?:[|•·]|\s[-–—]\s|\(|,\s{{0,3}}(?={roles})).{{0,400}}$", re.IGNORECASE)


@cache
def between() -> re.Pattern[str]:
    """Return the pattern of what parts two names."""
    return re.compile(rf"\s{{0,9}}(?:[;|/•·]|,|\s(?:{any_of('markup', 'and')}|&)\s)\s{{0,9}}", re.IGNORECASE)


@cache
def suffix() -> re.Pattern[str]:
    """Return the pattern of the comma before a title, which parts no names: `Rina, S.Pd.`."""
    return re.compile(rf",\s{{0,3}}(?=(?:{any_of('markup', 'suffixes')})\b)", re.IGNORECASE)


@cache
def not_a_name() -> re.Pattern[str]:
    """Return the pattern of what no person is called."""
    return re.compile(rf"@|\d{{3}}|\.(?:com|net|org|co\.id|id)$|^(?:{any_of('markup', 'nobody')})$", re.IGNORECASE)


@cache
def date_words() -> frozenset[str]:
    """Return the words that dates and clock times are made of, folded: months, weekdays, zones, what joins them."""
    beside = (cues(name) for name in BESIDE_FIGURES)
    return frozenset(calendar().months).union(calendar().weekdays, map(fold_word, zones()), *beside)


def clean_names(raw: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """
    Return the people's names in what a page prints as its byline, in order, each once.

    Lead-ins ("Oleh"), roles, addresses, days and the outlet's own name are left out.

    >>> clean_names(["Oleh: Rina Suwarni dan Tomi Lasut", "Kabar Kota"], ["KabarKota"])
    ('Rina Suwarni', 'Tomi Lasut')
    """
    refused = {bare(outlet) for outlet in outlets}
    names: dict[str, str] = {}
    opening, behind = lead_in(), tail()
    for text in raw:
        if ADDRESS.search(text):
            continue
        line = SPACES.sub(" ", text).strip(" \t\n,.;:-–—|")[:400]
        line = opening.sub("", behind.sub("", opening.sub("", line)))
        for part in between().split(suffix().sub(" ", line)):
            name = opening.sub("", behind.sub("", part)).strip(" ,.;:-–—|*")
            if is_name(name) and not is_date(name, line) and bare(name) not in refused:
                names.setdefault(bare(name), name)
    return tuple(names.values())[:MOST_NAMES]


def is_name(text: str) -> bool:
    """Return whether a string can be one person's name."""
    if not 1 < len(text) <= LONGEST_NAME or len(text.split()) > MOST_WORDS:
        return False
    return not_a_name().search(text) is None and any(c.isalpha() for c in text)


def is_date(name: str, line: str) -> bool:
    """
    Return whether what looks like a name in a line is a piece of a date: no word of it is none of a calendar.

    Months and zones are what people are called, too: alone they are a date only where the line holds a figure.

    >>> is_date("November 16", "Monday, November 16, 2026"), is_date("Agus", "Agus"), is_date("Mei Rosa", "Mei Rosa, 7")
    (True, False, False)
    """
    said = [fold_word(word) for word in LETTERS.findall(name)]
    if not date_words().issuperset(said):
        return False
    return bool(FIGURE.search(line)) or any(w in calendar().weekdays and len(w) >= SHORTEST_FULL for w in said)


def bare(name: str) -> str:
    """Return a name without case, spaces and marks, to compare it."""
    return "".join(c for c in fold(name) if c.isalnum())
