"""
What outlets brought night by night: a history outside the snapshots, a file for each month of nights.

A run writes its rows beside the history before it is published and hands them over after; whoever begins the next run
hands over what a killed run left. So the history holds the rows of published runs alone, and each once: a month's file
is replaced at once, and a run whose rows stand in it is passed over. Rows of a run that was rolled back stay, and count
no more: see `flows.corpus.undone`.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any

from flows.store.layout import current_number, history, snapshot_name
from flows.store.parquet import dataset_schema, write_table

if TYPE_CHECKING:
    from pathlib import Path

NIGHTS = "outlet_nights"
EMPTY = "part-empty.parquet"
"""Stands in the history from the start: a dataset always has at least one file."""


def pending_file(clean: Path, number: int) -> Path:
    """Return where the rows of a run wait until it is published."""
    return history(clean, NIGHTS).parent / f"pending-{snapshot_name(number)}.parquet"


def month_file(clean: Path, month: str) -> Path:
    """Return the file of a month of nights, such as `2026-11`."""
    return history(clean, NIGHTS) / f"part-{month}.parquet"


def make_history(clean: Path) -> None:
    """Make the history where there is none."""
    folder = history(clean, NIGHTS)
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / EMPTY).exists():
        write_table(folder, NIGHTS, EMPTY, dataset_schema(NIGHTS).empty_table())


def write_pending(clean: Path, number: int, table: Any) -> None:  # noqa: ANN401 - pyarrow has no types
    """Write a run's rows, to be handed over when it is published. All are of one night."""
    path = pending_file(clean, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_table(path.parent, NIGHTS, path.name, table)


def take_in_nights(clean: Path) -> None:
    """Hand over the rows of published runs; remove those of runs that never were. Hold the store's lock."""
    published = current_number(clean) or 0
    folder = history(clean, NIGHTS).parent
    if not folder.is_dir():
        return
    for pending in sorted(folder.glob("pending-*.parquet")):
        if int(pending.stem.removeprefix("pending-")) <= published:
            take_in(clean, pending)
        pending.unlink()


def take_in(clean: Path, pending: Path) -> None:
    """Put a run's rows into its month's file, unless they stand there."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = pq.read_table(pending)
    if not rows.num_rows:
        return
    make_history(clean)
    night: dt.date = rows.column("night")[0].as_py()
    target = month_file(clean, f"{night:%Y-%m}")
    if target.exists():
        before = in_todays_schema(pq.read_table(target))
        if rows.column("run_id")[0].as_py() in set(before.column("run_id").to_pylist()):
            return
        rows = pa.concat_tables([before, in_todays_schema(rows)])
    replace_file(target, rows)


def in_todays_schema(table: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a table of an older schema with the columns that it lacks, null."""
    from flows.store.renewal import completed

    return completed(table, NIGHTS)


def replace_file(target: Path, rows: Any) -> None:  # noqa: ANN401 - pyarrow has no types
    """Write a month's file; readers see the old one or the new one."""
    fresh = target.parent.parent / f"{target.name}.new"
    write_table(fresh.parent, NIGHTS, fresh.name, rows)
    handle = os.open(fresh, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    fresh.replace(target)


def nights_between(clean: Path, first: dt.date, last: dt.date) -> list[Path]:
    """Return the files that may hold nights between two days, these included."""
    folder = history(clean, NIGHTS)
    months = (f"part-{first:%Y-%m}.parquet", f"part-{last:%Y-%m}.parquet")
    some = folder.glob("part-*.parquet") if folder.is_dir() else ()
    return sorted(path for path in some if path.name != EMPTY and months[0] <= path.name <= months[1])
