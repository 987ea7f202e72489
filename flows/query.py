"""SQL over the published datasets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import SaringError
from flows.store.quoting import quote
from flows.tables import print_table

if TYPE_CHECKING:
    import duckdb


def open_views(clean: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection in which each dataset of one snapshot is a view of its name."""
    import duckdb

    from flows.store import resolved_root
    from flows.store.layout import HISTORIES, PUBLIC, dataset_folder

    root = resolved_root(clean)
    connection = duckdb.connect()
    for name in (*PUBLIC, *HISTORIES):
        folder = dataset_folder(clean, root, name)
        if not folder.is_dir():
            continue  # a store of an older form, which had fewer
        files = quote(str(folder / "**" / "*.parquet"))
        connection.execute(f"CREATE VIEW {name} AS FROM read_parquet({files}, hive_partitioning = true)")
    return connection


def print_query(sql: str, clean: Path, *, as_json: bool) -> None:
    """Run one statement and print its rows as a table, or as one JSON object a line."""
    import duckdb

    try:
        answer = open_views(clean).execute(sql)
        names = [column[0] for column in answer.description or ()]
        rows = answer.fetchall()
    except duckdb.Error as error:
        raise SaringError(f"the query failed: {error}") from None
    if as_json:
        for row in rows:
            print(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))  # noqa: T201
        return
    print_table(rows, *names)
