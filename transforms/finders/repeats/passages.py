"""Repeated passages: whole sentences inside a block, and short blocks that a later block contains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.records import Block, Removal
from transforms.text.lines import OPENERS, ends_sentence, opens_sentence_at, sentence_close

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from transforms.finders.repeats.runs import Run
    from transforms.finders.repeats.stream import Stream

PASSAGE_WORDS = 35
"""Shorter passages inside a paragraph recur in quoted sources, legal clauses and vows."""
PASSAGE_WORDS_BESIDE_COPY = 12
"""Beside a block that is a copy, a passage is a part of the same paste."""
PULLED_WORDS = 8
"""A pulled sentence shorter than this may be a refrain or an attribution."""


def find_passages(
    blocks: Sequence[Block], stream: Stream, runs: Sequence[Run], gone: Collection[int], spared: Collection[int]
) -> Iterator[Removal]:
    """
    Find repeated passages in blocks that are no copies as a whole.

    Where an earlier short block stands whole inside a longer later one (a pull quote, a
    standfirst), the earlier one is the copy: cutting the later would tear the story.
    """
    for run in runs:
        for number in dict.fromkeys(stream.numbers[run.start : run.end]):
            if number in gone or number in spared:
                continue
            beside_copy = number - 1 in gone or number + 1 in gone
            pulled = None if beside_copy else pulled_block(stream, run)
            if pulled is None:
                shortest = PASSAGE_WORDS_BESIDE_COPY if beside_copy else PASSAGE_WORDS
                span = passage_span(blocks, stream, run, stream.bounds[number], shortest)
                if span:
                    yield Removal(number, *span, "repeat", "repeat.part", "repeat")
            elif ends_sentence(blocks[pulled].text) and pulled not in gone:
                yield Removal(pulled, 0, len(blocks[pulled].text), "repeat", "repeat.part", "repeat")


def pulled_block(stream: Stream, run: Run) -> int | None:
    """Return the earlier block that a run holds whole, from its first word but one to its last but one."""
    number = stream.numbers[run.source]
    first, end = stream.bounds[number]
    held = run.source <= first + 1 and run.source_end >= end - 1
    return number if held and end - first >= PULLED_WORDS and stream.numbers[run.start] != number else None


def passage_span(
    blocks: Sequence[Block], stream: Stream, run: Run, bounds: tuple[int, int], shortest: int
) -> tuple[int, int] | None:
    """Return the sentences that a run holds inside a block, whole in both copies; None where they are too few."""
    first, end = max(run.start, bounds[0]), min(run.end, bounds[1])
    if end - first < shortest:
        return None
    while first < end and not (
        starts(blocks, stream, first) and starts(blocks, stream, run.source + first - run.start)
    ):
        first += 1
    while end > first and not stops(blocks, stream, end - 1):
        end -= 1
    if end - first < shortest:
        return None
    number, start, _ = stream.place(first)
    text, stop = blocks[number].text, stream.place(end - 1)[2]
    while start and text[start - 1] in OPENERS:
        start -= 1
    return start, sentence_close(text, stop) or stop


def starts(blocks: Sequence[Block], stream: Stream, word: int) -> bool:
    """Return whether a sentence starts with a word of the stream."""
    number, start, _ = stream.place(word)
    return opens_sentence_at(blocks[number].text, start)


def stops(blocks: Sequence[Block], stream: Stream, word: int) -> bool:
    """Return whether a sentence ends with a word of the stream."""
    number, _, end = stream.place(word)
    return sentence_close(blocks[number].text, end) is not None
