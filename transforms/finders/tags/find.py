"""Finding the tags: those that markup names, else those that came along with the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.sheet import Sheet

MOST_TAGS = 30
LONGEST_TAG = 60
"""Tags of a page, and characters of one; what is more is a text in the wrong field."""

PARTED = (re.compile(r"\s*;\s*"), re.compile(r"\s*\|\s*"), re.compile(r"\s*,\s*"), re.compile(r"\s*(?=#\w)"))
"""How exports part tags; the first sign that stands in them does."""


def find_tags(sheet: Sheet) -> tuple[str, ...]:
    """Return what a page says that it is about, else what its export says."""
    return sheet.facts.tags or split_tags(sheet.hints.get("tags", ""))


def split_tags(told: str) -> tuple[str, ...]:
    """
    Return the tags in a text, each once.

    >>> split_tags("banjir, tanggul, Banjir"), split_tags("#banjir #tanggul jebol")
    (('banjir', 'tanggul'), ('banjir', 'tanggul jebol'))
    """
    parted = next((sign for sign in PARTED if sign.search(told.strip())), PARTED[0])
    tags = (tag.strip().lstrip("#").strip() for tag in parted.split(told))
    once: dict[str, str] = {}
    for tag in tags:
        if 0 < len(tag) <= LONGEST_TAG:
            once.setdefault(tag.casefold(), tag)
    return tuple(once.values())[:MOST_TAGS]
