"""Publishing a staged backfill: under the store's lock, once, after all slices."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from flows.backfill.folder import DONE, discard_backfill, hold, read_json, slice_folder
from flows.backfill.gather import gather
from flows.backfill.look import look_in
from flows.backfill.outcome import FACTS, BackfillOutcome, facts_of, outcome_of, with_look
from flows.errors import UsageError
from flows.patience import lock_in_time
from flows.progress import watch_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import duckdb

    from flows.backfill.plan import Backfill
    from flows.corpus import RunPlan
    from flows.progress import Watch
    from flows.store import Draft

    Tell = Callable[[duckdb.DuckDBPyConnection, Draft], Mapping[str, object]]

PATIENCE = 12 * 3_600.0
"""Seconds for which a backfill waits for a run that writes: a night, and the operator's breakfast."""


def publish_slices(
    backfill: Backfill,
    *,
    accepted: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
    watch: Watch = watch_nothing,
) -> BackfillOutcome:
    """
    Publish what all slices staged as one snapshot, and remove the staged rows. Waits for a run that writes.

    Rows of records that changed since the backfill was planned are dropped: the run that changed them knew more.
    The snapshot before is pinned for a fortnight, or as retention says.

    Args:
        backfill: What `plan_slices` gave; every slice staged.

        accepted: Outlets that may pass their guards, with reasons.

        patience: Seconds to wait for another run.

        watch: Hears how far it is.

    Raises:
        UsageError: A slice is not staged yet.

        StoreError: As `flows.corpus.publish_run`. Nothing was published, and all that was staged stays.
    """
    check_staged(backfill)
    with hold(backfill.folder, f"the backfill {backfill.name}"):
        with lock_in_time(backfill.clean, dt.timedelta(seconds=patience), lambda told: watch(say=told)):
            watch(say="publishing")
            outcome = published_before(backfill) or publish_locked(backfill, accepted or {})
        discard_backfill(backfill.folder)
    return outcome


def check_staged(backfill: Backfill) -> None:
    """Refuse a backfill of which a slice is missing."""
    missing = [
        part.number for part in backfill.slices if not (slice_folder(backfill.folder, part.number) / DONE).is_file()
    ]
    if missing:
        raise UsageError(f"the backfill {backfill.name} is not staged yet: slices {missing[:5]} are missing")


def published_before(backfill: Backfill) -> BackfillOutcome | None:
    """Return what became of a backfill that was killed after it was published; None where it was not."""
    from flows.corpus.database import connect
    from flows.store import files, resolved_root, scan

    some = [file for file in files(backfill.clean, "runs") if file.rows]
    if not some:
        return None
    began = backfill.started_at
    with connect() as con:
        rows = con.execute(
            f"SELECT run_id, facts FROM {scan(resolved_root(backfill.clean), 'runs', some)} "  # noqa: S608 - our own names
            "WHERE finished_at >= $1 ORDER BY run_id DESC",
            [began],
        ).fetchall()
    for run_id, facts in rows:
        said: dict[str, Any] = json.loads(facts or "{}").get("backfill") or {}
        if said.get("name") == backfill.name and said.get("planned_at") == str(began):
            counts = {name: said[name] for name in FACTS}
            return BackfillOutcome(backfill.name, int(run_id), **counts, peak_bytes=backfill.cost.peak)
    return None


def publish_locked(backfill: Backfill, accepted: Mapping[str, str]) -> BackfillOutcome:
    """Gather what is to be published, pin the snapshot before, publish."""
    from flows.corpus import publish_run
    from flows.store.layout import current_number
    from flows.store.pins import read_pins, write_pins

    clean = backfill.clean
    gathered = gather(backfill, clean, backfill.folder / "publishing")
    planned = outcome_of(backfill, slices_of(backfill), gathered)
    seen: list[BackfillOutcome] = []

    def tell(con: duckdb.DuckDBPyConnection, draft: Draft) -> dict[str, object]:
        seen.append(with_look(planned, look_in(con, draft)))
        return {"backfill": facts_of(backfill, seen[-1])}

    before, pins = current_number(clean), read_pins(clean)
    assert before is not None  # noqa: S101 - a backfill was planned on one
    keep_before(backfill, before)
    try:
        summary = publish_run(clean, gathered.folder, run_plan(backfill, accepted, tell))
    finally:
        if current_number(clean) == before:  # nothing was published, so nothing need be kept
            write_pins(clean, pins)
    outcome = seen[-1] if seen else planned
    held, pinned = summary.held_outlets, before if summary.snapshot is not None else None
    return dataclasses.replace(outcome, snapshot=summary.snapshot, held_outlets=held, pinned=pinned, summary=summary)


def keep_before(backfill: Backfill, number: int) -> None:
    """Pin the snapshot that the backfill follows, unless it is pinned for longer."""
    from flows.store.pins import pin, read_pins
    from flows.store.retaining import read_retention

    until = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=read_retention(backfill.clean).pinned_days)
    there = read_pins(backfill.clean).get(number)
    if there is None or there[0] < until:
        pin(backfill.clean, number, until, f"before the backfill {backfill.name}")


def run_plan(backfill: Backfill, accepted: Mapping[str, str], tell: Tell | None = None) -> RunPlan:
    """Return what a backfill hands to publishing."""
    from flows.corpus import RunPlan

    return RunPlan(
        as_of=backfill.as_of,
        stamp=backfill.stamp,
        made_by=backfill.made_by,
        started_at=backfill.started_at,
        accepted=accepted,
        tell=tell,
    )


def slices_of(backfill: Backfill) -> dict[str, int]:
    """Return what the slices came to, all together."""
    done = [read_json(slice_folder(backfill.folder, part.number) / DONE) or {} for part in backfill.slices]
    return {name: sum(int(one.get(name, 0)) for one in done) for name in ("articles", "rejects", "missed")}
