"""
Columns as plain data, so that naming them costs no import of pyarrow.

`arrow_schema(ARTICLES)` gives what a writer needs. Plain types only, which DuckDB, Polars, pandas and PyArrow read
alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Columns = tuple[tuple[str, str], ...]
Dataset: TypeAlias = str
"""What a dataset is called, such as `articles`."""


def columns(text: str) -> Columns:
    """Read `name type` lines into columns."""
    return tuple((name, kind) for name, kind in (line.split() for line in text.strip().splitlines()))


def arrow_schema(wanted: Columns) -> pa.Schema:
    """Return the pyarrow schema of these columns. Timestamps are microseconds, UTC."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and most callers only want names

    types = {
        "string": pa.string(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "bool": pa.bool_(),
        "float64": pa.float64(),
        "date32": pa.date32(),
        "uuid": pa.uuid(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "uint32": pa.uint32(),
        "uint64": pa.uint64(),
        "list<uint64>": pa.list_(pa.field("element", pa.uint64(), nullable=False)),
        "list<string>": pa.list_(pa.field("element", pa.string())),
    }
    return pa.schema([pa.field(name, types[kind]) for name, kind in wanted])
