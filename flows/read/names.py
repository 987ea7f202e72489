"""What exports call their fields. Data: a new name is a word in a line of `names.toml`."""

from __future__ import annotations

import importlib.resources
import string
import tomllib
from collections.abc import Mapping

from flows.mapping import MAPPED, FieldMap

LANGUAGES = ("any", "en", "id", "ms")
"""In which order the names of a list are tried."""


def read_lists() -> Mapping[str, tuple[str, ...]]:
    """Return every list of the data, the surest name first."""
    text = importlib.resources.files("flows.read").joinpath("names.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["list"]
    return {row["name"]: tuple(word for code in LANGUAGES for word in row.get(code, ())) for row in rows}


LISTS = read_lists()

ALIASES: dict[str, tuple[str, ...]] = {ours: LISTS[ours] for ours in MAPPED}
"""Our field, and what others call it, the surest name first."""

INNER_NAMES = LISTS["inner"]
"""Where a field that is an object keeps its words."""

NOTHING = frozenset(LISTS["nothing"])
"""Values that say that there is none."""

LONGEST_NOTHING = max(map(len, NOTHING))

NAME_MARKS = str.maketrans(dict.fromkeys(string.punctuation + " \ufeff", ""))


def bare(key: object) -> str:
    """Return a field name without case and marks: `publishedAt`, `Published At:` and `published-at` are one."""
    return str(key).translate(NAME_MARKS).lower()


def says_nothing(value: str) -> bool:
    """Return whether a value says that there is none. A page is longer than any such, and takes long to look up."""
    return len(value) <= LONGEST_NOTHING and value in NOTHING


def names_with(own: FieldMap) -> Mapping[str, tuple[str, ...]]:
    """Return the bare names of each field, the surest first: a user's go before those that we know."""
    users = {ours: tuple(map(bare, theirs)) for ours, theirs in own}
    taken = frozenset().union(*users.values())
    return {
        ours: (*users.get(ours, ()), *(name for name in map(bare, theirs) if name not in taken))
        for ours, theirs in ALIASES.items()
    }


def meanings(own: FieldMap) -> Mapping[str, str]:
    """Return which of our fields each bare name means; of two the one that stands first in the data."""
    found: dict[str, str] = {}
    for ours, names in names_with(own).items():
        for name in names:
            found.setdefault(name, ours)
    return found
