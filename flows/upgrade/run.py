"""
`saring upgrade`: the whole of a store of the first form, made anew as one snapshot of today's.

The raw folder is read and cleaned with today's knowledge, each record with the day on which it came in; rows
whose raw is gone are taken over. All of it is published into a store of its own inside the staging folder; what
readers see changes with one swap at the very end. A killed upgrade leaves the old store as it was.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import NothingToRead
from flows.progress import watch_nothing
from flows.retention import RETENTION

if TYPE_CHECKING:
    import duckdb

    from flows.corpus import RunSummary
    from flows.engine import Run
    from flows.progress import Watch
    from flows.read import Feed

WHY = "the form before the upgrade"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """
    What an upgrade did, or would do.

    Attributes:
        snapshot: The new snapshot; None where nothing was written.

        records: Records that the old store had met.

        renamed: Ids of articles and duplicates that are called otherwise now; `changes/` says how.

        merged: How many of them became one with another: two places of one page.

        removed: Ids whose page today's code refuses.

        unmatched: Records whose raw record was not found.

        carried: How many of them were taken over as they stood.

        left: How many were places that could not be read, and are gone.

        added: Raw records that the old store had not met.

        articles: Articles now.

        duplicates: Duplicates now.

        rejects: Rejects now.

        pinned: What stays readable, and until when.
    """

    snapshot: int | None
    records: int
    renamed: int
    merged: int
    removed: int
    unmatched: int
    carried: int
    left: int
    added: int
    articles: int
    duplicates: int
    rejects: int
    pinned: str = ""


def upgrade(
    clean: Path, raw: Path, *, dry_run: bool = False, watch: Watch = watch_nothing, as_of: dt.date | None = None
) -> Upgraded | str:
    """
    Bring a store of the first form over.

    Args:
        clean: The clean folder.

        raw: The raw folder that it was made from, as far as it is still there.

        dry_run: Do everything in a temporary folder, count, and throw it away.

        watch: Hears how far it is.

        as_of: Day that counts as today; None is today in UTC.

    Returns:
        The counts; words where the store is of today's form already.

    Raises:
        StoreError: Nothing is published in `clean`, or by a later version, or the disk failed. Nothing was changed.

        NothingToRead: There is no page in `raw`, or none that can be read: is it mounted?
    """
    from flows.store import resolved_root
    from flows.store.catalogue import read_catalogue
    from flows.upgrade.first import check_first_form, is_first_form
    from transforms.schema import SCHEMA_VERSION

    old = resolved_root(clean)
    if not is_first_form(old):
        read_catalogue(old)
        if not dry_run:
            sweep_after_kill(clean)
        return f"{clean} is of today's form already (schema {SCHEMA_VERSION}, snapshot {int(old.name)}): nothing to do."
    check_first_form(old)
    today = as_of or dt.datetime.now(tz=dt.UTC).date()
    if dry_run:
        with tempfile.TemporaryDirectory(prefix="saring-upgrade-") as folder:
            return build(old, raw, Path(folder), int(old.name) + 1, today, watch)[0]
    return bring_over(clean, old, raw, today, watch)


def bring_over(clean: Path, old: Path, raw: Path, today: dt.date, watch: Watch) -> Upgraded:
    """Build the new snapshot inside the store's staging folder, and swap it in."""
    from flows.store import StoreError, begin_staging, check_target, lock, resolved_root
    from flows.store.feeds import write_feeds
    from flows.store.pins import pin
    from flows.store.publishing import adopt
    from flows.store.snapshot import claim_number, sweep_leftovers

    check_target(clean)
    with lock(clean), begin_staging(clean) as staging:
        if resolved_root(clean) != old:
            raise StoreError(f"{clean}: another run has published here meanwhile; run again")
        sweep_leftovers(clean)
        number = claim_number(clean)
        done, snapshot, feed = build(old, raw, staging, number, today, watch)
        until = today + dt.timedelta(days=RETENTION.pinned_days)
        watch(say="publishing")
        pin(clean, int(old.name), until, WHY)
        write_feeds(clean, {feed.name: feed.root})
        adopt(clean, snapshot, number)
    return dataclasses.replace(done, snapshot=number, pinned=f"snapshot {int(old.name)} until {until}")


def sweep_after_kill(clean: Path) -> None:
    """Clear away what an upgrade left that was killed once it had published; while a run goes on, that run's stays."""
    from flows.store import begin_staging, lock
    from flows.store.errors import LockHeldError
    from flows.store.snapshot import sweep_leftovers
    from flows.store.staging import staging_folder

    if staging_folder(clean).is_dir():
        with suppress(LockHeldError), lock(clean), begin_staging(clean):
            sweep_leftovers(clean)


