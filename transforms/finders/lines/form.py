"""What a line looks like and says: size, end, casing, marks, vocabulary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from transforms.finders.lines.lists import FUNCTION, HOUSE, PROMPT, READER, SECTION, SPEECH, TIME, word_bits
from transforms.lexicon.fold import fold
from transforms.sheet import Standing
from transforms.text.lines import COLON, NUMBERED
from transforms.text.words import WORD, fold_words

OPEN_QUOTES = "\"“‘'”«"
BULLET = re.compile(r"[-–—•·▪■●◦*✓✔»>]\s?\S")
ROWS = re.compile(r" [|»>/•·›]+ |[»›→]|\w / \w")
ADDRESS = re.compile(r"https?:|www\.|@\w|\w\.(?:com|id|net|org|info|co|my|me|news)\b", re.IGNORECASE)
ROW_MARKS, ADDRESS_MARKS = "|»>/•·›→", ":.@"
"""Marks without which there are no rows and no address; to look for them takes a fifth of the search."""
DECORATED = re.compile(r"^[^\w\s\"“‘'(\[#@.,;:!?…]|[^\w\s\"”’').,\]!?…:;%*]$|\*$")
"""What a line's first or last character decorates it with; searched in these two alone."""
BRACKETED = re.compile(r"[(\[{].{0,200}[)\]}]$")

TINY, SHORT, MIDDLING = 24, 60, 110
"""Characters: labels and menu entries; sub-heads and prompts; headlines. Longer lines are leads and sentences."""

SHARED_LISTS = (FUNCTION, PROMPT, READER, HOUSE, SECTION)
"""Lists of which the share of a line's words counts."""

PROMPT_FACTOR, READER_FACTOR = 2, 4
"""Half the words being prompts, or a quarter speaking to the reader, is as much as it gets."""

DATE_PARTS = 3
"""Day, month and year in figures."""

CONTENT_LETTERS = 4
"""Words below this length say little about what a line is about."""

FEW_WORDS = 3

LONGEST_TAG = 7
"""Words of the longest tag; some outlets tag with whole titles of offices."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Content words of the headline, the words of the story's paragraphs, and those that two of them have; folded."""

    title: frozenset[str]
    story: tuple[set[str], set[str]]


def read_vocabulary(page: Standing, title: str) -> Vocabulary:
    """Read the words of the story proper: its paragraphs up to its end. A line never vouches for itself."""
    sheet = page.sheet
    prose = [(n, text) for n, text in enumerate(page.left[: page.last + 1]) if page.prose[n]]
    once, twice = set[str](), set[str]()
    for some in [set(sheet.words_in(n) if text == sheet.texts[n] else fold_words(text)) for n, text in prose]:
        twice |= once & some
        once |= some
    return Vocabulary(frozenset([w for w in fold_words(title) if len(w) >= CONTENT_LETTERS]), (once, twice))


def form_features(text: str, *, ends: bool, cut_off: bool) -> list[float]:
    """Return what a line looks like: size and end."""
    size = len(text)
    return [
        1.0,
        float(size <= TINY),
        float(TINY < size <= SHORT),
        float(SHORT < size <= MIDDLING),
        float(size > MIDDLING),
        float(ends),
        float(cut_off),
        float(COLON.search(text[-10:]) is not None),
        float("?" in text[-3:]),
    ]


def word_features(text: str, words: Vocabulary, own: int) -> list[float]:
    """
    Return what a line says: casing, vocabulary, marks, and what it shares with the story.

    Args:
        text: The line.

        words: Those of headline and story.

        own: How often, at most once, the line itself is among the story's paragraphs.
    """
    tokens = WORD.findall(text)
    get = word_bits().get
    bits: list[int] = []
    content: list[str] = []
    large = small = alphabetic = digits = 0
    for token in tokens:
        word, first = fold(token), token[0]
        bits.append(bit := get(word, 0))
        if token.isalpha():
            alphabetic += 1
        else:
            digits += sum(map(str.isdigit, token))
        if not first.islower():
            large += first.isupper() or first.isdigit()
            small += not (first.isupper() or first.isdigit())
        elif len(token) > CONTENT_LETTERS:
            small += 1
        if len(token) >= CONTENT_LETTERS and not bit & FUNCTION and not first.isdigit():
            content.append(word)
    shared = len([t for t in content if t in words.story[own]])
    of, count = len(content) or 1, len(tokens) or 1
    return [
        large / (large + small or 1),
        float(text.islower()),
        float(len(text) > FEW_WORDS and text.isupper()),
        digits / len(text),
        *list_features(tokens, bits, count),
        *mark_features(text),
        float(0 < alphabetic <= FEW_WORDS),
        float(0 < len(tokens) <= LONGEST_TAG),
        float(not tokens),
        len([t for t in content if t in words.title]) / of,
        shared / of,
        (len(content) - shared) / of,
    ]


def list_features(tokens: Sequence[str], bits: Sequence[int], count: int) -> list[float]:
    """Return which of the lists of `words.toml` a line's words stand in."""
    union = reduce(or_, bits, 0)
    if not union:
        return [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, float(is_date(tokens, bits)), 0.0]
    held = [len([b for b in bits if b & one]) / count if union & one else 0.0 for one in SHARED_LISTS]
    function, prompt, reader, house, section = held
    return [
        function,
        float(union & PROMPT > 0 and PROMPT in [b & PROMPT for b in bits[:2]]),
        min(1.0, PROMPT_FACTOR * prompt),
        min(1.0, READER_FACTOR * reader),
        house,
        section,
        float(is_date(tokens, bits)),
        float(union & SPEECH > 0),
    ]


def is_date(tokens: Sequence[str], bits: Sequence[int]) -> bool:
    """Return whether a line is nothing but a date, a time or `3 hours ago`; a lone figure may be a table's cell."""
    for bit, token in zip(bits, tokens, strict=True):
        if not (bit & TIME or token.isdigit()):
            return False  # at the first word of most lines
    return len(tokens) >= DATE_PARTS or any(b & TIME for b in bits)


def mark_features(text: str) -> list[float]:
    """Return the marks that a line bears."""
    return [
        float(text[0] in OPEN_QUOTES),
        float(BULLET.match(text) is not None),
        float(NUMBERED.match(text) is not None),
        float(any(map(text.__contains__, ROW_MARKS)) and ROWS.search(text) is not None),
        float(any(map(text.__contains__, ADDRESS_MARKS)) and ADDRESS.search(text) is not None),
        float("#" in text),
        float(BRACKETED.match(text) is not None),
        float(DECORATED.search(text[0] + text[-1]) is not None),
    ]
