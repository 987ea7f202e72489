"""Running Saring in this process on a raw and a clean folder, and reading what it published."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """
    What a night left.

    Attributes:
        code: The exit code.

        summary: The run's counts; empty where it failed.

        said: What a failure said.
    """

    code: int
    summary: Row
    said: str


def clean(
    raw: Path,
    clean: Path,
    day: dt.date,
    *,
    again: bool = False,
    rescan: bool = False,
    feed: str | None = None,
    arrivals: Path | None = None,
    knowledge: Path | None = None,
) -> Done:
    """Run one night as `saring clean` does, in this process: many nights cost no start-up."""
    from flows.engine import clean_folder
    from flows.errors import HELD_OUTLETS, SaringError
    from flows.order import order_of

    order = order_of(
        raw,
        clean,
        as_of=day,
        workers=1,
        again=again,
        rescan=rescan,
        feed=feed,
        arrivals=arrivals,
        knowledge=knowledge,
    )
    try:
        summary = dataclasses.asdict(clean_folder(order))
    except SaringError as error:
        return Done(error.exit_code, {}, str(error))
    return Done(HELD_OUTLETS if summary["held_outlets"] else 0, summary, "")


def files_of(clean: Path, dataset: str) -> list[Path]:
    """Return the files of a published dataset."""
    folder = clean / dataset
    return sorted(folder.resolve().rglob("*.parquet")) if folder.exists() else []


def rows_of(clean: Path, dataset: str) -> list[Row]:
    """Return the rows of a published dataset, in no order."""
    return [row for file in files_of(clean, dataset) for row in read_file(file)]


def read_file(file: Path) -> list[Row]:
    """Return the rows of one file, without what its folder says."""
    return pq.read_table(file, partitioning=None).to_pylist()


def by_id(clean: Path, dataset: str = "articles") -> dict[str, Row]:
    """Return a dataset's rows by their id."""
    return {row["id"]: row for row in rows_of(clean, dataset)}


def ids_by_title(clean: Path) -> dict[str, str]:
    """Return the id of each published story by its headline."""
    return {row["title"]: row["id"] for row in rows_of(clean, "articles")}


def ids_of(clean: Path) -> set[str]:
    """Return every id that stands in the articles or the duplicates."""
    return {row["id"] for dataset in ("articles", "duplicates") for row in rows_of(clean, dataset)}


def changes_of(clean: Path, run_id: str) -> list[Row]:
    """Return what one run changed."""
    return [row for row in rows_of(clean, "changes") if row["run_id"] == run_id]


def run_name(summary: Row) -> str:
    """Return the run's id as the datasets have it."""
    return f"{summary['snapshot']:06d}"


def stored(folder: Path, dataset: str) -> dict[str, tuple[int, int]]:
    """Return inode and time of change of each file of a dataset's published snapshot."""
    files = {
        file.relative_to((folder / dataset).resolve()).as_posix(): file.stat() for file in files_of(folder, dataset)
    }
    return {name: (status.st_ino, status.st_mtime_ns) for name, status in files.items()}


def snapshots(clean: Path) -> dict[str, tuple[int, int]]:
    """Return every file of every snapshot, with what changes when it is written."""
    return dict(_walk(clean / ".saring" / "snapshots"))


def _walk(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        yield path.relative_to(folder).as_posix(), (status.st_ino, status.st_mtime_ns)
