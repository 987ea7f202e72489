"""What `saring diff` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.compare.report import cause_lines, figure_rows, sample_lines, verdict_line
from flows.report import print_counts, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.diff.run import Diff


MOST_FAULTS = 10
"""Faults of rules that are printed; JSON names all."""


def print_diff(outcome: Diff, *, as_json: bool) -> None:
    """Print what differs: figures, causes, verdict, and how the worst rows look."""
    if as_json:
        print_json(outcome.said())
        return
    print_counts("", [("records", outcome.records), *figure_rows(outcome.comparison)])
    told = (*cause_lines(outcome.comparison), *gold_lines(outcome), *fault_lines(outcome))
    for line in (*told, verdict_line(outcome.verdict, outcome.comparison), *sample_lines(outcome.comparison)):
        print(line)  # noqa: T201 - the answer


def fault_lines(outcome: Diff) -> Iterator[str]:
    """Yield what is wrong with the rules themselves."""
    if outcome.faults:
        yield f"`saring rules lint` has {len(outcome.faults)} faults to find with these rules:"
    yield from (f"  {fault}" for fault in outcome.faults[:MOST_FAULTS])


def gold_lines(outcome: Diff) -> Iterator[str]:
    """Yield what became of labelled pages."""
    for name, counts in outcome.gold.items():
        yield f"Labelled, {name}: {counts.get('better', 0):,} better, {counts.get('worse', 0):,} worse"
