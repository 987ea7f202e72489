"""The Prefect flows that are asked for: a backfill, and tidying the store."""

import datetime as dt
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run

from flows.backfill import Backfill, BackfillOutcome, Selection, Staged, plan_slices, preview, publish_slices
from flows.backfill import stage_slice as stage
from flows.backfill.report import headline, notices, rows_of
from flows.backfill.run import announcement
from flows.config import read_config, today
from flows.duty import on_duty
from flows.maintain import MaintainOutcome, maintain
from flows.order import Order, order_of
from flows.patience import lock_in_time
from flows.tasking import WRITING, check_may_start_processes, chosen_runner
from flows.telling import COUNTED, tell, tell_published
from flows.workers import close_pools


@task(task_run_name="slice {number}", **WRITING)
def stage_slice(planned: Backfill, number: int) -> Staged:
    """Clean the records of one slice; one that is staged already, in an earlier process, is left as it is."""
    check_may_start_processes()
    return stage(planned, number)


@task(task_run_name="publish", **WRITING)
def publish_backfill(planned: Backfill, accepted: dict[str, str], patience: float) -> BackfillOutcome:
    """Publish what all slices staged as one snapshot, as soon as no other run writes."""
    return publish_slices(planned, accepted=accepted, patience=patience)


@task(task_run_name="preview", persist_result=False, cache_policy=NO_CACHE)
def preview_backfill(planned: Backfill, accepted: dict[str, str], keep: bool) -> BackfillOutcome:  # noqa: FBT001
    """Work out what the backfill would change, and publish nothing."""
    return preview(planned, accepted=accepted, keep=keep)


def selection_of(asked: Mapping[str, Any]) -> Selection:
    """Return what a backfill's parameters select."""
    return Selection(tuple(asked["outlets"] or ()), asked["first"], asked["last"], asked["source"], asked["where"])


def name_backfill() -> str:
    """Return the name of this run: what is cleaned anew."""
    asked = flow_run.parameters
    return f"{'dry run of backfill' if asked.get('dry_run') else 'backfill'} {selection_of(asked).title}"


@flow(name="backfill", flow_run_name=name_backfill, task_runner=chosen_runner(), persist_result=False)
def backfill_news(
    raw: Path,
    clean: Path,
    reason: str,
    outlets: list[str] | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    source: str | None = None,
    where: str | None = None,
    dry_run: bool = False,  # noqa: FBT001, FBT002 - a parameter of the deployment
    keep: bool = False,  # noqa: FBT001, FBT002 - a parameter of the deployment
    again: bool = False,  # noqa: FBT001, FBT002 - a parameter of the deployment
    as_of: dt.date | None = None,
    workers: int | None = None,
    accepted: dict[str, str] | None = None,
    feed: str | None = None,
    knowledge: Path | None = None,
    records_a_slice: int = 5_000,
    slices_at_once: int = 1,
    wait_minutes: int = 720,
) -> BackfillOutcome:
    """
    Clean chosen records anew from raw with today's knowledge, slice by slice, and publish them at once.

    Suspended, cancelled or killed, it goes on where it was when the same is asked again. Nightly runs go on
    meanwhile.

    Args:
        raw: Folder with raw pages.

        clean: Folder of the datasets.

        reason: Why; kept in the manifest.

        outlets: Only these, by name or domain.

        first: Only from this `date` on.

        last: Only up to this `date`.

        source: Only sources that look so: `2026/*`.

        where: Only where this SQL holds, over the columns of the index.

        dry_run: Publish nothing, tell what would change.

        keep: After a dry run, keep what was staged.

        again: Clean also what today's knowledge has cleaned.

        as_of: Day that counts as today; None is today, as it is settled.

        workers: Processes that clean pages; None is one for each core.

        accepted: Outlets that may pass their guards, with reasons.

        feed: Name of the raw folder where it is not the store's first.

        knowledge: The user's folder of rules, outlets and words.

        records_a_slice: Records of a slice, about.

        slices_at_once: How many slices are at work; each uses `workers` processes of the machine it is on.

        wait_minutes: How long to wait for another run before publishing.
    """
    order = order_of(
        raw,
        clean,
        as_of=as_of or today(read_config()),
        workers=workers,
        again=again,
        accepted=accepted,
        feed=feed,
        knowledge=knowledge,
    )
    selection = Selection(tuple(outlets or ()), first, last, source, where)

    def do() -> BackfillOutcome:
        planned = plan_slices(order, selection, reason=reason, records_a_slice=records_a_slice)
        return backfill_planned(planned, order, slices_at_once, wait_minutes * 60.0, dry_run=dry_run, keep=keep)

    return do() if dry_run else on_duty(order.clean, do)


