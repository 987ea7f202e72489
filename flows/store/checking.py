"""Looking at what a run wrote before it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.store import layout
from flows.store.errors import StoreError
from flows.store.parquet import dataset_schema
from flows.store.tiers import check_tier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from flows.store.snapshot import Draft


def check_files(draft: Draft, expected_rows: Mapping[str, int]) -> None:
    """
    Open every file that a run wrote, compare schemas and rows; count what the catalogue says of the others.

    A file that was taken over has the schema of its snapshot: all files of a dataset in a snapshot share one.

    Raises:
        StoreError: A file is unreadable or of another schema, or rows are missing or too many.
    """
    import pyarrow as pa

    for dataset in layout.DATASETS:
        try:
            for file in draft.written[dataset]:
                check_file(draft.folder / dataset / file.name, dataset, file.rows)
        except (OSError, pa.ArrowInvalid, StoreError) as error:
            raise StoreError(f"{draft.clean}: the {dataset} are broken ({error}). Nothing was published.") from error
        rows = sum(file.rows for file in draft.files(dataset))
        wanted = expected_rows.get(dataset, rows)
        if rows != wanted or not draft.files(dataset):
            message = f"{draft.clean}: {dataset} hold {rows} rows in {len(draft.files(dataset))} files"
            raise StoreError(f"{message} and should hold {wanted}. Nothing was published; please report this.")


def check_file(path: Path, dataset: str, rows: int) -> None:
    """Refuse a file with other rows or another schema than it should have."""
    import pyarrow.parquet as pq

    if dataset in layout.TIERED:
        check_tier(path, dataset, rows)
        return
    with pq.ParquetFile(path) as file:
        if dataset in layout.PUBLIC and not file.schema_arrow.equals(dataset_schema(dataset)):
            raise StoreError(f"{path.name} has the schema of another version: {file.schema_arrow.names}")
        if file.metadata.num_rows != rows:
            raise StoreError(f"{path.name} holds {file.metadata.num_rows} rows and should hold {rows}")
