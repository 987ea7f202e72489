"""The address that a page's markup names as its own."""

from __future__ import annotations

import re

from transforms.identity.address import LONGEST_URL, page_address
from transforms.identity.folding import HEAD_BYTES, text_of, unescaped

MOST_TRIES = 100
"""Places in a page that are tried for an address."""

NAMING_TAG = re.compile(rb"<(link|meta)[\s/](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>")

ATTRIBUTE = re.compile(rb"(?<![\w:-])([a-zA-Z]{2,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>`]+))")

ABSOLUTE = re.compile(r"https?://", re.IGNORECASE)

HIDING = ((b"<!--", b"-->"), (b"<script", b"</script"))
"""What opens and what closes a stretch in which a tag is none."""


def address_named(page: bytes) -> str | None:
    """Return the address that a page names as its own: `rel=canonical`, else `og:url`."""
    head = page[:HEAD_BYTES]
    small = head.lower()
    return address_beside(b"canonical", head, small) or address_beside(b"og:url", head, small)


def address_beside(word: bytes, head: bytes, small: bytes) -> str | None:
    """Return the address in the first tag that is marked with a word. `small` is `head` in small letters."""
    at = -1
    for _ in range(MOST_TRIES):
        at = small.find(word, at + 1)
        if at < 0:
            return None
        start = small.rfind(b"<", max(0, at - 2 * LONGEST_URL), at)
        tag = NAMING_TAG.match(small, start, start + 4 * LONGEST_URL) if start >= 0 else None
        if tag and not any(small.rfind(opens, 0, start) > small.rfind(closes, 0, start) for opens, closes in HIDING):
            found = address_in_tag(word, head[start : tag.end()])
            if found:
                return found
    return None


def address_in_tag(word: bytes, tag: bytes) -> str | None:
    """Return the address of a page in a tag, if it is marked with a word in the right attribute."""
    values = {name.lower(): a or b or c for name, a, b, c in reversed(ATTRIBUTE.findall(tag))}
    marks = b" ".join(values.get(name, b"") for name in (b"rel", b"property", b"name"))
    said = unescaped(text_of(values.get(b"href" if word == b"canonical" else b"content", b""))).strip()
    return page_address(said) if word in marks.lower().split() and ABSOLUTE.match(said) else None
