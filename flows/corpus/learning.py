"""
Learning the standing passages of houses from what is published: read, and nothing changed.

Pages that may hold one are told by their hashes: a passage of a hundred words has a dozen, and three pages of the house
share them. The texts of these pages alone are read, a house at a time. What is known already is no passage any more
where too few pages show it: the pages that showed it are asked, and where they do not, all pages of the house.

Memory is bounded, whatever stands in the store: hashes pass by a part at a time, texts a bucket of houses at a time,
and of a house with more than a bucket the newest. What does not fit lies in a folder of the run's own.
"""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from flows.corpus.buckets import CAPACITY, read_bucket, scatter
from flows.corpus.database import connect, hex_of, open_index, open_merged
from flows.corpus.near import ALIVE
from flows.corpus.passages import HOUSE, Learned, learned_of, open_passages
from flows.corpus.published import published
from flows.corpus.tiers import open_tiers
from transforms.duplicates.houses import NOBODY, pages_sharing
from transforms.duplicates.passages import LEAST_PAGES, cut, find_passages, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import duckdb

    from transforms.duplicates.passages import Lines

LEAST_SHARED = 4
"""Hashes that three pages of a house hold, from which a page is read; a passage has a dozen, give or take four."""

MOST_ASKED = 50
"""Pages that are asked whether a passage still stands, the newest that hold it: three that tell something else do."""

NUMBERED = f"""
CREATE TABLE numbered AS
SELECT s.number, {hex_of("s.id")} AS id, {hex_of("i.record_id")} AS record_id, i.outcome, i.date, i.n_chars,
       {HOUSE.format("i")} AS house
FROM old_sketches s JOIN old_index i ON i.id = s.id AND i.current AND i.outcome IN ('article', 'duplicate')
"""
HOUSES = f"SELECT number, if(house = '', {NOBODY}, dense_rank() OVER (ORDER BY house))::INTEGER AS house FROM numbered"

WEIGHT = "2000 + coalesce(n_chars, 0)"
"""SQL of the bytes of a page's text, about, with what Python adds to it."""

LOOKED_AT = f"""
CREATE OR REPLACE TABLE looked_at AS
WITH newest AS (
    SELECT *, sum({WEIGHT}) OVER (PARTITION BY house ORDER BY number DESC) AS behind FROM numbered
    WHERE number IN (SELECT number FROM sharing)
), fitting AS (
    SELECT *, (sum({WEIGHT}) OVER (ORDER BY house, number) // $capacity)::BIGINT AS place FROM newest
    WHERE behind <= $capacity
)
SELECT *, min(place) OVER (PARTITION BY house) AS bucket FROM fitting
"""
"""Pages that may hold a passage; of one house at most the newest that fill a bucket."""


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


@dataclass(slots=True)
class Newest:
    """
    The newest pages that hold a passage.

    Which they are hangs neither on the order in which pages are met nor on the pages of other passages.

    Attributes:
        room: Characters that they may have together; so many pages as a passage needs are kept whatever they have.

        pages: Number, id and text of each, as a heap.

        characters: What they have.

        oldest: The newest of those that had no room, behind which none is looked at.
    """

    room: int
    pages: list[tuple[int, str, str]] = field(default_factory=list)
    characters: int = 0
    oldest: int = -1

    def wants(self, number: int) -> bool:
        """Return whether a page is newer than those that had no room."""
        return number > self.oldest

    def add(self, number: int, page: str, text: str) -> None:
        """Take a page in, and let the oldest go where there is no room."""
        heappush(self.pages, (number, page, text))
        self.characters += len(text)
        while len(self.pages) > MOST_ASKED or (len(self.pages) > LEAST_PAGES and self.characters > self.room):
            self.oldest, _, gone = heappop(self.pages)
            self.characters -= len(gone)


def learn_passages(clean: Path, spill: Path) -> Lesson:
    """
    Return the standing passages of houses, as what is published shows them.

    Args:
        clean: The clean folder.

        spill: A folder that is made for what does not fit into memory, on the disk of the store.
    """
    with connect(spill / "duckdb") as con:
        spill.mkdir(parents=True, exist_ok=True)
        open_index(con, clean)
        open_merged(con, "old_sketches", clean, "sketches", "id", ALIVE)
        open_passages(con, clean)
        find_pages(con, clean)
        before = learned_of(con)
        stay, forgotten = ask_again(con, clean, before)
        now, taught = look_for_more(con, clean, spill, stay)
    return Lesson(before, now, frozenset(forgotten | taught))


def ask_again(con: duckdb.DuckDBPyConnection, clean: Path, known: Learned) -> tuple[Learned, set[str]]:
    """Return the known passages that still stand, and the pages that hold one which does not."""
    shown_by = [page for some in known.values() for pages in some.values() for page in pages]
    asked: dict[str, dict[str, str]] = {}
    for house, page, _, text in rows_of_pages(con, clean, "id IN (SELECT unnest($some))", shown_by):
        asked.setdefault(house, {})[page] = text
    stay: Learned = {}
    pages: set[str] = set()
    for house, some in known.items():
        stay[house] = standing(some, asked.get(house, {}))
        if stay[house].keys() != some.keys():
            stay[house] = standing(some, pages_holding(con, clean, house, some))
            pages.update(pages_changing(con, clean, house, some, stay[house]))
    return {house: some for house, some in stay.items() if some}, pages


