"""
Standing passages: what a house sets under many of its pages, though no rule knows it for furniture.

A passage is lines that stand in at least three pages of one house which tell something else otherwise, a hundred words
of them together. Pages are compared without the passages of their house: a notice of three hundred words under stories
of sixty makes no two of them copies.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING

from transforms.duplicates.agree import SAME_STORY, Runs, containment_of, shingle
from transforms.duplicates.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LEAST_WORDS = 100
"""Words of a passage that a page must hold; shorter ones are lead-ins and lists of names that stories share."""

LEAST_PAGES = 3
"""Pages of a house that hold it and tell something else otherwise."""

LEAST_TOLD = 20
"""Words beside a passage from which a page tells anything else."""

Lines = tuple[str, ...]
"""Keys of lines, in their order."""

Names = tuple[str, ...]
"""What names pages."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: its key, which says nothing of its words, and how many words it has."""

    key: str
    words: int


@lru_cache(maxsize=1 << 14)
def line_of(text: str) -> Line:
    """Return a line; case, marks and typography are no difference."""
    words = words_of(text)
    return Line(blake2b(" ".join(words).encode(), digest_size=8).hexdigest(), len(words))


def cut(text: str, passages: Iterable[frozenset[str]]) -> str:
    """Return a text without the passages that it holds; one that is nothing else stays as it is."""
    whole = text.split("\n")
    lines = [line_of(line) for line in whole]
    gone: set[int] = set()
    for passage in passages:
        held = [at for at, line in enumerate(lines) if line.key in passage]
        if sum(lines[at].words for at in held) >= LEAST_WORDS:
            gone.update(held)
    rest = [line for at, line in enumerate(whole) if at not in gone]
    return "\n".join(rest) if any(line_of(line).words for line in rest) else text


def find_passages(texts: Mapping[str, str]) -> list[Lines]:
    """
    Return the passages of pages of one house.

    Args:
        texts: The texts by what names each; those passages that are known already are cut.

    Returns:
        The passages in a fixed order; no line is in two.
    """
    pages = {name: [line_of(line) for line in text.split("\n")] for name, text in sorted(texts.items())}
    holders: dict[str, set[str]] = defaultdict(set)
    for name, lines in pages.items():
        for line in lines:
            if line.words:
                holders[line.key].add(name)
    common = {key for key, names in holders.items() if len(names) >= LEAST_PAGES}
    found: list[Lines] = []
    taken: set[str] = set()
    asked: set[frozenset[str]] = set()  # pages that set the same lines in other orders are asked once
    for stretch in sorted(set(stretches(pages.values(), common)), key=lambda lines: (-len(lines), lines)):
        passage = tuple(dict.fromkeys(key for key in stretch if key not in taken))
        keys = frozenset(passage)
        if keys in asked:
            continue
        asked.add(keys)
        names = sorted(set().union(*(holders[key] for key in passage)))
        holding = [name for name in names if words_held(pages[name], keys) >= LEAST_WORDS]
        if tell_otherwise(((name, texts[name]) for name in holding), passage):
            found.append(passage)
            taken.update(passage)
    return found


def stretches(pages: Iterable[list[Line]], common: set[str]) -> Iterator[Lines]:
    """Yield the lines in a row that many pages have, where they have enough words."""
    for lines in pages:
        for known, some in groupby(lines, key=lambda line: line.key in common or not line.words):
            row = [line for line in some if line.words]
            if known and sum(line.words for line in row) >= LEAST_WORDS:
                yield tuple(line.key for line in row)


def words_held(page: list[Line], lines: frozenset[str]) -> int:
    """Return how many words of some lines a page has."""
    return sum(line.words for line in page if line.key in lines)


def tell_otherwise(texts: Iterable[tuple[str, str]], lines: Lines) -> Names:
    """
    Return pages that tell something else beside some lines, each other than the others, as many as a passage needs.

    Args:
        texts: Pages with their texts, asked one by one until enough are found.

        lines: The lines.

    Returns:
        Their names; none where there are too few.
    """
    passage = frozenset(lines)
    told: dict[str, Runs] = {}
    for name, text in texts:
        rest = cut(text, [passage])
        if rest != text and len(words_of(rest)) >= LEAST_TOLD:
            runs = shingle(rest)
            if all(containment_of(runs, other) < SAME_STORY for other in told.values()):
                told[name] = runs
            if len(told) >= LEAST_PAGES:
                return tuple(told)
    return ()


def standing(passages: Iterable[Lines], texts: Mapping[str, str], beside: Iterable[Lines] = ()) -> dict[Lines, Names]:
    """
    Return which passages pages of one house show, with the pages that do.

    Args:
        passages: Passages of the house.

        texts: The whole texts of some of its pages by what names each.

        beside: Passages that are known to stand: they are cut, and not asked for.
    """
    pages = {name: [line_of(line) for line in text.split("\n")] for name, text in sorted(texts.items())}
    shown: dict[Lines, Names] = dict.fromkeys(sorted(passages), ())
    while True:
        for passage in shown:
            others = [frozenset(other) for other in (*shown, *beside) if other != passage]
            keys = frozenset(passage)
            holding = [name for name, lines in pages.items() if words_held(lines, keys) >= LEAST_WORDS]
            bare = ((name, cut(texts[name], others)) for name in holding)
            shown[passage] = tell_otherwise(bare, passage)
        if all(shown.values()):
            return shown
        shown = {passage: names for passage, names in shown.items() if names}
