"""The words of a headline that a page's address keeps."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from transforms.lexicon.fold import fold
from transforms.names.hosts import host_of

FEWEST_SLUG_WORDS = 3
"""`/berita/12345` or `/news/update` says nothing about a headline."""
ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|cms|amp)$")
SHORTEST_NUMBER, SHORTEST_HEX = 5, 8
NUMBER = re.compile(r"^(?:[a-z]-?)?\d{5,}$|^[0-9a-f]{8,}$")


def slug_words(url: str | None) -> list[str]:
    """
    Return the headline's words as the address has them, empty where it has none.

    >>> slug_words("https://kabarkota.example/2025/03/rel-baru-dibuka-di-muara-1234567.html")
    ['rel', 'baru', 'dibuka', 'di', 'muara']
    """
    return list(read_slug(url)) if url else []


@lru_cache(maxsize=1)
def read_slug(url: str) -> tuple[str, ...]:
    """Return what `slug_words` does; the finders ask of one page several times."""
    path = unquote(url.split("://", 1)[-1].split("?", 1)[0].split("#", 1)[0])
    best: list[str] = []
    for part in path.split("/")[1:]:
        if not ("-" in part or "_" in part or "+" in part):
            continue
        folded = fold(part)
        folded = ENDING.sub("", folded) if "." in folded else folded
        words = folded.replace("_", "-").replace("+", "-").split("-")
        words = [w for w in words if w and (len(w) < SHORTEST_NUMBER or is_plain(w) or not NUMBER.match(w))]
        if len(words) >= len(best):  # of equals the last: sections stand in front
            best = words
    return tuple(best) if len(best) >= FEWEST_SLUG_WORDS else ()


def is_plain(word: str) -> bool:
    """Return whether a part of an address is a word by its letters, and no number such as `d5003129`, `6c0f2a1b`."""
    return len(word) < SHORTEST_HEX and word.isalpha()


def host_label(url: str | None) -> str:
    """
    Return the name part of the address's host, empty without an address.

    >>> host_label("https://www.kabarkota.example/2025/")
    'kabarkota'
    """
    return (host_of(url) or "").split(".", 1)[0]
