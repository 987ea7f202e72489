"""The literals by which credits and names are known: they are looked for in one scan, with those of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from transforms.names.tables import table


@cache
def all_literals() -> frozenset[str]:
    """Return every literal that the tables of credits and names are looked up by, in small letters."""
    wires = table("wires")
    lists = (wires["cues"], wires["ahead"], wires["spoken_to"], wires["behind"])
    notices = (row["literals"] for row in wires["republished"])
    namings = (row["literals"] for row in table("roles")["naming"])
    phrases = table("roles")["phrases"]
    return frozenset(word.lower() for words in (*lists, *notices, *namings, phrases) for word in words)


def places_of(found: Mapping[str, Sequence[int]], literals: Iterable[str]) -> Sequence[int]:
    """Return where any of some literals, each in small letters, was found, in reading order."""
    hits = [found[literal] for literal in literals if literal in found]
    if len(hits) <= 1:
        return hits[0] if hits else ()
    return sorted({at for some in hits for at in some})
