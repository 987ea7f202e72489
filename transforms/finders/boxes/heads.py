"""What the heading of a box says: an offer, a plea, a summary by a machine."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.lists import lists_of
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.records import Block, Kind

LONGEST_HEAD = 90
"""Characters of a heading."""

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
    words = fold_words(block.text)
    if first_words().isdisjoint(words):
        return None
    said = {" ".join(fold_words(title)) for title in titles}
    for cue, kind in cues().items():
        if holds(words, cue) and not any(" ".join(cue) in title for title in said):
            return kind
    return None


def holds(words: Sequence[str], cue: tuple[str, ...]) -> bool:
    """Return whether words hold a cue, word by word."""
    return any(tuple(words[at : at + len(cue)]) == cue for at in range(len(words) - len(cue) + 1))
