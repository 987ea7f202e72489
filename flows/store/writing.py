"""
Rows in order of their days, into files of whole days.

A file takes whole days up to `MOST_BYTES`; a row group ends with a day and holds `ROWS_OF_ONE_GROUP` rows
at most, so that a reader of one day reads little else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.store.catalogue import DataFile
from flows.store.parquet import dataset_schema, open_writer

if TYPE_CHECKING:
    import pyarrow as pa

MOST_BYTES = 16_000_000
"""Of one file, about 30,000 articles."""

ROWS_OF_ONE_GROUP = {"removals": 10_000, "rejects": 10_000}
"""Rows of a ledger are short. One day of thirty cost 16.6 MB with groups of 30,000 articles, 1 MB with 1,000."""

USUAL_GROUP = 1_000
PACKED = 0.4
"""Bytes on the disk for each byte in memory, about: what waits for its row group counts as much."""


@dataclass(slots=True)
class Filler:
    """One dataset's files in the making: what is open, and what waits for its row group."""

    folder: Path
    dataset: str
    run_id: str
    fill: int
    late: bool
    number: int = 0
    writer: Any = None
    sink: Any = None
    name: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    rows: int = 0
    waiting: list[pa.Table] = field(default_factory=list)
    n_waiting: int = 0
    row_bytes: float = 0.0
    done: list[DataFile] = field(default_factory=list)


def write_files(
    folder: Path, dataset: str, run_id: str, tables: Iterable[pa.Table], *, fill: int, late: bool, number: int
) -> list[DataFile]:
    """
    Write rows that are sorted by their column `date`.

    Args:
        folder: The dataset's folder.

        dataset: Which dataset.

        run_id: The run, for the files' names.

        tables: The rows, in one order across all tables.

        fill: Bytes from which a file is closed at the end of a day, at most `MOST_BYTES`.

        late: The rows came in late for their month.

        number: Files that this run has written into the dataset before.
    """
    filler = Filler(folder, dataset, run_id, fill, late, number)
    for table in tables:
        content = table.cast(dataset_schema(dataset))
        filler.row_bytes = content.nbytes / max(content.num_rows, 1)  # of a slice it would be counted anew
        for day, start, stop in days_of(content):
            turn_to(filler, day)
            take(filler, content.slice(start, stop - start), day)
    close(filler)
    return filler.done


def days_of(table: pa.Table) -> Iterator[tuple[dt.date, int, int]]:
    """Yield (day, start, stop) of each run of equal days."""
    at = 0
    for day, same in groupby(table.column("date").to_pylist()):
        start, at = at, at + sum(1 for _ in same)
        yield day, start, at


def turn_to(filler: Filler, day: dt.date) -> None:
    """Close the file before a day that does not belong into it."""
    if filler.first is None or day == filler.last:
        return
    other_month = (day.year, day.month) != (filler.first.year, filler.first.month)
    if other_month or size_so_far(filler) >= filler.fill:
        close(filler)


def month_of(day: dt.date) -> str:
    """Return a day's month, as partitions write it."""
    return f"{day:%Y-%m}"


def size_so_far(filler: Filler) -> float:
    """Return about how many bytes a file has, with what waits for its row group."""
    written = filler.sink.tell() if filler.sink else 0
    return float(written + PACKED * filler.row_bytes * filler.n_waiting)


def take(filler: Filler, rows: pa.Table, day: dt.date) -> None:
    """Add a day's rows; a row group ends with a day, or is full."""
    most = ROWS_OF_ONE_GROUP.get(filler.dataset, USUAL_GROUP)
    if filler.n_waiting + rows.num_rows > most:
        flush(filler)
    for start in range(0, rows.num_rows, most):
        if size_so_far(filler) >= MOST_BYTES:
            close(filler)
        filler.first = filler.first or day
        filler.last = day
        piece = rows.slice(start, most)
        filler.waiting.append(piece)
        filler.n_waiting += piece.num_rows
        if filler.n_waiting >= most or start:
            flush(filler)


def flush(filler: Filler) -> None:
    """Write what waits as one row group."""
    import pyarrow as pa

    if not filler.n_waiting:
        return
    if filler.writer is None:
        assert filler.first is not None  # noqa: S101 - rows wait, so they have a day
        filler.number += 1
        kind = "late" if filler.late else "part"
        filler.name = f"month={month_of(filler.first)}/{kind}-{filler.run_id}-{filler.number:02d}.parquet"
        filler.sink, filler.writer = open_writer(filler.folder / filler.name, filler.dataset)
    table = pa.concat_tables(filler.waiting)
    filler.writer.write_table(table, row_group_size=table.num_rows)
    filler.rows += table.num_rows
    filler.waiting, filler.n_waiting = [], 0


def close(filler: Filler) -> None:
    """End the open file and note what it holds."""
    flush(filler)
    if filler.writer is None:
        return
    filler.writer.close()
    filler.sink.close()
    assert filler.first is not None  # noqa: S101 - a file holds rows, rows have days
    size = (filler.folder / filler.name).stat().st_size
    month = month_of(filler.first)
    filler.done.append(DataFile(filler.name, filler.rows, size, month, filler.first, filler.last, filler.late))
    filler.writer = filler.sink = filler.first = filler.last = None
    filler.rows = 0
