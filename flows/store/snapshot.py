"""A draft of the next snapshot: its number, its folder, what it takes over from the last, what it writes."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flows.store import layout
from flows.store.abouts import ABOUT, PRECISION, with_about
from flows.store.catalogue import DataFile, is_older, read_catalogue, read_version
from flows.store.errors import StoreError, disk_errors
from flows.store.guessed import GUESSED, LEDGERS, with_guessed
from flows.store.nights import take_in_nights
from flows.store.parquet import write_table
from flows.store.pins import read_pins
from flows.store.probe import check_target, probe_file_system
from flows.store.quoting import quote, quoted_list
from flows.store.renewal import missing_columns, renew_file, with_later
from flows.store.retaining import read_retention
from flows.store.tiers import SUFFIX, write_tier
from flows.store.writing import MOST_BYTES, write_files

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A snapshot in the making.

    Attributes:
        clean: The clean folder.

        number: The snapshot's number, never given before and never again.

        folder: Where its datasets are written.

        base: The published snapshot that it follows; None for the first.

        published: The files of `base`.

        written: The files of this run, by dataset.

        gone: Names of the files of `base` that it does not take over, by dataset.
    """

    clean: Path
    number: int
    folder: Path
    base: Path | None
    published: Mapping[str, tuple[DataFile, ...]]
    written: dict[str, list[DataFile]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def run_id(self) -> str:
        """The number as rows and file names carry it."""
        return layout.snapshot_name(self.number)

    def kept(self, dataset: str) -> list[DataFile]:
        """Return the files that are taken over; the one that only says that a dataset is empty is not."""
        return [file for file in self.published.get(dataset, ()) if file.rows and file.name not in self.gone[dataset]]

    def files(self, dataset: str) -> list[DataFile]:
        """Return all files that the snapshot will hold."""
        return [*self.kept(dataset), *self.written[dataset]]


def files(clean: Path, dataset: str) -> tuple[DataFile, ...]:
    """Return the published files of a dataset; none before the first run."""
    snapshot = layout.current_snapshot(clean)
    return () if snapshot is None else read_catalogue(snapshot).get(dataset, ())


def begin(clean: Path) -> Draft:
    """
    Begin the next snapshot. Hold `lock` from before until it is published.

    Sweeps what killed runs left, and takes a number that no run had, killed ones included.

    Raises:
        StoreError: The folder is not fit for a store, not writable, or full.
    """
    check_target(clean)
    with disk_errors(clean):
        if layout.current_number(clean) is None:
            probe_file_system(clean)
        base = layout.current_snapshot(clean)
        published = read_catalogue(base) if base else {}
        read_pins(clean)  # broken ones are told before anything is published, not while old snapshots are pruned
        read_retention(clean)  # the same
        take_in_nights(clean)
        number = claim_number(clean)
        sweep_leftovers(clean)
        folder = layout.building(clean) / layout.snapshot_name(number)
        for dataset in layout.DATASETS:
            (folder / dataset).mkdir(parents=True)
        return Draft(clean, number, folder, base, published)


def replace(
    draft: Draft,
    dataset: str,
    gone: Iterable[DataFile],
    tables: Iterable[pa.Table],
    *,
    late: bool = False,
    fill: int = MOST_BYTES,
) -> None:
    """
    Write rows into new files of a dataset with months, in the place of some of the published ones.

    Args:
        draft: The snapshot in the making.

        dataset: One of `layout.DATED`.

        gone: Published files that are not taken over.

        tables: Rows, sorted by `date` across all tables.

        late: The rows came in late for their month.

        fill: Bytes from which a file is closed at the end of a day.
    """
    draft.gone[dataset].update(file.name for file in gone)
    number = len(draft.written[dataset])
    folder = draft.folder / dataset
    draft.written[dataset] += write_files(folder, dataset, draft.run_id, tables, fill=fill, late=late, number=number)


def replace_query(
    draft: Draft,
    dataset: str,
    gone: Iterable[DataFile],
    con: duckdb.DuckDBPyConnection,
    sql: str,
    *,
    late: bool = False,
) -> None:
    """Write the rows of a query into one new file of a dataset without months, in the place of some others."""
    draft.gone[dataset].update(file.name for file in gone)
    name = f"part-{draft.run_id}-{len(draft.written[dataset]) + 1:02d}.parquet"
    path = quote(str(draft.folder / dataset / name))
    copied = con.execute(f"COPY ({sql}) TO {path} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)")
    ((rows,),) = copied.fetchall()
    size = (draft.folder / dataset / name).stat().st_size
    draft.written[dataset].append(DataFile(name, int(rows), size, late=late))


def replace_table(draft: Draft, dataset: str, table: pa.Table) -> None:
    """Write rows into the one file of a dataset without months that readers see, in the place of what it held."""
    draft.gone[dataset].update(file.name for file in draft.published.get(dataset, ()))
    name = f"part-{draft.run_id}.parquet"
    draft.written[dataset].append(write_table(draft.folder / dataset, dataset, name, table))


def add_tier(draft: Draft, dataset: str, gone: Iterable[DataFile], batches: Iterable[pa.RecordBatch]) -> None:
    """Write the newest tier of a dataset, in the place of some others."""
    draft.gone[dataset].update(file.name for file in gone)
    name = f"part-{draft.run_id}{SUFFIX}"
    draft.written[dataset].append(write_tier(draft.folder / dataset, dataset, name, batches))


def keep(draft: Draft) -> int:
    """
    Take over every published file that was not replaced, as a hard link; write those of an older schema anew.

    Returns:
        How many files were written anew.
    """
    if draft.base is None:
        return 0
    if is_older(read_version(draft.base)):
        return renew(draft, draft.base)
    for dataset in layout.DATASETS:
        link_files(draft, draft.base, dataset)
    return 0


def link_files(draft: Draft, base: Path, dataset: str) -> None:
    """Take over the files of a dataset that were not replaced."""
    for file in draft.kept(dataset):
        target = draft.folder / dataset / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(base / dataset / file.name, target)


def renew(draft: Draft, base: Path) -> int:
    """
    Write every published file that was not replaced anew, with the columns that it lacks; return how many.

    Tiers are taken over: they hold numbers alone.
    """
    renewed = 0
    for dataset in layout.DATASETS:
        if dataset in layout.TIERED:
            link_files(draft, base, dataset)
            continue
        kept = draft.kept(dataset)
        draft.gone[dataset].update(file.name for file in kept)
        draft.written[dataset] += [
            renew_file(base, draft.folder, dataset, file, scan(base, dataset, [file])) for file in kept
        ]
        renewed += len(kept)
    return renewed


def is_outdated(clean: Path) -> bool:
    """Return whether the published files are of an older schema: the next run writes them anew."""
    snapshot = layout.current_snapshot(clean)
    return snapshot is not None and is_older(read_version(snapshot))


def scan(root: Path, dataset: str, some: Iterable[DataFile]) -> str:
    """Return the SQL that reads some files of a snapshot, with the columns that are younger than they."""
    chosen = list(some)
    quoted = quoted_list(root / dataset / file.name for file in chosen)
    read = f"read_parquet([{quoted}], hive_partitioning = false)"
    missing = missing_columns(root, dataset, chosen[0].name) if chosen else ()
    if GUESSED in missing:
        read = with_guessed(read, *ledger_of(root, dataset, chosen))
    if dataset == "index" and ABOUT in missing:
        read = with_about(read, days_of(root))
    return with_later(read, dataset, tuple(column for column in missing if column not in (GUESSED, ABOUT)))


def days_of(root: Path) -> list[Path]:
    """Return the files of a snapshot whose rows say how exactly their day is known."""
    there = read_catalogue(root)
    some = {name: [file.name for file in there[name] if file.rows] for name in ("articles", "duplicates")}
    return [
        root / name / file
        for name, named in some.items()
        if named and PRECISION not in missing_columns(root, name, named[0])
        for file in named
    ]


def ledger_of(root: Path, dataset: str, some: Iterable[DataFile]) -> tuple[str, str]:
    """Return the SQL that reads what was struck of the rows of some files, and the runs that made them."""
    there, months = read_catalogue(root), {file.month for file in some}
    ledger = LEDGERS[dataset]
    struck = [file for file in there[ledger] if file.rows and file.month in months] or there[ledger][:1]
    return scan(root, ledger, struck), scan(root, "runs", there["runs"])


def claim_number(clean: Path) -> int:
    """Return the next number, and write it down first: a run killed right after has used it up."""
    record = layout.home(clean) / "last-number"
    try:
        last = int(record.read_text(encoding="ascii")) if record.exists() else 0
    except ValueError as error:
        raise StoreError(f"{record}: not a number; write the highest number in {record.parent}/snapshots") from error
    number = max([last, *standing_numbers(clean)]) + 1
    fresh = record.with_name("last-number.new")
    with fresh.open("w", encoding="ascii") as file:
        file.write(f"{number}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(record)
    return number


def standing_numbers(clean: Path) -> list[int]:
    """Return the numbers of the snapshot folders there are, sorted."""
    folder = layout.snapshots(clean)
    return sorted(int(p.name) for p in folder.iterdir() if p.name.isdigit()) if folder.is_dir() else []


def leftovers(clean: Path) -> list[Path]:
    """Return what killed runs left: drafts, snapshots that were never pointed at, half-made links."""
    published = layout.current_number(clean) or 0
    ahead = [number for number in standing_numbers(clean) if number > published]
    return [
        *layout.building(clean).glob("*"),
        *(layout.snapshots(clean) / layout.snapshot_name(number) for number in ahead),
        *layout.home(clean).glob("probe-*"),
        *layout.home(clean).glob("*.new"),
        *clean.glob(".*.saring-new"),
    ]


def sweep_leftovers(clean: Path) -> None:
    """Remove what killed runs left."""
    for leftover in leftovers(clean):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    shutil.rmtree(layout.building(clean), ignore_errors=True)


def remove_snapshot(clean: Path, number: int) -> None:
    """
    Remove a snapshot: all of it at once from among the others, then from the disk.

    What a kill leaves of it lies among the drafts, where it is nobody's and is swept.
    """
    grave = layout.building(clean) / f"gone-{layout.snapshot_name(number)}"
    grave.parent.mkdir(exist_ok=True)
    (layout.snapshots(clean) / layout.snapshot_name(number)).rename(grave)
    shutil.rmtree(grave)
    with suppress(OSError):  # a draft is there too
        grave.parent.rmdir()


def discard(draft: Draft) -> None:
    """Remove a draft that will not be published; what cannot be removed now is swept by the next run."""
    shutil.rmtree(draft.folder, ignore_errors=True)
