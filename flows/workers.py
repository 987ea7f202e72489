"""
The processes that clean shards.

A page that kills its process (a crash in C code, memory) must not take a run
with it: the shard is halved until the page stands alone, and refused by name.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

from flows.shard import ShardJob, ShardOutcome, clean_shard

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES_BEFORE_RENEWAL = 20
"""Shards a worker cleans before a fresh one takes its place: extractors' caches grow."""


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def open_pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool whose processes start clean: forking a process with threads can deadlock."""
    return ProcessPoolExecutor(
        max_workers=workers, mp_context=get_context("spawn"), max_tasks_per_child=PAGES_BEFORE_RENEWAL
    )


def clean_alone(job: ShardJob) -> ShardOutcome:
    """Clean a shard that broke its process: one half after the other, each in a process of its own."""
    halves = list(halve(job))
    if not halves:
        return refuse_crash(job)
    outcomes = [in_own_process(half) for half in halves]
    return ShardOutcome(job.shard.name, sum(o.articles for o in outcomes), sum(o.rejects for o in outcomes))


def in_own_process(job: ShardJob) -> ShardOutcome:
    """Clean a shard in a fresh process, halving it again where that breaks."""
    with open_pool(1) as pool:
        try:
            return pool.submit(clean_shard, job).result()
        except BrokenProcessPool:
            pass
    return clean_alone(job)


def halve(job: ShardJob) -> Iterator[ShardJob]:
    """Write the two halves of a shard beside it; nothing for a single record."""
    from flows.read import read_shard, write_shard

    records = list(read_shard(job.shard))
    middle = len(records) // 2
    if not middle:
        return
    stem = job.shard.name.split(".")[0]
    for letter, part in (("a", records[:middle]), ("b", records[middle:])):
        path = job.shard.with_name(job.shard.name.replace(stem, stem + letter))
        write_shard(path, part)
        yield replace(job, shard=path)


def refuse_crash(job: ShardJob) -> ShardOutcome:
    """Stage the reject of the one record that breaks every process."""
    from flows.read import read_shard
    from flows.shard import stage
    from transforms.records import Reject
    from transforms.schema import STAGED_REJECTS, reject_row

    ((record, digest),) = read_shard(job.shard)
    detail = "the process that cleaned this page died (a crash or memory); please report the page"
    row = reject_row(Reject(record.source, "extract", "crashed", detail), raw_sha256=digest)
    stage(job.staging / f"rejects-{job.shard.name.split('.')[0]}.parquet", [row], STAGED_REJECTS)
    return ShardOutcome(job.shard.name, 0, 1)
