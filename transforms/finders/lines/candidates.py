"""The lines that are worth scoring: prose is left out at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.finders.lines.lists import HOUSE, PROMPT, word_bits
from transforms.lexicon.fold import fold
from transforms.sheet import Standing
from transforms.text.chains import closes
from transforms.text.words import WORD

WORDED = re.compile(r"\w")
BRACKETED = re.compile(r"[(\[{][^)\]}]{0,60}[)\]}]$")

LONGEST_CANDIDATE = 260
"""Longer lines are prose; furniture of that length speaks in full sentences, which only a rule can tell."""

LONGEST_LEAD = 450
"""Characters of the longest cut-off lead that is looked at."""

REACH = 4
"""Blocks to either side of a bare line inside the story among which furniture must have been struck: what stands
farther from any is a sub-head, an item or a verse."""

LABELLED = re.compile(r"[A-Z][\w ]{1,24}: ?\S")
"""A label with its value: two in a row above a story are the data of a book, a match, a house."""

RECURS = 3
"""Times that a label stands on a page whose list of places or dishes names opening hours under each; a refrain too."""

LONGEST_LABEL = 40

OPENING = 40
"""Characters that hold a line's first two words."""


def beside_furniture(page: Standing, number: int, far: int = 1) -> bool:
    """Return whether a block next to this one, or up to `far` blocks away, was struck as furniture."""
    return True in page.furniture[max(0, number - far) : number + far + 1]


def beside(page: Standing, number: int) -> Sequence[str]:
    """Return what stands in the blocks next to this one."""
    return (*page.left[max(0, number - 1) : number], *page.left[number + 1 : number + 2])


def asks(text: str) -> bool:
    """Return whether one of a line's first two words asks the reader for something or belongs to the site."""
    get = word_bits().get
    return any(get(word, 0) & (PROMPT | HOUSE) for word in WORD.findall(fold(text[:OPENING]))[:2])


def is_candidate(page: Standing, number: int, text: str) -> bool:
    """
    Return whether a block that stands, but for the story's paragraphs, is worth scoring; cheap tests come first.

    Prose is left out at once: long lines, sentences of the story with nothing struck beside them, its bare lines with
    nothing struck near unless they open like prompts, lone marks and asides in brackets with nothing struck beside
    them. A story of plain paragraphs has no such block and costs next to nothing.
    """
    if len(text) > (LONGEST_CANDIDATE if page.prose[number] else LONGEST_LEAD):
        return False
    if len(text) <= LONGEST_LABEL and page.left.count(text) >= RECURS and not beside_furniture(page, number):
        return False
    if number < page.first and LABELLED.match(text) and any(LABELLED.match(t) for t in beside(page, number)):
        return False
    if page.first <= number <= page.last:
        near = beside_furniture(page, number, 1 if closes(text) else REACH)
        return near or asks(text)
    if BRACKETED.match(text) or not WORDED.search(text):
        return beside_furniture(page, number)
    return True
