"""Planting faults into a store: files are written anew, so that links to older snapshots keep what they held."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import staged

from flows.store import layout
from flows.store.catalogue import DataFile, read_catalogue, write_catalogue
from flows.store.parquet import dataset_schema, open_writer
from flows.store.tiers import read_tier

Row = dict[str, Any]
LATER = staged.DAY + dt.timedelta(150)
"""When late rows come in."""

Change = Callable[[list[Row]], list[Row]]


def root_of(clean: Path) -> Path:
    """Return the published snapshot."""
    root = layout.current_snapshot(clean)
    assert root is not None
    return root


def files_of(clean: Path, dataset: str) -> list[Path]:
    """Return the files of a dataset that hold rows, the largest first."""
    files = [file for file in read_catalogue(root_of(clean))[dataset] if file.rows]
    return [root_of(clean) / dataset / file.name for file in sorted(files, key=lambda file: (-file.rows, file.name))]


def a_file(clean: Path, dataset: str) -> Path:
    """Return the file of a dataset that holds most rows."""
    return files_of(clean, dataset)[0]


def rows_of(clean: Path, dataset: str) -> list[Row]:
    """Return the rows of a published dataset."""
    read = read_tier if dataset in layout.TIERED else pq.read_table
    return [row for file in files_of(clean, dataset) for row in read(file).to_pylist()]


def write_rows(clean: Path, dataset: str, change: Change) -> None:
    """Change the rows of a dataset's largest file, and let the catalogue tell of it as a run would."""
    write_file(clean, dataset, a_file(clean, dataset), change)


def write_all(clean: Path, dataset: str, change: Change) -> None:
    """Change the rows of every file of a dataset."""
    for file in files_of(clean, dataset):
        write_file(clean, dataset, file, change)


def write_file(clean: Path, dataset: str, path: Path, change: Change, *, group: int | None = None) -> None:
    """Change the rows of one file."""
    with pq.ParquetFile(path) as old:
        schema, rows = old.schema_arrow, old.read().to_pylist()
    rows = change(rows)
    path.unlink()
    if dataset in layout.PUBLIC:
        sink, writer = open_writer(path, dataset)
        table = pa.Table.from_pylist(rows, schema=dataset_schema(dataset))
        writer.write_table(table, row_group_size=group or max(len(rows), 1))
        writer.close()
        sink.close()
    else:
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    note_file(clean, dataset, path, len(rows))


def note_file(clean: Path, dataset: str, path: Path, rows: int, **facts: Any) -> None:
    """Let the catalogue say what a file holds now."""
    root = root_of(clean)
    catalogue: dict[str, list[DataFile]] = {name: list(files) for name, files in read_catalogue(root).items()}
    name = path.relative_to(root / dataset).as_posix()
    old = next(file for file in catalogue[dataset] if file.name == name)
    told = {"month": old.month, "first": old.first, "last": old.last, "late": old.late} | facts
    new = DataFile(name, rows, path.stat().st_size, **told)
    catalogue[dataset] = [new if file.name == name else file for file in catalogue[dataset]]
    write_catalogue(root, catalogue)


def edit_catalogue(clean: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Change what the catalogue says, as JSON."""
    path = root_of(clean) / "catalogue.json"
    said = json.loads(path.read_text())
    edit(said)
    path.write_text(json.dumps(said))


def replace_with_copy(path: Path) -> None:
    """Put a copy in the place of a hard link."""
    copy = path.with_name(f"{path.name}.copy")
    shutil.copy2(path, copy)
    copy.replace(path)


def make_old(path: Path) -> None:
    """Give a file or folder a time of change of long ago."""
    os.utime(path, (1_000_000_000, 1_000_000_000))


def with_value(name: str, value: Any, where: Callable[[Row], bool] = bool) -> Change:
    """Return the change that sets a column of the first row for which something is true."""

    def change(rows: list[Row]) -> list[Row]:
        at = next((n for n, row in enumerate(rows) if where(row)), None)
        return rows if at is None else [row | {name: value} if n == at else row for n, row in enumerate(rows)]

    return change


def without_first(where: Callable[[Row], bool] = bool) -> Change:
    """Return the change that drops the first row for which something is true."""

    def change(rows: list[Row]) -> list[Row]:
        at = next((n for n, row in enumerate(rows) if where(row)), None)
        return [row for n, row in enumerate(rows) if n != at]

    return change


def twice(rows: list[Row]) -> list[Row]:
    """Return rows of which the first stands twice."""
    return [rows[0], *rows]


def with_late_rows(clean):
    """Publish a month, and months later two rows more for it, which lie in a late file of a tenth at most."""
    first = [
        staged.row(
            f"s{n}", f"Air sungai {n} naik.", published_date=staged.DAY - dt.timedelta(n % 20), outlet=f"o{n % 3}"
        )
        for n in range(40)
    ]
    staged.publish(clean, first, [staged.removal(first[3]), staged.removal(first[4], "Baca juga")])
    late = [
        staged.row(f"late{n}", f"Kereta {n} berjalan.", published_date=staged.DAY - dt.timedelta(n)) for n in range(2)
    ]
    staged.publish(clean, late, [staged.removal(late[0])], as_of=LATER)


def make_untidy(clean):
    """Say of base files of past months that they are late: as if most of a month's rows had left it since."""
    edit_catalogue(
        clean, lambda said: [file.update(late=True) for file in said["datasets"]["articles"] if file["rows"]]
    )


def late_store(clean):
    """Make a store with late rows in a month, of whose files more are late than should be."""
    with_late_rows(clean)
    make_untidy(clean)
