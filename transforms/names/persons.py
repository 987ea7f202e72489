"""Is this a person's name, and which names does a credit hold."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.lexicon.lists import words
from transforms.names.outlets import is_domain, is_known, is_shaped, same_outlet

WORD = (
    r"(?:(?:[A-Z]\.){1,4}"
    r"|(?:Moch|Moh|Muh|Muhd|Mohd|Much|Abd|Dr|Drs|Dra|Ir|Hj|KH|Prof|St|Jr|Sr|Ust|Tgk|Mr|Mrs|Ms)\."
    r"|[A-ZÀ-ÞĀ-Ž][\w'’-]{0,24})"
)
PARTICLE = r"(?:bin|binti|al|el|van|von|de|der|den|di|da|dos|bt|ibn|abd|a/l|a/p)"
PERSON = rf"{WORD}(?: (?:{WORD}|{PARTICLE} {WORD})){{0,5}}"
JOINT = r"(?: ?[,/&;] ?| dan | and | serta )"
PEOPLE = rf"{PERSON}(?:{JOINT}{PERSON}){{0,4}}"
SPLIT = re.compile(JOINT)
DEGREE = re.compile(
    r"(?:[SMD]\.?[A-Z][a-z]{0,3}\.?){1,2}(?:[A-Z][a-z]?\.?)?|Ph\.?D|MM|MH|SH|SE|ST|Jr\.?|Sr\.?|M\.?Pd|S\.?Pd|S\.?Sos|S\.?Kom|S\.?I\.?Kom"
)
LONGEST_NAME = 48
SHORTEST_NAME = 3


@cache
def nobody() -> frozenset[str]:
    """Return the casefolded words that make a name nobody's."""
    return frozenset(words("roles", "nobody"))


@lru_cache(maxsize=4096)
def is_person(name: str, outlet: str | None = None) -> bool:
    """
    Say whether a printed name can be a person's: not a desk, an outlet or a day.

    >>> is_person("Rina Dewi"), is_person("Tim Redaksi"), is_person("Kompas.com")
    (True, False, False)
    """
    words = re.findall(r"[\w'’/]+", name.casefold())
    if not words or not SHORTEST_NAME <= len(name) <= LONGEST_NAME or any(w in nobody() or w.isdigit() for w in words):
        return False
    if is_domain(name) or is_known(name) or (outlet and same_outlet(outlet, name)):
        return False
    return not any(c.isdigit() for c in name)


@lru_cache(maxsize=4096)
def people_in(text: str, outlet: str | None = None) -> tuple[str, ...]:
    """
    Return the persons whom a credit names.

    >>> people_in("Rina Dewi, Budi Harsono/Agus S.")
    ('Rina Dewi', 'Budi Harsono', 'Agus S.')
    """
    names: list[str] = []
    for part in SPLIT.split(text):
        name = tidy(part)
        if names and DEGREE.fullmatch(name):
            continue
        if names and is_shaped(name):
            continue  # `Rina Dewi, Kabar Rawa`: the paper stands behind its reporter
        if is_person(name, outlet):
            names.append(name)
    return tuple(dict.fromkeys(names))


def tidy(name: str) -> str:
    """Return a name without the marks around it; capitals and small letters become a reader's."""
    name = " ".join(name.split()).strip(" ,;:|/-–—*_()[]\"'“”•»")
    name = name.rstrip(".") if not re.search(r"(?:^| )[A-Z]\.$|\b(?:Jr|Sr)\.$", name) else name
    if (name.isupper() or name.islower()) and " " in name:
        return " ".join(w[:1].upper() + w[1:].lower() for w in name.split(" "))
    return name
