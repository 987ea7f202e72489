"""
Decide what of the text that recurs is a copy, and what a story says twice.

A block goes whole when nearly all of it recurs; verse, list items and figures
recur by their nature and are spared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.opening.words import ends_sentence
from transforms.records import Block, Removal
from transforms.repeats.passages import find_passages
from transforms.repeats.runs import ANCHOR_WORDS, Run
from transforms.repeats.stream import Stream

WHOLE_SHARE = 0.85
"""Share of a block's words that must recur for the block to be a copy."""
MOST_NEW_WORDS = 5
"""Words on end that a copy may hold and its source does not: an edit or a dateline, no sentence."""
LONE_LINE_WORDS = 20
"""A lone line without a full stop must be this long: list items and table rows recur by nature."""
VERSE_WORDS = 9
"""Lines of verse are shorter; a paragraph of news holds 20 to 40 words."""
VERSE_MOST_BLOCKS = 14
"""A longer chain of short lines is a pasted body whose lines were broken, not a chorus."""
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Cover:
    """
    What recurs of one block.

    Attributes:
        block: Index of the block.

        words: How many words it has.

        repeated: How many of them stand in an earlier block.

        longest_new: The longest stretch of words that do not.

        figures: A figure was changed on the way: a template filled anew.
    """

    block: int
    words: int
    repeated: int
    longest_new: int
    figures: bool


def judge(blocks: Sequence[Block], stream: Stream, runs: Sequence[Run]) -> tuple[Removal, ...]:
    """Turn runs into removals: whole blocks first, then passages inside blocks that also say something new."""
    if not runs:
        return ()
    covers = cover_blocks(stream, runs)
    whole: dict[int, str] = {}
    for chain in group_chains(covers):
        if not keeps_chain(blocks, chain):
            whole |= dict.fromkeys((c.block for c in chain), "repeat.body" if chain[1:] else "repeat.paragraph")
    found = [Removal(n, 0, len(blocks[n].text), "repeat", rule, "repeat") for n, rule in whole.items()]
    spared = {c.block for c in covers if is_copy(c)}
    return (*found, *find_passages(blocks, stream, runs, whole.keys(), spared))


def cover_blocks(stream: Stream, runs: Iterable[Run]) -> list[Cover]:
    """Say of every block how much of it recurs."""
    sources = [-1] * len(stream.words)
    figures: set[int] = set()
    for run in runs:
        sources[run.start : run.end] = range(run.source, run.source + run.end - run.start)
        changed = [stream.words[i] for i in (*run.edited, *run.edited_source)]
        if any(map(DIGIT.search, changed)):
            figures.update(run.edited or (run.start,))
    return [cover_block(sources, figures, *bounds) for bounds in stream.bounds]


def cover_block(sources: Sequence[int], figures: set[int], block: int, first: int, end: int) -> Cover:
    """Say how much of one block stands in earlier blocks."""
    repeated = longest = stretch = 0
    for source in sources[first:end]:
        if 0 <= source < first:
            repeated, stretch = repeated + 1, 0
        else:
            stretch += 1
            longest = max(longest, stretch)
    return Cover(block, end - first, repeated, longest, any(first <= n < end for n in figures))


def is_copy(cover: Cover) -> bool:
    """Say whether nearly all of a block recurs."""
    if cover.words < ANCHOR_WORDS:
        return cover.repeated == cover.words
    return cover.repeated >= WHOLE_SHARE * cover.words - 1 and cover.longest_new <= MOST_NEW_WORDS


def group_chains(covers: Sequence[Cover]) -> list[list[Cover]]:
    """Group copies that stand on end; such a chain is a body, or a part of one, pasted again."""
    chains: list[list[Cover]] = []
    joined = False
    for cover in covers:
        copy = is_copy(cover)
        if copy and joined:
            chains[-1].append(cover)
        elif copy:
            chains.append([cover])
        joined = copy
    return chains


def keeps_chain(blocks: Sequence[Block], chain: Sequence[Cover]) -> bool:
    """Say whether the copies are what a story says twice: verse, a list item, figures."""
    ended = sum(ends_sentence(blocks[c.block].text) for c in chain)
    words = sum(c.words for c in chain)
    if len(chain) > 1:
        return len(chain) <= VERSE_MOST_BLOCKS and words < VERSE_WORDS * len(chain) and ended * 2 < len(chain)
    listed = blocks[chain[0].block].kind in {"item", "table", "heading"} or not ended
    return words < ANCHOR_WORDS or chain[0].figures or (listed and words < LONE_LINE_WORDS)
