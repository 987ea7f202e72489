"""The language that a text is written in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat

VOTE_CHARACTERS = 1200
"""Characters of the opening whose words vote: some 160 words."""

LIBRARY_CHARACTERS = 400
"""Characters that the library reads, at .25 µs each; more changed no answer on 296 labelled texts."""

FEWEST_WORDS = 4
"""Below this only a hint can tell."""

SHORTEST_TEXT = 24
"""Letters below which the library guesses."""

CLEAR_SHARE = 0.12
"""Share of function words from which a family of languages is certain; running prose has .25 and more."""

CLEAR_LEAD = 3
"""How many times the words of the next family the winner must have."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
CODE = re.compile(r"[a-z]{2,3}")
PLAIN = {n: chr(n).lower() if chr(n).isalpha() or chr(n) == "-" else " " for n in range(128)}
"""What each ASCII character becomes where words are told apart: a small letter, a hyphen, else a space."""

MARKS = "“”–’‘—…•"
"""Typographic marks; without them nineteen in twenty texts are ASCII, whose words are found in half the time."""

COUNT_BITS = 11
"""Bits that hold how many words of one list a text has: no more than every second of `VOTE_CHARACTERS`."""


@dataclass(frozen=True, slots=True)
class Family:
    """Languages that share their function words, and the words that each has alone."""

    shared: frozenset[str]
    own: dict[str, frozenset[str]]


@cache
def tables() -> tuple[tuple[Family, ...], dict[str, str]]:
    """Return the families and the aliases of language codes, from the table beside this module."""
    data = tomllib.loads(resources.files("transforms").joinpath("language.toml").read_text("utf-8"))
    families = tuple(
        Family(frozenset(f["shared"]), {code: frozenset(words) for code, words in f["own"].items()})
        for f in data["family"]
    )
    return families, data["aliases"]


def detect_language(text: str, hint: str | None = None) -> str | None:
    """
    Return the ISO 639-1 code of the language of a text, None where nothing tells.

    Args:
        text: The text; its opening is enough.

        hint: What the page says (`id-ID`, `en_US`). Believed only where the text does not tell by
            itself: pages in one language often carry the code of another.
    """
    told = language_code(hint)
    words = words_of(text[:VOTE_CHARACTERS])
    voted = vote(words, told)
    if voted or len(words) < FEWEST_WORDS:
        return voted or told
    if sum(map(len, words)) < SHORTEST_TEXT:
        return told
    return ask_library(text[:LIBRARY_CHARACTERS])


def words_of(text: str) -> list[str]:
    """Return the words of a text, casefolded, in no order; `WORD` says what one is."""
    if not text.isascii():
        for mark in MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            return WORD.findall(text.casefold())
    words = text.translate(PLAIN).split()
    joined = [word for word in words if "-" in word]
    if not joined:
        return words
    return [word for word in words if "-" not in word] + [part for word in joined for part in WORD.findall(word)]


def language_code(hint: str | None) -> str | None:
    """
    Return the two-letter code in a language tag, None where it is none.

    >>> language_code("in_ID")
    'id'
    """
    match = CODE.match((hint or "").strip().casefold())
    code = tables()[1].get(match[0], match[0]) if match else ""
    return code if len(code) == len("id") else None


def vote(words: list[str], told: str | None) -> str | None:
    """Return the language for which the function words speak clearly, None where they do not."""
    counted = count_lists(words)
    counts = [(counted[n, ""], n) for n in range(len(tables()[0]))]
    (most, winner), (second, _) = sorted(counts, reverse=True)[:2]
    if len(words) < FEWEST_WORDS or most < CLEAR_SHARE * len(words) or most < CLEAR_LEAD * second:
        return None
    own = {code: counted[winner, code] for code in tables()[0][winner].own}
    if len(own) == 1:
        return next(iter(own))
    (first, high), (_, low) = sorted(own.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    if high > low:
        return first
    return told if told in own else None


@cache
def packed_lists() -> tuple[dict[str, int], tuple[tuple[int, str], ...]]:
    """Return a number for each listed word, one bit set for each list it stands in, and the names of the lists."""
    packed: dict[str, int] = {}
    names: list[tuple[int, str]] = []
    for number, family in enumerate(tables()[0]):
        for code, words in (("", family.shared), *family.own.items()):
            for word in words:
                packed[word] = packed.get(word, 0) + (1 << COUNT_BITS * len(names))
            names.append((number, code))
    return packed, tuple(names)


def count_lists(words: list[str]) -> dict[tuple[int, str], int]:
    """Return how many words stand in each list: (number of a family, language or empty for the shared words)."""
    packed, names = packed_lists()
    total = sum(map(packed.get, words, repeat(0)))
    return {name: total >> COUNT_BITS * n & (1 << COUNT_BITS) - 1 for n, name in enumerate(names)}


def ask_library(text: str) -> str | None:
    """Return what the library says of a text."""
    from py3langid import classify  # noqa: PLC0415 - its model takes .2 s to load

    return str(classify(text)[0])
