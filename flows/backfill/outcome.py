"""What became of a backfill, or would."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.backfill.gather import Gathered
    from flows.backfill.look import Look
    from flows.backfill.plan import Backfill
    from flows.corpus import RunSummary


@dataclass(frozen=True, slots=True)
class BackfillOutcome:
    """
    What became of a backfill, or would become of it.

    Attributes:
        name: What it is called.

        snapshot: The snapshot that it published; None for a dry run, and where no row changed.

        chosen: Records whose values answered the selection, those whose raw is gone among them.

        foreseen: Records that were looked at because their new values might.

        checked: Records that answer and were left alone: today's knowledge had cleaned them.

        articles: Records that were cleaned.

        rejects: Records that were refused.

        gone: Chosen records whose raw is no longer there; their rows stay.

        elsewhere: Chosen records that came from another raw folder than the one named.

        dropped: Records that changed while the backfill was on its way, whose newer rows stay, or were forgotten.

        others: Records that were looked at and do not answer; left alone.

        slices: How many there were.

        dry_run: Whether nothing was published on purpose.

        staged: Whether what was staged is kept, for `--staged NAME`.

        pinned: The snapshot before, which stays for 14 days; None where none was published.

        peak_bytes: The most disk that it was said to need.

        staged_bytes: What its slices took.

        table: Rows, fields, characters by kind, dates, outlets and clusters that change: counts.

        held_outlets: Outlets that a guard holds back, with reasons.

        refused: Why guards refuse the whole of it.

        summary: The run's counts; None for a dry run.
    """

    name: str
    snapshot: int | None = None
    chosen: int = 0
    foreseen: int = 0
    checked: int = 0
    articles: int = 0
    rejects: int = 0
    gone: int = 0
    elsewhere: int = 0
    dropped: int = 0
    others: int = 0
    slices: int = 0
    dry_run: bool = False
    staged: bool = False
    pinned: int | None = None
    peak_bytes: int = 0
    staged_bytes: int = 0
    table: Mapping[str, Any] = field(default_factory=dict)
    held_outlets: Mapping[str, str] = field(default_factory=dict)
    refused: str = ""
    summary: RunSummary | None = None
    look: Look | None = None


FACTS = "chosen foreseen checked articles rejects gone elsewhere dropped others slices".split()
"""Counts that the manifest keeps."""


def outcome_of(backfill: Backfill, slices: Mapping[str, int], gathered: Gathered | None) -> BackfillOutcome:
    """
    Return what is known of a backfill before it is published.

    Args:
        backfill: As it was planned.

        slices: Sums of what its slices came to.

        gathered: What is published of it.
    """
    chosen = backfill.chosen
    return BackfillOutcome(
        name=backfill.name,
        chosen=chosen.chosen,
        foreseen=chosen.foreseen,
        checked=chosen.checked,
        articles=slices["articles"],
        rejects=slices["rejects"],
        gone=chosen.gone + slices["missed"],
        elsewhere=chosen.elsewhere,
        dropped=count_dropped(slices, gathered) if gathered else 0,
        others=gathered.others if gathered else 0,
        slices=len(backfill.slices),
        peak_bytes=backfill.cost.peak,
        staged_bytes=gathered.bytes if gathered else 0,
    )


def count_dropped(slices: Mapping[str, int], gathered: Gathered) -> int:
    """Return how many staged records are not published though they answer; what was purged is not staged any more."""
    made = slices["articles"] + slices["rejects"]
    return max(gathered.dropped, made - gathered.records - gathered.others)


def with_look(outcome: BackfillOutcome, look: Look) -> BackfillOutcome:
    """Return an outcome with what changes."""
    return dataclasses.replace(outcome, table=look.said(), held_outlets=look.held, refused=look.refused, look=look)


def facts_of(backfill: Backfill, outcome: BackfillOutcome) -> dict[str, Any]:
    """Return what the manifest keeps of a backfill: ids and counts, no text."""
    counts = {name: getattr(outcome, name) for name in FACTS}
    told = {"name": backfill.name, "reason": backfill.reason, "selection": backfill.selection.said()}
    return (
        told | {"planned_at": str(backfill.started_at), "planned_on": backfill.snapshot} | counts | dict(outcome.table)
    )
