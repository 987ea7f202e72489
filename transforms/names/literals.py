"""The literals of credits, names and notices: they are looked for in one scan, with those of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from transforms.lexicon.grams import loud_words
from transforms.lexicon.lists import lexicon_table, words


@cache
def all_literals() -> frozenset[str]:
    """Return all that tables of credits, names and notices are looked up by, and words of prompts, in small letters."""
    lists = (*(words("wires", name) for name in ("cues", "ahead", "spoken_to", "behind")), words("roles", "phrases"))
    notices = (row["literals"] for row in lexicon_table("wires")["republished"])
    wordings = (row["literals"] for row in lexicon_table("notices")["notice"])
    namings = (row["literals"] for row in lexicon_table("roles")["naming"])
    return loud_words() | {word.lower() for some in (*lists, *notices, *namings, *wordings) for word in some}


def places_of(found: Mapping[str, Sequence[int]], literals: Iterable[str]) -> Sequence[int]:
    """Return where any of some literals, each in small letters, was found, in reading order."""
    hits = [found[literal] for literal in literals if literal in found]
    if len(hits) <= 1:
        return hits[0] if hits else ()
    return sorted({at for some in hits for at in some})
