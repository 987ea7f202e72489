"""
One run: new records of a raw folder, cleaned in parallel, published as one snapshot.

`saring clean` calls `clean_folder`; the Prefect flow calls the same steps as tasks.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from flows.report import Watch, watch_nothing
from flows.shard import ShardJob, ShardOutcome, clean_shard, rule_book_digest
from flows.workers import close_pools, count_cores, outcome_of, submit

if TYPE_CHECKING:
    from flows.corpus import RunSummary
    from flows.read import ShardInfo

FEWEST_FOR_PROCESSES = 64
"""Pages; fewer are cleaned here and now, sooner than a process that could help has started."""

SHARDS_AHEAD = 4
"""Shards for each worker that are spooled before one has come back: bounds the staging disk."""

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class Counts:
    """What a run has read so far."""

    pages: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """
    A run that has begun: it holds the store's lock and owns a staging folder.

    Attributes:
        raw: The raw folder.

        clean: The folder of the datasets.

        as_of: Day that counts as today.

        staging: Folder for shards and staged rows, removed at the end.

        is_known: Whether a (source, digest) was dealt with before.

        workers: Processes that clean pages.

        started_at: When the run began.

        unread: Files of the raw folder that no reader knows, by suffix.

        counts: What it has read so far.
    """

    raw: Path
    clean: Path
    as_of: dt.date
    staging: Path
    is_known: Callable[[str, str], bool]
    workers: int
    started_at: dt.datetime
    unread: Mapping[str, int]
    counts: Counts = field(default_factory=Counts)


def clean_folder(
    raw: Path,
    clean: Path,
    *,
    as_of: dt.date,
    workers: int | None = None,
    again: bool = False,
    accepted: Mapping[str, str] = NOBODY,
    watch: Watch = watch_nothing,
) -> RunSummary:
    """
    Clean what is new in a raw folder and publish it.

    Args:
        raw: Folder with raw pages, or one file.

        clean: Folder of the datasets; made if it is missing.

        as_of: Day that counts as today.

        workers: Processes that clean pages; None is one for each core.

        again: Clean known records anew as well: a backfill.

        accepted: Outlets whose share of struck, merged or rejected pages may pass its cap in this run,
            with the reason, which is kept in the manifest.

        watch: Hears how far the run is.

    Raises:
        SaringError: The raw folder is missing, the clean folder is unfit, locked or full, or the
            run's counts do not reconcile. Nothing was published.
    """
    with open_run(raw, clean, as_of=as_of, workers=workers, again=again) as run:
        for outcome in clean_shards(run, tell_found(spool_shards(run), watch)):
            watch(done=outcome.articles + outcome.rejects)
        watch(say="publishing")
        return publish(run, accepted)


@contextmanager
def open_run(
    raw: Path, clean: Path, *, as_of: dt.date, workers: int | None = None, again: bool = False
) -> Iterator[Run]:
    """Begin a run: check both folders, take the lock, sweep what killed runs left, make the staging folder."""
    from flows.corpus import open_seen, stamp_of
    from flows.read import discover
    from flows.store import begin_staging, check_target, code_version, writer_lock
    from transforms.schema import page_id

    found = discover(raw)
    check_target(clean)
    workers = workers or count_cores()
    with writer_lock(clean), begin_staging(clean) as staging:
        seen = open_seen(clean, stamp=stamp_of(code_version(), rule_book_digest()))

        def is_known(source: str, digest: str) -> bool:
            return not again and seen.is_known(page_id(source), digest)

        try:
            yield Run(raw, clean, as_of, staging, is_known, workers, dt.datetime.now(tz=dt.UTC), found.unknown)
        finally:
            close_pools(workers)


def spool_shards(run: Run) -> Iterator[ShardInfo]:
    """Read the raw folder into shards, passing over what is known, each given out as soon as it is whole."""
    from flows.read import spool

    for shard in spool(run.raw, run.staging / "shards", known=run.is_known):
        run.counts.pages += shard.n_records
        run.counts.known += shard.n_known
        if shard.n_records:
            yield shard


def tell_found(shards: Iterable[ShardInfo], watch: Watch) -> Iterator[ShardInfo]:
    """Tell the watcher of every shard that goes by."""
    for shard in shards:
        watch(found=shard.n_records)
        yield shard


def clean_shards(run: Run, shards: Iterator[ShardInfo]) -> Iterator[ShardOutcome]:
    """Clean shards as they are spooled, most of them in parallel, in any order."""
    first = list(islice(shards, 2))
    if len(first) < 2 and sum(s.n_records for s in first) <= FEWEST_FOR_PROCESSES:  # noqa: PLR2004 - a second shard
        yield from (clean_shard(job_of(run, shard)) for shard in first)
        return
    waiting: dict[Future[ShardOutcome], ShardJob] = {}
    for shard in chain(first, shards):
        job = job_of(run, shard)
        waiting[submit(job)] = job
        if len(waiting) >= SHARDS_AHEAD * run.workers:
            yield from finished(waiting)
    while waiting:
        yield from finished(waiting)


def job_of(run: Run, shard: ShardInfo) -> ShardJob:
    """Return what a worker needs to know to clean a shard."""
    return ShardJob(shard.path, run.staging, run.as_of, run.workers)


def finished(waiting: dict[Future[ShardOutcome], ShardJob]) -> Iterator[ShardOutcome]:
    """Wait for at least one shard and yield what came back."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield outcome_of(future, waiting.pop(future))


def publish(run: Run, accepted: Mapping[str, str] = NOBODY) -> RunSummary:
    """Cluster, validate, write and publish what the workers staged."""
    from flows.corpus import publish_run

    facts = {
        "started_at": run.started_at,
        "rulebook": rule_book_digest(),
        "skipped": run.counts.known,
        "records_in": run.counts.pages + run.counts.known,
        "accepted": dict(accepted),
    }
    summary = publish_run(run.clean, run.staging, as_of=run.as_of, facts=facts)
    return dataclasses.replace(summary, unread=dict(run.unread))
