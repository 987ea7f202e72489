"""Short lines set twice: above the story, and a caption directly under itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.opening.captions import is_caption_line
from transforms.opening.words import capital_share, fold_words
from transforms.records import Article, Block, Removal

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENING_BLOCKS = 10
"""Blocks among which a story's first paragraph must stand for the lines above it to be its opening."""
PARAGRAPH_CHARACTERS = 90
"""From here on a line is text rather than headline, byline or caption; headlines end at about 85."""
SHORTEST_LINE_WORDS = 3
TITLE_CASE = 0.6


def find_line_copies(article: Article, story: Sequence[tuple[int, Block]]) -> tuple[Removal, ...]:
    """
    Find lines above the first paragraph that stand there already, and captions set twice in a row.

    `story` is what `Article.story` says.
    """
    opening = opening_size(article)
    seen: set[str] = set()
    copies: list[int] = []
    previous = ""
    for number, block in enumerate(article.blocks):
        text = block.text
        if number < opening:
            key = " ".join(fold_words(text))
            twice = key in seen and key.count(" ") >= SHORTEST_LINE_WORDS - 1 and is_head(text)
            seen.add(key)
        else:
            twice = text == previous and (is_caption_line(text) or (number < OPENING_BLOCKS and is_small(text)))
        if twice:
            copies.append(number)
        previous = text
    standing = {number for number, _ in story} if copies else set()
    return tuple(
        Removal(number, 0, len(article.blocks[number].text), "repeat", "repeat.headline", "repeat")
        for number in copies
        if number in standing
    )


def is_head(text: str) -> bool:
    """Say whether a line is set as a headline or a picture's text, not as an entry of a table or list."""
    return is_small(text) or capital_share(text.split()) >= TITLE_CASE or is_caption_line(text)


def is_small(text: str) -> bool:
    """Say whether a line is set in small letters and ends without a mark: a generated alt text, no verse."""
    return text.islower() and text[-1:].isalnum()


def opening_size(article: Article) -> int:
    """Return how many blocks stand above the first paragraph, 0 where no paragraph follows soon: a poem, a list."""
    for number, block in enumerate(article.blocks[:OPENING_BLOCKS]):
        if len(block.text) >= PARAGRAPH_CHARACTERS and number:
            return number
    return 0
