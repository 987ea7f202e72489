"""Bylines in pieces above the story: a name on a line of its own, the section behind `in`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of
from transforms.names.outlets import is_known
from transforms.names.persons import is_person, tidy
from transforms.names.places import has_form, is_place, rubrics
from transforms.names.squeeze import squeeze
from transforms.parts import kind_of
from transforms.text.lines import LONGER_THAN_HEADS
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from transforms.sheet import Standing

OPENING_BLOCKS = 14
"""Blocks among which headline, byline, share row and the first paragraph stand."""
NEIGHBOURS = frozenset({"byline", "share", "title"})
"""What stands beside a name that is a byline: a date, buttons, the headline."""
SHORTEST_TOLD = 4
"""Letters of a word of a name that is looked for in the story; shorter ones stand everywhere."""
PERSON = "person"
MOST_TOLD = 2
"""Words of a name that the story says from which on it is one that the story tells of, no writer's."""
ONE_NAME = re.compile(r"[A-Z][a-z]{4,15}")
NAME_ALONE = re.compile(r"[A-Z][a-z'’]{1,15}\.?(?: (?:[A-Z]\.|[A-Z][a-z'’]{1,15})){1,2}")


@cache
def section() -> re.Pattern[str]:
    """Return the pattern of a section beside a name: `in Ekonomi`."""
    return re.compile(any_of("roles", "in_section") + r" [A-Z][a-z]{2,15}(?: (?:& )?[A-Z][a-z]{2,15}){0,2}")


def names_at_head(standing: Standing, outlet: str | None) -> list[tuple[int, str]]:
    """
    Find the lines above the story that are nothing but a person's name.

    Two or three capitalised words beside a struck date, share row or headline are a reporter, unless
    they name a place, an outlet or a section. A section behind `in` beside a date comes with an empty name.

    Returns:
        (block, name) of each such line, in reading order.
    """
    kinds: dict[int, str] = {r.block: r.kind for r in standing.removals if r.whole and r.block <= OPENING_BLOCKS}
    if NEIGHBOURS.isdisjoint(kinds.values()):
        return []
    found: list[tuple[int, str]] = []
    for n, block in enumerate(standing.blocks[:OPENING_BLOCKS]):
        if n in kinds:
            continue
        if len(block.text) >= LONGER_THAN_HEADS:
            break
        beside = {kinds.get(n - 1), kinds.get(n + 1)}
        loud = "byline" in beside and is_name_in_capitals(block.text, outlet)
        if loud or (beside & NEIGHBOURS and is_name_alone(block.text, outlet)):
            if not is_seen_in_story(block.text, standing):
                found.append((n, tidy(block.text)))
        elif kinds.get(n - 1) == "title" and kinds.get(n + 1) == "byline" and is_one_name(block.text, standing):
            found.append((n, block.text))
        elif "byline" in beside and section().fullmatch(block.text):
            found.append((n, ""))
    return found


def is_seen_in_story(name: str, standing: Standing) -> bool:
    """Return whether headline or story speak of two words of a name, each by itself: then it says what is seen."""
    titles = {removal.block for removal in standing.removals if removal.kind == "title"}
    said = [b.text for n, b in enumerate(standing.blocks) if n in titles or len(b.text) >= LONGER_THAN_HEADS]
    words = set(fold_words(" ".join(said).replace(name, " ")))
    return sum(len(word) >= SHORTEST_TOLD and word in words for word in fold_words(name)) >= MOST_TOLD


def is_one_name(line: str, standing: Standing) -> bool:
    """Return whether a line is one word that can be a person's name: no section of the address, no word of the page."""
    if not ONE_NAME.fullmatch(line) or not is_person(line) or is_place(line) or is_known(line):
        return False
    small = fold(line)
    if small in rubrics() or small in fold(standing.sheet.url or ""):
        return False
    return all(small not in fold_words(block.text) for block in standing.blocks if block.text != line)


def is_name_in_capitals(line: str, outlet: str | None) -> bool:
    """
    Return whether a line is a person's name in capitals and nothing else.

    >>> is_name_in_capitals("AYU LESTARI", None), is_name_in_capitals("JAWA BARAT", None)
    (True, False)
    """
    return line.isupper() and kind_of(line.title(), outlet) == PERSON


def is_name_alone(line: str, outlet: str | None) -> bool:
    """
    Return whether a line is a person's name and nothing else.

    >>> is_name_alone("Ayu Lestari", None), is_name_alone("Lensa Rawa", None), is_name_alone("Jawa Barat", None)
    (True, False, False)
    """
    if not NAME_ALONE.fullmatch(line) or kind_of(line, outlet) != PERSON:
        return False
    return not (has_form(line) or (outlet and squeeze(line) in squeeze(outlet)))
