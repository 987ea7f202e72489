"""
The Prefect flow: raw pages in, one published snapshot out.

`clean_news` runs the same steps as `flows.engine.clean_folder`; Prefect adds
retries, state and a record of every run. One task cleans one shard of about a
thousand pages, never one page: a task costs 10 ms and 20 kB of Prefect's database.
"""

import datetime as dt
import os
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
from flows.report import headline, summary_rows
from flows.shard import ShardJob, ShardOutcome
from flows.workers import count_cores, outcome_of, submit


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
) -> RunSummary:
    """
    Clean what is new in `raw` into the datasets of `clean`.

    Args:
        raw: Folder with raw pages.

        clean: Folder of the datasets.

        as_of: Day that counts as today; None is today in UTC.

        workers: Processes that clean pages; None is one for each core.

        again: Clean known records anew as well: a backfill.

        accepted: Outlets that may pass their caps in this run, with reasons.
    """
    today = as_of or dt.datetime.now(tz=dt.UTC).date()
    with open_run(raw, clean, as_of=today, workers=workers, again=again) as run:
        shards = [clean_shard.submit(job_of(run, shard)) for shard in spool_shards(run)]
        for shard in shards:
            shard.result()
        summary = publish(run, accepted or {})
    get_run_logger().info("%s %s", headline(summary), dict(summary_rows(summary)))
    create_table_artifact(
        key="run-summary",
        table=[{"what": name, "number": number} for name, number in summary_rows(summary)],
        description=f"{headline(summary)} From {raw} into {clean}.",
    )
    return summary


def run_flow(
    raw: Path, clean: Path, *, as_of: dt.date, workers: int | None, again: bool, accepted: dict[str, str]
) -> RunSummary:
    """Run the flow here and now. Uses the Prefect server of the profile, or starts one for the run."""
    return clean_news(raw, clean, as_of=as_of, workers=workers, again=again, accepted=accepted)
