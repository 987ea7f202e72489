"""
Runs of words that stand earlier in the same stream already.

Anchors of eight words, extended over small edits. Linear in the number of
words, whatever they are: only the first place of an anchor is kept, and a
matched stretch is never searched again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ANCHOR_WORDS = 8
"""Shorter word runs recur by chance: titles of office holders, names of laws, attributions."""
QUICK_WORDS = 4
"""Four-word runs cost half of eight-word ones; an anchor that recurs holds five of them."""
REJOIN_WORDS = 4
"""Words that must agree behind an edit before it counts as one."""
EDITS = ((1, 1), (0, 1), (1, 0), (2, 2), (0, 2), (2, 0), (1, 2), (2, 1), (3, 3), (0, 3), (3, 0))
"""(words skipped in the copy, words skipped in the source), smallest first."""


@dataclass(frozen=True, slots=True)
class Run:
    """
    A stretch of words that stands earlier already.

    Attributes:
        start: First word of the copy.

        end: One past the last word of the copy.

        source: First word of the earlier text.

        source_end: One past its last word.

        edited: Words of the copy that were changed or added.

        edited_source: Words of the source that were changed or dropped.
    """

    start: int
    end: int
    source: int
    source_end: int
    edited: tuple[int, ...] = ()
    edited_source: tuple[int, ...] = ()


def may_repeat(words: Sequence[str]) -> bool:
    """Say whether any anchor can stand twice; the quick look that spares most documents the search."""
    grams = len(words) - QUICK_WORDS + 1
    if grams < 2 * ANCHOR_WORDS - QUICK_WORDS + 1:
        return False
    distinct = len(set(zip(words, words[1:], words[2:], words[3:], strict=False)))
    if grams - distinct <= ANCHOR_WORDS - QUICK_WORDS:
        return False
    anchors = len(words) - ANCHOR_WORDS + 1
    return len(set(zip(*(words[n:] for n in range(ANCHOR_WORDS)), strict=False))) < anchors


def find_runs(words: Sequence[str]) -> tuple[Run, ...]:
    """Find the stretches that repeat earlier words, in order and disjoint. An empty word never matches."""
    seen: dict[tuple[str, ...], int] = {}
    runs: list[Run] = []
    at = 0
    while at <= len(words) - ANCHOR_WORDS:
        anchor = tuple(words[at : at + ANCHOR_WORDS])
        first = seen.setdefault(anchor, at)
        if first == at or first + ANCHOR_WORDS > at or "" in anchor:
            at += 1
            continue
        run = extend(words, first, at)
        runs.append(run)
        at = run.end
    return tuple(runs)


def extend(words: Sequence[str], source: int, start: int) -> Run:
    """Follow a match to its end, over edits of at most three words."""
    here, there = start + ANCHOR_WORDS, source + ANCHOR_WORDS
    edited: list[int] = []
    edited_source: list[int] = []
    while here < len(words) and there < start:
        if words[here] == words[there] and words[here]:
            here, there = here + 1, there + 1
            continue
        edit = find_edit(words, there, here, start)
        if edit is None:
            break
        edited += range(here, here + edit[0])
        edited_source += range(there, there + edit[1])
        here, there = here + edit[0], there + edit[1]
    return Run(start, here, source, there, tuple(edited), tuple(edited_source))


def find_edit(words: Sequence[str], there: int, here: int, start: int) -> tuple[int, int] | None:
    """Find the smallest edit behind which copy and source agree again."""
    for skip, skip_source in EDITS:
        a, b = here + skip, there + skip_source
        if b + REJOIN_WORDS > start or a + REJOIN_WORDS > len(words):
            continue
        behind = words[a : a + REJOIN_WORDS]
        if "" not in words[here:a] and "" not in behind and behind == words[b : b + REJOIN_WORDS]:
            return skip, skip_source
    return None
