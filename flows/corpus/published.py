"""Rows as they were published, found by the days that the index gives them."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flows.store import DataFile, files, scan
from flows.store.layout import current_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import duckdb

OUTCOME_OF = {"articles": "article", "duplicates": "duplicate"}


def published(
    con: duckdb.DuckDBPyConnection, clean: Path, wanted: str, names: Sequence[str], *, index: str = "old"
) -> str | None:
    """
    Return the query for published articles and duplicates.

    Args:
        con: The run's database.

        clean: The clean folder.

        wanted: SQL of the record ids.

        names: Columns, of both datasets.

        index: A table with `record_id, outcome, date` of them.

    Returns:
        The SQL, or None where nothing of this was published.
    """
    root = current_snapshot(clean)
    if root is None:
        return None
    listed = ", ".join(f'"{name}"' for name in names)
    parts = []
    for dataset, outcome in OUTCOME_OF.items():
        days = con.execute(
            f"SELECT DISTINCT date FROM {index} WHERE outcome = $1 AND record_id IN {wanted} ORDER BY 1", [outcome]
        ).fetchall()
        some = holding_days(files(clean, dataset), (day for (day,) in days))
        if some:
            parts.append(f"SELECT {listed} FROM {scan(root, dataset, some)} WHERE record_id IN {wanted}")
    return " UNION ALL ".join(parts) or None


def holding_days(some: Iterable[DataFile], days: Iterable[dt.date]) -> list[DataFile]:
    """Return the files that may hold rows of these days."""
    wanted = sorted(set(days))
    return [file for file in some if file.rows and any(file.covers(day) for day in wanted)]
