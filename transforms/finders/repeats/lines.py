"""Short lines set twice: above the story, and a caption directly under itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.finders.pictures.find import is_caption_line
from transforms.records import Removal
from transforms.sheet import Standing
from transforms.text.casing import is_title_case
from transforms.text.lines import PARAGRAPH
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING_BLOCKS = 10
"""Blocks among which a story's first paragraph must stand for the lines above it to be its opening."""
SHORTEST_LINE_WORDS = 3


def find_line_copies(standing: Standing) -> tuple[Removal, ...]:
    """Find lines above the first paragraph that stand there already, and captions set twice in a row."""
    texts = standing.sheet.texts
    opening = opening_size(texts)
    copies = opening_copies(texts[:opening]) if opening > 1 else []
    copies += [n for n in range(opening or 1, len(texts)) if texts[n] == texts[n - 1] and is_set_twice(texts[n], n)]
    if not copies:
        return ()
    return tuple(
        Removal(number, 0, len(texts[number]), "repeat", "repeat.headline", "repeat")
        for number in copies
        if number not in standing.struck
    )


def opening_copies(lines: Sequence[str]) -> list[int]:
    """Return which of the lines above the first paragraph say what one above them says."""
    seen: set[str] = set()
    copies: list[int] = []
    for number, line in enumerate(lines):
        key = " ".join(fold_words(line))
        if key in seen and key.count(" ") >= SHORTEST_LINE_WORDS - 1 and is_head(line):
            copies.append(number)
        seen.add(key)
    return copies


def is_set_twice(text: str, number: int) -> bool:
    """Return whether a line that repeats the one above it belongs to a picture."""
    return is_caption_line(text) or (number < OPENING_BLOCKS and is_small(text))


def is_head(text: str) -> bool:
    """Return whether a line is set as a headline or a picture's text, not as an entry of a table or list."""
    return is_small(text) or is_title_case(text.split()) or is_caption_line(text)


def is_small(text: str) -> bool:
    """Return whether a line is set in small letters and ends without a mark: a generated alt text, no verse."""
    return text.islower() and text[-1:].isalnum()


def opening_size(texts: Sequence[str]) -> int:
    """Return how many blocks stand above the first paragraph, 0 where no paragraph follows soon: a poem, a list."""
    for number, text in enumerate(texts[:OPENING_BLOCKS]):
        if len(text) >= PARAGRAPH and number:
            return number
    return 0
