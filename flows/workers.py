"""
The processes that clean shards.

A page that kills its process (a crash in C code, memory) must not take a run
with it: the shard is halved until the page stands alone, and refused by name.
"""

from __future__ import annotations

import functools
import os
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from flows.shard import ShardJob, ShardOutcome, clean_shard

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARDS_BEFORE_RENEWAL = 20
"""Shards a worker cleans before a fresh one takes its place: extractors' caches grow."""


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool whose processes start clean: forking a process with threads can deadlock."""
    return ProcessPoolExecutor(
        max_workers=workers,
        mp_context=get_context("spawn"),
        max_tasks_per_child=SHARDS_BEFORE_RENEWAL,
        initializer=end_with_parent,
    )


def end_with_parent() -> None:
    """End this worker when the process that started it is gone: a killed run leaves nobody behind."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


@functools.cache
def pool_of(workers: int) -> ProcessPoolExecutor:
    """Return this process's one pool of so many workers, started when it is first asked for."""
    return open_pool(workers)


def close_pools(workers: int) -> None:
    """End the pool, where it was started; shards that wait are not begun."""
    if pool_of.cache_info().currsize:
        pool_of(workers).shutdown(cancel_futures=True)
        pool_of.cache_clear()


def submit(job: ShardJob) -> Future[ShardOutcome]:
    """Hand a shard to the pool; one that broke takes no more, and its shards are cleaned alone."""
    try:
        return pool_of(job.workers).submit(clean_shard, job)
    except BrokenProcessPool as broken:
        failed: Future[ShardOutcome] = Future()
        failed.set_exception(broken)
        return failed


def outcome_of(future: Future[ShardOutcome], job: ShardJob) -> ShardOutcome:
    """Wait for a shard's outcome. Where its process died the shard is halved until the culprit stands alone."""
    try:
        return future.result()
    except BrokenProcessPool:
        return clean_alone(job)


def clean_alone(job: ShardJob) -> ShardOutcome:
    """Clean a shard in a process of its own; one that breaks it in halves, a single record by refusing it."""
    with open_pool(1) as pool:
        try:
            return pool.submit(clean_shard, job).result()
        except BrokenProcessPool:
            pass
    halves = list(halve(job))
    if not halves:
        return refuse_crash(job)
    outcomes = [clean_alone(half) for half in halves]
    return ShardOutcome(job.shard.name, sum(o.articles for o in outcomes), sum(o.rejects for o in outcomes))


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

    ((record, digest),) = read_shard(job.shard)
    detail = "the process that cleaned this page died (a crash or memory); please report the page"
    row = reject_row(Reject(record.source, "extract", "crashed", detail), raw_sha256=digest)
    stage(job.staging / f"rejects-{job.shard.stem}.parquet", [row], STAGED_REJECTS)
    return ShardOutcome(job.shard.name, 0, 1)
