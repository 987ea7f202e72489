"""Lines that are nothing but persons' names in full, alone or with the town from which they write."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded
from transforms.names.outlets import is_known, is_shaped
from transforms.names.persons import is_person, name_word, parted
from transforms.names.places import for_readers, is_office, is_place
from transforms.text.casing import is_function_word

LONGEST = 80
MOST_WORDS = 4
MOST_NAMES = 4
LONGEST_ABBREVIATION = 4
"""Letters of which one word of a name has as many; `UU ITE` has none."""


@cache
def placed() -> re.Pattern[str]:
    """Return the pattern of names with their town: `AYU LESTARI, Kendari`, `Ayu Lestari – Kendari`."""
    names = rf"{name_word()}(?:(?:,? | ?[,&/|] ?){name_word()}){{0,7}}?"
    near = any_of("roles", "name_in_place")
    return re.compile(
        rf"[^\w]{{0,4}}(?P<names>{names})(?: ?[,|/] ?| [-–—] | {near} |\()(?P<place>[A-Z][\w' ]{{2,30}})\)?\.?"
    )


def named_with_place(line: str) -> str | None:
    """
    Return the names of a line that holds nothing but them and a known town, None where it is anything else.

    >>> named_with_place("AYU LESTARI, Kendari"), named_with_place("Kendari, Palu")
    ('AYU LESTARI', None)
    """
    if len(line) > LONGEST or not line[-1:].isalpha() or not any(map(line.__contains__, (",", " ", "|"))):
        return None
    match = placed().fullmatch(line)
    if not match or not is_whereabouts(match["place"]) or not are_names(match["names"]):
        return None
    return match["names"]


def placed_town(line: str) -> str | None:
    """
    Return the town behind the names of such a line, None where a paper or a trade stands there.

    >>> placed_town("AYU LESTARI, Palu"), placed_town("Ayu Lestari, Kabar Rawa")
    ('Palu', None)
    """
    match = placed().fullmatch(line)
    trade, _, behind = match["place"].partition(" ") if match else ("", "", "")
    town = behind if fold(trade) in folded("roles", "reporters") else f"{trade} {behind}".strip()
    return for_readers(town) if town and is_place(town) else None


def is_whereabouts(text: str) -> bool:
    """
    Return whether a text behind a name says from where or for whom it writes: a town, a paper, a reporter's trade.

    >>> is_whereabouts("Palu"), is_whereabouts("Kabar Rawa"), is_whereabouts("Kontributor Palu"), is_whereabouts("Rawa")
    (True, True, True, False)
    """
    trade, _, place = text.partition(" ")
    if fold(trade) in folded("roles", "reporters"):
        return not place or is_place(place)
    return is_place(text) or is_known(text) or is_shaped(text)


def are_names(text: str) -> bool:
    """Return whether a text can be one to four persons' names of two words or more."""
    names = [name.strip() for name in parted().split(text.replace("|", "/"))]
    return 0 < len(names) <= MOST_NAMES and all(map(is_full_name, names))


def is_full_name(name: str) -> bool:
    """Return whether a text can be a person's name of two words or more: no town, paper, office or common word."""
    words = name.split()
    if not 1 < len(words) <= MOST_WORDS or not is_person(name) or any(map(is_function_word, words)):
        return False
    if max(map(len, words)) < LONGEST_ABBREVIATION:
        return False
    if is_place(name) or is_known(name) or is_shaped(name.title()) or is_office(name):
        return False
    return not any(fold(word) in no_names() for word in words)


@cache
def no_names() -> frozenset[str]:
    """Return the words that are written like a name, and that nobody signs with."""
    return folded("roles", "never_signed") | folded("roles", "office_heads") | folded("roles", "box_tabs")
