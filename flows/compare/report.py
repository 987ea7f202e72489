"""How a comparison is shown to people: figures, causes with their verdicts, the worst rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.compare.compare import Comparison
    from flows.compare.verdict import Group, Verdict

MOST_CAUSES = 20
"""Causes that are shown, the most harmful first."""


def figure_rows(comparison: Comparison) -> Iterator[tuple[str, int]]:
    """Yield names and numbers of what differs."""
    figures = comparison.figures
    yield from ((f"rows {name}", number) for name, number in figures.rows.items())
    yield from ((f"changed: {name}", number) for name, number in figures.fields.items())
    yield from ((f"dates {name}", number) for name, number in figures.dates.items())
    yield from ((f"outlet {name}", number) for name, number in figures.outlets.items())
    for kind, (before, now) in figures.characters.items():
        if before != now:
            yield f"characters of {kind}, before", before
            yield f"characters of {kind}, now", now


def cause_lines(comparison: Comparison) -> Iterator[str]:
    """Yield a line for each cause and what it says."""
    if comparison.figures.rows and comparison.judged < changed_rows(comparison):
        yield f"Looked at {comparison.judged:,} of {changed_rows(comparison):,} differing rows."
    for group in comparison.causes[:MOST_CAUSES]:
        yield cause_line(group)
    if len(comparison.causes) > MOST_CAUSES:
        yield f"… and {len(comparison.causes) - MOST_CAUSES} causes more (--json names all)"


def verdict_line(verdict: Verdict, comparison: Comparison) -> str:
    """Return the verdict and what to do."""
    if verdict == "good" and not changed_rows(comparison):
        return "Verdict: good. Nothing differs, so this raw folder tells nothing of the change."
    return f"Verdict: {verdict}. {WHAT_TO_DO[verdict]}"


WHAT_TO_DO = {
    "good": "By signs that need no labels nothing is harmed; look at a sample all the same.",
    "bad": "Rows are harmed: see the causes above and the rows below, and mend it before it meets a store.",
    "look": "Signs disagree, or tell nothing: look at the rows below and decide.",
}


def changed_rows(comparison: Comparison) -> int:
    """Return how many rows differ."""
    return sum(number for name, number in comparison.figures.rows.items() if name != "equal")


def cause_line(group: Group) -> str:
    """Return a cause in one line: its verdict, how many rows it makes worse and better, and why."""
    why = ", ".join(f"{says} ({rows:,})" for says, rows in sorted(group.says.items(), key=lambda item: -item[1])[:3])
    return (
        f"[{group.verdict}] {group.cause}: {group.rows:,} rows, {group.worse:,} worse, {group.better:,} better: {why}"
    )


def sample_lines(comparison: Comparison) -> Iterator[str]:
    """Yield how the worst rows look."""
    for sample in comparison.samples:
        yield ""
        yield f"{sample.source} ({sample.cause}; {sample.record_id})"
        yield from (f"  {line}" for line in sample.lines)
