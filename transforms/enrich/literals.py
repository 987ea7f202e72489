"""One pass over a page for every literal that an enricher asks about, instead of a pass for each."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from transforms.enrich.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PAGES_KEPT = 4
"""Texts whose literals stay in memory: a page is asked about as a whole and without what was struck."""


def folded(text: str) -> str:
    """Return a text in small letters with every letter in its place."""
    small = text.lower()
    return small if len(small) == len(text) else text


@cache
def all_literals() -> frozenset[str]:
    """Return every literal that the tables of credits and names are looked up by, in small letters."""
    wires = table("wires")
    lists = (wires["cues"], wires["ahead"], wires["spoken_to"], wires["behind"])
    notices = (row["literals"] for row in wires["republished"])
    namings = (row["literal"] for row in table("roles")["naming"])
    return frozenset(word.lower() for words in (*lists, *notices, namings) for word in words)


@cache
def automaton() -> Any:  # noqa: ANN401 - the automaton has no types
    """Build the automaton that finds every literal in one pass."""
    import ahocorasick  # noqa: PLC0415 - heavy

    scanner = ahocorasick.Automaton()
    for word in sorted(all_literals()):
        scanner.add_word(word, word)
    scanner.make_automaton()
    return scanner


@lru_cache(maxsize=PAGES_KEPT)
def places_by_literal(small: str) -> Mapping[str, list[int]]:
    """Return where each literal stands in a text in small letters; literals that it lacks are no keys."""
    found: dict[str, list[int]] = {}
    for end, word in automaton().iter(small):
        found.setdefault(word, []).append(end + 1 - len(word))
    return found


def places(small: str, literals: Iterable[str]) -> list[int]:
    """Return where any of some literals, each in small letters, stands in such a text, in reading order."""
    found = places_by_literal(small)
    hits = [found[literal] for literal in literals if literal in found]
    if len(hits) == 1:
        return hits[0]
    return sorted({at for some in hits for at in some})
