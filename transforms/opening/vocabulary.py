"""Word lists of the opening finders, read from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def read_vocabulary(name: str) -> dict[str, list[str]]:
    """Return the word lists of `<name>.toml`: table name to its `words`."""
    tables = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    return {table: list(entry["words"]) for table, entry in tables.items()}


def alternatives(words: list[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first; a space matches any one."""
    ranked = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", " ") for w in ranked) + ")"
