"""
The Prefect flow: raw pages in, one published snapshot out.

`clean_news` runs the same steps as `flows.engine.clean_folder`; Prefect adds
retries, state and a record of every run. One task cleans one shard of about a
thousand pages, never one page: a task costs 10 ms and 20 kB of Prefect's database.
"""

import datetime as dt
import os
from collections import deque
from dataclasses import fields as fields_of
from dataclasses import replace
from pathlib import Path
from typing import Any

# Set before Prefect is imported: its first server start migrates a database, which on a busy machine
# takes longer than the 20 s it allows, and a cleaner of news pages reports to nobody.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "300")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")

from prefect import flow, get_run_logger, task
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.utilities.annotations import quote

from flows.config import read_config, today
from flows.corpus import RunSummary
from flows.duty import on_duty
from flows.engine import SHARDS_AHEAD, Run, job_of, open_run, publish, spool_shards
from flows.mapping import FieldMap
from flows.order import Order, order_of
from flows.patience import lock_in_time
from flows.report import headline, summary_rows
from flows.shard import ShardJob, ShardOutcome
from flows.tasking import WRITING, check_may_start_processes, chosen_runner, lanes_of
from flows.telling import tell
from flows.workers import outcome_of, submit


@task(task_run_name="clean {job.shard.name}", **WRITING)
def clean_shard(job: ShardJob) -> ShardOutcome:
    """Extract, strip, enrich, sign and validate the pages of one shard in the process pool."""
    check_may_start_processes()
    return outcome_of(submit(job), job)


@task(task_run_name="publish", **WRITING)
def publish_snapshot(run: Run) -> RunSummary:
    """Cluster, validate, write and publish what was staged. Run in the flow's own thread, which holds the lock."""
    return publish(run)


def name_run() -> str:
    """Return the name of this run: the day that it cleans as."""
    return f"clean {flow_run.parameters.get('as_of') or today(read_config())}"


@flow(name="clean-news", flow_run_name=name_run, task_runner=chosen_runner(), persist_result=False)
def clean_news(
    raw: Path,
    clean: Path,
    as_of: dt.date | None = None,
    workers: int | None = None,
    again: bool = False,  # noqa: FBT001, FBT002 - a parameter of the deployment
    accepted: dict[str, str] | None = None,
    feed: str | None = None,
    arrivals: Path | None = None,
    knowledge: Path | None = None,
    rescan: bool = False,  # noqa: FBT001, FBT002 - a parameter of the deployment
    model: bool | None = None,  # noqa: FBT001 - a parameter of the deployment
    scheduled: bool = False,  # noqa: FBT001, FBT002 - a parameter of the deployment
    bounds: Path | None = None,
    fields: FieldMap | None = None,
    references: tuple[Path, ...] | None = None,
    wait_minutes: int = 0,
) -> RunSummary:
    """
    Clean what is new in `raw` into the datasets of `clean`.

    Args:
        raw: Folder with raw pages.

        clean: Folder of the datasets.

        as_of: Day that counts as today; None is today, as it is settled.

        workers: Processes that clean pages; None is one for each core.

        again: Clean known records anew as well: a backfill.

        accepted: Outlets that may pass their guards in this run, with reasons.

        feed: Name of the raw folder where it is not the store's first.

        arrivals: Another store whose arrivals are taken over.

        knowledge: The user's folder of rules, outlets and words.

        rescan: Read every raw file, also those that have not changed.

        model: Whether the model may strike in this store; None is what the store was told last.

        scheduled: A night of the schedule, which teaches the alarms what is usual.

        bounds: A TOML file whose bounds of alarms overrule the packaged ones.

        fields: What exports call their fields beside known names; None is as it is settled, or the store was told.

        references: Folders of texts that pages are compared with; None is as it is settled, or the store was told.

        wait_minutes: How long to wait for another run that is at work in this store.
    """
    order = order_of(
        raw,
        clean,
        as_of=as_of or today(read_config()),
        workers=workers,
        again=again,
        accepted=accepted,
        feed=feed,
        arrivals=arrivals,
        knowledge=knowledge,
        rescan=rescan,
        model=model,
        scheduled=scheduled,
        bounds=bounds,
        retention=read_config().retention,
        ignored=read_config().ignore,
        fields=read_config().fields if fields is None else fields,
        references=read_config().reference if references is None else references,
    )
    return on_duty(order.clean, lambda: clean_in_turn(order, dt.timedelta(minutes=wait_minutes)))


def clean_in_turn(order: Order, patience: dt.timedelta) -> RunSummary:
    """Clean and publish, once no other run is at work, and tell the server of it."""
    log = get_run_logger()
    with lock_in_time(order.clean, patience, log.warning), open_run(order) as run:
        clean_in_flight(run)
        unseen: Any = quote(run)  # else Prefect looks through all that is known of records, for futures
        summary: RunSummary = publish_snapshot(unseen)
    log.info("%s %s", headline(summary), ", ".join(f"{what} {number}" for what, number in summary_rows(summary)))
    tell(summary, order.raw, order.clean)
    return summary


def clean_in_flight(run: Run) -> None:
    """Clean the shards as they are spooled, so many at a time that the staging disk stays bounded."""
    at_work: deque[PrefectFuture[ShardOutcome]] = deque()
    lanes = lanes_of(run.order.workers)
    for shard in spool_shards(run):
        at_work.append(clean_shard.submit(replace(job_of(run, shard), workers=lanes)))
        if len(at_work) >= SHARDS_AHEAD * run.order.workers:
            at_work.popleft().result()
    for future in at_work:
        future.result()


SETTLED = frozenset({"retention", "ignored"})
"""What the flow reads from the configuration itself."""


def run_flow(order: Order) -> RunSummary:
    """Run the flow here and now. Uses the Prefect server of the profile, or starts one for the run."""
    asked = {field.name: getattr(order, field.name) for field in fields_of(order) if field.name not in SETTLED}
    summary: RunSummary = clean_news(**asked | {"accepted": dict(order.accepted)})
    return summary
