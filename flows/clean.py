"""
The Prefect flow: raw pages in, one published snapshot out.

`clean_news` runs the same steps as `flows.engine.clean_folder`; Prefect adds
retries, state and a record of every run. One task cleans one shard of about a
thousand pages, never one page: a task costs 10 ms and 20 kB of Prefect's database.
"""

import datetime as dt
import os
from dataclasses import fields
from pathlib import Path

# Set before Prefect is imported: its first server start migrates a database, which on a busy machine
# takes longer than the 20 s it allows, and a cleaner of news pages reports to nobody.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "300")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
os.environ.setdefault("DO_NOT_TRACK", "1")

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.task_runners import ThreadPoolTaskRunner

from flows.corpus import RunSummary
from flows.engine import job_of, open_run, publish, spool_shards
from flows.order import Order, count_cores, order_of
from flows.report import headline, summary_rows
from flows.shard import ShardJob, ShardOutcome
from flows.workers import outcome_of, submit


@task(task_run_name="clean {job.shard.name}", retries=2, retry_delay_seconds=10, persist_result=False)
def clean_shard(job: ShardJob) -> ShardOutcome:
    """Extract, strip, enrich, sign and validate the pages of one shard in the process pool."""
    return outcome_of(submit(job), job)


# Threads only wait for the pool's processes. Another runner (Dask for a cluster) is one setting:
# clean_news.with_options(task_runner=...).
@flow(name="clean-news", task_runner=ThreadPoolTaskRunner(max_workers=count_cores()), persist_result=False)  # type: ignore[arg-type]
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
) -> RunSummary:
    """
    Clean what is new in `raw` into the datasets of `clean`.

    Args:
        raw: Folder with raw pages.

        clean: Folder of the datasets.

        as_of: Day that counts as today; None is today in UTC.

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
    """
    order = order_of(
        raw,
        clean,
        as_of=as_of,
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
    )
    with open_run(order) as run:
        shards = [clean_shard.submit(job_of(run, shard)) for shard in spool_shards(run)]
        for shard in shards:
            shard.result()
        summary = publish(run)
    get_run_logger().info("%s %s", headline(summary), dict(summary_rows(summary)))
    create_table_artifact(
        key="run-summary",
        table=[{"what": name, "number": number} for name, number in summary_rows(summary)],
        description=f"{headline(summary)} From {raw} into {clean}.",
    )
    return summary


def run_flow(order: Order) -> RunSummary:
    """Run the flow here and now. Uses the Prefect server of the profile, or starts one for the run."""
    asked = {field.name: getattr(order, field.name) for field in fields(order)}
    summary: RunSummary = clean_news(**asked | {"accepted": dict(order.accepted)})
    return summary
