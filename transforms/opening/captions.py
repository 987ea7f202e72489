"""
Find photo captions, credits and alt texts.

A caption shows itself by its credit: a bracket (`… (Foto: Humas)`), a label
(`Foto: …`), an agency with a name glued to it (`PIXABAY/lestari…`); an alt text
by its likeness to the headline or by standing in small letters above the story.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.opening import credits as credit
from transforms.opening.words import fold_words
from transforms.records import Article, Block, Removal

LONGEST_CAPTION = 420
"""Characters. The longest agency captions name place, day and occasion."""
LONGEST_BARE_CREDIT = 130
"""A line with a bare agency bracket `(AFP)` is a caption only while it is short; prose ends so too."""
LONGEST_ALT_WORDS = 9
OPENING_BLOCKS = 12
PARAGRAPH_CHARACTERS = 90
"""From here on a line is text rather than headline, byline or caption."""


@dataclass(frozen=True, slots=True)
class Captions:
    """
    The captions of a page.

    Attributes:
        captions: Each caption once, without a gallery's `... Selengkapnya`, in reading order.

        removals: Where they stand. A copy directly under its caption is left to the repeats.
    """

    captions: tuple[str, ...] = ()
    removals: tuple[Removal, ...] = ()


def find_captions(article: Article) -> Captions:
    """
    Find photo captions, credits and alt texts in the blocks that still stand.

    Prose that ends in a wire credit (`… katanya. (AFP)`) is not a caption.
    """
    found: list[Removal] = []
    texts: dict[str, None] = {}
    opening = opening_size(article)
    title = title_words(article, opening)
    last = len(article.blocks) - 1
    for number, block in article.story():
        if number and article.blocks[number - 1].text == block.text and is_caption_line(block.text):
            continue
        rule = line_rule(block, number, last)
        if rule is None and number < opening and is_alt_text(block.text, title):
            rule = "caption.alt"
        spans = [(0, len(block.text), rule)] if rule else list(caption_spans(block.text))
        for start, end, name in spans:
            found.append(Removal(number, start, end, "caption", name, "metadata"))
            texts.setdefault(credit.without_tail(block.text[start:end]).strip())
    return Captions(tuple(t for t in texts if t), tuple(found))


def line_rule(block: Block, number: int, last: int) -> str | None:
    """Return the rule by which a whole block is a caption, None where it is not."""
    if block.kind == "caption":
        return "caption.markup"
    text = block.text
    if len(text) > LONGEST_CAPTION or not credit.may_credit(text):
        return None
    if credit.has_label(text):
        return "caption.label"
    if credit.starts_with_source(text):
        return "caption.source"
    bracket = credit.closing_bracket(text)
    if bracket == "picture":
        return "caption.bracket"
    if bracket == "agency" and len(text) <= LONGEST_BARE_CREDIT and number != last and credit.is_unspoken(text):
        return "caption.agency"
    return "caption.alt" if credit.ends_as_alt(text) else None


def is_caption_line(text: str) -> bool:
    """Say whether a line is a caption by its own words, wherever it stands."""
    return line_rule(Block("paragraph", text), 0, 1) is not None


def caption_spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the captions inside a longer line."""
    if not credit.may_credit(text):
        return
    yield from credit.inline_captions(text)


def opening_size(article: Article) -> int:
    """Return how many blocks stand above the first paragraph."""
    for number, block in enumerate(article.blocks[:OPENING_BLOCKS]):
        if len(block.text) >= PARAGRAPH_CHARACTERS and number:
            return number
    return 0


def title_words(article: Article, opening: int) -> list[list[str]]:
    """Return the words of every line above the first paragraph, and of the title where it is known."""
    lines = [block.text for block in article.blocks[:opening]]
    return [fold_words(line) for line in (*lines, article.title or "")]


def is_alt_text(text: str, heads: list[list[str]]) -> bool:
    """Say whether a line above the story is an alt text: the headline's first words in small letters."""
    words = fold_words(text)
    if not 2 <= len(words) <= LONGEST_ALT_WORDS or text != text.casefold() or any(c in text for c in ".,:;!?\"()[]|/»©@#"):
        return False
    return any(len(head) > len(words) and head[: len(words)] == words for head in heads)
