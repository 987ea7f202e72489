"""
Which of a page's lines an extractor's answer is made of.

The extractor hands back text, not places. Lines are found in it in order, so that of a line that stands three
times on the page the one among its neighbours is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.text.words import WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PLACES = 12
"""Places in the answer that are tried for one line; more repeats than that are lists of links."""

ENOUGH_WORDS = 0.6
"""Share of a line's words that must stand in the gap between its neighbours; the extractor drops inline parts."""

LONG_LINE = 60
"""Characters from which a line found out of order is meant all the same: extractors move tables and quotes."""


def without_spaces(text: str) -> str:
    """Return a text without spaces, as lines and answers differ in those."""
    return "".join(text.split())


def lines_in(lines: Sequence[str], answer: str) -> list[bool]:
    """
    Return for each line whether the answer holds it.

    Args:
        lines: The page's lines, in reading order, in normal form.

        answer: The extractor's text, in normal form. Lines may be joined or cut short in it.
    """
    squeezed = [without_spaces(line) for line in lines]
    whole = without_spaces(answer)
    places = find_places(squeezed, whole)
    chain = heaviest_chain(places)
    found = [False] * len(lines)
    for line, _, _ in chain:
        found[line] = True
    mark_gaps(lines, answer, chain, found)
    mark_strays(squeezed, whole, chain, found)
    return found


def find_places(squeezed: Sequence[str], whole: str) -> list[tuple[int, int, int]]:
    """Return (line, start, end) for every place in the answer where a whole line stands."""
    places = []
    for number, line in enumerate(squeezed):
        at = whole.find(line)
        tries = 0
        while at >= 0 and tries < MOST_PLACES:
            places.append((number, at, at + len(line)))
            at = whole.find(line, at + 1)
            tries += 1
    return places


def heaviest_chain(places: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """
    Return the places, rising in line and in position without overlap, that cover most of the answer.

    Weighted longest chain with a Fenwick tree of maxima over ends. Of equals the later line is taken
    as predecessor, so a repeated line joins the block that follows it.
    """
    ends = sorted({end for _, _, end in places})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)
    came_from: list[int] = []
    weights: list[int] = []
    best = (0, -1)
    waiting: list[tuple[int, int]] = []
    for n, (line, start, end) in enumerate(places):
        if n and places[n - 1][0] != line:
            for index, entry in waiting:
                raise_to(tree, index, weights[entry], entry)
            waiting.clear()
        weight, previous = highest_below(tree, bisect_left(ends, start + 1))
        weights.append(weight + end - start)
        came_from.append(previous)
        waiting.append((bisect_left(ends, end) + 1, n))
        if weights[n] > best[0]:
            best = (weights[n], n)
    chain = []
    at = best[1]
    while at >= 0:
        chain.append(places[at])
        at = came_from[at]
    return chain[::-1]


def raise_to(tree: list[tuple[int, int]], index: int, weight: int, entry: int) -> None:
    """Put a chain's weight into the tree of maxima."""
    while index < len(tree):
        tree[index] = max(tree[index], (weight, entry))
        index += index & -index


def highest_below(tree: list[tuple[int, int]], index: int) -> tuple[int, int]:
    """Return the heaviest chain among the first `index` ends."""
    best = (0, -1)
    while index > 0:
        best = max(best, tree[index])
        index -= index & -index
    return best


def mark_gaps(
    lines: Sequence[str],
    answer: str,
    chain: Sequence[tuple[int, int, int]],
    found: list[bool],
) -> None:
    """Mark lines of which the answer holds most words, between the places of their neighbours."""
    positions = [n for n, character in enumerate(answer) if not character.isspace()]
    stops = [(-1, 0, 0), *chain, (len(lines), len(positions), len(positions))]
    for (line, _, end), (following, start, _) in pairwise(stops):
        if following == line + 1 or start <= end:
            continue
        gap = answer[positions[end] : positions[start - 1] + 1]
        bag = Counter(WORD.findall(gap))
        for number in range(line + 1, following):
            words = Counter(WORD.findall(lines[number]))
            total = words.total()
            if total > 1 and (words & bag).total() >= ENOUGH_WORDS * total:
                found[number] = True
                bag -= words


def mark_strays(squeezed: Sequence[str], whole: str, chain: Sequence[tuple[int, int, int]], found: list[bool]) -> None:
    """Mark long lines that the answer holds out of order, once each."""
    taken = {squeezed[line] for line, _, _ in chain}
    for number, line in enumerate(squeezed):
        if not found[number] and len(line) >= LONG_LINE and line not in taken and line in whole:
            found[number] = True
            taken.add(line)
