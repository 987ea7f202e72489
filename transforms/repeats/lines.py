"""Short lines set twice: above the story, and a caption directly under itself."""

from __future__ import annotations

from transforms.opening.captions import is_caption_line
from transforms.opening.words import capital_share, fold_words
from transforms.records import Article, Removal

OPENING_BLOCKS = 10
"""Blocks among which a story's first paragraph must stand for the lines above it to be its opening."""
PARAGRAPH_CHARACTERS = 90
"""From here on a line is text rather than headline, byline or caption; headlines end at about 85."""
SHORTEST_LINE_WORDS = 3
TITLE_CASE = 0.6


def find_line_copies(article: Article) -> tuple[Removal, ...]:
    """Find lines above the first paragraph that stand there already, and captions set twice in a row."""
    opening = opening_size(article)
    seen: set[str] = set()
    found: list[Removal] = []
    previous = ""
    standing = {number for number, _ in article.story()}
    for number, block in enumerate(article.blocks):
        text = block.text
        if number < opening:
            key = " ".join(fold_words(text))
            twice = key in seen and key.count(" ") >= SHORTEST_LINE_WORDS - 1 and is_head(text)
            seen.add(key)
        else:
            twice = text == previous and (is_caption_line(text) or (number < OPENING_BLOCKS and is_small(text)))
        if twice and number in standing:
            found.append(Removal(number, 0, len(text), "repeat", "repeat.headline", "repeat"))
        previous = text
    return tuple(found)


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
