"""What the heading of a box says: an offer, a plea, a summary by a machine."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from transforms.lexicon.lists import lists_of
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.records import Block, Kind

LONGEST_HEAD = 90
"""Characters of a heading."""

BREAKS = re.compile(r"[,:;.!?\u2013\u2014|]+")
"""What parts the clauses of a heading: `Newsletter: News from the river`."""

HEADS: dict[Kind, str] = {
    "newsletter": "newsletter_heads",
    "follow": "follow_heads",
    "paywall": "offer_heads",
    "disclaimer": "machine_heads",
}
"""The kinds of boxes that rules know too few heads of, and the lists of what such heads say."""


@cache
def cues() -> Mapping[tuple[str, ...], Kind]:
    """Return the words of each cue with the kind of box that it heads."""
    lists = lists_of("boxes")
    return {tuple(fold_words(cue)): kind for kind, name in HEADS.items() for own in lists[name].values() for cue in own}


@cache
def first_words() -> frozenset[str]:
    """Return the words with which cues begin."""
    return frozenset(cue[0] for cue in cues())


def kind_of_head(block: Block, titles: Sequence[str]) -> Kind | None:
    """Return the kind of box that a heading heads by its words, None where it heads none or the story is of these."""
    if block.kind != "heading" or len(block.text) > LONGEST_HEAD:
        return None
    clauses = clauses_of(block.text)
    held = frozenset(chain.from_iterable(clauses))
    if first_words().isdisjoint(held):
        return None
    said = {" ".join(fold_words(title)) for title in titles}
    for cue, kind in cues().items():
        if cue[0] in held and heads(clauses, cue, kind) and not any(" ".join(cue) in title for title in said):
            return kind
    return None


def clauses_of(text: str) -> list[tuple[str, ...]]:
    """Return the words of each clause of a heading."""
    return [words for clause in BREAKS.split(text) if (words := tuple(fold_words(clause)))]


def heads(clauses: Sequence[tuple[str, ...]], cue: tuple[str, ...], kind: Kind) -> bool:
    """Return whether a heading says a cue; what a machine wrote holds nothing to press and is told by the cue alone."""
    return clauses == [cue] if kind == "disclaimer" else any(says(words, cue) for words in clauses)


def says(words: tuple[str, ...], cue: tuple[str, ...]) -> bool:
    """
    Return whether a clause says little but a cue, with which it opens or closes.

    Stories use the same words in the midst of what they tell, and single ones in anything: each word of a cue beyond
    its first vouches for two beside it.
    """
    beside = len(words) - len(cue)
    return 0 <= beside <= 2 * (len(cue) - 1) and cue in (words[: len(cue)], words[beside:])
