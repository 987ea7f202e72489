"""How the text behind a dateline begins."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.calendar import calendar
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded
from transforms.names.places import is_place

REST_OF_WEAK = 60
"""Characters that must follow a head that only looks like a dateline."""

OPENS = re.compile(r"[\"'“‘«(\[]{0,2}(?:[A-Z0-9À-ÞĀ-Ž]|[^\x00-\u024f])")
"""A capital, a digit or a letter of another script, perhaps behind marks: how a sentence begins."""

TITLE_WORD = re.compile(r"[\"'“‘«(\[]{0,2}[A-Z][a-z]")
"""A word with a capital in front: how a sentence begins that is not shouted."""


@cache
def printed_day() -> re.Pattern[str]:
    """Return the pattern of a day as datelines of other kinds begin: in figures, or by its weekday."""
    weekdays = "|".join(sorted(map(re.escape, calendar().weekdays), key=lambda name: (-len(name), name)))
    return re.compile(rf"\d{{1,2}}[/ .-](?:\d{{1,2}}|[A-Za-z]{{3,9}})[/ .,-]+\d{{2,4}}\b|(?i:{weekdays}),? \d")


def opens_with_place(after: str) -> bool:
    """Return whether a text opens with a place: then the dash in front joins two, a road's ends or two teams."""
    words = re.findall(r"[\w'’.-]+", after[:60])[:4]
    words = words[1:] if words and fold(words[0].rstrip(".")) in folded("places", "kinds") else words
    return any(is_place(" ".join(words[:n])) for n in (1, 2, 3) if len(words) >= n)
