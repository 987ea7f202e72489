"""
Find photo captions, credits and alt texts.

A caption shows itself by its credit: a bracket (`… (Foto: Humas)`), a label
(`Foto: …`), an agency with a name glued to it (`PIXABAY/lestari…`); an alt text
by its likeness to the headline or by standing in small letters above the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from transforms.finders.pictures import credits as credit
from transforms.finders.pictures.papers import is_papers
from transforms.finders.pictures.prose import find_prose
from transforms.finders.pictures.stamps import is_stamped, may_stamp
from transforms.records import Block, Removal
from transforms.sheet import Standing
from transforms.text.lines import PARAGRAPH
from transforms.text.midst import in_entry
from transforms.text.words import fold_words

LONGEST_CAPTION = 420
"""Characters. The longest agency captions name place, day and occasion."""
LONGEST_ALT = 110
"""Characters, with a gallery's tail."""
LONGEST_ALT_WORDS = 9
SHORTEST_ALT_WORDS = 2
ALT_REACH, LATE_ALT_REACH = 7, 2
"""Blocks behind an alt text among which a paragraph stands: in the opening, and below it."""
OPENING_BLOCKS = 12
"""Blocks among which headline, byline, pictures and the first paragraph stand."""
LONGEST_HEAD = 200


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


def find_captions(standing: Standing) -> Captions:
    """
    Find photo captions, credits and alt texts in the blocks that still stand.

    Prose that ends in a wire credit (`… katanya. (AFP)`) is not a caption.
    """
    found: list[Removal] = []
    heads: list[list[str]] | None = None
    blocks = standing.blocks
    paragraphs = [n for n, block in enumerate(blocks) if len(block.text) >= PARAGRAPH]
    first, story_end = (paragraphs[0], paragraphs[-1]) if paragraphs else (0, 0)
    for number, block in standing.story:
        text = block.text
        credited = credit.may_credit(text) or may_stamp(text)
        if not credited and block.kind != "caption" and (len(text) > LONGEST_ALT or text[:1].isupper()):
            continue  # as most lines are
        if number and blocks[number - 1].text == text:
            continue
        at_prose = credit_at_prose(text, opened=number > first) if credited else None
        if at_prose and block.kind != "caption":
            found.append(Removal(number, *at_prose, "credit", "credit.picture", "metadata"))
            continue
        behind = credit.credit_behind_prose(text, ends_story=number >= story_end) if credited else None
        if behind and block.kind != "caption" and not (number < story_end and is_stamped(text)):
            found.append(Removal(number, *behind, "credit", "credit.picture", "metadata"))
            continue
        rule = line_rule(block, number, story_end) if credited or block.kind == "caption" else None
        if rule == "caption.label" and in_entry(standing.sheet.texts, standing.struck, number):
            continue
        if rule is None and credited and number < story_end and is_papers(blocks, number):
            rule = "caption.paper"
        if rule is None and len(text) <= LONGEST_ALT and credit.without_tail(text).islower():
            heads = heads if heads is not None else head_lines(blocks)
            alt = is_alt_text(text, heads, doubled=number + 1 < len(blocks) and blocks[number + 1].text == text)
            rule = "caption.alt" if alt and stands_in_story(blocks, number) else None
        spans = [(0, len(text), rule)] if rule else credit.inline_captions(text) if credited else ()
        found += [Removal(number, start, end, "caption", name, "metadata") for start, end, name in spans]
    found += find_prose(standing, found)
    shown = sorted((r for r in found if r.kind == "caption"), key=attrgetter("block", "start"))
    texts = dict.fromkeys(credit.without_tail(blocks[r.block].text[r.start : r.end]).strip() for r in shown)
    return Captions(tuple(t for t in texts if t), tuple(found))


def credit_at_prose(text: str, *, opened: bool) -> tuple[int, int] | None:
    """
    Return the span of a credit in front of a paragraph, or behind one of several sentences; None where neither stands.

    Captions of several sentences stand above the story, or show by a gallery's mark what they are.
    """
    before = credit.credit_before_prose(text)
    if before or not opened or credit.ends_in_tail(text):
        return before
    return credit.agency_behind_sentences(text) or credit.credit_behind_sentences(text)


def line_rule(block: Block, number: int, story_end: int) -> str | None:
    """
    Return the rule by which a block that may hold a credit is a caption as a whole, None where it is not.

    From the last paragraph on (`story_end`) a bare `(AFP)` credits the story, not a picture.
    """
    text = block.text
    if block.kind == "caption":
        return "caption.markup"
    if len(text) > LONGEST_CAPTION:
        return None
    rule = credit.line_credit(text)
    if rule is None and number < story_end and is_stamped(text):
        return "caption.stamp"
    if rule is None and 0 < number < OPENING_BLOCKS and credit.names_picture(text):
        return "caption.alone"
    return None if rule == "caption.agency" and number >= story_end else rule


def is_caption_line(text: str) -> bool:
    """Return whether a line is a caption by its own words, wherever it stands."""
    return credit.may_credit(text) and line_rule(Block("paragraph", text), 0, 1) is not None


def head_lines(blocks: Sequence[Block]) -> list[list[str]]:
    """Return the words of the lines that can hold the headline."""
    return [fold_words(block.text[:LONGEST_HEAD]) for block in blocks[:OPENING_BLOCKS]]


def is_alt_text(text: str, heads: list[list[str]], *, doubled: bool = False) -> bool:
    """
    Return whether a line is an alt text: a few words in small letters, without a mark.

    Either they begin a line at the top, or they stand there twice (`doubled`): themes print the
    picture's alt text and its caption, which are the same file name.
    """
    bare = credit.without_tail(text)
    words = fold_words(bare)
    if not SHORTEST_ALT_WORDS <= len(words) <= LONGEST_ALT_WORDS or not all(c.isalnum() or c == " " for c in bare):
        return False
    return doubled or any(len(head) > len(words) and head[: len(words)] == words for head in heads)


def stands_in_story(blocks: Sequence[Block], number: int) -> bool:
    """Return whether text follows a line soon and no other tag stands beside it: tags stand in runs, at the end."""
    reach = ALT_REACH if number < OPENING_BLOCKS else LATE_ALT_REACH
    after = [block.text for block in blocks[number + 1 : number + 1 + reach]]
    before = blocks[number - 1].text if number else ""
    own = credit.without_tail(blocks[number].text)
    tagged = any(t.islower() and len(t) <= LONGEST_ALT and t != own for t in (before, *after[:1]))
    return not tagged and any(len(text) >= PARAGRAPH for text in after)
