"""
DuckDB as the corpus uses it: bounded memory, spills beside the staged rows.

SQL is put together from our own column names and quoted paths; values from data are bound.
"""
# ruff: noqa: S608

from __future__ import annotations

import itertools
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from flows.store import DataFile, StoreError, files, scan
from flows.store.layout import current_snapshot
from flows.store.quoting import quote, quoted_list
from transforms.schema import (
    DATASETS,
    INDEX,
    SIGHTINGS,
    STAGED_FILES,
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    Columns,
    arrow_schema,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import duckdb

MEMORY_LIMIT = "512MB"
"""Of the gigabyte that a process may use; Arrow, numpy and Python share the rest."""

ROWS_BEFORE_FLUSH = 1_000
"""
Rows that each thread holds back for each bucket: with 5,000, a million rows in 36 buckets were 860 MB; DuckDB's own
half million would be gigabytes of news.
"""

STAGED = {
    "rows": STAGED_ROWS,
    "removals": STAGED_REMOVALS,
    "rejects": STAGED_REJECTS,
    "files": STAGED_FILES,
    "sightings": SIGHTINGS,
}
HELD = ("rows", "removals", "rejects")
"""What of an outlet that is held back waits in the store."""

GONE = "gone"
"""Outcome of an index row that only says that the record is no more."""

UNDONE = "undone"
RELEASED = "released"
"""Stages of an index row of outcome `held`: its run was rolled back, and it may come in again."""


def connect(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that spills into a folder where one is named."""
    import duckdb

    con = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "threads": 2, "preserve_insertion_order": False})
    con.execute("SET TimeZone = 'UTC'")
    con.execute(f"SET partitioned_write_flush_threshold = {ROWS_BEFORE_FLUSH}")
    if spill is not None:
        con.execute(f"SET temp_directory = {quote(str(spill))}")
    return con


@contextmanager
def question() -> Iterator[duckdb.DuckDBPyConnection]:
    """
    Yield a database in memory for a few small questions to a store: its own, as far as its views and tables go.

    All of a process share an instance, which to start takes 10 ms of CPU: more than the questions, and a run asks some.
    """
    name = f"question_{next(NUMBERS)}"
    with instance().cursor() as con:
        con.execute(f"SET TimeZone = 'UTC'; ATTACH ':memory:' AS {name}; USE {name}")
        try:
            yield con
        finally:
            con.execute(f"USE memory; DETACH {name}")


NUMBERS = itertools.count()


@cache
def instance() -> duckdb.DuckDBPyConnection:
    """Return the database that questions are asked of."""
    return connect()


def names_of(wanted: Columns) -> list[str]:
    """Return the names of columns."""
    return [name for name, _ in wanted]


def read_list(paths: Iterable[Path], *, aged: bool = False) -> str:
    """Return the table function that reads these files; `aged` ones may lack columns that came later."""
    by_name = "true" if aged else "false"
    return f"read_parquet([{quoted_list(paths)}], hive_partitioning = false, union_by_name = {by_name})"


def open_staging(con: duckdb.DuckDBPyConnection, staging: Path, clean: Path) -> None:
    """
    Make the views `staged_rows`, `staged_removals`, … of what workers wrote, and `held_rows`, … of what waits.

    Raises:
        StoreError: A staged file has another schema, or cannot be read.
    """
    for name, wanted in STAGED.items():
        paths = sorted(staging.glob(f"{name}-*.parquet"))
        for path in paths:
            check_staged(path, wanted)
        if paths:
            con.execute(f"CREATE VIEW staged_{name} AS FROM {read_list(paths)}")
        else:
            con.register(f"staged_{name}", arrow_schema(wanted).empty_table())
    for name in HELD:
        make_view(con, f"held_{name}", clean, f"held_{name}")


def check_staged(path: Path, wanted: Columns) -> None:
    """Refuse a staged file with other columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(f"{path}: this staged file cannot be read ({error}); run again") from error
    if not schema.equals(arrow_schema(wanted)):
        raise StoreError(f"{path}: its columns are not the staged ones: {schema.names}; please report this")


def make_view(con: duckdb.DuckDBPyConnection, name: str, clean: Path, dataset: str) -> None:
    """Make a view of a published dataset of the store's own, which may have no rows."""
    root = current_snapshot(clean)
    some = [file for file in files(clean, dataset) if file.rows]
    if root and some:
        con.execute(f"CREATE VIEW {name} AS FROM {scan(root, dataset, some)}")
    else:
        con.register(name, arrow_schema(DATASETS[dataset]).empty_table())


def open_merged(con: duckdb.DuckDBPyConnection, name: str, clean: Path, dataset: str, key: str, alive: str) -> None:
    """Make the view of a published dataset whose newer files overrule the older ones; see `open_merged_of`."""
    some = tuple(file for file in files(clean, dataset) if file.rows)
    open_merged_of(con, name, current_snapshot(clean), some, dataset, key, alive)


def open_merged_of(
    con: duckdb.DuckDBPyConnection,
    name: str,
    root: Path | None,
    some: tuple[DataFile, ...],
    dataset: str,
    key: str,
    alive: str,
) -> None:
    """
    Make the view of a snapshot's dataset whose newer files overrule the older ones.

    Args:
        con: The database.

        name: The view's.

        root: The snapshot; None where nothing is published.

        some: The dataset's files that hold rows.

        dataset: `index`, `files` or `sketches`.

        key: What names a row.

        alive: Condition of a row that is not only the note that it is gone.
    """
    base, newer = ([file for file in some if file.late is late] for late in (False, True))
    empty = f"{name}_empty"
    con.register(empty, arrow_schema(DATASETS[dataset]).empty_table())
    cast = ", ".join(
        f'"{column}"::UUID AS "{column}"' if kind == "uuid" else f'"{column}"' for column, kind in DATASETS[dataset]
    )
    sources = [f"SELECT {cast} FROM {empty}"]
    wanted = ", ".join(f'"{column}"' for column in names_of(DATASETS[dataset]))
    if root and newer:
        read = scan(root, dataset, newer).replace(", hive_partitioning", ", filename = true, hive_partitioning")
        con.execute(f"""
            CREATE TABLE {name}_newer AS SELECT {wanted} FROM {read}
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY filename DESC) = 1
        """)
        sources.append(f"SELECT {wanted} FROM {name}_newer")
    if root and base:
        overruled = f"WHERE {key} NOT IN (SELECT {key} FROM {name}_newer)" if newer else ""
        sources.append(f"SELECT {wanted} FROM {scan(root, dataset, base)} {overruled}")
    con.execute(f"CREATE VIEW {name} AS FROM ({' UNION ALL '.join(sources)}) WHERE {alive}")


def open_index(con: duckdb.DuckDBPyConnection, clean: Path, name: str = "old_index") -> None:
    """Make the view `old_index`: one row for each record that the store knows."""
    open_merged(con, name, clean, "index", "record_id", f"outcome <> '{GONE}'")


def open_files(con: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """Make the view `old_files`: one row for each raw file as it was last read."""
    open_merged(con, "old_files", clean, "files", "path", "n_records >= 0")


def hex_of(column: str) -> str:
    """Return the SQL of a 128-bit key as 32 hex digits."""
    return f"replace({column}::VARCHAR, '-', '')"


SHOWN_KEYS = frozenset("record_id page_key id cluster_id matched_id".split())
"""Keys of the index that datasets show or Python compares; the others stay numbers of 128 bits."""

INDEX_IN_HEX = ", ".join(f"{hex_of(name)} AS {name}" if name in SHOWN_KEYS else f'"{name}"' for name, _ in INDEX)
"""The index's columns with keys as text, for the few rows that a run looks at."""


def first(con: duckdb.DuckDBPyConnection, sql: str, parameters: object = None) -> Any:  # noqa: ANN401 - SQL's
    """Return the first value of an answer, None where there is none. Fetches all: an open answer blocks the next."""
    rows = con.execute(sql, parameters).fetchall()
    return rows[0][0] if rows else None


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table has."""
    return int(first(con, f"SELECT count(*) FROM {table}"))


def tally(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, int]:
    """Return the answer of a query for names and numbers."""
    return {str(name): int(number) for name, number in con.execute(sql).fetchall()}


def insert_rows(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]], wanted: Columns) -> None:
    """Add rows to a table, or make it of them."""
    import pyarrow as pa

    con.register("more_rows", pa.Table.from_pylist(rows, schema=arrow_schema(wanted)))
    con.execute(f"INSERT INTO {table} FROM more_rows")
    con.unregister("more_rows")
