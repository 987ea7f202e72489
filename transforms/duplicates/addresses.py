"""
Which pages of the web a text names: what a check of facts, a notice of a post or a list of offers is about.

Two checks told in one form differ in little but the post that they judge.
"""

from __future__ import annotations

import re

from transforms.urls import url_key

ADDRESS = re.compile(r"https?://[^\s<>\"“”|]{4,400}", re.IGNORECASE)
MOST_ADDRESSES = 100
"""Addresses of a text that are compared; who names more lists them."""

BEHIND = ".,;:!?)]}'’…"
"""Marks that end a sentence or a bracket behind an address."""


def pages_named(text: str) -> frozenset[str]:
    """
    Return the keys of the pages that a text names by their addresses, sites as a whole aside.

    >>> sorted(pages_named("Lihat https://www.contoh.id/a/1. Situsnya https://contoh.id/ tutup."))
    ['contoh.id/a/1']
    """
    found = [match[0].rstrip(BEHIND) for _, match in zip(range(MOST_ADDRESSES), ADDRESS.finditer(text), strict=False)]
    return frozenset(key for key in map(url_key, found) if key and "/" in key)


def name_other_pages(a: str, b: str) -> bool:
    """Return whether two texts name pages of one site and not one page that is the same."""
    mine, yours = pages_named(a), pages_named(b)
    return mine.isdisjoint(yours) and not sites_of(mine).isdisjoint(sites_of(yours))


def sites_of(pages: frozenset[str]) -> set[str]:
    """Return the hosts of some pages."""
    return {page.partition("/")[0] for page in pages}
