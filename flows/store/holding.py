"""Which files hold rows of some deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

KEYS_ONLY = frozenset({"changes", "files", "forgotten"})
"""Datasets and folders that may name what is forgotten: they hold keys and never text."""


def records_in(path: Path) -> list[str] | None:
    """Return the record ids of a Parquet file, None where it has no such column."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            if "record_id" not in file.schema_arrow.names:
                return None
            return keys_of(file.read(columns=["record_id"]).column(0))
    except pa.ArrowInvalid:  # half-written: a killed run's, swept by the next
        return []


def keys_of(column: pa.ChunkedArray) -> list[str]:
    """Return a column of keys as text, which the index holds as numbers of 128 bits."""
    import pyarrow as pa

    said = column.to_pylist()
    return said if pa.types.is_string(column.type) else [str(one).replace("-", "") for one in said]


def holds_any(folder: Path, records: frozenset[str], known: dict[tuple[int, int], bool]) -> bool:
    """
    Return whether a snapshot holds a row of some deliveries.

    Args:
        folder: The snapshot.

        records: Their record ids.

        known: What was found of files that were looked at, by device and inode: snapshots share them.
    """
    for path in sorted(folder.rglob("*.parquet")):
        if KEYS_ONLY.intersection(path.relative_to(folder).parts):
            continue
        state = path.stat()
        key = (state.st_dev, state.st_ino)
        if key not in known:
            known[key] = not records.isdisjoint(records_in(path) or ())
        if known[key]:
            return True
    return False
