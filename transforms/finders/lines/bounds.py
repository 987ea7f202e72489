"""Where the story begins and ends: an explicit decision with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transforms.sheet import Standing

PROSE = -6.0
"""Log-odds that a paragraph of prose is furniture: no run of teasers outweighs two of them."""

STRUCK = 1.0
"""Log-odds that a struck line adds to the furniture around it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """
    Where the story lies.

    Attributes:
        begin: First block of the story.

        end: One past its last block.

        reason: What decided, for a person.
    """

    begin: int
    end: int
    reason: str


def find_bounds(page: Standing, scores: Mapping[int, float]) -> Bounds:
    """
    Find the block range that holds the story: the one that leaves most evidence of furniture outside.

    Conservative: a paragraph of prose weighs more than any prompt, so the range shrinks only where
    furniture stands at the page's ends.

    Args:
        page: The page, struck by rules.

        scores: Log-odds of furniture, by block, of the lines that the model looked at.
    """
    evidence = [evidence_of(page, n, scores) for n in range(len(page.left))]
    if page.last < 0:
        return Bounds(0, len(evidence), "no paragraph of prose: nothing to tell the story by")
    cut, won_end = best_prefix(evidence[::-1][: len(evidence) - 1 - page.last])
    begin, won_begin = best_prefix(evidence[: page.first])
    end = len(evidence) - cut
    return Bounds(begin, end, f"{begin} lines before ({won_begin:+.1f}) and {cut} lines after ({won_end:+.1f})")


def evidence_of(page: Standing, number: int, scores: Mapping[int, float]) -> float:
    """Return the log-odds that a block is furniture."""
    if not page.left[number]:
        return STRUCK if page.furniture[number] else 0.0
    return scores.get(number, PROSE)


def best_prefix(evidence: list[float]) -> tuple[int, float]:
    """
    Return how many rows to cut from the front so that most evidence goes, and how much.

    >>> best_prefix([2.0, -1.0, 3.0, -5.0, 4.0])
    (3, 4.0)
    """
    best, most, total = 0, 0.0, 0.0
    for count, value in enumerate(evidence, 1):
        total += value
        if total > most:
            best, most = count, total
    return best, most
