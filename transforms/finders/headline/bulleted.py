"""
Headlines of other stories, each alone behind a bullet between two paragraphs: links whose label was lost.

A list of the story has several bullets in a row, or a line that announces it; a sub-head is short, or the paragraph
below takes up its words. So a bullet counts alone, with a long headline whose words the paragraphs beside it lack.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.records import Removal
from transforms.text.casing import capital_share, is_titled
from transforms.text.lines import SHORT_PARAGRAPH, announces, ends_sentence
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.records import Block
    from transforms.sheet import Standing

BULLETS = "•●▪◾■►▸◆"
HEADLINE = re.compile(rf"[{BULLETS}] ?(?P<headline>[A-Z0-9\"“'‘][^\n.:;…]{{24,170}})")
ANY_BULLET = re.compile(rf"[{BULLETS}*·◦✓✔»>–—-] ?\S|\d{{1,2}}[.)] ")
FEWEST_WORDS, MOST_WORDS = 7, 26
CAPITALS = 0.75
"""Share of large words of such a headline."""
CONTENT_LETTERS = 4
SHARED = 0.34
"""Share of a headline's weighty words that the paragraphs beside it may hold."""
REACH = 2
"""Lines above and below whose words are compared."""


def find_bulleted(standing: Standing) -> tuple[Removal, ...]:
    """Find the headlines behind bullets between the paragraphs of a story."""
    blocks = standing.blocks
    found = (
        number
        for number, block in standing.story
        if block.text[:1] in BULLETS and is_headline(block.text) and stands_alone(blocks, number)
    )
    return tuple([Removal(n, 0, len(blocks[n].text), "related", "related.bulleted", "rule") for n in found])


def is_headline(text: str) -> bool:
    """Return whether a line is a bullet and a headline that writes its words large."""
    match = HEADLINE.fullmatch(text)
    words = match["headline"].split() if match else []
    return FEWEST_WORDS <= len(words) <= MOST_WORDS and capital_share(words) >= CAPITALS and is_titled(words)


def stands_alone(blocks: Sequence[Block], number: int) -> bool:
    """Return whether a line stands between other lines of a story, none of them an item or like it in words."""
    if not 0 < number < len(blocks) - 1:
        return False
    above, below = blocks[number - 1].text, blocks[number + 1].text
    if any(map(ANY_BULLET.match, (above, below))) or announces(above, 1):
        return False
    near = [
        block.text for block in (*blocks[max(0, number - REACH) : number], *blocks[number + 1 : number + 1 + REACH])
    ]
    paragraphs = [len(text) >= SHORT_PARAGRAPH and ends_sentence(text) for text in near]
    before = min(number, REACH)
    if not (any(paragraphs[:before]) and any(paragraphs[before:])):
        return False
    weighty = {word for word in fold_words(blocks[number].text) if len(word) >= CONTENT_LETTERS}
    held = weighty & {word for text in near for word in fold_words(text)}
    return len(held) < SHARED * len(weighty)
