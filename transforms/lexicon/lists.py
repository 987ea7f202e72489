"""
The words of the lexicon: every list is asked for here, by its file and its name.

A list holds words by language, those of no language under `any`; whoever compares words asks for all of them
together. A page mixes languages, and a word of another language does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from transforms.lexicon.fold import fold
from transforms.lexicon.schema import LIST, PIECE, Table, alternatives_of, language_keys
from transforms.lexicon.tables import read_table

CALENDAR = "calendar"
"""The file of months and weekdays, whose lists only add to what CLDR has."""

HOUSE = ("id", "ms", "en")
"""The languages whose papers the house is made for; only these are asked where words of others would do harm."""


def lexicon_table(file: str) -> Table:
    """Return one file of the lexicon, such as `outlets`. Not to be changed."""
    return read_table(f"lexicon/{file}.toml")


@cache
def lists_of(file: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the lists of a file by name, each with its words by language."""
    return {
        row["name"]: {language: tuple(row[language]) for language in language_keys(row)}
        for row in lexicon_table(file).get(LIST, [])
    }


@cache
def words(file: str, name: str) -> tuple[str, ...]:
    """
    Return the words of a list as they are written, all languages together, each once.

    Raises:
        KeyError: The file holds no such list.
    """
    return tuple(dict.fromkeys(word for some in lists_of(file)[name].values() for word in some))


@cache
def folded(file: str, name: str) -> frozenset[str]:
    """Return the folded words of a list, all languages together."""
    return frozenset(map(fold, words(file, name)))


@cache
def piece(file: str, name: str) -> re.Pattern[str]:
    """
    Return a pattern that stands in a file as a whole.

    Raises:
        KeyError: The file holds no such piece.
    """
    pieces = {row["name"]: alternatives_of(row["pattern"]) for row in lexicon_table(file)[PIECE]}
    return re.compile("|".join(pieces[name]))


def longest_first(some: Iterable[str]) -> list[str]:
    """Return words so that none hides a longer one that begins with it."""
    return sorted(some, key=lambda word: (-len(word), word))


def either(some: Iterable[str]) -> str:
    """
    Return a regular expression for any of some words, the longest first; a space stands for itself.

    >>> either(["by", "written by"])
    '(?:written by|by)'
    """
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first(some)) + ")"


@cache
def any_of(file: str, name: str) -> str:
    """Return a regular expression for any word of a list."""
    return either(words(file, name))
