"""
What recurs in an HTML story without having been pasted: terms of many offers, answers that end alike, examples.

A body that is printed twice is a run of lines. Where copies make up much of a story they are looked at again, and only
runs stay struck; what recurs more than twice is a form of words. Several lone lines recur in stories told that way.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from transforms.records import Block, Removal

MOST_OF_STORY = 0.1
"""Share of a story's characters from which copies are looked at again."""

MOST_LONE = 2
"""Lone lines that may recur as pull quotes and decks do; more are the story's way of telling."""

FEWEST_LINES, SHORTEST_RUN = 3, 500
"""Lines, or else characters, that a run of copies holds at least to be a body printed twice."""


def without_scattered(
    copies: Sequence[Removal], blocks: Sequence[Block], standing: Collection[int]
) -> tuple[Removal, ...]:
    """
    Return the copies of an HTML story but for those that only recur.

    Args:
        copies: What was found, whole blocks and passages.

        blocks: The page's lines.

        standing: Which of them stand.
    """
    struck = sum(removal.end - removal.start for removal in copies)
    if struck > MOST_OF_STORY * sum(len(blocks[number].text) for number in standing):
        times = Counter(blocks[removal.block].text for removal in copies)
        once = [removal for removal in copies if times[blocks[removal.block].text] == 1]
        return tuple(removal for run in runs_of(once, standing) if is_body(run) for removal in run)
    lone = [removal for removal in copies if removal.rule == "repeat.paragraph"]
    return tuple(removal for removal in copies if len(lone) <= MOST_LONE or removal not in lone)


def runs_of(copies: Iterable[Removal], standing: Iterable[int]) -> list[list[Removal]]:
    """Return copies in groups of such as stand on end, struck lines between them aside."""
    places = {number: place for place, number in enumerate(standing)}
    runs: list[list[Removal]] = []
    for removal in sorted(copies, key=lambda one: (one.block, one.start)):
        if runs and places[removal.block] - places[runs[-1][-1].block] <= 1:
            runs[-1].append(removal)
        else:
            runs.append([removal])
    return runs


def is_body(run: Sequence[Removal]) -> bool:
    """Return whether a run of copies is long enough to be a body, or part of one, printed twice."""
    whole = [removal for removal in run if removal.rule in ("repeat.body", "repeat.paragraph")]
    return len(whole) >= FEWEST_LINES or sum(removal.end - removal.start for removal in whole) >= SHORTEST_RUN
