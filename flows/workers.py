"""
The processes that clean shards.

A page that kills its process (a crash in C code, memory) must not take a run
with it: the shard is halved until the page stands alone, and refused by name.
The other processes go on meanwhile.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING

from flows.lane import Lane, WorkerDiedError
from flows.progress import forget
from flows.shard import ShardJob, ShardOutcome, clean_shard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.lane import Task


class Pool:
    """So many lanes, and a thread for each that waits for its process."""

    def __init__(self, workers: int, task: Task = clean_shard) -> None:
        """Make a pool; its processes start with the first shards."""
        self._lanes = [Lane(task) for _ in range(workers)]
        self._idle: SimpleQueue[Lane] = SimpleQueue()
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="saring-lane")
        for lane in self._lanes:
            self._idle.put(lane)

    def submit(self, job: ShardJob) -> Future[ShardOutcome]:
        """Clean a shard as soon as a lane is idle."""
        return self._threads.submit(self._clean, job)

    def _clean(self, job: ShardJob) -> ShardOutcome:
        """Clean a shard in an idle lane."""
        lane = self._idle.get()
        try:
            return clean_or_halve(lane, job)
        finally:
            self._idle.put(lane)

    def close(self) -> None:
        """End all processes; shards that wait are not begun, those under way are given up."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for lane in self._lanes:
            lane.close()
        self._threads.shutdown()
        for lane in self._lanes:
            lane.end()


POOLS: dict[int, Pool] = {}
"""The pools of this process by their size; a run has one."""

OPENING = threading.Lock()


def submit(job: ShardJob) -> Future[ShardOutcome]:
    """Hand a shard to the pool of its run, opened when it is first asked for. Any thread may call it."""
    with OPENING:
        if job.workers not in POOLS:
            POOLS[job.workers] = Pool(job.workers)
        return POOLS[job.workers].submit(job)


def outcome_of(future: Future[ShardOutcome], job: ShardJob) -> ShardOutcome:
    """Wait for a shard's outcome, and raise what went wrong with it as a whole: a full disk, a broken rule pack."""
    del job
    return future.result()


def close_pools(workers: int) -> None:
    """End the pool of this size, where it was opened, and the fork server with the last pool."""
    from flows.forking import stop_server

    with OPENING:
        pool = POOLS.pop(workers, None)
        if pool is not None:
            pool.close()
        if pool is not None and not POOLS:
            stop_server()


def clean_or_halve(lane: Lane, job: ShardJob) -> ShardOutcome:
    """Clean a shard; one that kills its process in halves, a single record by refusing it."""
    try:
        return lane.clean(job)
    except WorkerDiedError:
        unstage(job)
    halves = list(halve(job))
    if not halves:
        return clean_or_refuse(lane, job)
    outcomes = [clean_or_halve(lane, half) for half in halves]
    for half in halves:
        forget(half.staging, half.shard.stem)
    return ShardOutcome(job.shard.stem, sum(o.articles for o in outcomes), sum(o.rejects for o in outcomes))


def clean_or_refuse(lane: Lane, job: ShardJob) -> ShardOutcome:
    """Clean a single record once more: the system may have ended its process for the hunger of another."""
    try:
        return lane.clean(job)
    except WorkerDiedError:
        unstage(job)
        return refuse_crash(job)


def unstage(job: ShardJob) -> None:
    """Remove what was staged of a shard or of its halves, and its count: its records come again."""
    forget(job.staging, job.shard.stem)
    for path in job.staging.glob(f"*-{job.shard.stem}*.parquet"):
        if set(path.stem.rpartition(job.shard.stem)[2]) <= {"a", "b"}:  # as `split_shard` names halves
            path.unlink()


def halve(job: ShardJob) -> Iterator[ShardJob]:
    """Split a shard in two beside it; nothing for a single record."""
    from flows.read import split_shard

    for half in split_shard(job.shard):
        yield replace(job, shard=half)


def refuse_crash(job: ShardJob) -> ShardOutcome:
    """Stage the reject of the one record that breaks every process."""
    from flows.read import read_shard
    from flows.shard import stage
    from transforms.records import Reject
    from transforms.schema import STAGED_REJECTS, reject_row

    ((record, seen_day),) = read_shard(job.shard)
    detail = "the process that cleaned this page died (a crash or memory); please report the page"
    refused = Reject(record.source, "extract", "crashed", detail, record.record_id, record.page_id)
    row = reject_row(refused, seen_day=seen_day)
    stage(job.staging / f"rejects-{job.shard.stem}.parquet", [row], STAGED_REJECTS)
    return ShardOutcome(job.shard.stem, 0, 1)
