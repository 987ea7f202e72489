"""
Files of an older schema: read with nulls for what they lack, written anew by the next run.

Columns are only ever added, so an old file is a new one whose later columns are null; the ledger said scores in
another way, see `flows.store.scores`, and what the model struck is counted from it, see `flows.store.guessed`.
Whatever a run does not replace of such a snapshot it writes anew in place of a link: the next snapshot has one schema
again.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flows.store.catalogue import DataFile, is_older, read_version
from flows.store.guessed import GUESSED, LEDGERS
from flows.store.layout import PUBLIC
from flows.store.parquet import dataset_schema, open_writer
from flows.store.quoting import quote
from flows.store.scores import with_scores
from transforms.schema import DATASETS, Columns, Dataset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SQL_TYPES = {
    "string": "VARCHAR",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "bool": "BOOLEAN",
    "float64": "DOUBLE",
    "date32": "DATE",
    "uuid": "UUID",
    "timestamp": "TIMESTAMPTZ",
    "list<string>": "VARCHAR[]",
}


@lru_cache(maxsize=256)
def missing_columns(root: Path, dataset: Dataset, example: str) -> Columns:
    """
    Return the columns that the files of a snapshot's dataset do not have yet; none in one of today's schema.

    A snapshot never changes, so that each is asked once.

    Args:
        root: The snapshot.

        dataset: Which dataset.

        example: One of its files, below the dataset's folder: all have one schema.
    """
    import pyarrow.parquet as pq

    if not is_older(read_version(root)):
        return ()
    there = set(pq.read_schema(root / dataset / example).names)
    return tuple((name, kind) for name, kind in DATASETS[dataset] if name not in there)


def with_later(read: str, dataset: Dataset, missing: Columns) -> str:
    """Return the SQL that reads files with the columns that they lack: null, but for scores that the ledger told."""
    if dataset == "removals" and ("score", "float64") in missing:
        return with_scores(read)
    if not missing:
        return read
    nulls = ", ".join(f'NULL::{SQL_TYPES[kind]} AS "{name}"' for name, kind in missing)
    return f"(SELECT *, {nulls} FROM {read})"  # noqa: S608 - our own names, a quoted path


def renew_file(base: Path, folder: Path, dataset: Dataset, file: DataFile, read: str) -> DataFile:
    """
    Write one file of an older schema anew, its rows and row groups as they were.

    Args:
        base: The snapshot that holds it.

        folder: The draft's folder.

        dataset: Its dataset.

        file: The file.

        read: SQL that reads it with the columns that it lacks.

    Returns:
        The new file, under the old name.
    """
    target = folder / dataset / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    if dataset in PUBLIC:
        counts = guessed_by_record(read) if dataset in LEDGERS else {}
        write_groups(base / dataset / file.name, target, dataset, counts)
    else:
        write_own(read, target, dataset)
    return dataclasses.replace(file, bytes=target.stat().st_size)


def guessed_by_record(read: str) -> dict[str, int | None]:
    """Return how much the model struck of each record of a file, by the SQL that reads it."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as con:
        return dict(con.execute(f'SELECT record_id, "{GUESSED[0]}" FROM {read}').fetchall())  # noqa: S608 - our own names


def write_groups(source: Path, target: Path, dataset: Dataset, counts: Mapping[str, int | None]) -> None:
    """Write a public file anew, a row group at a time: its groups end with days."""
    import pyarrow.parquet as pq

    sink, writer = open_writer(target, dataset)
    with pq.ParquetFile(source) as old:
        for number in range(old.num_row_groups):
            table = completed(with_counts(old.read_row_group(number), counts), dataset)
            writer.write_table(table, row_group_size=max(table.num_rows, 1))
    writer.close()
    sink.close()


def with_counts(table: Any, counts: Mapping[str, int | None]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a table of records with how much the model struck of each; as it is where nothing was counted."""
    import pyarrow as pa

    name, _ = GUESSED
    if not counts or name in table.column_names:
        return table
    return table.append_column(name, pa.array([counts[record] for record in table.column("record_id").to_pylist()]))


def completed(table: Any, dataset: Dataset) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a table of an older schema with all columns of today, in today's order."""
    import pyarrow as pa

    if dataset == "removals" and "score" not in table.column_names:
        table = scored(table)
    schema = dataset_schema(dataset)
    columns = [
        table.column(field.name).cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def scored(ledger: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a table of a ledger without scores with the scores that it told, its rows as they stand."""
    import duckdb

    with duckdb.connect(config={"threads": 1}) as con:
        con.register("ledger", ledger)
        return con.sql(f"FROM {with_scores('ledger')}").to_arrow_table()


def write_own(read: str, target: Path, dataset: Dataset) -> None:
    """Write a file of the store's own anew, as `replace_query` wrote it."""
    import duckdb

    out = quote(str(target))
    wanted = ", ".join(f'"{name}"' for name, _ in DATASETS[dataset])
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute(
            f"COPY (SELECT {wanted} FROM {read}) TO {out} "  # noqa: S608 - our own names
            "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)"
        )