def look_for_more(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path, known: Learned) -> tuple[Learned, set[str]]:
    """Return known passages with those that are new, and the pages that hold one of these."""
    found, pages = dict(known), set[str]()
    for house, texts in texts_looked_at(con, clean, spill):
        there = known.get(house, {})
        keys = [frozenset(lines) for lines in there]
        some = find_passages({page: cut(text, keys) for page, text in texts.items()})
        if new := standing(some, texts, there):
            found[house] = there | new
    for house, stand in found.items():
        if stand != known.get(house):
            pages.update(pages_changing(con, clean, house, known.get(house, ()), stand))
    return found, pages


def changes(text: str, before: Iterable[Lines], now: Iterable[Lines]) -> bool:
    """Return whether a text is compared by other words than before; one that is passages alone is compared whole."""
    return cut(text, [frozenset(lines) for lines in before]) != cut(text, [frozenset(lines) for lines in now])


def holds(text: str, passage: Lines) -> bool:
    """Return whether a text holds a passage and something beside it, be it another one."""
    return cut(text, [frozenset(passage)]) != text


def find_pages(con: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """Make the tables `numbered`, all pages, and `sharing`, the numbers of those that may hold a passage."""
    import numpy as np
    import pyarrow as pa

    from transforms.duplicates.tiers import merge_holders

    con.execute(NUMBERED)
    named = con.sql(HOUSES).fetchnumpy()
    numbers = named["number"].astype(np.int64)
    size = max(open_tiers(clean).last, int(numbers.max(initial=0))) + 1
    alive, houses = np.zeros(size, bool), np.full(size, NOBODY, np.int32)
    alive[numbers], houses[numbers] = True, named["house"]
    shared = pages_sharing(merge_holders(lambda: open_tiers(clean).holders, alive), houses)
    con.register("numbers_sharing", pa.table({"number": np.flatnonzero(shared >= LEAST_SHARED)}))
    con.execute("CREATE TABLE sharing AS FROM numbers_sharing")
    con.unregister("numbers_sharing")


def pages_holding(con: duckdb.DuckDBPyConnection, clean: Path, house: str, passages: Iterable[Lines]) -> dict[str, str]:
    """Return the texts of a house's pages that hold one of some passages, the newest of each."""
    wanted = list(passages)
    newest = [Newest(CAPACITY // len(wanted)) for _ in wanted]
    for _, page, number, text in rows_of_pages(con, clean, "house IN (SELECT unnest($some))", [house]):
        for passage, some in zip(wanted, newest, strict=True):
            if some.wants(number) and holds(text, passage):
                some.add(number, page, text)
    return {page: text for some in newest for _, page, text in some.pages}


def pages_changing(
    con: duckdb.DuckDBPyConnection,
    clean: Path,
    house: str,
    before: Iterable[Lines],
    now: Iterable[Lines],
) -> Iterator[str]:
    """Yield the pages of a house that are compared by other words than before, each of them asked."""
    for _, page, _, text in rows_of_pages(con, clean, "house IN (SELECT unnest($some))", [house]):
        if changes(text, before, now):
            yield page


def texts_looked_at(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each house with the texts of its pages that may hold a passage, a bucket of houses at a time."""
    con.execute(LOOKED_AT, {"capacity": CAPACITY})
    read = published(con, clean, "(SELECT record_id FROM looked_at)", ["record_id", "text"], index="looked_at")
    if read is None:
        return
    sql = f"SELECT l.house, l.id, r.text, l.bucket FROM looked_at l JOIN ({read}) r USING (record_id)"
    for bucket in scatter(con, sql, spill / "houses"):
        rows = read_bucket(con, bucket, ["house", "id", "text"], "house, id").to_pylist()
        for house, pages in groupby(rows, key=itemgetter("house")):
            yield house, {page["id"]: page["text"] for page in pages}


def rows_of_pages(
    con: duckdb.DuckDBPyConnection, clean: Path, which: str, some: Iterable[str]
) -> Iterator[tuple[str, str, int, str]]:
    """Yield house, id, number and text of some pages; `which` says by `numbered` and `$some` of which."""
    con.execute(f"CREATE OR REPLACE TABLE wanted_pages AS FROM numbered WHERE {which}", {"some": sorted(some)})
    read = published(con, clean, "(SELECT record_id FROM wanted_pages)", ["record_id", "text"], index="wanted_pages")
    if read is not None:
        sql = f"SELECT w.house, w.id, w.number, r.text FROM wanted_pages w JOIN ({read}) r USING (record_id)"
        yield from iter(con.execute(sql).fetchone, None)
