"""Staging a slice: its records read from raw, cleaned, and left beside the plan. Nothing is published here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from flows.backfill.folder import DONE, PLAN, hold, read_json, slice_folder, write_json
from flows.backfill.places import at
from flows.progress import watch_nothing
from flows.shard import ShardJob, ShardOutcome, clean_shard
from flows.staged import marked_shards, read_mark
from flows.store.quoting import quote

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from flows.backfill.plan import Backfill
    from flows.progress import Watch
    from flows.read import Feed, RawFile, ShardInfo
    from transforms.records import RawPage, Reject


@dataclass(frozen=True, slots=True)
class Staged:
    """
    What became of a slice.

    Attributes:
        number: The slice.

        articles: Records that were cleaned.

        rejects: Records that were refused.

        missed: Records that the raw files do not hold any more: their rows stay.

        spared: Of these records, how many an earlier process had cleaned.
    """

    number: int
    articles: int
    rejects: int
    missed: int
    spared: int = 0


@dataclass(slots=True)
class Wanted:
    """The records of a slice that are still to be cleaned, each with its own seen day."""

    days: dict[str, dt.date]
    met: set[str] = field(default_factory=set)

    def seen_day_of(self, record: RawPage | Reject) -> dt.date | None:
        """Return the day that bounds a record's dates; None for what is not wanted, or was met before."""
        day = self.days.get(record.record_id)
        if day is None or record.record_id in self.met:
            return None
        self.met.add(record.record_id)
        return day


def stage_slice(backfill: Backfill, number: int, *, watch: Watch = watch_nothing) -> Staged:
    """
    Clean the records of one slice and leave the rows beside the plan. Any process may do it, in any order.

    A slice that is done is not cleaned again, nor is a shard that was done when an earlier process was killed.

    Args:
        backfill: What `plan_slices` gave.

        number: Which of its slices.

        watch: Hears how far it is.

    Raises:
        LockHeldError: Another process works on this slice.

        StoreError: The disk failed. What was done stays done.
    """
    from flows.store.errors import disk_errors

    folder = slice_folder(backfill.folder, number)
    with hold(folder, f"slice {number} of the backfill {backfill.name}"), disk_errors(folder):
        done = read_json(folder / DONE)
        if done is not None:
            watch(found=done["articles"] + done["rejects"], done=done["articles"] + done["rejects"])
            return Staged(number, done["articles"], done["rejects"], done["missed"], done["articles"] + done["rejects"])
        before = tidy(folder)
        days, paths = asked_of(backfill, number)
        wanted = Wanted({name: day for name, day in days.items() if name not in before})
        watch(found=len(days), done=len(before))
        articles, rejects = clean_wanted(backfill, folder, wanted, paths, watch)
        articles += sum(1 for kind in before.values() if kind == "rows")
        rejects += sum(1 for kind in before.values() if kind == "rejects")
        said = {"articles": articles, "rejects": rejects, "missed": len(wanted.days) - len(wanted.met)}
        write_json(folder / DONE, said)
        return Staged(number, articles, rejects, said["missed"], len(before))


def clean_wanted(backfill: Backfill, folder: Path, wanted: Wanted, paths: list[str], watch: Watch) -> tuple[int, int]:
    """Read and clean the records that are wanted; return how many became rows and how many rejects."""
    from flows.read import limits, spool
    from flows.store.naming import read_fields

    attempt = folder / f"try-{1 + len(list(folder.glob('try-*'))):02d}"
    attempt.mkdir()
    files = raw_files(backfill, paths)
    shards = spool(
        files,
        attempt / "shards",
        seen_day_of=wanted.seen_day_of,
        note_file=lambda _: None,
        fields=read_fields(backfill.clean),
        most_records=limits.SHARD_RECORDS,
    )
    articles = rejects = 0
    for outcome in clean_jobs(backfill, attempt, (shard for shard in shards if shard.n_records)):
        settle(attempt, outcome)
        watch(done=outcome.articles + outcome.rejects)
        articles += outcome.articles
        rejects += outcome.rejects
    shutil.rmtree(attempt / "shards", ignore_errors=True)
    return articles, rejects


