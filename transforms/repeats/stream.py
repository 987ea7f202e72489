"""A document as one stream of words, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.opening.words import WORD, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.records import Block, Removal

Place = tuple[int, int, int]
"""Block index, first character, one past the last."""


@dataclass(frozen=True, slots=True)
class Stream:
    """
    The words of the blocks still standing.

    Attributes:
        words: Folded words. A word that is struck already is empty and matches nothing.

        places: Where each word stands.

        bounds: (block index, first word, one past the last) of each block that has words.
    """

    words: list[str]
    places: list[Place]
    bounds: list[tuple[int, int, int]]


def read_stream(story: Iterable[tuple[int, Block]], removals: Iterable[Removal]) -> Stream:
    """Lay out the words of the story; spans in `removals` are blanked, so that they are nobody's first copy."""
    struck: dict[int, list[Removal]] = {}
    for removal in removals:
        struck.setdefault(removal.block, []).append(removal)
    stream = Stream([], [], [])
    for number, block in story:
        first = len(stream.words)
        spans = [m.span() for m in WORD.finditer(block.text)]
        words = fold_words(block.text)
        if len(words) != len(spans):  # casefolding broke a word in two
            words = [block.text[a:b].casefold() for a, b in spans]
        gone = struck.get(number)
        if gone:
            words = [
                "" if any(r.start <= a < r.end for r in gone) else w for w, (a, _) in zip(words, spans, strict=True)
            ]
        stream.words.extend(words)
        stream.places.extend([(number, a, b) for a, b in spans])
        if spans:
            stream.bounds.append((number, first, len(stream.words)))
    return stream
