"""Parquet files as the store writes them."""

from __future__ import annotations

import importlib.metadata
from functools import cache
from typing import TYPE_CHECKING, Any

from flows.store import layout
from flows.store.catalogue import DataFile
from flows.store.tiers import SUFFIX, write_tier
from transforms.schema import DATASETS, SCHEMA_VERSION, arrow_schema

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

COMPRESSION_LEVEL = 3
"""zstd's default: from 3 to 9 news text shrinks 5 % more for three times the time."""

UNREPEATED = frozenset("id record_id cluster_id source url title description text text_sha256 records".split())
"""Columns whose values hardly ever recur: a dictionary of them makes files larger, by 2 % of days of 20 articles."""

LONG = frozenset({"text"})
"""Columns in which nobody looks for a range; their bounds, in full, were 15 % of such a day's file."""


@cache
def code_version() -> str:
    """Return the version of the installed code, `0` where it is not installed. Asked of the disk once: 0.2 ms."""
    try:
        return importlib.metadata.version("saring")
    except importlib.metadata.PackageNotFoundError:
        return "0"


@cache
def dataset_schema(dataset: str) -> pa.Schema:
    """Return the schema of a dataset's files, with the versions that stand in the footer."""
    return arrow_schema(DATASETS[dataset]).with_metadata(
        {"saring.schema_version": SCHEMA_VERSION, "saring.code_version": code_version(), "saring.dataset": dataset}
    )


def open_writer(path: Path, dataset: str) -> tuple[Any, Any]:
    """Return a sink and a `pyarrow.parquet.ParquetWriter` on it for one file of a dataset; its folder is made."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    schema = dataset_schema(dataset)
    sink = pa.OSFile(str(path), "wb")
    writer = pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=COMPRESSION_LEVEL,
        version="2.6",
        use_dictionary=[name for name, _ in DATASETS[dataset] if name not in UNREPEATED],
        write_statistics=[name for name, _ in DATASETS[dataset] if name not in LONG],
    )
    return sink, writer


def write_table(folder: Path, dataset: str, name: str, table: pa.Table, *, late: bool = False) -> DataFile:
    """Write one file of a dataset without months."""
    sink, writer = open_writer(folder / name, dataset)
    writer.write_table(table.cast(dataset_schema(dataset)))
    writer.close()
    sink.close()
    return DataFile(name, table.num_rows, (folder / name).stat().st_size, late=late)


def write_empty(snapshot: Path, dataset: str) -> DataFile:
    """Write the one file of a dataset without rows, where every reader accepts it."""
    if dataset in layout.TIERED:
        return write_tier(snapshot / dataset, dataset, f"part-empty{SUFFIX}", ())
    name = f"{layout.EMPTY_MONTH}/part-empty.parquet" if dataset in layout.DATED else "part-empty.parquet"
    return write_table(snapshot / dataset, dataset, name, dataset_schema(dataset).empty_table())
