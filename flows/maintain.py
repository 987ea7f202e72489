"""
`saring maintain`: what a store wants now and then, while no row changes but those of pages that hold a new passage.

Late files are folded into their months, small base files of past months and old files of histories are joined, what
killed runs left is swept, and snapshots that nobody keeps go.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flows.retention import Retention
from flows.store.layout import RUN_BY_RUN

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from flows.corpus.plan import RunPlan
    from flows.store import DataFile, Draft

MOST_SMALL = 3
"""Base files of a past month, for each one that would do, from which they are joined: readers open them all."""

MOST_HISTORY = 8
"""Files of a history from which they are joined: each run adds one."""

BY_OUTLET = "date, outlet NULLS FIRST, published_at NULLS FIRST, id, record_id"
BY_PAGE = "date, id, record_id"
NARROW_ORDERS = {"articles": BY_OUTLET, "duplicates": BY_OUTLET, "removals": BY_PAGE, "rejects": BY_PAGE}
"""The order of records in each dataset; what a record has several rows of is sorted within its bucket."""


@dataclass(frozen=True, slots=True)
class MaintainOutcome:
    """
    What was done to a store.

    Attributes:
        snapshot: The snapshot that was published; None where no file was written anew.

        folded: Months of datasets whose files were written anew.

        joined: Files of histories that were joined into others.

        swept: Files and folders that killed runs had left.

        dropped: Numbers of the snapshots that were removed.

        released: Numbers of the snapshots whose pin had run out.

        freed: Bytes that came free on the disk.

        passages: Standing passages of houses that were learned; the pages that hold one are compared without it.

        unlearned: Passages that too few pages show any more; the pages that hold one are compared with it again.

        waiting: Why that is not applied; empty where it is.
    """

    snapshot: int | None = None
    folded: int = 0
    joined: int = 0
    swept: int = 0
    dropped: tuple[int, ...] = ()
    released: tuple[int, ...] = ()
    freed: int = 0
    passages: int = 0
    unlearned: int = 0
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """Files of one month of a dataset that become one run of base files."""

    dataset: str
    files: tuple[DataFile, ...]


def maintain(clean: Path, *, retention: Retention | None = None, as_of: dt.date | None = None) -> MaintainOutcome:
    """
    Fold, join, sweep and prune; publish a snapshot without a changed row where a file is to be written anew.

    Where a house has set a passage under many pages since, these are compared anew without it, in a snapshot behind.
    Run again at once it does nothing. Runs that begin meanwhile meet the lock.

    Args:
        clean: The clean folder.

        retention: How long old snapshots and changes stay; None is as the store was told last.

        as_of: Day that counts as today; None is today in UTC.

    Raises:
        StoreError: Nothing is published yet, another run is writing, or the disk failed.
    """
    from flows.forget import finish
    from flows.store import check_target, lock, resolved_root
    from flows.store.errors import disk_errors
    from flows.store.publishing import prune
    from flows.store.retaining import read_retention
    from flows.store.usage import used_bytes

    resolved_root(clean)
    check_target(clean)
    started = dt.datetime.now(tz=dt.UTC)
    day = as_of or started.date()
    with lock(clean), disk_errors(clean):
        before = used_bytes(clean)
        swept, released = sweep(clean), release_pins(clean, day)
        finish(clean, as_of=day)  # what was to be forgotten when a kill came in between
        outcome = write_anew(clean, plan_of(clean, day, started, retention))
        outcome = with_passages(clean, outcome, retention, day)
        dropped = prune(clean, read_retention(clean, retention))
        freed = max(before - used_bytes(clean), 0)
    return replace(outcome, swept=swept, released=released, dropped=(*outcome.dropped, *dropped), freed=freed)


def with_passages(clean: Path, outcome: MaintainOutcome, retention: Retention | None, day: dt.date) -> MaintainOutcome:
    """Learn which passages of houses stand; where that would move more pages than a guard allows, say so."""
    from flows.corpus.relearn import relearn
    from flows.store.errors import RefusedError

    try:
        done = relearn(clean, retention=retention, as_of=day)
    except RefusedError as error:
        return replace(outcome, waiting=f"{error} `saring index --passages {clean}` asks again.")
    number = outcome.snapshot if done.snapshot is None else done.snapshot
    learned, unlearned = sum(done.passages.values()), sum(done.unlearned.values())
    return replace(outcome, snapshot=number, passages=learned, unlearned=unlearned)


def plan_of(clean: Path, day: dt.date, started: dt.datetime, retention: Retention | None) -> RunPlan:
    """Return what the manifest says of the run."""
    from flows.corpus.plan import RunPlan, what_makes_rows
    from flows.store.without import read_model

    made_by, stamp = what_makes_rows(None, model=read_model(clean))
    return RunPlan(day, stamp, made_by, started, retention=retention)


def sweep(clean: Path) -> int:
    """Remove what killed runs left, but for what the next run goes on with; return how much."""
    from flows.store.snapshot import leftovers, sweep_leftovers
    from flows.store.staging import staging_folder, sweep_staging

    found = len(leftovers(clean))
    sweep_leftovers(clean)
    staged = len(list(staging_folder(clean).glob("*")))
    sweep_staging(clean)
    return found + staged - len(list(staging_folder(clean).glob("*")))


def release_pins(clean: Path, day: dt.date) -> tuple[int, ...]:
    """Take out the pins that have run out; return their snapshots."""
    from flows.store.pins import read_pins, write_pins

    pins = read_pins(clean)
    over = tuple(sorted(number for number, (until, _) in pins.items() if until < day))
    if over:
        write_pins(clean, {number: pin for number, pin in pins.items() if number not in over})
    return over


def write_anew(clean: Path, plan: RunPlan) -> MaintainOutcome:
    """Fold months and join histories into a new snapshot, where any of it is wanted."""
    from flows.corpus.run import draft_of
    from flows.store import is_outdated

    folds, joins = find_folds(clean, plan.as_of), find_joins(clean)
    if not (folds or joins or is_outdated(clean)):
        return MaintainOutcome()
    with draft_of(clean) as draft:
        with TemporaryDirectory(dir=draft.folder.parent, prefix="spill-") as spill:
            fold_months(draft, folds, Path(spill))
        number = publish(draft, joins, plan)
    return MaintainOutcome(number, len(folds), sum(len(files) for files in joins.values()))


def find_folds(clean: Path, day: dt.date) -> list[Fold]:
    """Return the months whose files are to be written anew, dataset by dataset."""
    from flows.store import files
    from flows.store.layout import DATED

    folds = []
    for dataset in sorted(DATED):
        months: dict[str, list[DataFile]] = defaultdict(list)
        for file in files(clean, dataset):
            if file.rows:
                months[file.month].append(file)
        folds += [Fold(dataset, tuple(some)) for month, some in sorted(months.items()) if is_untidy(month, some, day)]
    return folds


def is_untidy(month: str, some: Sequence[DataFile], day: dt.date) -> bool:
    """Return whether a month has late files worth folding, or far more base files than it needs."""
    from flows.corpus.jobs import MOST_LATE, is_live
    from flows.store.writing import MOST_BYTES

    late = [file for file in some if file.late]
    if len(late) > 1 or sum(file.rows for file in late) > MOST_LATE * sum(file.rows for file in some):
        return True
    base = [file for file in some if not file.late]
    needed = -(-sum(file.bytes for file in base) // MOST_BYTES)
    return not is_live(month, day) and len(base) > MOST_SMALL * needed


def find_joins(clean: Path) -> dict[str, list[DataFile]]:
    """Return the files of each history that has many."""
    from flows.store import files

    there = {name: sorted((file for file in files(clean, name) if file.rows), key=name_of) for name in RUN_BY_RUN}
    return {name: some for name, some in there.items() if len(some) > MOST_HISTORY}


def name_of(file: DataFile) -> str:
    """Return what sorts the files of a history by their runs."""
    return file.name


def fold_months(draft: Draft, folds: Sequence[Fold], spill: Path) -> None:
    """Write the rows of each month into new base files, each row as it stands."""
    from flows.corpus.database import connect
    from flows.store import replace as replace_files

    with connect(spill / "duckdb") as con:
        for fold in folds:
            replace_files(draft, fold.dataset, fold.files, rows_in_order(con, draft, fold, spill / "rows"))


def rows_in_order(con: duckdb.DuckDBPyConnection, draft: Draft, fold: Fold, spill: Path) -> Iterator[pa.Table]:
    """Yield a month's rows in the dataset's order, at once or, where they are too many, a bucket at a time."""
    from flows.corpus.buckets import CAPACITY, read_bucket, scatter
    from flows.corpus.database import names_of
    from flows.corpus.write import ORDERS, UNPACKED
    from flows.store import scan
    from transforms.schema import DATASETS

    assert draft.base is not None  # noqa: S101 - what is folded was published
    names, order = names_of(DATASETS[fold.dataset]), ORDERS[fold.dataset]
    read = scan(draft.base, fold.dataset, fold.files)
    wanted = ", ".join(f'"{name}"' for name in names)
    if UNPACKED * sum(file.bytes for file in fold.files) <= CAPACITY:
        yield con.sql(f"SELECT {wanted} FROM {read} ORDER BY {order}").to_arrow_table()
        return
    place_records(con, fold, read)
    for bucket in scatter(con, f"SELECT r.*, s.bucket FROM {read} r JOIN spots s USING (record_id)", spill):
        yield read_bucket(con, bucket, names, order)


def place_records(con: duckdb.DuckDBPyConnection, fold: Fold, read: str) -> None:
    """Make the table `spots`: the bucket of each record, buckets in the dataset's order and of even sizes."""
    from flows.corpus.buckets import CAPACITY
    from flows.corpus.write import UNPACKED

    rows = sum(file.rows for file in fold.files)
    weight = max(UNPACKED * sum(file.bytes for file in fold.files) // max(rows, 1), 1)
    order = NARROW_ORDERS[fold.dataset]
    con.execute(f"""
        CREATE OR REPLACE TABLE spots AS
        SELECT record_id, min(bucket) AS bucket FROM (
            SELECT record_id, (sum({weight}) OVER (ORDER BY {order}) // {CAPACITY})::BIGINT AS bucket
            FROM {read}
        ) GROUP BY record_id
    """)


def publish(draft: Draft, joins: Mapping[str, Sequence[DataFile]], plan: RunPlan) -> int:
    """Join histories, write the manifest, and publish."""
    from flows.corpus.database import connect
    from flows.corpus.own import add_manifest, join_history
    from flows.store import commit, keep

    facts = {"folded": sum(len(names) for names in draft.gone.values()), "joined": sum(map(len, joins.values()))}
    with connect() as con:
        for dataset, some in joins.items():
            join_history(con, draft, dataset, some)
        add_manifest(con, draft, plan, {}, {"maintain": facts})
        keep(draft)
        rows = {
            dataset: sum(file.rows for file in files)
            for dataset, files in draft.published.items()
            if dataset not in RUN_BY_RUN
        }
        commit(draft, expected_rows=rows, retention=plan.retention)
    return draft.number
