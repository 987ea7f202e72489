"""Sketches of the pages that came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.corpus.database import first
from flows.corpus.pages import texts_of
from flows.corpus.passages import passages_of, without_passages

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from flows.corpus.passages import Passages
    from transforms.duplicates.sketch import Sketches

    Numbers = NDArray[np.int64]

TEXTS_AT_A_TIME = 5_000

COMING_TEXTS = """
SELECT c.number, c.house, t.text FROM came_sketches c
JOIN ({texts}) t ON t.record_id = c.carrier AND t.kind = c.carried
"""
SIZE_OF_COMING = (
    "SELECT coalesce(sum(n_chars), 0) FROM pages WHERE id IN (SELECT replace(id::VARCHAR, '-', '') FROM came_sketches)"
)


def sketch_coming(con: duckdb.DuckDBPyConnection, clean: Path) -> tuple[Numbers, Sketches]:
    """Return the numbers of the pages that came, ascending, and their sketches; texts pass by some at a time."""
    import numpy as np

    from transforms.duplicates.sketch import FEWEST_COMPILED, sketch

    compiled = first(con, SIZE_OF_COMING) >= FEWEST_COMPILED
    parts: list[tuple[Numbers, Sketches]] = []
    passages = passages_of(con)
    texts = COMING_TEXTS.format(texts=texts_of(con, clean, "came_sketches"))
    for batch in con.sql(texts).to_arrow_reader(TEXTS_AT_A_TIME):
        numbers = batch["number"].to_numpy().astype(np.int64)
        parts.append((numbers, sketch(texts_compared(batch, passages), compiled=compiled)))
    return in_order(parts)


def texts_compared(batch: pa.RecordBatch | pa.Table, passages: Passages) -> pa.Array | pa.ChunkedArray:
    """Return the texts of a batch, which has their houses, without the passages of these."""
    import pyarrow as pa

    houses = batch["house"].to_pylist() if passages else []
    if passages.keys().isdisjoint(houses):
        return batch["text"]
    texts = zip(batch["text"].to_pylist(), houses, strict=True)
    return pa.array([without_passages(text or "", house, passages) for text, house in texts], pa.string())


def in_order(parts: list[tuple[Numbers, Sketches]]) -> tuple[Numbers, Sketches]:
    """Return all numbers of some parts ascending, with their sketches; the parts are emptied one by one."""
    import numpy as np

    none = np.empty(0, np.int64)
    met = np.concatenate([none, *(numbers for numbers, _ in parts)])
    sizes = np.concatenate([none, *(np.diff(some.starts) for _, some in parts)])
    order = np.argsort(met)
    numbers, starts = met[order], starts_of(sizes[order])
    hashes = np.empty(starts[-1], np.uint64)
    while parts:
        mine, some = parts.pop()
        begins = starts[np.searchsorted(numbers, mine)]
        places = np.arange(len(some.hashes)) + np.repeat(begins - some.starts[:-1], np.diff(some.starts))
        hashes[places] = some.hashes
    return numbers, as_sketches(hashes, starts)


def starts_of(sizes: Numbers) -> Numbers:
    """Return where each of some sketches begins, and behind the last where they end."""
    import numpy as np

    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)])


def as_sketches(hashes: NDArray[np.uint64], starts: Numbers) -> Sketches:
    """Return sketches of which nobody asks how many words the texts have."""
    import numpy as np

    from transforms.duplicates.sketch import Sketches

    return Sketches(hashes, starts, np.zeros(len(starts) - 1, np.int32))


def want(con: duckdb.DuckDBPyConnection, table: str, **columns: NDArray[Any]) -> None:
    """Make a table of columns of numbers."""
    import pyarrow as pa

    con.register("wanted_rows", pa.table(columns))
    con.execute(f"CREATE OR REPLACE TABLE {table} AS FROM wanted_rows")
    con.unregister("wanted_rows")
