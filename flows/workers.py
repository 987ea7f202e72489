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
from flows.staged import KINDS, mark_file, read_mark, staged_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.lane import Task
    from flows.staged import Mark


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
    """
    Wait for a shard's outcome; its copy of raw pages is deleted then, if the shard is staged whole.

    Raises what went wrong with it as a whole: a full disk, a broken rule pack. Submitting the same job again is
    sound, whatever the first try has staged.
    """
    outcome = future.result()
    if mark_file(job.staging, job.shard.stem).exists():
        job.shard.unlink(missing_ok=True)
    return outcome


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
    mark = clear_earlier_try(job)
    if mark is not None:
        return ShardOutcome(job.shard.stem, mark.articles, mark.rejects)
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


def clear_earlier_try(job: ShardJob) -> Mark | None:
    """Return the mark of a shard that was staged whole by an earlier try; else remove what that try has staged."""
    name = job.shard.stem
    mark = read_mark(job.staging, name)
    if mark is None and (was_halved(job) or any(staged_file(job.staging, kind, name).exists() for kind in KINDS)):
        unstage(job)
    return mark


def was_halved(job: ShardJob) -> bool:
    """Return whether an earlier try halved the shard."""
    return job.shard.with_name(f"{job.shard.stem}a{job.shard.suffix}").exists()


def unstage(job: ShardJob) -> None:
    """Remove what a dead process has staged of a shard and of its halves, and its count: its records come again."""
    name = job.shard.stem
    forget(job.staging, name)
    for path in (*job.staging.glob(f"*-{name}.*"), *job.staging.glob(f"*-{name}[ab]*")):
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
    from transforms.urls import url_key

    ((record, seen_day),) = read_shard(job.shard)
    detail = "the process that cleaned this page died (a crash or memory); please report the page"
    refused = Reject(record.source, "extract", "crashed", detail, record.record_id, record.page_id, record.url)
    row = reject_row(refused, seen_day=seen_day, url_key=url_key(refused.url))
    stage(staged_file(job.staging, "rejects", job.shard.stem), [row], STAGED_REJECTS)
    return ShardOutcome(job.shard.stem, 0, 1)
