"""A backfill from its first look at the index to the snapshot that it publishes."""

from __future__ import annotations

import dataclasses
import shutil
from typing import TYPE_CHECKING

from flows.backfill.cost import megabytes
from flows.backfill.folder import discard_backfill, hold
from flows.backfill.gather import gather
from flows.backfill.look import look_at
from flows.backfill.outcome import BackfillOutcome, outcome_of, with_look
from flows.backfill.plan import RECORDS_A_SLICE, Backfill, open_backfill, plan_slices
from flows.backfill.publish import PATIENCE, check_staged, publish_slices, run_plan, slices_of
from flows.backfill.stage import stage_slice
from flows.backfill.view import freeze
from flows.errors import UsageError
from flows.progress import watch_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flows.backfill.selection import Selection
    from flows.order import Order
    from flows.progress import Watch


def say_nothing(line: str) -> None:
    """Ignore what is told."""
    del line


def backfill(
    order: Order,
    selection: Selection,
    *,
    reason: str,
    dry_run: bool = False,
    keep: bool = False,
    name: str | None = None,
    records_a_slice: int = RECORDS_A_SLICE,
    patience: float = PATIENCE,
    watch: Watch = watch_nothing,
    tell: Callable[[str], None] = say_nothing,
) -> BackfillOutcome:
    """
    Clean chosen records anew from raw with today's knowledge, each bounded by its own day, and publish once.

    A backfill that was stopped or killed goes on where it was when the same is asked again. Other runs may publish
    meanwhile; the store is locked for publishing alone.

    Args:
        order: Raw and clean folder, workers, knowledge, accepted outlets; `again` takes also what today's knowledge
            cleaned already.

        selection: Which records.

        reason: Why; kept in the manifest.

        dry_run: Publish nothing, and change nothing of the datasets: only tell what would change.

        keep: After a dry run, keep what it staged for `publish_staged`.

        name: What to call it; by default after what is asked.

        records_a_slice: Records of a slice, about.

        patience: Seconds to wait for another run before publishing.

        watch: Hears how far it is.

        tell: Hears in words what will be done, before it is.

    Raises:
        UsageError: The order cannot mean what it says.

        SaringError: Raw or clean folder are unfit, there is no room, guards refuse it. Nothing was published; what
            was staged stays.
    """
    if keep and not dry_run:
        raise UsageError("--keep goes with --dry-run: a backfill that publishes keeps nothing")
    planned = plan_slices(order, selection, reason=reason, name=name, records_a_slice=records_a_slice)
    tell(announcement(planned))
    stage_all(planned, watch)
    if dry_run:
        return preview(planned, accepted=order.accepted, keep=keep)
    return publish_slices(planned, accepted=order.accepted, patience=patience, watch=watch)


def publish_staged(
    order: Order, name: str, *, reason: str = "", patience: float = PATIENCE, watch: Watch = watch_nothing
) -> BackfillOutcome:
    """
    Publish what `--dry-run --keep` staged, exactly that.

    Raises:
        UsageError: No such backfill waits, or the knowledge has changed since.
    """
    from flows.corpus.plan import what_makes_rows

    planned = open_backfill(order.clean, name, workers=order.workers, reason=reason)
    _, stamp = what_makes_rows(planned.knowledge, model=planned.model)
    if stamp != planned.stamp:
        raise UsageError(
            f"{name} was staged with other knowledge or code than today's: what it would publish is out of date. "
            "Run the dry run again, or the backfill itself."
        )
    return publish_slices(planned, accepted=order.accepted, patience=patience, watch=watch)


def stage_all(planned: Backfill, watch: Watch = watch_nothing) -> None:
    """Stage every slice that is not staged yet, one after the other; each uses all workers."""
    from flows.workers import close_pools

    try:
        for part in planned.slices:
            stage_slice(planned, part.number, watch=watch)
    finally:
        close_pools(planned.workers)


def preview(planned: Backfill, *, accepted: Mapping[str, str] | None = None, keep: bool = False) -> BackfillOutcome:
    """
    Return what a staged backfill would change. Takes no lock and changes no byte of the datasets.

    Args:
        planned: All its slices staged.

        accepted: Outlets that may pass their guards, with reasons.

        keep: Keep what was staged, for `publish_staged`; else it is removed.
    """
    check_staged(planned)
    with hold(planned.folder, f"the backfill {planned.name}"):
        store = freeze(planned.clean, planned.folder / "view")
        gathered = gather(planned, store, planned.folder / "publishing")
        look = look_at(run_plan(planned, accepted or {}), gathered, store)
        outcome = with_look(outcome_of(planned, slices_of(planned), gathered), look)
        for folder in (gathered.folder, store):
            shutil.rmtree(folder)
        if not keep:
            discard_backfill(planned.folder)
    return dataclasses.replace(outcome, dry_run=True, staged=keep)


def announcement(planned: Backfill) -> str:
    """Return what a backfill will do, in words, before it begins."""
    chosen, cost = planned.chosen, planned.cost
    parts = [f"{planned.name}: {planned.records:,} records in {cost.files:,} raw files ({megabytes(cost.raw)})"]
    parts.append(f"{len(planned.slices)} slices, at its peak about {megabytes(cost.peak)} of the disk")
    parts.append(f"{megabytes(cost.free)} are free")
    if chosen.checked:
        parts.append(f"{chosen.checked:,} more were cleaned by today's knowledge already")
    if chosen.gone or chosen.elsewhere:
        parts.append(f"raw of {chosen.gone:,} is gone, {chosen.elsewhere:,} lie in other raw folders: their rows stay")
    if planned.begun:
        parts.append("goes on with what an earlier process began")
    return "; ".join(parts) + "."
