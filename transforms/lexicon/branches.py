"""Alternatives of a regular expression told apart letter by letter, which `re` tries one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.lexicon.fold import fold

FEWEST = 5
"""Alternatives from which on a group of their own is worth the time that it takes to compile."""

DOTLESS = "ı"
"""The one small letter that `re` takes for another, i, when case is ignored; all others differ once they are folded."""

PLAIN = r"(?:[^\\()\[\]{}?*+.^$|]|\\\W)+"
GROUPS = re.compile(rf"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:({PLAIN}(?:\|{PLAIN})+)\)", re.DOTALL)
"""Escapes and classes, which are passed over, and groups of nothing but plain words."""

WORDS = re.compile(PLAIN)
ESCAPED = re.compile(r"\\(\W)")


def branched(pattern: str) -> str:
    """
    Return a pattern that matches the same, in which groups of plain words share their beginnings.

    >>> branched("(?:baca artikel|baca juga|baca lagi|simak|baca|cek) ini")
    '(?:baca artikel|baca juga|baca lagi|baca|simak|cek) ini'
    >>> branched("(?:baca artikel|baca berita|baca juga|baca lagi|baca|cek) ini")
    '(?:baca(?: artikel| berita| juga| lagi|)|cek) ini'
    """
    return GROUPS.sub(lambda match: branches_of(match[1]) if match[1] else match[0], pattern)


def branches_of(plain: str) -> str:
    """Return a group of plain words with shared beginnings, as it is where it has few or letters of two cases."""
    words = [ESCAPED.sub(r"\1", word) for word in WORDS.findall(plain)]
    if len(words) < FEWEST or DOTLESS in plain or fold(plain) != plain:
        return f"(?:{plain})"
    return f"(?:{tree_of(words)})"


def tree_of(words: Sequence[str]) -> str:
    """
    Return alternatives grouped by their first letter, in an order that finds the same one first.

    Words that begin with different letters never match at one place, so that their order is nothing; what ends here
    stays between those that were tried before and behind it.
    """
    if "" in words:
        at = words.index("")
        rest = [word for word in words[at:] if word]
        return "|".join([*([tree_of(words[:at])] if at else []), "", *([tree_of(rest)] if rest else [])])
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word)
    return "|".join(map(stem_of, groups.values()))


def stem_of(words: Sequence[str]) -> str:
    """Return alternatives that begin with one letter: what all begin with once, and the rest of each."""
    if len(words) < FEWEST:
        return "|".join(map(escape, words))
    size = shared_size(words)
    return f"{escape(words[0][:size])}(?:{tree_of([word[size:] for word in words])})"


def shared_size(words: Sequence[str]) -> int:
    """Return how many letters all words begin with."""
    for size, letters in enumerate(zip(*words, strict=False)):
        if len(set(letters)) > 1:
            return size
    return min(map(len, words))


def escape(word: str) -> str:
    """Return the pattern of a word; a plain space stays readable."""
    return re.escape(word).replace(r"\ ", " ")
