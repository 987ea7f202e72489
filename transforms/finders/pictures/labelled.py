"""
Captions by the words that houses print with their pictures, and rows of captions behind the story.

`Image copyright Kabar Image caption Warga …`, `Sumber gambar, Kabar`; a word in capitals with a stop in front of
what is seen, `RETURNED. Villagers …`, with a credit behind it or over a dateline; two lines or more at the end of the
page that say who is seen.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.pictures.credits import is_spoken, is_unspoken
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, words
from transforms.names.outlets import is_known
from transforms.names.places import is_place
from transforms.text.lines import ANY_BREAK

if TYPE_CHECKING:
    from transforms.sheet import Numbered

LONGEST_SHOUTED = 300
LONGEST_SHOWN = 110
"""Characters of a caption in a row at the end; a story's last paragraphs are longer."""
FEWEST_SHOWN = 2
EDGE = 4
"""Letters by which the first word of a line is looked up."""
SHOUTED = re.compile(r"(?P<word>[A-Z]{3,16}(?:[ -][A-Z]{2,16}){0,3})\. (?=[\"“]?[A-Z])")
DATED = re.compile(r"[A-Z][A-Z' ]{2,24}(?:, [A-Z][\w. ]{2,20})? ?(?:\([^)]{2,30}\) ?)?[-–—]{1,2} ?[\"“]?[A-Z]")


@cache
def house_label() -> re.Pattern[str]:
    """Return the pattern of a line that begins with a house's label for who owns or what is seen in a picture."""
    owned, shown = any_of("pictures", "owned_heads"), any_of("pictures", "shown_heads")
    plain = any_of("pictures", "plain_heads")
    said = rf"(?:{shown}[,:]|{plain}[,:]?) ?(?=[A-Z0-9\"“'‘@])[^\n]{{3,300}}"
    return re.compile(rf"(?:{owned},? ?(?=[A-Z@])[^.!?\"“”]{{2,70}}?(?: ?{said})?|{said})")


@cache
def house_edges() -> frozenset[str]:
    """Return the first letters of such labels."""
    return frozenset(
        head[:EDGE] for name in ("owned_heads", "shown_heads", "plain_heads") for head in words("pictures", name)
    )


def may_be_labelled(text: str) -> bool:
    """Return whether a line may begin so: the quick question before the slow ones."""
    return text[:EDGE] in house_edges() or (text[:3].isupper() and ". " in text)


def is_labelled_by_house(text: str) -> bool:
    """
    Return whether a line begins with a house's label for a picture.

    >>> is_labelled_by_house("Image copyright Kabar Rawa Image caption Villagers cross the river")
    True
    >>> is_labelled_by_house("Image copyright is a matter for courts.")
    False
    """
    return text[:EDGE] in house_edges() and house_label().fullmatch(text) is not None


@cache
def credit_end() -> re.Pattern[str]:
    """Return the pattern of who took a picture, at the end of a line."""
    taken = any_of("pictures", "shouted_credits")
    return re.compile(rf"[.!?”\"] ?(?i:{taken}) [A-Z@][^.!?\n\"“”]{{2,60}}\.?$")


def is_shouted(text: str, *, below: str, above: bool) -> bool:
    """
    Return whether a line is what is seen behind a word in capitals and a stop.

    Args:
        text: The line.

        below: The next one.

        above: No paragraph of the story stands above the line.
    """
    match = SHOUTED.match(text) if len(text) <= LONGEST_SHOUTED else None
    if not match or is_place(match["word"]) or is_known(match["word"]):
        return False
    if fold(match["word"]) in folded("pictures", "shouted_kinds") or credit_end().search(text):
        return True
    return above and is_unspoken(text) and not is_spoken(text) and DATED.match(below) is not None


@cache
def shown() -> re.Pattern[str]:
    """Return the pattern of how a line begins that says who is seen."""
    return re.compile(rf"{any_of('pictures', 'shown_at_end')} ", re.IGNORECASE)


def shown_at_end(story: Numbered) -> list[int]:
    """Return the blocks of a row of captions at the end of the page."""
    row: list[int] = []
    for number, block in reversed(story):
        text = block.text
        one = len(text) <= LONGEST_SHOWN and ANY_BREAK.search(text[:-1]) is None
        if not one or not is_unspoken(text) or is_spoken(text) or not shown().match(text):
            break
        row.append(number)
    return row if FEWEST_SHOWN <= len(row) < len(story) else []
