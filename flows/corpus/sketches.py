"""Sketches of a store's pages: made of what came, read of what stands, and who holds a hash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.corpus.database import first
from flows.corpus.pages import texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from transforms.duplicates.holders import Holders
    from transforms.duplicates.sketch import Sketches

    Numbers = NDArray[np.int64]

TEXTS_AT_A_TIME = 5_000

COMING_TEXTS = """
SELECT c.number, t.text FROM came_sketches c
JOIN ({texts}) t ON t.record_id = c.carrier AND t.kind = c.carried
"""
SIZE_OF_COMING = (
    "SELECT coalesce(sum(n_chars), 0) FROM pages WHERE id IN (SELECT replace(id::VARCHAR, '-', '') FROM came_sketches)"
)
HASHES_OF = """
SELECT number, hashes FROM old_sketches WHERE number IN (SELECT number FROM wanted_numbers) ORDER BY number
"""
SIZES_OF = """
SELECT number, len(hashes) AS size FROM old_sketches WHERE number IN (SELECT number FROM wanted_numbers)
ORDER BY number
"""
OLD_HOLDERS = """
SELECT w.place, o.number FROM (
    SELECT number, unnest(hashes) AS hash FROM old_sketches WHERE number NOT IN (SELECT number FROM left_sketches)
) o JOIN wanted_hashes w USING (hash)
"""


def sketch_coming(con: duckdb.DuckDBPyConnection, clean: Path) -> tuple[Numbers, Sketches]:
    """Return the numbers of the pages that came, ascending, and their sketches; texts pass by some at a time."""
    import numpy as np

    from transforms.duplicates.sketch import FEWEST_COMPILED, sketch

    compiled = first(con, SIZE_OF_COMING) >= FEWEST_COMPILED
    parts: list[tuple[Numbers, Sketches]] = []
    texts = COMING_TEXTS.format(texts=texts_of(con, clean, "came_sketches"))
    for batch in con.sql(texts).to_arrow_reader(TEXTS_AT_A_TIME):
        numbers = batch["number"].to_numpy().astype(np.int64)
        parts.append((numbers, sketch(batch["text"], compiled=compiled)))
    return in_order(parts)


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


def as_table(numbers: Numbers, sketches: Sketches) -> pa.Table:
    """Return sketches as a table of `number, hashes`; a hash is stored as the number with its sign."""
    import numpy as np
    import pyarrow as pa

    offsets = pa.array(sketches.starts.astype(np.int32))
    lists = pa.ListArray.from_arrays(offsets, pa.array(sketches.hashes.view(np.int64)))
    return pa.table({"number": numbers, "hashes": lists})


def sketches_of(con: duckdb.DuckDBPyConnection, came: Numbers, fresh: Sketches, numbers: Numbers) -> Sketches:
    """
    Return the sketches of some pages in their order.

    Args:
        con: The run's database, with the view `old_sketches`.

        came: Numbers of the pages that came, ascending.

        fresh: Their sketches.

        numbers: What is asked for; pages that left among them.
    """
    import numpy as np

    held = stored_sketches(con, numbers[~np.isin(numbers, came)])
    places = np.searchsorted(came, numbers)
    parts = [
        held[number] if number in held else fresh.of(place)
        for number, place in zip(numbers.tolist(), places.tolist(), strict=True)
    ]
    return as_sketches(joined(parts), starts_of(np.array([len(part) for part in parts], np.int64)))


def sizes_of(con: duckdb.DuckDBPyConnection, came: Numbers, fresh: Sketches, numbers: Numbers) -> Numbers:
    """Return how many hashes some pages have, in their order; see `sketches_of`."""
    import numpy as np

    sizes = np.zeros(len(numbers), np.int64)
    mine = np.isin(numbers, came)
    sizes[mine] = np.diff(fresh.starts)[np.searchsorted(came, numbers[mine])]
    if not mine.all():
        want(con, "wanted_numbers", number=np.unique(numbers[~mine]))
        rows = con.sql(SIZES_OF).fetchnumpy()
        sizes[~mine] = rows["size"][np.searchsorted(rows["number"], numbers[~mine])]
    return sizes


def joined(parts: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return hashes one behind the other."""
    import numpy as np

    return np.concatenate([np.empty(0, np.uint64), *parts])


def stored_sketches(con: duckdb.DuckDBPyConnection, numbers: Numbers) -> dict[int, NDArray[np.uint64]]:
    """Return the stored hashes of some pages by number."""
    import numpy as np

    if not len(numbers):
        return {}
    want(con, "wanted_numbers", number=numbers)
    table = con.sql(HASHES_OF).to_arrow_table().combine_chunks()
    hashes = values_of(table["hashes"])
    sizes = np.array([len(one) for one in table["hashes"]], np.int64)
    ends = np.cumsum(sizes)
    return {
        number: hashes[end - size : end]
        for number, size, end in zip(table["number"].to_pylist(), sizes.tolist(), ends.tolist(), strict=True)
    }


def values_of(lists: Any) -> NDArray[np.uint64]:  # noqa: ANN401 - pyarrow has no types
    """Return the values of a column of lists, one behind the other."""
    import numpy as np

    parts = [chunk.flatten().to_numpy().view(np.uint64) for chunk in lists.chunks]
    return joined(parts)


def find_all_holders(
    con: duckdb.DuckDBPyConnection, fresh: Holders, hashes: NDArray[np.uint64]
) -> tuple[Numbers, Numbers]:
    """Return who holds some hashes of what stands and what came: places in `hashes`, and numbers."""
    import numpy as np

    from transforms.duplicates.holders import find_holders

    place, number = find_holders(fresh, hashes)
    want(con, "wanted_hashes", hash=hashes.view(np.int64), place=np.arange(len(hashes)))
    old = con.sql(OLD_HOLDERS).fetchnumpy()
    return (
        np.concatenate([place, old["place"].astype(np.int64)]),
        np.concatenate([number, old["number"].astype(np.int64)]),
    )


def want(con: duckdb.DuckDBPyConnection, table: str, **columns: NDArray[Any]) -> None:
    """Make a table of columns of numbers."""
    import pyarrow as pa

    con.register("wanted_rows", pa.table(columns))
    con.execute(f"CREATE OR REPLACE TABLE {table} AS FROM wanted_rows")
    con.unregister("wanted_rows")
