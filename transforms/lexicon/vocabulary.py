"""Word lists of the opening finders, read from the TOML files beside this module."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.tables import read_table


@cache
def read_vocabulary(name: str) -> dict[str, list[str]]:
    """Return the word lists of `<name>.toml`: table name to its `words`."""
    return {table: list(entry["words"]) for table, entry in read_table(f"lexicon/{name}.toml").items()}


def alternatives(words: list[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first; a space matches any one."""
    ranked = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in ranked) + ")"
