"""The packaged tables of places, outlets and roles, read once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from transforms.lexicon.tables import Table, read_table

MARKS = re.compile(r"[\W_]+")


@cache
def table(name: str) -> Table:
    """Return one of the tables beside this module, such as `places`."""
    return read_table(f"lexicon/{name}.toml")


def listed(text: str) -> tuple[str, ...]:
    """Return the names in a comma-separated list that runs over lines."""
    return tuple(name for name in (part.strip() for part in text.replace("\n", ",").split(",")) if name)


def squeeze(name: str) -> str:
    """
    Return a name without case, spaces, punctuation and accents.

    >>> squeeze("Tribun-Timur.com")
    'tribuntimurcom'
    """
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    small = name.casefold()
    return small if small.isalnum() else MARKS.sub("", small)
