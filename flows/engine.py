"""
One run: new records of a raw folder, cleaned in parallel, published as one snapshot.

`saring clean` calls `clean_folder`; the Prefect flow calls the same steps as tasks.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import NothingToRead
from flows.mapping import NO_MAP, FieldMap
from flows.order import Order
from flows.progress import Follower, Watch, follow, watch_nothing
from flows.resume import Kept, bring_in, open_kept
from flows.shard import ShardJob, ShardOutcome, clean_shard
from flows.workers import close_pools, outcome_of, submit
from transforms.schema import MadeBy

if TYPE_CHECKING:
    from flows.corpus import Known, RunSummary
    from flows.corpus.known import KnownFile
    from flows.read import Feed, Found, Plan, Remembered, ShardInfo
    from flows.sieve import Sieve
    from flows.store.staging import Note

FEWEST_FOR_PROCESSES = 64
"""Pages; fewer are cleaned here and now, sooner than a process that could help has started."""

SHARDS_AHEAD = 4
"""Shards for each worker that are spooled before one has come back: bounds the staging disk."""

NIGHTS_OF_TRUST = 30
"""Every so many days all raw files are read, whatever their sizes and times say."""


@dataclass(frozen=True, slots=True)
class Run:
    """
    A run that has begun: it holds the store's lock and owns a staging folder.

    Attributes:
        order: What it was asked to do.

        feed: The raw folder that it reads.

        found: What lies there.

        reading: Which files of it are read.

        staging: Folder for shards and staged rows, removed at the end.

        sieve: Tells new records from known ones.

        made_by: What its rows are made by.

        stamp: The same in one digest.

        skipped: Records of files that did not change and were not read.

        started_at: When the run began.

        model: Whether the model may strike.

        kept: What stopped runs had cleaned already.

        fields: What exports call their fields beside the names that we know.
    """

    order: Order
    feed: Feed
    found: Found
    reading: Plan
    staging: Path
    sieve: Sieve
    made_by: MadeBy
    stamp: str
    skipped: int
    started_at: dt.datetime
    model: bool = True
    kept: Kept = field(default_factory=Kept)
    fields: FieldMap = NO_MAP


def clean_folder(order: Order, *, watch: Watch = watch_nothing) -> RunSummary:
    """
    Clean what is new in a raw folder and publish it.

    Args:
        order: What to do.

        watch: Hears how far the run is.

    Raises:
        SaringError: The raw folder is missing, the clean folder is unfit, locked or full, or the
            run's counts do not reconcile. Nothing was published.
    """
    with open_run(order) as run:
        with follow(run.staging, watch) as follower:
            for outcome in clean_shards(run, tell_found(spool_shards(run), watch)):
                tell_done(follower, outcome)
        watch(say="publishing")
        return publish(run)


def tell_done(follower: Follower, outcome: ShardOutcome) -> None:
    """Report that a shard came back."""
    follower.finished(outcome.name.removesuffix(".jsonl"), outcome.articles + outcome.rejects)


@contextmanager
def open_run(order: Order) -> Iterator[Run]:
    """Begin a run: look through both folders, take the lock, plan what to read, see what stopped runs left."""
    from flows.alarms import read_bounds
    from flows.corpus.plan import what_makes_rows
    from flows.read import discover_feed, resolve_feed
    from flows.store import begin_staging, check_target, lock
    from flows.store.feeds import read_feeds
    from flows.store.naming import read_fields, write_fields
    from flows.store.retaining import write_retention
    from flows.store.staging import Note, note_run
    from flows.store.tombstones import take_over
    from flows.store.without import write_model

    started = dt.datetime.now(tz=dt.UTC)
    read_bounds(order.bounds)  # what is wrong with them is told before the night's work
    feed = resolve_feed(order.raw, order.feed, read_feeds(order.clean))
    found = discover_feed(feed)
    check_target(order.clean)
    with lock(order.clean), begin_staging(order.clean) as staging:
        if order.arrivals is not None:
            take_over(order.clean, order.arrivals)
        model = settle_model(order)
        made_by, stamp = what_makes_rows(order.knowledge, model=model)
        fields = settle_fields(order)
        if fields != read_fields(order.clean):
            order = dataclasses.replace(order, rescan=True)  # what had no page may have one under its new name
        reading, sieve, skipped = plan_run(order, found, staging, stamp)
        if order.retention is not None:
            write_retention(order.clean, order.retention)
        write_fields(order.clean, fields)
        write_model(order.clean, model=model)  # before any row: a killed run leaves no row that the next would redo
        kept = open_kept(order.clean, stamp, lambda note: meets_again(order, found, note))
        note_run(staging, Note(stamp, found.within, order.again, started))
        try:
            yield Run(
                order, feed, found, reading, staging, sieve, made_by, stamp, skipped, started, model, kept, fields
            )
        finally:
            close_pools(order.workers)


def meets_again(order: Order, found: Found, note: Note) -> bool:
    """Return whether a run meets every record that a stopped one met, and cleans all that the other would clean."""
    return found.covers(note.within) and (order.again or not note.again)


def settle_model(order: Order) -> bool:
    """Return whether the model may strike: as asked, else where neither the store nor that of the arrivals forbids."""
    from flows.store.without import read_model

    if order.model is not None:
        return order.model
    return all(read_model(store) for store in (order.clean, order.arrivals) if store is not None)


def settle_fields(order: Order) -> FieldMap:
    """Return what exports call their fields: as asked, else as the store was told, or that of the arrivals."""
    from flows.store.naming import read_fields

    if order.fields is not None:
        return order.fields
    told = (read_fields(store) for store in (order.clean, order.arrivals) if store is not None)
    return next(filter(None, told), NO_MAP)


def settle_references(order: Order) -> tuple[Path, ...] | None:
    """Return the reference corpora: as asked, else as the store remembers them; None where there are none."""
    from flows.corpus.references import remembered_folders

    return remembered_folders(order.clean) or None if order.references is None else order.references


def plan_run(order: Order, found: Found, staging: Path, stamp: str) -> tuple[Plan, Sieve, int]:
    """Return which files are read, what sifts their records, and how many records of other files are passed over."""
    from flows.corpus import open_known
    from flows.corpus.known import files_to_retry, open_known_files, records_of_files
    from flows.read import plan_reading
    from flows.sieve import Sieve
    from flows.store.tombstones import read_tombstones

    old = {file.path: file for file in open_known_files(order.clean)}
    rescan = order.rescan or order.as_of.toordinal() % NIGHTS_OF_TRUST == 0
    reading = plan_reading(found, {path: remembered(file) for path, file in old.items()}, rescan=rescan)
    retried = files_to_retry(order.clean, stamp)
    known = open_known(order.clean, stamp) if reading.to_read or order.again or retried else no_known()
    reading = read_also(reading, retried, again=order.again and not known.all_checked)
    changed = [
        file.source
        for file in reading.to_read
        if (before := old.get(file.source)) and not before.one_page and remembered(before).state != file.state
    ]
    arrivals = open_known(order.arrivals, stamp) if order.arrivals else None
    stones = read_tombstones(order.clean)
    held = records_of_files(order.clean, changed)
    sieve = Sieve(order.as_of, known, order.again, staging, old, held, arrivals, stones)
    sieve.note_vanished(reading.vanished)
    return reading, sieve, sum(old[file.source].n_records for file in reading.unchanged)


def no_known() -> Known:
    """Return what is known where nothing is asked."""
    import numpy as np

    from flows.corpus import Known

    keys, flags = np.empty(0, np.uint64), np.empty(0, np.uint8)
    return Known(keys, keys, np.empty(0, np.int32), np.empty(0, np.int64), flags)


def remembered(file: KnownFile) -> Remembered:
    """Return a known file as planning looks at it."""
    from flows.read import FileState, Remembered

    state = FileState(file.path, file.size, file.mtime_ns, file.inode, file.sidecar)
    return Remembered(state, again=file.unreadable)


def read_also(reading: Plan, retried: frozenset[str], *, again: bool) -> Plan:
    """Return the plan with unchanged files in which records are cleaned anew: all of them, or those named."""
    from flows.read import Plan

    if again:
        return Plan(reading.to_read + reading.unchanged, (), reading.vanished)
    more = tuple(file for file in reading.unchanged if file.source in retried)
    rest = tuple(file for file in reading.unchanged if file.source not in retried)
    return Plan(reading.to_read + more, rest, reading.vanished)


def spool_shards(run: Run) -> Iterator[ShardInfo]:
    """
    Read the raw folder into shards, each given out as soon as it is whole; what is known is passed over.

    What a stopped run had cleaned is no part of them: it is taken over once all is read.
    """
    from flows.read import spool

    sieve = run.sieve
    shards = spool(
        run.reading.to_read,
        run.staging / "shards",
        seen_day_of=sieve.seen_day_of,
        note_file=sieve.note_file,
        rejects=run.found.rejects,
        is_made=run.kept.take,
        fields=run.fields,
    )
    yield from (shard for shard in shards if shard.n_records)
    bring_in(run.kept, run.staging)
    sieve.flush()


def tell_found(shards: Iterable[ShardInfo], watch: Watch) -> Iterator[ShardInfo]:
    """Yield the shards unchanged, reporting each to the watcher."""
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
        if len(waiting) >= SHARDS_AHEAD * run.order.workers:
            yield from finished(waiting)
    while waiting:
        yield from finished(waiting)


def job_of(run: Run, shard: ShardInfo) -> ShardJob:
    """Return what a worker needs to know to clean a shard."""
    return ShardJob(shard.path, run.staging, run.order.workers, run.made_by, run.order.knowledge, run.model)


def finished(waiting: dict[Future[ShardOutcome], ShardJob]) -> Iterator[ShardOutcome]:
    """Wait for at least one shard and yield what came back."""
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield outcome_of(future, waiting.pop(future))


def publish(run: Run) -> RunSummary:
    """
    Cluster, validate, write and publish what the workers staged.

    Raises:
        NothingToRead: No file of the raw folder could be read. What refused them was published.
    """
    from flows.corpus import RunPlan, publish_run
    from flows.store.feeds import read_feeds, write_feeds

    counts = run.sieve.counts
    plan = RunPlan(
        as_of=run.order.as_of,
        stamp=run.stamp,
        made_by=run.made_by,
        started_at=run.started_at,
        skipped=counts.known + run.skipped,
        redelivered=counts.redelivered,
        waiting=counts.waiting,
        forgotten=counts.forgotten,
        vanished=len(run.reading.vanished),
        accepted=run.order.accepted,
        arrivals=run.order.arrivals,
        scheduled=run.order.scheduled,
        bounds=run.order.bounds,
        retention=run.order.retention,
        references=settle_references(run.order),
    )
    summary = publish_run(run.order.clean, run.staging, plan)
    feeds = read_feeds(run.order.clean)
    if feeds.get(run.feed.name) != run.feed.root:
        write_feeds(run.order.clean, feeds | {run.feed.name: run.feed.root})
    if counts.files and not counts.files_read and not run.reading.unchanged:
        raise NothingToRead(
            f"{run.feed.raw}: none of {counts.files} files could be read; `saring query 'FROM rejects'` says why. "
            "What was published before stands."
        )
    return dataclasses.replace(summary, unread=unread_in(run), useless=tuple(counts.useless), resumed=run.kept.taken)


def unread_in(run: Run) -> dict[str, int]:
    """Return how many files no reader knows, by suffix; sidecars aside, and those that the user says are none."""
    from flows.read.formats import SIDECAR

    passed = {SIDECAR, *run.order.ignored}
    return {suffix: number for suffix, number in run.found.unknown.items() if suffix not in passed}
