"""
Which pages of the web a text names: what a check of facts, a notice of a post or a list of offers is about.

Two checks told in one form differ in little but the post that they judge. Reprints of one story differ in links as
well: each paper gives its own for following it, shortens an address or takes another of its spellings.
"""

from __future__ import annotations

import re

from transforms.lexicon.lists import piece, words
from transforms.urls import url_key

ADDRESS = re.compile(r"https?://[^\s<>\"“”|]{4,400}", re.IGNORECASE)
MOST_ADDRESSES = 100
"""Addresses of a text from which it is not asked which it names: lists of so many are cut or sorted anew."""

BEHIND = ".,;:!?)]}'’…"
"""Marks that end a sentence or a bracket behind an address."""


def pages_named(text: str) -> frozenset[str]:
    """
    Return the keys of the pages that a text names by their addresses; none where it names too many.

    Sites as a whole, accounts and addresses that are short for others are no pages. Case is no difference.

    >>> sorted(pages_named("Lihat https://www.contoh.id/A/123. Situsnya https://contoh.id/ tutup."))
    ['contoh.id/a/123']
    >>> sorted(pages_named("https://youtu.be/abcDEF12345 https://www.youtube.com/embed/abcDEF12345?rel=0"))
    ['youtube/abcdef12345']
    """
    found = [match[0].rstrip(BEHIND) for _, match in zip(range(MOST_ADDRESSES), ADDRESS.finditer(text), strict=False)]
    if len(found) == MOST_ADDRESSES:
        return frozenset()
    return frozenset(page for page in map(page_of, found) if page)


def page_of(address: str) -> str | None:
    """Return the key of the page that an address names; None where it names none."""
    key = (url_key(address) or "").casefold()
    if post := piece("addresses", "post").match(key):
        return f"{post.lastgroup}/{post[str(post.lastgroup)]}"
    host, _, path = key.partition("/")
    return key if host not in words("addresses", "no_page") and piece("addresses", "numbered").search(path) else None


def name_other_pages(a: str, b: str) -> bool:
    """Return whether two texts name pages of one site and not one page that is the same."""
    mine, yours = pages_named(a), pages_named(b)
    return mine.isdisjoint(yours) and not sites_of(mine).isdisjoint(sites_of(yours))


def sites_of(pages: frozenset[str]) -> set[str]:
    """Return the hosts of some pages."""
    return {page.partition("/")[0] for page in pages}
