"""Names as they are compared: without case, spaces, marks and accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from transforms.lexicon.fold import fold

MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def squeeze(name: str) -> str:
    """
    Return a name without case, spaces, punctuation and accents.

    >>> squeeze("Tribun-Timur.com")
    'tribuntimurcom'
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    small = fold(name)
    return small if small.isalnum() else MARKS.sub("", small)
