"""
Files of numbers that lie on the disk as they lie in memory: a reader maps them, and touches what it looks up.

They are Arrow's own format, uncompressed. A tier is one file; what it holds is sorted across its batches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.store.catalogue import DataFile
from flows.store.errors import StoreError
from transforms.schema import DATASETS, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

SUFFIX = ".arrow"


def write_tier(folder: Path, dataset: str, name: str, batches: Iterable[pa.RecordBatch]) -> DataFile:
    """Write one file of a dataset."""
    import pyarrow as pa

    rows = 0
    with pa.OSFile(str(folder / name), "wb") as sink, pa.ipc.new_file(sink, schema_of(dataset)) as writer:
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    return DataFile(name, rows, (folder / name).stat().st_size)


def open_tier(path: Path) -> list[pa.RecordBatch]:
    """Return the batches of a file; they lie on the disk until something of them is read."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source:
        reader = pa.ipc.open_file(source)
        return [reader.get_batch(number) for number in range(reader.num_record_batches)]


def read_batches(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the batches of a file, one at a time in memory: mapped, all that was read of it would count as taken."""
    import pyarrow as pa

    with pa.OSFile(str(path)) as source:
        reader = pa.ipc.open_file(source)
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)


def read_tier(path: Path) -> pa.Table:
    """Return a file as a table."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def check_tier(path: Path, dataset: str, rows: int) -> None:
    """
    Refuse a file with other rows or another schema than it should have.

    Raises:
        StoreError: It has.
    """
    table = read_tier(path)
    if not table.schema.equals(schema_of(dataset)):
        raise StoreError(f"{path.name} has other columns than it should: {table.schema.names}")
    if table.num_rows != rows:
        raise StoreError(f"{path.name} holds {table.num_rows} rows and should hold {rows}")


def schema_of(dataset: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    """Return the schema of a dataset's files."""
    return arrow_schema(DATASETS[dataset])
