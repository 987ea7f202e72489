"""
Learning the standing passages of houses from what is published: read, and nothing changed.

Pages that may hold one are told by their hashes: a passage of a hundred words has a dozen, and three pages of the house
share them. The texts of these pages alone are read, a house at a time.
"""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from flows.corpus.database import connect, hex_of, open_index, open_merged
from flows.corpus.near import ALIVE
from flows.corpus.passages import HOUSE, open_passages, passages_of, without_passages
from flows.corpus.published import published
from flows.corpus.tiers import open_tiers
from transforms.duplicates.passages import LEAST_PAGES, cut, find_passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb
    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.passages import Lines

LEAST_SHARED = 4
"""Hashes that three pages of a house hold, from which a page is read; a passage has a dozen, give or take four."""

NUMBERED = f"""
CREATE TABLE numbered AS
SELECT s.number, {hex_of("s.id")} AS id, {hex_of("i.record_id")} AS record_id, i.outcome, i.date,
       {HOUSE.format("i")} AS house
FROM old_sketches s JOIN old_index i ON i.id = s.id AND i.current AND i.outcome IN ('article', 'duplicate')
"""
MAY_HOLD = f"""
CREATE TABLE may_hold AS
WITH held AS (SELECT h.hash, n.number, n.house FROM shared_hashes h JOIN numbered n USING (number) WHERE n.house <> ''),
     common AS (SELECT house, hash FROM held GROUP BY ALL HAVING count(*) >= {LEAST_PAGES})
SELECT number FROM held JOIN common USING (house, hash) GROUP BY number HAVING count(*) >= {LEAST_SHARED}
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """
    What was learned.

    Attributes:
        passages: Passages that are new, by house.

        pages: Ids of the pages that hold one.
    """

    passages: Mapping[str, tuple[Lines, ...]]
    pages: frozenset[str]


def learn_passages(clean: Path) -> Learned:
    """Return the standing passages of houses that the store does not know yet."""
    found: dict[str, tuple[Lines, ...]] = {}
    pages: set[str] = set()
    with connect() as con:
        open_index(con, clean)
        open_merged(con, "old_sketches", clean, "sketches", "id", ALIVE)
        open_passages(con, clean)
        find_pages(con, clean)
        for house, texts in texts_by_house(con, clean):
            if some := find_passages(texts):
                found[house] = tuple(some)
                keys = [frozenset(lines) for lines in some]
                pages.update(page for page, text in texts.items() if cut(text, keys) != text)
    return Learned(found, frozenset(pages))


def find_pages(con: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """Make the tables `numbered`, all pages, and `may_hold`, those that may hold a passage."""
    import pyarrow as pa

    con.execute(NUMBERED)
    numbers = con.sql("SELECT number FROM numbered").fetchnumpy()["number"].astype("int64")
    hashes, holders = shared_hashes(clean, numbers)
    con.register("shared_hashes", pa.table({"hash": hashes, "number": holders}))
    con.execute(MAY_HOLD)
    con.unregister("shared_hashes")


def shared_hashes(clean: Path, numbers: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the hashes that at least three pages hold, and who holds each; a part of all hashes at a time."""
    import numpy as np

    from transforms.duplicates.tiers import merge_holders

    alive = np.zeros(max(open_tiers(clean).last, int(numbers.max(initial=0))) + 1, bool)
    alive[numbers] = True
    hashes, holders = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for part in merge_holders(lambda: open_tiers(clean).holders, alive):
        _, counts = np.unique(part.hashes, return_counts=True)
        some = np.repeat(counts >= LEAST_PAGES, counts)
        hashes.append(part.hashes[some])
        holders.append(part.numbers[some].astype(np.int64))
    return np.concatenate(hashes), np.concatenate(holders)


def texts_by_house(con: duckdb.DuckDBPyConnection, clean: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each house with the texts of its pages that may hold a passage, known ones cut."""
    known = passages_of(con)
    con.execute("CREATE TABLE wanted_pages AS SELECT n.* FROM numbered n JOIN may_hold USING (number)")
    read = published(con, clean, "(SELECT record_id FROM wanted_pages)", ["record_id", "text"], index="wanted_pages")
    if read is None:
        return
    sql = f"SELECT w.house, w.id, r.text FROM wanted_pages w JOIN ({read}) r USING (record_id) ORDER BY 1, 2"
    rows = con.execute(sql)
    for house, pages in groupby(iter(rows.fetchone, None), key=lambda row: row[0]):
        yield house, {page: without_passages(text, house, known) for _, page, text in pages}
