"""What every way of finding a dateline shares: where the finder stands, and what it finds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transforms.finders.dateline.grammar import Head
from transforms.lexicon.calendar import calendar
from transforms.names.places import is_place

REST_OF_WEAK = 60
"""Characters that must follow a head that only looks like a dateline."""
FEWEST_WORDS = 3
"""A headline has more than two words, a dateline more than two characters."""
OPENS = re.compile(r"[\"'“‘«(\[]{0,2}(?:[A-Z0-9À-ÞĀ-Ž]|[^\x00-\u024f])")
TITLE_WORD = re.compile(r"[\"'“‘«(\[]{0,2}[A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline in a stretch of text: its head, its span and the form it has."""

    head: Head
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Walk:
    """What the finder knows while it walks down the page: names, sentences passed, how they begin, shorter ones too."""

    names: tuple[str, ...]
    passed: int = 0
    decks: tuple[str, ...] = ()
    lines: int = 0


@cache
def printed_day() -> re.Pattern[str]:
    """Return the pattern of a day as datelines of other kinds begin: in figures, or by its weekday."""
    weekdays = "|".join(sorted(map(re.escape, calendar().weekdays), key=lambda name: (-len(name), name)))
    return re.compile(rf"\d{{1,2}}[/ .-](?:\d{{1,2}}|[A-Za-z]{{3,9}})[/ .,-]+\d{{2,4}}\b|(?i:{weekdays}),? \d")


def form_of(head: Head, *, split: bool) -> str:
    """Return the name of a dateline's form."""
    form = "rubric" if head.rubric else "-".join(x for x, y in (("outlet", head.outlet), ("place", head.place)) if y)
    return f"{form}-split" if split else form


def opens_with_place(after: str) -> bool:
    """Return whether a text opens with a town: the other end of a road, the other team."""
    words = re.findall(r"[\w'’.-]+", after[:60])[:3]
    return any(is_place(" ".join(words[:n])) for n in (1, 2, 3) if len(words) >= n)
