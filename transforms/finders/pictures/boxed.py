"""
Captions by element and wording: a line that says what is seen or who stands where, in the box of a picture.

Alone neither is enough: stories say `on the left, Sari` too, and cards set a sentence of story beside its picture.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.finders.pictures.prose import placed, scene
from transforms.lexicon.lists import any_of, words

if TYPE_CHECKING:
    from transforms.sheet import Sheet, Standing

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

PICTURES = ("img", "picture", "amp-img", "video")
BOXES = frozenset("p div a span section aside figure center td li h1 h2 h3 h4 h5 h6".split())
MOST_LEVELS, MOST_LINES = 4, 3
"""Elements around a line among which its box is looked for; lines that stand in such a box."""
LONGEST = 500
FEWEST_TOLD = 2
"""Paragraphs beside captions; with fewer, what is seen is what the page tells."""


@cache
def pointed() -> re.Pattern[str]:
    """Return the pattern of who stands where between commas: `Sari, second left, and Ayu, right,`, `from left, are`."""
    sides, counts, on = (any_of("pictures", name) for name in ("sides", "side_counts", "side_from"))
    return re.compile(rf", ?(?:{counts} (?:{on} )?|{on} )?{sides} ?[,:]|\b{on} {sides},", re.IGNORECASE)


def find_boxed(standing: Standing) -> tuple[int, ...]:
    """Return the lines that are captions by their words and their box; none where little else is told."""
    elements = standing.sheet.markup.elements
    if not elements:
        return ()
    sided = lines_with_sides(standing.sheet)
    shown = [n for n, block in standing.story if len(block.text) <= LONGEST and shows(block.text, sided=n in sided)]
    boxed = [n for n in shown if is_boxed(elements, n)]
    told = sum(is_prose for n, is_prose in enumerate(standing.prose) if n not in boxed) if boxed else 0
    return tuple(boxed) if told >= FEWEST_TOLD else ()


def lines_with_sides(sheet: Sheet) -> set[int]:
    """Return the lines in which a word for a side of a picture stands: few do, and patterns cost more."""
    found: set[int] = set()
    for word in words("pictures", "sides"):
        at = sheet.small.find(word)
        while at >= 0:
            found.add(bisect_right(sheet.starts, at) - 1)
            at = sheet.small.find(word, at + 1)
    return found


def shows(text: str, *, sided: bool = True) -> bool:
    """
    Return whether a line says what is seen in a picture, or, where it names a side, who stands where.

    >>> shows("The mayor, Ayu Lestari, second left, opens the jetty."), shows("She turned left, then ran.")
    (True, False)
    """
    if scene().match(text):
        return True
    return sided and (placed().search(text) or pointed().search(text)) is not None


def is_boxed(elements: tuple[Element, ...], number: int) -> bool:
    """Return whether a line stands in an element that holds a picture and few lines."""
    element = elements[number]
    near = (element, *islice(element.iterancestors(), MOST_LEVELS - 1))
    for box in takewhile(lambda one: one.tag in BOXES, near):
        if next(box.iter(*PICTURES), None) is not None:
            beside = elements[max(0, number - MOST_LINES) : number + MOST_LINES + 1]
            return (
                sum(one is box or box in islice(one.iterancestors(), MOST_LEVELS * 2) for one in beside) <= MOST_LINES
            )
    return False
