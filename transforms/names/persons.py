"""Is this a person's name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words
from transforms.names.outlets import is_domain, is_known, same_outlet

DEGREE = re.compile(
    r"(?:[SMD]\.?[A-Z][a-z]{0,3}\.?){1,2}(?:[A-Z][a-z]?\.?)?|Ph\.?D|MM|MH|SH|SE|ST|Jr\.?|Sr\.?|M\.?Pd|S\.?Pd|S\.?Sos|S\.?Kom|S\.?I\.?Kom"
)
LONGEST_NAME = 48
SHORTEST_NAME = 3


@cache
def name_word() -> str:
    """Return the pattern of one word of a person's name: initials, a title, a capitalised word."""
    return rf"(?:(?:[A-Z]\.){{1,4}}|{any_of('names', 'titles')}\.|[A-ZÀ-ÞĀ-Ž][\w'’-]{{0,24}})"


@cache
def person() -> str:
    """Return the pattern of a person's name."""
    word = name_word()
    return rf"{word}(?: (?:{word}|{any_of('names', 'particles')} {word})){{0,5}}"


@cache
def joint() -> str:
    """Return the pattern of what stands between the names of two persons."""
    spaced = "|".join(f" {word} " for word in words("names", "joints"))
    return rf"(?: ?[,/&;] ?|{spaced})"


@cache
def people() -> str:
    """Return the pattern of one to five persons' names."""
    return rf"{person()}(?:{joint()}{person()}){{0,4}}"


@cache
def is_name() -> re.Pattern[str]:
    """Return the pattern of what is one person's name by its shape."""
    return re.compile(person())


@cache
def parted() -> re.Pattern[str]:
    """Return the pattern that parts the names of several persons."""
    return re.compile(joint())


@cache
def nobody() -> frozenset[str]:
    """Return the casefolded words that make a name nobody's."""
    return frozenset(words("roles", "nobody"))


@lru_cache(maxsize=4096)
def is_person(name: str, outlet: str | None = None) -> bool:
    """
    Return whether a printed name can be a person's: not a desk, an outlet or a day.

    >>> is_person("Rina Dewi"), is_person("Tim Redaksi"), is_person("Kompas.com")
    (True, False, False)
    """
    words = re.findall(r"[\w'’/]+", fold(name))
    if not words or not SHORTEST_NAME <= len(name) <= LONGEST_NAME or any(w in nobody() or w.isdigit() for w in words):
        return False
    if is_domain(name) or is_known(name) or (outlet and same_outlet(outlet, name)):
        return False
    return not any(c.isdigit() for c in name)


def tidy(name: str) -> str:
    """Return a name without the marks around it; capitals and small letters become a reader's."""
    name = " ".join(name.split()).strip(" ,;:|/-–—*_()[]\"'“”•»")
    name = name.rstrip(".") if not re.search(r"(?:^| )[A-Z]\.$|\b(?:Jr|Sr)\.$", name) else name
    if (name.isupper() or name.islower()) and " " in name:
        return " ".join(w[:1].upper() + w[1:].lower() for w in name.split(" "))
    return name
