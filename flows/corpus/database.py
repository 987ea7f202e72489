"""
DuckDB as the corpus uses it: bounded memory, spills beside the staged rows.

SQL is put together from our own column names and quoted paths; values from data are bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.store import StoreError, dataset_files
from flows.store.layout import partition_files
from transforms.schema import INDEX, STAGED_REJECTS, STAGED_REMOVALS, STAGED_ROWS, Columns, arrow_schema, columns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

MEMORY_LIMIT = "512MB"
"""Of the gigabyte that a process may use; Arrow, numpy and Python share the rest."""

ROWS_BEFORE_FLUSH = 5_000
"""Rows a bucket's writer holds back; DuckDB's own half million would be gigabytes of news."""

STAGED = {"rows": STAGED_ROWS, "removals": STAGED_REMOVALS, "rejects": STAGED_REJECTS}


def connect(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that spills into a folder where one is named."""
    import duckdb

    con = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "threads": 2, "preserve_insertion_order": False})
    con.execute("SET TimeZone = 'UTC'")
    con.execute(f"SET partitioned_write_flush_threshold = {ROWS_BEFORE_FLUSH}")
    if spill is not None:
        con.execute(f"SET temp_directory = {quote(str(spill))}")
    return con


def quote(text: str) -> str:
    """Return a string as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def read_list(files: Iterable[Path], *, dated: bool = False) -> str:
    """Return the table function that reads these files; `dated` adds the day of their partition as `date`."""
    names = ", ".join(quote(str(file)) for file in files)
    options = ", hive_partitioning = true, hive_types = {'date': DATE}" if dated else ", hive_partitioning = false"
    return f"read_parquet([{names}]{options})"


def make_view(con: duckdb.DuckDBPyConnection, name: str, files: list[Path], wanted: Columns) -> None:
    """Make a view of files that may be none; a `date` among the columns is the partition's day."""
    dated = "date" in dict(wanted)
    if files:
        con.execute(f"CREATE VIEW {name} AS FROM {read_list(files, dated=dated)}")
    else:
        con.register(name, arrow_schema(wanted).empty_table())


def open_staging(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """
    Make the views `staged_rows`, `staged_removals` and `staged_rejects`.

    Raises:
        StoreError: A staged file has another schema, or cannot be read.
    """
    for name, wanted in STAGED.items():
        files = sorted(staging.glob(f"{name}-*.parquet"))
        for file in files:
            check_staged(file, wanted)
        make_view(con, f"staged_{name}", files, wanted)


def check_staged(file: Path, wanted: Columns) -> None:
    """Refuse a staged file with other columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(file)
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(f"{file}: this staged file cannot be read ({error}); run again") from error
    if not schema.equals(arrow_schema(wanted)):
        raise StoreError(f"{file}: its columns are not the staged ones: {schema.names}; please report this")


def open_index(con: duckdb.DuckDBPyConnection, base: Path | None) -> None:
    """Make the view `old_index`, each row with the day of its partition."""
    make_view(con, "old_index", dataset_files(base, "index") if base else [], INDEX + columns("date date32"))


def touched_files(base: Path | None, dataset: str, days: Iterable[str]) -> list[Path]:
    """Return the published files of some days of a dataset."""
    return [file for day in days for file in partition_files(base, dataset, day)] if base else []
