"""The fields of an export: how often each says something, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.mapping import FieldMap
from flows.read.fields import keys_of, words, words_of_page
from flows.read.names import bare, meanings, names_with
from flows.read.unnamed import prose_field

MOST_FIELDS = 60
"""Fields of a file that are told; JSON objects of a hostile file have any number."""

SHOWN = 60
"""Characters of an example."""

MOST_PROBED = 50
"""Records that are asked which of their fields holds prose: it takes as long as reading them."""


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """
    A field of an export.

    Attributes:
        name: What it is called there.

        read_as: How it is read, for people.

        filled: How many records say something in it.

        example: The first thing that one says.
    """

    name: str
    read_as: str
    filled: int
    example: str


@dataclass(slots=True)
class Fields:
    """
    The fields of the records that went by.

    Attributes:
        own: Names that the user told.

        filled: How many records say something in each.

        examples: The first thing that one says.

        prose: How often each was the one field of prose.

        records: How many records went by.
    """

    own: FieldMap
    filled: dict[str, int] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)
    prose: dict[str, int] = field(default_factory=dict)
    records: int = 0

    def hear(self, record: Mapping[str, Any]) -> None:
        """Hear of a record."""
        self.records += 1
        for name, value in record.items():
            if name not in self.filled and len(self.filled) >= MOST_FIELDS:
                continue
            said = " ".join(shown(value)[: 4 * SHOWN].split())[:SHOWN]
            self.filled[name] = self.filled.get(name, 0) + bool(said)
            self.examples.setdefault(name, said) if said else None
        if self.records <= MOST_PROBED:
            found = prose_field(record, names_with(self.own), words_of_page)
            if found is not None:
                self.prose[found] = self.prose.get(found, 0) + 1

    def told(self) -> tuple[FieldSeen, ...]:
        """Return the fields in their order."""
        meant, where = meanings(self.own), keys_of(tuple(self.filled), self.own)
        named = any(where.get(ours) for ours in ("html", "text"))
        return tuple(
            FieldSeen(name, self.read_as(name, meant, where, named=named), filled, self.examples.get(name, ""))
            for name, filled in self.filled.items()
        )

    def read_as(self, name: str, meant: Mapping[str, str], where: Mapping[str, tuple[str, ...]], *, named: bool) -> str:
        """Return how a field is read."""
        ours = meant.get(bare(name))
        if ours is None:
            return "text: the one field of prose" if self.prose.get(name) and not named else "not read"
        if ours == "id":
            return "id: named, not used"
        first = where[ours][0]
        return ours if first == name else f"{ours}, where `{first}` says nothing"


def shown(value: object) -> str:
    """Return what a value says, for people."""
    said = words(value, " ", numbers=True)
    return said or (f"{{{', '.join(list(map(str, value))[:4])}}}" if isinstance(value, Mapping) and value else "")