def clean_jobs(backfill: Backfill, attempt: Path, shards: Iterator[ShardInfo]) -> Iterator[ShardOutcome]:
    """Clean shards as they are spooled, in the pool of the run's size where there are enough of them."""
    from flows.engine import FEWEST_FOR_PROCESSES, SHARDS_AHEAD, finished
    from flows.workers import submit

    first = list(islice(shards, 2))
    if sum(shard.n_records for shard in first) <= FEWEST_FOR_PROCESSES:
        yield from (clean_shard(job_of(backfill, attempt, shard)) for shard in chain(first, shards))
        return
    waiting: dict[Future[ShardOutcome], ShardJob] = {}
    for shard in chain(first, shards):
        job = job_of(backfill, attempt, shard)
        waiting[submit(job)] = job
        if len(waiting) >= SHARDS_AHEAD * backfill.workers:
            yield from finished(waiting)
    while waiting:
        yield from finished(waiting)


def job_of(backfill: Backfill, attempt: Path, shard: ShardInfo) -> ShardJob:
    """Return what a worker needs to know to clean a shard."""
    return ShardJob(shard.path, attempt, backfill.workers, backfill.made_by, backfill.knowledge, backfill.model)


def settle(attempt: Path, outcome: ShardOutcome) -> None:
    """See to it that a shard's rows are on the disk; its raw records are done with."""
    from flows.store.publishing import sync_folder

    sync_folder(attempt)
    (attempt / "shards" / f"{outcome.name}.jsonl").unlink(missing_ok=True)


def tidy(folder: Path) -> dict[str, str]:
    """Remove what a killed process left half done; return the records that it had cleaned, and what they became."""
    before: dict[str, str] = {}
    for attempt in sorted(folder.glob("try-*")):
        shutil.rmtree(attempt / "shards", ignore_errors=True)
        whole = {name for name in marked_shards(attempt) if read_mark(attempt, name)}
        for path in sorted(attempt.glob("*.parquet")):
            if path.stem.partition("-")[2] not in whole:
                path.unlink()
        for kind in ("rows", "rejects"):
            before |= dict.fromkeys(record_ids(sorted(attempt.glob(f"{kind}-*.parquet"))), kind)
    return before


def record_ids(paths: list[Path]) -> list[str]:
    """Return the record ids in some staged files."""
    import pyarrow.parquet as pq

    return [name for path in paths for name in pq.read_table(path, columns=["record_id"]).column(0).to_pylist()]


def asked_of(backfill: Backfill, number: int) -> tuple[dict[str, dt.date], list[str]]:
    """Return the seen day of each record of a slice, and the raw files that hold them, sorted."""
    from flows.corpus.database import connect

    plan = quote(str(backfill.folder / PLAN))
    with connect() as con:
        rows = con.execute(
            f"SELECT record_id, seen_day, path FROM read_parquet({plan}) WHERE slice = $1",  # noqa: S608 - a quoted path
            [number],
        ).fetchall()
    return {name: day for name, day, _ in rows}, sorted({path for _, _, path in rows})


def raw_files(backfill: Backfill, paths: list[str]) -> Iterator[RawFile]:
    """Yield the raw files of a slice; what went since it was planned is passed over."""
    feed = feed_of(backfill)
    for path in paths:
        file = at(feed, path)
        if file is not None:
            yield file


def feed_of(backfill: Backfill) -> Feed:
    """Return the raw folder of a backfill as the store knows it."""
    from flows.read import resolve_feed
    from flows.store.feeds import read_feeds

    return resolve_feed(backfill.raw, backfill.feed, read_feeds(backfill.clean))


def staged_bytes(backfill: Backfill) -> int:
    """Return how many bytes a backfill's folder holds."""
    return sum(path.stat().st_size for path in backfill.folder.rglob("*") if path.is_file())
