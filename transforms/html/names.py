"""People's names as pages print them, without what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.html.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


LONGEST_NAME = 60
"""Characters of the longest string taken for one person's name; longer ones are blurbs."""

MOST_WORDS = 6
MOST_NAMES = 12

LEAD_IN = re.compile(
    rf"^(?:(?:{either(WORDS['byline']['before_by'])})\s{{1,9}})?(?:{either(WORDS['byline']['by'])})(?:\s{{0,3}}:\s{{0,3}}|\s{{1,9}})",
    re.IGNORECASE,
)
TAIL = re.compile(
    rf"\s{{0,3}}(?:[|•·]|\s[-–—]\s|\(|,\s{{0,3}}(?=(?:{either(WORDS['byline']['roles'])})\b)).{{0,400}}$", re.IGNORECASE
)
BETWEEN = re.compile(
    rf"\s{{0,9}}(?:[;|/•·]|,|\s(?:{either(WORDS['byline']['and'])}|&)\s)\s{{0,9}}",
    re.IGNORECASE,
)
SUFFIX = re.compile(rf",\s{{0,3}}(?=(?:{either(WORDS['byline']['suffixes'])})\b)", re.IGNORECASE)
ADDRESS = re.compile(r"https?:|www\.|^/|\.(?:php|html?)\b", re.IGNORECASE)
NOT_A_NAME = re.compile(
    rf"@|\d{{3}}|\.(?:com|net|org|co\.id|id)$|^(?:{either(WORDS['byline']['nobody'])})$", re.IGNORECASE
)
SPACES = re.compile(r"\s+")


def clean_names(raw: Iterable[str], outlets: Iterable[str] = ()) -> tuple[str, ...]:
    """
    Return the people's names in what a page prints as its byline, in order, each once.

    Lead-ins ("Oleh"), roles, addresses and the outlet's own name are left out.

    >>> clean_names(["Oleh: Rina Suwarni dan Tomi Lasut", "Kabar Kota"], ["KabarKota"])
    ('Rina Suwarni', 'Tomi Lasut')
    """
    refused = {bare(outlet) for outlet in outlets}
    names: dict[str, str] = {}
    for text in raw:
        if ADDRESS.search(text):
            continue
        line = SPACES.sub(" ", text).strip(" \t\n,.;:-–—|")[:400]
        line = LEAD_IN.sub("", TAIL.sub("", LEAD_IN.sub("", line)))
        for part in BETWEEN.split(SUFFIX.sub(" ", line)):
            name = LEAD_IN.sub("", TAIL.sub("", part)).strip(" ,.;:-–—|*")
            if is_name(name) and bare(name) not in refused:
                names.setdefault(bare(name), name)
    return tuple(names.values())[:MOST_NAMES]


def is_name(text: str) -> bool:
    """Say whether a string can be one person's name."""
    if not 1 < len(text) <= LONGEST_NAME or len(text.split()) > MOST_WORDS:
        return False
    return NOT_A_NAME.search(text) is None and any(c.isalpha() for c in text)


def bare(name: str) -> str:
    """Return a name without case, spaces and marks, to compare it."""
    return "".join(c for c in name.casefold() if c.isalnum())
