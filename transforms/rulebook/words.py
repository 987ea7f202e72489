"""Vocabularies: word lists as data, and filling them into patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLACEHOLDER = re.compile(r"\{([a-z][a-z_]{1,40})\}")
"""`{share_verb}`; a quantifier such as `{0,40}` starts with a digit."""

DEEPEST = 5
"""Pieces may hold placeholders themselves; deeper nesting than this is a circle."""


def fill_pattern(pattern: str, words: Mapping[str, tuple[str, ...]], pieces: Mapping[str, list[str]]) -> str:
    """
    Return a pattern with every placeholder replaced by its words or its piece.

    Raises:
        KeyError: A placeholder names no list and no piece.

        RecursionError: Pieces hold each other.
    """
    for _ in range(DEEPEST):
        if not PLACEHOLDER.search(pattern):
            return pattern
        pattern = PLACEHOLDER.sub(lambda m: fill_one(m[1], words, pieces), pattern)
    if PLACEHOLDER.search(pattern):
        message = "placeholders hold each other"
        raise RecursionError(message)
    return pattern


def fill_one(name: str, words: Mapping[str, tuple[str, ...]], pieces: Mapping[str, list[str]]) -> str:
    """Return one placeholder's expression as a group."""
    if name in pieces:
        return f"(?:{'|'.join(pieces[name])})"
    return f"(?:{'|'.join(escape(word) for word in sorted(words[name], key=lambda w: (-len(w), w)))})"


def escape(word: str) -> str:
    """Escape a word; a plain space stays readable."""
    return re.escape(word).replace("\\ ", " ")


def fill_literals(literals: Iterable[str], words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """
    Return literals casefolded and sorted, each `{list}` replaced by its words.

    A literal that holds another one is dropped: the shorter is seen wherever the longer is.

    Raises:
        KeyError: A placeholder names no list.
    """
    filled: set[str] = set()
    for literal in literals:
        match = PLACEHOLDER.fullmatch(literal)
        filled |= {fold(word) for word in (words[match[1]] if match else (literal,))}
    return tuple(sorted(a for a in filled if not any(b != a and b in a for b in filled)))
