"""
The numbers of a text, and whether two texts say the same ones in the same places.

A recurring piece (prayer times, prices, a weekly advertisement) is its last issue but for the numbers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.duplicates.agree import MOST_WORDS
from transforms.duplicates.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"\d{1,30}(?:[.,:/-]\d{1,30}){0,9}|[^\W\d_]+")
"""A number with the marks inside it, a date or a moment among them, or a word without digits."""

THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")
SEPARATOR = re.compile(r"[.,:/-]")
PLACE = "#"
"""Stands for a number where only its place counts."""

CONTEXT = 2
"""Words before or behind a number by which its place is known again."""

Slots = dict[tuple[str, ...], Counter[str]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """
    The numbers of a text, folded.

    Attributes:
        all: How often the text says each.

        before: What stands behind the same words.

        behind: What stands before the same words.
    """

    all: Counter[str]
    before: Slots
    behind: Slots


def fold_number(number: str) -> str:
    """
    Return a number without the marks in which writers differ.

    >>> [fold_number(n) for n in ("3.000", "3,000", "3000", "09/06/2025", "14:30", "3,5")]
    ['3000', '3000', '3000', '9.6.2025', '14.30', '3.5']
    """
    parts = SEPARATOR.split(THOUSANDS.sub("", number))
    return ".".join(part.lstrip("0") or "0" for part in parts)


def numbers_of(text: str) -> Numbers:
    """Return a text's numbers with their places; of a hostile length, the first words' only."""
    tokens = [found[0] for found in first_tokens(fold(text))]
    masked = [PLACE if token[0].isdigit() else token for token in tokens]
    padded = [""] * CONTEXT + masked + [""] * CONTEXT
    before: Slots = defaultdict(Counter)
    behind: Slots = defaultdict(Counter)
    said = Counter[str]()
    for at, token in enumerate(tokens):
        if token[0].isdigit():
            number = fold_number(token)
            said[number] += 1
            before[tuple(padded[at : at + CONTEXT])][number] += 1
            behind[tuple(padded[at + CONTEXT + 1 : at + 2 * CONTEXT + 1])][number] += 1
    return Numbers(said, before, behind)


def first_tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the words and numbers of a text, at most `MOST_WORDS`."""
    for _, found in zip(range(MOST_WORDS), TOKEN.finditer(text), strict=False):
        yield found


def compare(a: Numbers, b: Numbers) -> tuple[int, int]:
    """
    Return in how many places that both texts have they say the same number, and in how many another.

    A place is known by the two words before it or the two behind it: a weekday changes with its date. Of
    the two ways the one that finds more differences counts.
    """
    return max((aligned(a.before, b.before), aligned(a.behind, b.behind)), key=lambda found: (found[1], -found[0]))


def aligned(a: Slots, b: Slots) -> tuple[int, int]:
    """Return how many numbers in the places of both are equal, and how many are not."""
    equal = other = 0
    for place in a.keys() & b.keys():
        both = (a[place] & b[place]).total()
        equal += both
        other += min(a[place].total(), b[place].total()) - both
    return equal, other