def backfill_planned(
    planned: Backfill, order: Order, slices_at_once: int, patience: float, *, dry_run: bool, keep: bool
) -> BackfillOutcome:
    """Stage all slices, then publish them or tell what they would change, and tell the server of it."""
    log = get_run_logger()
    log.info(announcement(planned))
    try:
        for staged in stage_slices(planned, slices_at_once):
            log.info("Slice %s: %s cleaned, %s refused.", staged.number, staged.articles, staged.rejects)
    finally:
        close_pools(planned.workers)
    if dry_run:
        outcome = preview_backfill(planned, dict(order.accepted), keep)
    else:
        outcome = publish_backfill(planned, dict(order.accepted), patience)
    tell_backfill(outcome, planned.reason)
    if outcome.summary is not None:
        tell(outcome.summary, order.raw, order.clean)
    return outcome


def stage_slices(planned: Backfill, at_once: int) -> Iterator[Staged]:
    """Stage all slices, so many at a time."""
    at_work: deque[PrefectFuture[Staged]] = deque()
    for part in planned.slices:
        at_work.append(stage_slice.submit(planned, part.number))
        if len(at_work) >= at_once:
            yield at_work.popleft().result()
    for future in at_work:
        yield future.result()


def tell_backfill(outcome: BackfillOutcome, reason: str) -> None:
    """Leave what a backfill changed, or would change, as a table of counts."""
    notes = [headline(outcome), f"Reason: {reason}", outcome.refused, *notices(outcome)]
    create_table_artifact(
        key="backfill",
        table=[{"what": name, "number": number} for name, number in rows_of(outcome)],
        description="\n\n".join(note for note in notes if note),
    )


@task(task_run_name="tidy", **WRITING)
def tidy(clean: Path, as_of: dt.date) -> MaintainOutcome:
    """Fold late files, join histories, sweep, prune. Run in the flow's own thread, which holds the lock."""
    return maintain(clean, retention=read_config().retention, as_of=as_of)


def name_maintain() -> str:
    """Return the name of this run: its day."""
    return f"maintain {flow_run.parameters.get('as_of') or today(read_config())}"


@flow(name="maintain", flow_run_name=name_maintain, persist_result=False)
def maintain_store(clean: Path, as_of: dt.date | None = None, wait_minutes: int = 720) -> MaintainOutcome:
    """
    Tidy a store: no row changes.

    Args:
        clean: Folder of the datasets.

        as_of: Day that counts as today; None is today, as it is settled.

        wait_minutes: How long to wait for another run.
    """
    day, patience = as_of or today(read_config()), dt.timedelta(minutes=wait_minutes)
    return on_duty(clean, lambda: tidy_in_turn(clean, day, patience))


def tidy_in_turn(clean: Path, day: dt.date, patience: dt.timedelta) -> MaintainOutcome:
    """Tidy once no other run is at work, and tell the server of it."""
    with lock_in_time(clean, patience, get_run_logger().warning):
        outcome = tidy(clean, day)
    told = {name: len(value) if isinstance(value, tuple) else value for name, value in asdict(outcome).items()}
    create_table_artifact(
        key="maintain",
        table=[{"what": name, "number": value} for name, value in told.items() if value is not None],
        description=f"Tidied `{clean}`.",
    )
    if outcome.snapshot is not None:
        tell_published(outcome.snapshot, clean, dict.fromkeys(COUNTED, 0))
    return outcome
