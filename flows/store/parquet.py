"""Parquet files as the store writes and checks them."""

from __future__ import annotations

import importlib.metadata
from functools import cache
from typing import TYPE_CHECKING, Any

from flows.store import layout
from flows.store.errors import StoreError
from transforms.schema import DATASETS, SCHEMA_VERSION, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pyarrow as pa

    from flows.store.snapshot import Draft

COMPRESSION_LEVEL = 3
"""zstd's default: from 3 to 9 news text shrinks 5 % more for three times the time."""

UNREPEATED = frozenset("id cluster_id source url url_key title description text text_sha256 raw_sha256".split())
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


def open_writer(path: Path, dataset: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return a `pyarrow.parquet.ParquetWriter` for one file of a dataset; its folder is made."""
    import pyarrow.parquet as pq

    path.parent.mkdir(parents=True, exist_ok=True)
    schema = dataset_schema(dataset)
    return pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        compression_level=COMPRESSION_LEVEL,
        version="2.6",
        use_dictionary=[name for name in schema.names if name not in UNREPEATED],
        write_statistics=[name for name in schema.names if name not in LONG],
    )


def write_empty(snapshot: Path, dataset: str) -> None:
    """Write the one file of a dataset without rows, where every reader accepts it."""
    folder = snapshot / dataset
    if dataset in layout.PARTITIONED:
        folder = layout.partition(snapshot, dataset, layout.EMPTY_DATE)
    with open_writer(folder / "part-empty.parquet", dataset) as writer:
        writer.write_table(dataset_schema(dataset).empty_table())


def check_files(draft: Draft, expected_rows: Mapping[str, int]) -> None:
    """
    Open every file of a draft, compare schemas and count rows.

    Raises:
        StoreError: A file is unreadable or of another schema, or rows are missing or too many.
    """
    import pyarrow as pa

    for dataset in layout.DATASETS:
        files = layout.dataset_files(draft.folder, dataset)
        try:
            rows = sum(count_rows(path, arrow_schema(DATASETS[dataset])) for path in files)
        except (pa.ArrowInvalid, StoreError) as error:
            raise StoreError(f"{draft.clean}: the {dataset} are broken ({error}). Nothing was published.") from error
        wanted = expected_rows.get(dataset, rows)
        if rows != wanted or not files:
            message = f"{draft.clean}: {dataset} hold {rows} rows in {len(files)} files and should hold {wanted}"
            raise StoreError(f"{message}. Nothing was published; please report this.")


def count_rows(path: Path, schema: pa.Schema) -> int:
    """Return a file's rows. Raises `StoreError` where its schema is another."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        if not file.schema_arrow.equals(schema):
            raise StoreError(f"{path.name} has the schema of another version: {file.schema_arrow.names}")
        return int(file.metadata.num_rows)
