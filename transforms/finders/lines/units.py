"""
What the model judges: lines, and sentences inside lines.

A line is judged as a whole. Where words of furniture stand in a line of several sentences, each of these is judged by
itself as well: prompts are glued to paragraphs, before and behind and between their sentences.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.finders.lines.candidates import is_candidate
from transforms.lexicon.grams import loud_words, speaks
from transforms.sheet import Standing
from transforms.text.chains import closes
from transforms.text.lines import sentence_starts

LONGEST_SENTENCE = 320
"""Characters of a sentence that is looked at; longer ones are prose."""

LONGEST_PROMPT = 400
"""Characters of a line of prose that is looked at for its words."""


MOST_SENTENCES = 200
"""Sentences of a line that are judged by themselves; a longer line is a whole file of texts."""


@dataclass(frozen=True, slots=True)
class Unit:
    """
    A line or a sentence.

    Attributes:
        block: Its block.

        start: Where it begins in the block.

        end: One past where it ends.

        text: What stands of it.

        part: Whether other sentences stand beside it in its line.
    """

    block: int
    start: int
    end: int
    text: str
    part: bool = False


def units_of(page: Standing, *, every: bool = False) -> list[Unit]:
    """
    Return what is worth judging, in reading order.

    Args:
        page: The page.

        every: Whether all that stands is taken, as who learns from a page wants it.
    """
    loud = loud_places(page)
    units: list[Unit] = []
    for number, text in enumerate(page.left):
        if not text:
            continue
        words = loud.get(number, ())
        size = page.sheet.sizes[number]
        story = page.prose[number] and page.first <= number <= page.last
        candidate = every or (not story and is_candidate(page, number, text))
        if candidate or (words and len(text) <= LONGEST_PROMPT and speaks(text)):
            units.append(Unit(number, 0, size, text))
        if words or every or (number == page.last and not closes(text)):
            units += parts_of(page, number, words, every=every)
    return units


def parts_of(page: Standing, number: int, words: Sequence[int], *, every: bool) -> Iterator[Unit]:
    """
    Yield the sentences of a line of several that are worth judging, or every one.

    Those are the ones in which a loud word stands, and what stands bare behind the story's last sentence. What the
    story quotes is the story's, though it asks readers to join a group.
    """
    text = page.sheet.texts[number]
    spans = [span for stretch in standing_stretches(page, number) for span in sentences_in(text, *stretch)]
    if not 1 < len(spans) <= MOST_SENTENCES:
        return
    for start, end in spans:
        sentence = text[start:end].strip()
        tail = number == page.last and (start, end) == spans[-1] and not closes(sentence)
        loud = any(start <= at < end for at in words) and not is_quoted(text, start) and speaks(sentence)
        if len(sentence) <= LONGEST_SENTENCE and (every or tail or loud):
            yield Unit(number, start, end, sentence, part=True)


def is_quoted(text: str, at: int) -> bool:
    """
    Return whether a quotation is open at a place of a line.

    A page that opens with `“` may close with `"`.

    >>> is_quoted("Isinya: “Bisa. Silakan gabung ke grup kami.”", 15), is_quoted("“Bisa,” katanya. Gabung ke grup.", 17)
    (True, False)
    """
    opened, closed, plain = (text.count(mark, 0, at) for mark in '“”"')
    return opened > closed + plain if opened else plain % 2 == 1


def standing_stretches(page: Standing, number: int) -> Iterator[tuple[int, int]]:
    """Yield what stands of a block, between what was struck of it."""
    at = 0
    size = page.sheet.sizes[number]
    struck = [(r.start, r.end) for r in page.removals if r.block == number]
    for start, end in [*struck, (size, size)]:
        if at < start:
            yield at, start
        at = end


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of a text."""
    stretch = text[start:end]
    cuts = [0, *sentence_starts(stretch), len(stretch)]
    for one, two in pairwise(cuts):
        if stretch[one:two].strip():
            yield start + one, start + two


def loud_places(page: Standing) -> dict[int, list[int]]:
    """Return by block where loud words begin in it, as whole words, whether that stands or not."""
    sheet = page.sheet
    found: dict[int, list[int]] = {}
    small, starts, places = sheet.small, sheet.starts, sheet.places
    for word in loud_words().intersection(places):  # `keys() &` would ask for each of some thousand loud words
        for at in places[word]:
            if not (small[at - 1 : at].isalnum() or small[at + len(word) : at + len(word) + 1].isalnum()):
                block = bisect_right(starts, at) - 1
                found.setdefault(block, []).append(at - starts[block])
    return found
