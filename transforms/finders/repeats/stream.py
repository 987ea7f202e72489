"""A document as one stream of words, each with its place."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.text.words import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.records import Removal
    from transforms.sheet import Standing

Place = tuple[int, int, int]
"""Block index, first character, one past the last."""


@dataclass(frozen=True, slots=True)
class Stream:
    """
    The words of the blocks still standing.

    Attributes:
        words: Folded words. A word that is struck already is empty and matches nothing.

        numbers: The block index of each word.

        bounds: For each block that has words, its index, its first word and one past its last.

        texts: The text of each of these blocks, by index.
    """

    words: list[str]
    numbers: list[int]
    bounds: dict[int, tuple[int, int]]
    texts: dict[int, str]

    def place(self, word: int) -> Place:
        """Return where a word stands. Looked up when asked: of a stream's words few are."""
        number = self.numbers[word]
        return number, *spans_of(self.texts[number])[word - self.bounds[number][0]]


@lru_cache(maxsize=64)
def spans_of(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each word of a text stands."""
    return tuple([found.span() for found in WORD.finditer(text)])


def read_stream(standing: Standing, removals: Iterable[Removal]) -> Stream:
    """Return the words of the story in one row; those in `removals` are empty, so that they are nobody's first copy."""
    struck: dict[int, list[Removal]] = {}
    for removal in removals:
        struck.setdefault(removal.block, []).append(removal)
    stream = Stream([], [], {}, {})
    for number, block in standing.story:
        words = block_words(block.text, standing.sheet.words_in(number), struck.get(number, ()))
        if words:
            first = len(stream.words)
            stream.words.extend(words)
            stream.numbers.extend([number] * len(words))
            stream.bounds[number] = (first, len(stream.words))
            stream.texts[number] = block.text
    return stream


def block_words(text: str, folded: Sequence[str], gone: Sequence[Removal]) -> list[str]:
    """Return a block's folded words, one for each of `spans_of`; struck ones empty."""
    words = [*folded]
    if len(fold(text)) != len(text) and len(words) != len(WORD.findall(text)):  # casefolding broke a word in two
        words = [fold(text[a:b]) for a, b in spans_of(text)]
    starts = [start for start, _ in spans_of(text)] if gone else []
    for removal in gone:
        for at in range(bisect_left(starts, removal.start), bisect_left(starts, removal.end)):
            words[at] = ""
    return words