def build(old: Path, raw: Path, work: Path, number: int, today: dt.date, watch: Watch) -> tuple[Upgraded, Path, Feed]:
    """
    Make the new snapshot in a store of its own.

    Args:
        old: The snapshot of the first form.

        raw: The raw folder.

        work: An empty folder; everything happens in it.

        number: What the new snapshot is called.

        today: Day on which records come in that the old store had not met.

        watch: Hears how far it is.

    Returns:
        The counts, the new snapshot's folder, and the feed that the store will know.
    """
    from flows.corpus.database import connect
    from flows.store import resolved_root
    from flows.store.errors import disk_errors
    from flows.upgrade.carrying import stage_carried
    from flows.upgrade.fates import find_fates, write_arrivals
    from flows.upgrade.finishing import find_renamed, finish
    from flows.upgrade.first import open_first

    with disk_errors(work), connect(work / "spill") as con:
        open_first(con, old)
        run = begin_run(raw, work, today)
        watch(say="reading")
        clean_all(run, con, work, old.stat().st_mtime_ns, watch)
        watch(say="matching")
        counts = find_fates(con, run.staging, work / "names")
        stage_carried(con, run.staging)
        write_arrivals(con, work / "arrivals.parquet")
        watch(say="clustering")
        summary = publish_apart(run, work, number)
        snapshot = resolved_root(run.order.clean)
        counts |= find_renamed(con, snapshot)
        finish(con, old, snapshot, counts)
    told: dict[str, Any] = counts | {name: summary.corpus[name] for name in ("articles", "duplicates", "rejects")}
    return Upgraded(snapshot=None, **told), snapshot, run.feed


def begin_run(raw: Path, work: Path, today: dt.date) -> Run:
    """Return a run that reads all of a raw folder into a store of its own."""
    from flows.corpus.plan import what_makes_rows
    from flows.engine import Run, no_known
    from flows.order import order_of
    from flows.read import Plan, discover_feed, resolve_feed
    from flows.sieve import Sieve

    order = order_of(raw, work / "store", as_of=today)
    feed = resolve_feed(order.raw, None, {})
    found = discover_feed(feed)
    staging = work / "staged"
    for folder in (staging, work / "names"):
        folder.mkdir()
    made_by, stamp = what_makes_rows(None, model=True)
    sieve = Sieve(today, no_known(), again=True, staging=staging, old_files={}, old_records={})
    started = dt.datetime.now(tz=dt.UTC)
    every = Plan(found.files, (), ())
    return Run(order, feed, found, every, staging, sieve, made_by, stamp, 0, started)


def clean_all(run: Run, con: duckdb.DuckDBPyConnection, work: Path, published_ns: int, watch: Watch) -> None:
    """Read and clean every raw record, and stage what the first form, published at a moment, called it."""
    from flows.engine import clean_shards, tell_done, tell_found
    from flows.progress import follow
    from flows.read import spool
    from flows.upgrade.reading import Reader, read_days
    from flows.workers import close_pools

    changed = frozenset(file.source for file in run.found.files if file.state.mtime_ns > published_ns)
    reader = Reader(run.sieve, read_days(con, "raw_sha256"), read_days(con, "id"), changed, work / "names")
    shards = spool(
        run.reading.to_read,
        work / "shards",
        seen_day_of=reader.seen_day_of,
        note_file=run.sieve.note_file,
        rejects=run.found.rejects,
    )
    some = (shard for shard in shards if shard.n_records)
    try:
        with follow(run.staging, watch) as follower:
            for outcome in clean_shards(run, tell_found(some, watch)):
                tell_done(follower, outcome)
    finally:
        close_pools(run.order.workers)
    reader.flush()
    run.sieve.flush()
    if not run.sieve.counts.files_read:
        raise NothingToRead(f"{run.feed.raw}: none of {run.sieve.counts.files} files could be read. Is it mounted?")


def publish_apart(run: Run, work: Path, number: int) -> RunSummary:
    """
    Publish what was staged into the run's own store, as the snapshot of a number.

    No guard asks: nothing stands in that store yet, and what stands in the old one is carried over.
    """
    from flows.corpus import RunPlan, publish_run
    from flows.corpus.guards import EVERYTHING
    from flows.store.layout import home

    store = run.order.clean
    home(store).mkdir(parents=True)
    (home(store) / "last-number").write_text(f"{number - 1}\n", encoding="ascii")
    counts = run.sieve.counts
    plan = RunPlan(
        run.order.as_of,
        run.stamp,
        run.made_by,
        run.started_at,
        redelivered=counts.redelivered,
        waiting=counts.waiting,
        accepted={EVERYTHING: WHY},
        arrivals=work / "arrivals.parquet",
    )
    return publish_run(store, run.staging, plan)
