"""
Whether one of two texts that share much was put together anew of the other.

An editor changes words, cuts and adds. Who writes another article of the same notes puts them in another order, or sets
a report of his own above the old one.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from transforms.duplicates.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

IN_ORDER = 0.50
"""
Share of all runs of two texts that stand in one order in both, below which one was put together anew. Of 130 pages that
were joined without it two were below, at .34 and .37, both another article; the others were at .55 and above.
"""

OWN_REPORT = 60
"""
New words above the place where the other text opens, from which they are a report and no lead. New leads have up to 48
in the same 130; the one above that tells other news, in 197.
"""

OPENING = 20
"""Words of a text by which its opening is known again."""

Run = tuple[str, str, str]


def composed_anew(a: str, b: str, said: int) -> str:
    """
    Return why one text was put together anew of the other, whichever comes first; empty where it was not.

    Args:
        a: The one.

        b: The other.

        said: How many runs of three words both say together.
    """
    mine, yours = words_of(a), words_of(b)
    if in_order(mine, yours) < IN_ORDER * said:
        return "much is shared, in another order"
    if max(new_above(mine, yours), new_above(yours, mine)) >= OWN_REPORT:
        return "another report stands above what is shared"
    return ""


def in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """
    Return how many runs of three words can be read off both texts from top to bottom, whichever comes first.

    Of a run that a text says several times its first place counts.

    >>> in_order("air naik dua meter semalam".split(), "air naik dua meter kemarin".split())
    2
    """
    mine, yours = first_places(a), first_places(b)
    return longest_rise([yours[run] for run in mine if run in yours])


def new_above(a: Sequence[str], b: Sequence[str]) -> int:
    """
    Return how many words of `b` that `a` lacks stand in a row above where `a` opens in it; 0 where it does not.

    Words that an editor changed here and there are no report, however many they are.

    >>> new_above("air naik dua meter".split(), "bupati datang ke desa dan air naik dua meter".split())
    5
    """
    opening, shared = frozenset(runs_of(a[:OPENING])), frozenset(runs_of(a))
    held = bytearray(len(b))
    for place, run in enumerate(runs_of(b)):
        if run in opening:
            return max(map(len, held[:place].split(b"\1")))
        if run in shared:
            held[place : place + 3] = b"\1\1\1"
    return 0


def runs_of(words: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of three words of a text, in order."""
    return zip(words, words[1:], words[2:], strict=False)


def first_places(words: Sequence[str]) -> dict[Run, int]:
    """Return the runs of a text in order, each with where it stands first."""
    places: dict[Run, int] = {}
    for place, run in enumerate(runs_of(words)):
        places.setdefault(run, place)
    return places


def longest_rise(places: list[int]) -> int:
    """
    Return how many of some different numbers can be kept so that they rise (patience sorting, n log n).

    >>> longest_rise([5, 6, 1, 2, 3, 7])
    4
    """
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
