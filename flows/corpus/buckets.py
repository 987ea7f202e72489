"""
Sorting more rows than fit into memory: scatter them into buckets on disk, then take one at a time.

DuckDB's own sort of wide rows does not spill enough (900,000 news texts failed under 512 MB);
scattering them peaked at 590 MB, whole process.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from flows.corpus.database import read_list
from flows.store.errors import disk_errors
from flows.store.quoting import quote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb
    import pyarrow as pa

CAPACITY = 64_000_000
"""Characters of text, about, that one bucket takes: it is sorted in memory."""


def scatter(con: duckdb.DuckDBPyConnection, sql: str, folder: Path) -> list[Path]:
    """
    Write the rows of a query into one folder for each value of its column `bucket`.

    Returns:
        The buckets in the order of that column.
    """
    shutil.rmtree(folder, ignore_errors=True)
    options = "(FORMAT parquet, PARTITION_BY (bucket), COMPRESSION lz4, ROW_GROUP_SIZE 5000)"
    with disk_errors(folder):
        con.execute(f"COPY ({sql}) TO {quote(str(folder))} {options}")
    if not folder.is_dir():
        return []
    return sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: int(p.name.partition("=")[2]))


def read_bucket(con: duckdb.DuckDBPyConnection, bucket: Path, names: Sequence[str], order: str) -> pa.Table:
    """Return a bucket's rows in order, and remove the bucket."""
    files = sorted(bucket.glob("*.parquet"))
    wanted = ", ".join(f'"{name}"' for name in names)
    table: Any = con.sql(f"SELECT {wanted} FROM {read_list(files)} ORDER BY {order}").to_arrow_table()
    shutil.rmtree(bucket)
    return table
