"""One pass over a page for every literal that an enricher asks about, instead of a pass for each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.lists import lexicon_table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ahocorasick_rs import AhoCorasick

DOTTED_I = "İ"
"""The one letter whose small form is two characters long."""


def folded(text: str) -> str:
    """
    Return a text in small letters with every letter in its place.

    >>> folded("Dilansir İHA"), len("İHA".lower())
    ('dilansir iha', 4)
    """
    small = text.lower()
    return small if len(small) == len(text) else text.replace(DOTTED_I, "i").lower()


@cache
def all_literals() -> frozenset[str]:
    """Return every literal that the tables of credits and names are looked up by, in small letters."""
    lists = (*(words("wires", name) for name in ("cues", "ahead", "spoken_to", "behind")), words("roles", "phrases"))
    notices = (row["literals"] for row in lexicon_table("wires")["republished"])
    namings = (row["literals"] for row in lexicon_table("roles")["naming"])
    return frozenset(word.lower() for some in (*lists, *notices, *namings) for word in some)


@cache
def automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Build the automaton that finds every literal in one pass; return it with the literals by number."""
    from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415 - heavy

    literals = tuple(sorted(all_literals()))
    return AhoCorasick(literals, implementation=Implementation.DFA), literals


def places_by_literal(small: str) -> Mapping[str, Sequence[int]]:
    """Return where each literal stands in a text in small letters; literals that it lacks are no keys."""
    scanner, literals = automaton()
    found: dict[str, list[int]] = {}
    for number, at, _ in scanner.find_matches_as_indexes(small, overlapping=True):
        found.setdefault(literals[number], []).append(at)
    return found


def places(found: Mapping[str, Sequence[int]], literals: Iterable[str]) -> Sequence[int]:
    """Return where any of some literals, each in small letters, was found, in reading order."""
    hits = [found[literal] for literal in literals if literal in found]
    if len(hits) <= 1:
        return hits[0] if hits else ()
    return sorted({at for some in hits for at in some})
