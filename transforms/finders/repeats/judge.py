"""
Decide what of the text that recurs is a copy, and what a story says twice.

A block goes whole when nearly all of it recurs; verse, list items and figures
recur by their nature and are spared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.finders.repeats.passages import find_passages
from transforms.finders.repeats.runs import ANCHOR_WORDS, Run
from transforms.records import Block, Removal
from transforms.text.lines import ends_sentence, opens_sentence_at, sentence_close
from transforms.text.words import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.finders.repeats.stream import Stream

WHOLE_SHARE = 0.85
"""Share of a block's words that must recur for the block to be a copy."""
MOST_NEW_WORDS = 5
"""Words on end that a copy may hold and its source does not: an edit or a dateline, no sentence."""
LONE_LINE_WORDS = 20
"""A lone line without a full stop must be this long: list items and table rows recur by nature."""
VERSE_WORDS = 9
"""Lines of verse are shorter; a paragraph of news holds 20 to 40 words."""
VERSE_ENDED = 0.25
"""Share of short lines with a full stop from which on they are prose whose lines were broken."""
LISTED_FIGURES = 0.25
"""Share of words with a digit from which on a line without a full stop is a table's or a price list's."""
MOST_WORDS_BEFORE = 2
"""New words in front of a copy; a dateline has more, and its source stands at the head of a block."""
DATELINE = re.compile(r"^[^.!?]{0,40}(?:\.[A-Za-z]{2,4}\b[^.!?]{0,40}){0,2}[-–—:)]{1,2} ?[\"“'‘]?$")
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

        new_figure: A figure stands among the words that do not recur; a dateline may bring one.

        before: How many words stand in front of the first that recurs.

        source: First and last word of the earlier text.
    """

    block: int
    words: int
    repeated: int
    longest_new: int
    figures: bool
    new_figure: bool
    before: int
    source: tuple[int, int]


def find_copies(blocks: Sequence[Block], stream: Stream, runs: Sequence[Run]) -> tuple[Removal, ...]:
    """Return the removals of copies: whole blocks first, then passages inside blocks that also say something new."""
    if not runs:
        return ()
    covers = cover_blocks(stream, runs)
    whole: dict[int, str] = {}
    for chain in group_chains(covers):
        if is_pasted(blocks, chain) if chain[1:] else is_lone_copy(blocks, stream, chain[0]):
            whole |= dict.fromkeys((c.block for c in chain), "repeat.body" if chain[1:] else "repeat.paragraph")
    found = [Removal(n, 0, len(blocks[n].text), "repeat", rule, "repeat") for n, rule in whole.items()]
    spared = {c.block for c in covers if is_copy(c)}
    return (*found, *find_passages(blocks, stream, runs, whole.keys(), spared))


def cover_blocks(stream: Stream, runs: Iterable[Run]) -> list[Cover]:
    """Return for every block how much of it recurs."""
    sources = [-1] * len(stream.words)
    figures: set[int] = set()
    for run in runs:
        sources[run.start : run.end] = range(run.source, run.source + run.end - run.start)
        changed = [stream.words[i] for i in (*run.edited, *run.edited_source)]
        if any(map(DIGIT.search, changed)):
            figures.update(run.edited or (run.start,))
    return [cover_block(stream, sources, figures, block, *bounds) for block, bounds in stream.bounds.items()]


def cover_block(stream: Stream, sources: Sequence[int], figures: set[int], block: int, first: int, end: int) -> Cover:
    """Return how much of one block stands in earlier blocks."""
    repeated = longest = stretch = 0
    before, source = end - first, (-1, -1)
    changed = any(first <= n < end for n in figures)
    if max(sources[first:end]) < 0:
        return Cover(block, before, 0, before, changed, False, before, source)  # noqa: FBT003 - as most blocks: nothing of them recurs
    for source_word in sources[first:end]:
        if 0 <= source_word < first:
            if not repeated:
                before, source = stretch, (source_word, source_word)
            repeated, stretch, source = repeated + 1, 0, (source[0], source_word)
        else:
            stretch += 1
            if stretch > longest:  # noqa: PLR1730 - `max` takes ten times as long, and every word is asked
                longest = stretch
    fresh = any(DIGIT.search(stream.words[n]) for n in range(first, end) if not 0 <= sources[n] < first)
    return Cover(block, end - first, repeated, longest, changed, fresh, before, source)


def is_copy(cover: Cover) -> bool:
    """Return whether nearly all of a block recurs."""
    if cover.words < ANCHOR_WORDS:
        return cover.repeated == cover.words
    return cover.repeated >= WHOLE_SHARE * cover.words - 1 and cover.longest_new <= MOST_NEW_WORDS


def group_chains(covers: Sequence[Cover]) -> list[list[Cover]]:
    """Return groups of copies that follow one another as their sources do: a body, or part of one, pasted again."""
    chains: list[list[Cover]] = []
    last: Cover | None = None
    for cover in covers:
        copy = is_copy(cover)
        if copy and last and cover.source[0] > last.source[0]:
            chains[-1].append(cover)
        elif copy:
            chains.append([cover])
        last = cover if copy else None
    return chains


def is_pasted(blocks: Sequence[Block], chain: Sequence[Cover]) -> bool:
    """Return whether a chain of copies is prose; lines without a full stop are a refrain, a table, a price list."""
    if all(cover.figures or cover.new_figure for cover in chain):
        return False  # every line says another figure: a form filled anew line by line, no copy of any
    texts = [blocks[c.block].text for c in chain]
    ended = sum(map(ends_sentence, texts))
    short = sum(c.words for c in chain) < VERSE_WORDS * len(chain)
    if short and ended < VERSE_ENDED * len(chain):
        return False
    return ended * 2 >= len(chain) or figure_share(texts) < LISTED_FIGURES


def figure_share(texts: Sequence[str]) -> float:
    """Return the share of words that hold a digit."""
    words = [w for text in texts for w in text.split()]
    return sum(1 for w in words if DIGIT.search(w)) / max(1, len(words))


def is_lone_copy(blocks: Sequence[Block], stream: Stream, cover: Cover) -> bool:
    """
    Return whether a block alone is a copy.

    It must hold what its source holds, from the start of a sentence to the end of one: a sentence
    that only ends as another does says something new. List items and figures recur by nature.
    """
    block = blocks[cover.block]
    listed = block.kind in {"item", "table", "heading"} or not ends_sentence(block.text)
    if cover.words < ANCHOR_WORDS or cover.figures:
        return False
    if listed and (cover.words < LONE_LINE_WORDS or figure_share([block.text]) >= LISTED_FIGURES):
        return False
    return is_whole_source(blocks, stream, cover)


def is_whole_source(blocks: Sequence[Block], stream: Stream, cover: Cover) -> bool:
    """Return whether the source of a copy is whole sentences, a dateline in front of either aside."""
    first, last = stream.place(cover.source[0]), stream.place(cover.source[1])
    if not 0 <= cover.source[1] - cover.source[0] <= cover.words + MOST_NEW_WORDS:
        return False
    at_head = not WORD.search(blocks[first[0]].text, 0, first[1]) or DATELINE.match(blocks[first[0]].text[: first[1]])
    starts = at_head or (cover.before <= MOST_WORDS_BEFORE and opens_sentence_at(blocks[first[0]].text, first[1]))
    return bool(starts) and sentence_close(blocks[last[0]].text, last[2]) is not None
