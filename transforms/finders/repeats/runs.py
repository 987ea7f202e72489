"""
Runs of words that stand earlier in the same stream already.

Anchors of eight words, extended over small edits. Linear in the number of
words, whatever they are: only the first place of an anchor is kept, and a
matched stretch is never searched again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ANCHOR_WORDS = 8
"""Shorter word runs recur by chance: titles of office holders, names of laws, attributions."""
QUICK = (0, 3, 6)
"""Words of an anchor that are looked at first: half the cost of all eight, and two such triples recur with an anchor;
13 documents of 100 have two, 21 have the five of four words on end that would recur as well."""
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


def find_anchors(words: Sequence[str]) -> list[int]:
    """
    Return the first word of each anchor that stands twice or more, and a few places besides; none where no anchor does.

    A quick look spares most documents the search.
    """
    if len(words) < 2 * ANCHOR_WORDS:
        return []
    columns = [words[n:] for n in QUICK]
    last_at = dict(zip(zip(*columns, strict=False), count(), strict=False))
    if len(columns[-1]) - len(last_at) < ANCHOR_WORDS - QUICK[-1]:
        return []
    lasts = [*map(last_at.__getitem__, zip(*columns, strict=False))]
    recurring = {last for at, last in enumerate(lasts) if at != last}
    places = [at for at, last in enumerate(lasts[: len(words) - ANCHOR_WORDS + 1]) if last in recurring]
    anchors = {tuple(words[at : at + ANCHOR_WORDS]) for at in places}
    return places if len(anchors) < len(places) else []


def find_runs(words: Sequence[str], anchors: Sequence[int] | None = None) -> tuple[Run, ...]:
    """
    Find the stretches that repeat earlier words, in order and disjoint. An empty word never matches.

    Args:
        words: The words.

        anchors: What `find_anchors` says of them, where that is known, or more.
    """
    seen: dict[tuple[str, ...], int] = {}
    runs: list[Run] = []
    done = 0
    for at in find_anchors(words) if anchors is None else anchors:
        if at < done:
            continue
        anchor = tuple(words[at : at + ANCHOR_WORDS])
        if "" in anchor:
            continue
        first = seen.setdefault(anchor, at)
        if first + ANCHOR_WORDS <= at:
            runs.append(extend(words, first, at))
            done = runs[-1].end
    return tuple(runs)


def extend(words: Sequence[str], source: int, start: int) -> Run:
    """Return the run whose anchor stands at `start` and at `source`, followed over edits of at most three words."""
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
