"""What the operator sees of a backfill: what was done, what changes, and how the worst of it looks."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from flows.compare.report import cause_lines, figure_rows, sample_lines, verdict_line
from flows.report import print_counts, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.backfill.outcome import BackfillOutcome

SELDOM = (
    ("foreseen", "looked at beside: new values might answer"),
    ("others", "of these, left alone: they do not"),
    ("checked", "cleaned by today's knowledge already"),
    ("gone", "raw is gone: rows stay"),
    ("elsewhere", "in other raw folders: rows stay"),
    ("dropped", "changed or forgotten meanwhile: left as they are"),
)
"""Counts that are zero in most backfills; shown where they are not."""


def print_backfill(outcome: BackfillOutcome, *, as_json: bool) -> None:
    """Print what became of a backfill, or would."""
    if as_json:
        print_json(said(outcome))
        return
    print_counts(headline(outcome), rows_of(outcome))
    for line in (*notices(outcome), *looks(outcome)):
        print(line)  # noqa: T201 - the answer


def said(outcome: BackfillOutcome) -> dict[str, Any]:
    """Return an outcome as a script gets it."""
    told = {field.name: getattr(outcome, field.name) for field in dataclasses.fields(outcome)}
    for own in ("summary", "look"):
        del told[own]
    return told


def headline(outcome: BackfillOutcome) -> str:
    """Return one line that says what a backfill published."""
    if outcome.dry_run:
        kept = f" Staged rows are kept: publish them with --staged {outcome.name}." if outcome.staged else ""
        return f"Dry run of {outcome.name}: nothing was published.{kept}"
    if outcome.snapshot is None:
        return f"{outcome.name}: no row changed, nothing was written."
    return f"{outcome.name}: published snapshot {outcome.snapshot}."


def rows_of(outcome: BackfillOutcome) -> Iterator[tuple[str, int]]:
    """Yield the rows of the table: the records, then what changes."""
    yield "records chosen", outcome.chosen
    yield "cleaned", outcome.articles
    yield "refused", outcome.rejects
    yield from ((says, getattr(outcome, name)) for name, says in SELDOM if getattr(outcome, name))
    if outcome.look is not None:
        yield from figure_rows(outcome.look.comparison)
        yield from ((f"pages {name}", number) for name, number in outcome.look.clusters.items())


def notices(outcome: BackfillOutcome) -> Iterator[str]:
    """Yield what the operator should know beside the counts."""
    for name, reason in outcome.held_outlets.items():
        yield f"Held back: {name}: {reason}"
    if outcome.pinned is not None:
        yield f"Snapshot {outcome.pinned}, the one before, stays for 14 days, or until it is released."
    if outcome.gone:
        yield (
            f"Raw of {outcome.gone:,} records is gone. Their text before anything was struck can be rebuilt from text "
            "and ledger; markup, hints and chrome cannot, so they are left as they are."
        )


def looks(outcome: BackfillOutcome) -> Iterator[str]:
    """Yield what changes by cause, with the verdict; of a dry run how the worst rows look."""
    if outcome.look is None or not outcome.look.comparison.causes:
        return
    yield from cause_lines(outcome.look.comparison)
    yield verdict_line(outcome.look.comparison.verdict, outcome.look.comparison)
    if outcome.dry_run:
        yield from sample_lines(outcome.look.comparison)
