"""
Learning the standing passages of houses from what is published: read, and nothing changed.

Pages that may hold one are told by their hashes: a passage of a hundred words has a dozen, and three pages of the house
share them. The texts of these pages alone are read, a house at a time. What is known already is no passage any more
where too few pages show it: the pages that showed it are asked, and where they do not, all pages of the house.
"""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from flows.corpus.database import connect, hex_of, open_index, open_merged
from flows.corpus.near import ALIVE
from flows.corpus.passages import HOUSE, Learned, learned_of, open_passages
from flows.corpus.published import published
from flows.corpus.tiers import open_tiers
from transforms.duplicates.passages import LEAST_PAGES, cut, find_passages, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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
class Lesson:
    """
    What was learned.

    Attributes:
        before: The passages that the store knew, by house, each with the pages that showed it.

        now: Those that stand, likewise.

        pages: Ids of the pages that hold one which is new, or is none any more.
    """

    before: Learned
    now: Learned
    pages: frozenset[str]


def learn_passages(clean: Path) -> Lesson:
    """Return the standing passages of houses, as what is published shows them."""
    with connect() as con:
        open_index(con, clean)
        open_merged(con, "old_sketches", clean, "sketches", "id", ALIVE)
        open_passages(con, clean)
        find_pages(con, clean)
        before = learned_of(con)
        stay, forgotten = ask_again(con, clean, before)
        now, taught = look_for_more(con, clean, stay)
    return Lesson(before, now, frozenset(forgotten | taught))


def ask_again(con: duckdb.DuckDBPyConnection, clean: Path, known: Learned) -> tuple[Learned, set[str]]:
    """Return the known passages that still stand, and the pages that hold one which does not."""
    shown_by = [page for some in known.values() for pages in some.values() for page in pages]
    asked = dict(texts_of_pages(con, clean, "id IN (SELECT unnest($some))", shown_by))
    stay = {house: standing(some, asked.get(house, {})) for house, some in known.items()}
    doubtful = [house for house, some in known.items() if stay[house].keys() != some.keys()]
    pages: set[str] = set()
    for house, held in pages_holding(con, clean, {house: known[house] for house in doubtful}):
        stay[house] = standing(known[house], held)
        pages.update(page for page, text in held.items() if changes(text, known[house], stay[house]))
    return {house: some for house, some in stay.items() if some}, pages


def look_for_more(con: duckdb.DuckDBPyConnection, clean: Path, known: Learned) -> tuple[Learned, set[str]]:
    """Return known passages with those that are new, and the pages that hold one of these."""
    found, pages = dict(known), set[str]()
    for house, texts in texts_of_pages(con, clean, "number IN (FROM may_hold)"):
        there = known.get(house, {})
        keys = [frozenset(lines) for lines in there]
        some = find_passages({page: cut(text, keys) for page, text in texts.items()})
        if new := standing(some, texts, there):
            found[house] = there | new
            pages.update(page for page, text in texts.items() if changes(text, there, found[house]))
    return found, pages


def holds_any(text: str, passages: Iterable[Lines]) -> bool:
    """Return whether a text holds one of some passages and something beside it, be it another one."""
    return any(cut(text, [frozenset(lines)]) != text for lines in passages)


def changes(text: str, before: Iterable[Lines], now: Iterable[Lines]) -> bool:
    """Return whether a text is compared by other words than before; one that is passages alone is compared whole."""
    return cut(text, [frozenset(lines) for lines in before]) != cut(text, [frozenset(lines) for lines in now])


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


def pages_holding(
    con: duckdb.DuckDBPyConnection, clean: Path, passages: Learned
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each of some houses with the texts of its pages that hold one of its passages; no other text is kept."""
    found: dict[str, dict[str, str]] = {}
    for house, page, text in rows_of_pages(con, clean, "house IN (SELECT unnest($some))", passages):
        if holds_any(text, passages[house]):
            found.setdefault(house, {})[page] = text
    yield from sorted(found.items())


def texts_of_pages(
    con: duckdb.DuckDBPyConnection, clean: Path, which: str, some: Iterable[str] = ()
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each house with the texts of some of its pages, see `rows_of_pages`."""
    rows = rows_of_pages(con, clean, which, some, order="ORDER BY 1, 2")
    for house, pages in groupby(rows, key=lambda row: row[0]):
        yield house, {page: text for _, page, text in pages}


def rows_of_pages(
    con: duckdb.DuckDBPyConnection, clean: Path, which: str, some: Iterable[str], *, order: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield the house, id and text of some pages: `which` says of the columns of `numbered` of which."""
    named = {"some": sorted(some)} if "$some" in which else None
    con.execute(f"CREATE OR REPLACE TABLE wanted_pages AS FROM numbered WHERE {which}", named)
    read = published(con, clean, "(SELECT record_id FROM wanted_pages)", ["record_id", "text"], index="wanted_pages")
    if read is not None:
        sql = f"SELECT w.house, w.id, r.text FROM wanted_pages w JOIN ({read}) r USING (record_id) {order}"
        yield from iter(con.execute(sql).fetchone, None)
