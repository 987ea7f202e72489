"""
What neighbours say: lines next to each other are mostly of one sort, and what is likely of one is likelier of the next.

Struck lines and paragraphs of prose tell on their neighbours as features do; here lines that are still open tell each
other, in a chain of two states over each run of them, by forward and backward passes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

ALIKE = 0.6
"""Log-odds that two lines next to each other are of one sort, furniture or story; chosen on outlets left out."""


def joint_odds(odds: Mapping[int, float]) -> dict[int, float]:
    """
    Return the log-odds of furniture of lines, given those of the lines next to them.

    Args:
        odds: Log-odds by block. Blocks without odds, struck or prose, part the runs.

    >>> round(joint_odds({3: 4.0, 4: 0.0})[4], 2) > 0 > joint_odds({3: -4.0, 4: 0.0})[4]
    True
    """
    found: dict[int, float] = {}
    for run in runs_of(odds):
        own = [odds[n] for n in run]
        above = messages(own)
        below = messages(own[::-1])[::-1]
        found.update({n: value + up + down for n, value, up, down in zip(run, own, above, below, strict=True)})
    return found


def runs_of(odds: Mapping[int, float]) -> Iterator[list[int]]:
    """Yield the runs of blocks that stand next to each other."""
    run: list[int] = []
    for number in sorted(odds):
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def messages(odds: Sequence[float]) -> list[float]:
    """Return for each of some lines the log-odds that those before it add."""
    told = [0.0]
    for value in odds[:-1]:
        told.append(passed_on(told[-1] + value))
    return told


def passed_on(odds: float) -> float:
    """Return what a line of these log-odds says of the next: less than `ALIKE`, either way."""
    odds = max(-30.0, min(30.0, odds))
    return math.log((math.exp(odds + ALIKE) + 1) / (math.exp(odds) + math.exp(ALIKE)))
