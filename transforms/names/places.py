"""Is this a place: in the gazetteer, or shaped like one."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded, words

UPPER = re.compile(r"[A-Z][A-Z'’.-]{1,24}(?: [A-Z][A-Z'’.-]{1,24}){0,3}")
TITLE = re.compile(r"[A-Z][a-z'’-]{2,24}(?:-[A-Z][a-z]{2,20})?(?: [A-Z][a-z'’-]{2,24}| [a-z]{3,12}){0,2}")
SHORTEST_SHOUT = 4
"""Shorter capitals are offices (KPK, PSSI is in the list), not places, unless the gazetteer has them."""
MOST_FORM_WORDS = 3
"""Words of a place that is known by its form alone."""
VOWEL = re.compile(r"[AEIOUY]", re.IGNORECASE)


@cache
def gazetteer() -> dict[str, str]:
    """Return the casefolded known places with their spelling for readers."""
    lists = ("indonesia_provinces", "indonesia_towns", "malaysia", "world")
    return {fold(name): name for place in lists for name in words("places", place)}


@cache
def countries() -> frozenset[str]:
    """Return the casefolded names of countries."""
    return folded("places", "countries")


@cache
def never_places() -> frozenset[str]:
    """Return the casefolded words that open a line as a place would and are none."""
    return folded("places", "never")


@cache
def rubrics() -> frozenset[str]:
    """Return the casefolded rubrics that stand where datelines stand."""
    return folded("places", "rubrics")


@cache
def offices() -> frozenset[str]:
    """Return the casefolded words with which the name of a local office begins."""
    return folded("places", "offices")


@cache
def forms() -> tuple[frozenset[str], frozenset[str]]:
    """Return the casefolded words with which names of places begin, and those with which they end."""
    return folded("places", "form_first"), folded("places", "form_last")


def has_form(name: str) -> bool:
    """
    Return whether a name that no table has is a place's by its form: a word of land or water, and a name beside it.

    >>> has_form("KAMPUNG RAWA"), has_form("Melati Bay"), has_form("Kuala"), has_form("Hari PALU BARAT")
    (True, True, False, False)
    """
    words = name.split()
    if not 1 < len(words) <= MOST_FORM_WORDS or not all(map(str.isalpha, words)):
        return False
    if not (name.isupper() or all(map(str.istitle, words))) or fold(words[0]) in never_places():
        return False
    return fold(words[0]) in forms()[0] or fold(words[-1]) in forms()[1]


def is_office(name: str) -> bool:
    """
    Return whether a name is a local office's, which writes its own copy: the kind of office and its place.

    >>> is_office("Polresta Palu"), is_office("Polresta Palu Tangkap Maling"), is_office("Palu")
    (True, False, False)
    """
    kind, _, where = name.partition(" ")
    return bool(where) and fold(kind) in offices() and is_place(where)


def is_place(name: str) -> bool:
    """Return whether the gazetteer has a place, whatever its case."""
    return fold(name) in gazetteer()


def shouts(name: str) -> bool:
    """Return whether an unknown name in capitals can be a place: `NATUNA`, `KOLAKA UTARA`, not `KPK`."""
    if not UPPER.fullmatch(name) or not VOWEL.search(name):
        return False
    words = fold(name).split()
    return len(name) >= SHORTEST_SHOUT and words[0] not in never_places() and fold(name) not in never_places()


def titled(name: str) -> bool:
    """Return whether an unknown name in title case can be a place."""
    return TITLE.fullmatch(name) is not None and fold(name.split(maxsplit=1)[0]) not in never_places()


def for_readers(name: str) -> str:
    """
    Return a place as a reader writes it.

    >>> for_readers("TEL AVIV"), for_readers("KOLAKA UTARA"), for_readers("Sana'a")
    ('Tel Aviv', 'Kolaka Utara', "Sana'a")
    """
    known = gazetteer().get(fold(name))
    if known:
        return known
    if not name.isupper() and not name.islower():
        return name
    return " ".join(w if n and w in words("places", "small") else cap(w) for n, w in enumerate(name.lower().split(" ")))


def cap(word: str) -> str:
    """Return a word with its first letter, and each behind a hyphen, in capitals."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
