"""A whole store as one side of a comparison."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.schema import SPAN, TOLD_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


def open_store(con: duckdb.DuckDBPyConnection, side: str, clean: Path) -> None:
    """
    Make the views of one side of all that a store has published.

    Args:
        con: The database.

        side: `was` or `now`.

        clean: The clean folder.

    Raises:
        StoreError: Nothing is published there.
    """
    from flows.corpus.database import open_index

    open_index(con, clean, f"{side}_index")
    days = f"SELECT replace(record_id::VARCHAR, '-', '') AS record_id, seen_day FROM {side}_index"
    told = ", ".join(f'"{name}"' for name, _ in TOLD_COLUMNS)
    rows = " UNION ALL ".join(
        f"SELECT record_id, source, {told} FROM {read(clean, dataset)}" for dataset in ("articles", "duplicates")
    )
    con.execute(f"""
        CREATE OR REPLACE VIEW {side}_rows AS
        SELECT record_id, r.source, d.seen_day, {told} FROM ({rows}) r LEFT JOIN ({days}) d USING (record_id)
    """)
    spans = ", ".join(f'"{name}"' for name, _ in SPAN)
    con.execute(f"CREATE OR REPLACE VIEW {side}_spans AS SELECT record_id, {spans} FROM {read(clean, 'removals')}")
    con.execute(
        f"CREATE OR REPLACE VIEW {side}_refused AS "
        f"SELECT record_id, source, stage, reason FROM {read(clean, 'rejects')}"
    )


def read(clean: Path, dataset: str) -> str:
    """Return the SQL that reads a published dataset."""
    from flows.store import files, resolved_root, scan

    return scan(resolved_root(clean), dataset, files(clean, dataset))
