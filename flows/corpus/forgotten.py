"""
Which records meet a tombstone: those that came in, which are counted and go no further, and those that stand.

What stands leaves with whatever run publishes next, so that what was forgotten is out of sight after any run, also
where the act was killed after it was written down. Purging earlier snapshots is left to the next act, or to `finish`.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import md5
from typing import TYPE_CHECKING, Any

from flows.corpus.database import GONE, connect, count, hex_of, open_merged_of
from flows.store.tombstones import STONES, read_tombstones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import duckdb
    import numpy as np
    from numpy.typing import NDArray

    from flows.store.tombstones import Tombstones
    from transforms.duplicates.traces import Traces

ROWS_AT_A_TIME = 1_000

SAME_HOUSE = """
(s.copies OR s.outlet_domain = c.outlet_domain OR (c.url_key IS NULL AND (
    s.outlet IS NULL OR coalesce(c.outlet, c.outlet_domain) IS NULL
    OR outlet_core(s.outlet) = outlet_core(coalesce(c.outlet, c.outlet_domain)))))
"""
"""
A text that is no copy elsewhere: it came from the outlet that it was forgotten at, by host or, without an address, by
name; or without an address and nobody knows from where. Tombstones of older versions do not know the outlet's name.
"""

MEETING = f"""
SELECT DISTINCT c.record_id FROM {{came}} c
WHERE c.record_id IN (SELECT record_id FROM stones WHERE record_id NOT NULL)
   OR c.page_key IN (SELECT page_key FROM stones WHERE NOT shared AND page_key NOT NULL)
   OR c.url_key IN (SELECT url_key FROM stones WHERE NOT shared AND url_key NOT NULL)
   OR EXISTS (FROM stone_outlets o
              WHERE o.name = c.outlet_domain OR ends_with(c.outlet_domain, concat('.', o.name)))
   OR c.record_id IN (SELECT c.record_id FROM {{came}} c JOIN stones s ON c.page_key = s.fold_key WHERE {SAME_HOUSE})
   OR c.record_id IN (SELECT c.record_id FROM {{came}} c JOIN stones s USING (text_key) WHERE {SAME_HOUSE})
"""
"""Records that a tombstone names, or whose page, address, outlet or text it does."""

CAME = """
CREATE OR REPLACE VIEW came AS
SELECT record_id, page_key, md5(url_key) AS url_key, if(n_chars = 0, NULL, left(text_sha256, 32)) AS text_key,
       outlet_domain, outlet FROM came_rows
UNION ALL SELECT record_id, page_key, NULL, NULL, NULL, NULL FROM came_rejects
"""
STOOD = f"""
CREATE OR REPLACE VIEW stood AS
SELECT {hex_of("record_id")} AS record_id, {hex_of("page_key")} AS page_key, {hex_of("url_key")} AS url_key,
       {hex_of("text_key")} AS text_key, outlet_domain, outlet FROM old_index
"""

COMING_TEXTS = """
SELECT record_id, page_key, md5(url_key) AS url_key, outlet_domain, outlet, text FROM came_rows
WHERE n_chars > 0 AND record_id NOT IN (FROM forgetting)
"""

IN_DOUBT = """
SELECT record_id, page_key, url_key, outlet_domain, outlet, text FROM ({texts})
WHERE $copies OR url_key IS NULL OR outlet_domain IN (SELECT outlet_domain FROM stones)
   OR page_key IN (SELECT page_key FROM stones WHERE shared) OR url_key IN (SELECT url_key FROM stones WHERE shared)
"""
"""Records of which only the text can tell whether they meet a tombstone."""

NAMES = """
CREATE OR REPLACE TABLE heirs AS
WITH RECURSIVE gone AS (
    SELECT id, min((first_seen - DATE '1970-01-01')::BIGINT * 1000000000 + first_run) AS arrived, max(heir) AS heir
    FROM stones WHERE id NOT NULL AND first_seen NOT NULL GROUP BY id
), passed AS (
    SELECT id AS name, arrived, heir AS id, 1 AS steps FROM gone WHERE heir NOT NULL
    UNION ALL
    SELECT p.name, p.arrived, g.heir, p.steps + 1 FROM passed p JOIN gone g USING (id)
    WHERE g.heir NOT NULL AND p.steps < 100
)
SELECT id, name, arrived FROM passed WHERE id NOT IN (SELECT id FROM gone)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY arrived, name) = 1
"""
"""The living pages that stories' names passed to: of several the one of the page that arrived first."""


def open_forgotten(con: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """
    Make the tables `forgetting` (records that came in and are forgotten), `leaving` (those that stand and are),
    `forgotten_pages` (whose rows leave), `taken_keys` (names of forgotten pages under whose address others stand) and
    `heirs` (living pages that a story's name passed to).

    Args:
        con: The run's database, with the views `came_rows`, `came_rejects` and `old_index`.

        clean: The clean folder.

    Raises:
        StoreError: A tombstone cannot be read.
    """
    for table in ("forgetting", "leaving"):
        con.execute(f"CREATE TABLE {table} (record_id VARCHAR)")
    con.execute("CREATE TABLE forgotten_pages (id VARCHAR)")
    con.execute("CREATE TABLE taken_keys (page_key VARCHAR)")
    con.execute("CREATE TABLE heirs (id VARCHAR, name VARCHAR, arrived BIGINT)")
    stones = read_tombstones(clean)
    if not stones:
        return
    lay_stones(con, stones)
    con.execute(CAME)
    con.execute(f"INSERT INTO forgetting {MEETING.format(came='came')}")
    add_records(con, "forgetting", told_by_text(con, COMING_TEXTS))
    con.execute(STOOD)
    con.execute(f"INSERT INTO leaving {MEETING.format(came='stood')}")
    con.execute(
        f"INSERT INTO forgotten_pages SELECT DISTINCT {hex_of('id')} FROM old_index "
        f"WHERE {hex_of('record_id')} IN (FROM leaving) AND id NOT NULL"
    )
    con.execute("INSERT INTO wanted FROM leaving")
    con.execute("DELETE FROM preferred WHERE id IN (FROM forgotten_pages) OR record_id IN (FROM leaving)")
    con.execute(NAMES)
    con.execute("INSERT INTO taken_keys SELECT DISTINCT page_key FROM stones WHERE shared AND id = page_key")


def count_standing(clean: Path, root: Path) -> int:
    """
    Return how many records of a snapshot meet a tombstone: published again, they would stand again.

    Raises:
        StoreError: A tombstone cannot be read.
    """
    from flows.store.catalogue import read_catalogue

    stones = read_tombstones(clean)
    if not stones:
        return 0
    some = tuple(file for file in read_catalogue(root).get("index", ()) if file.rows)
    with connect() as con:
        open_merged_of(con, "old_index", root, some, "index", "record_id", f"outcome <> '{GONE}'")
        lay_stones(con, stones)
        con.execute(STOOD)
        return count(con, f"({MEETING.format(came='stood')})")


def lay_stones(con: duckdb.DuckDBPyConnection, stones: Tombstones) -> None:
    """Make the tables `stones` and `stone_outlets`, and the function `outlet_core` by which outlets' names compare."""
    import pyarrow as pa

    from transforms.names.outlets import core
    from transforms.schema import arrow_schema

    if not count(con, "duckdb_functions() WHERE function_name = 'outlet_core'"):
        con.create_function("outlet_core", core, ["VARCHAR"], "VARCHAR")

    rows = stones.rows
    if rows is None:
        empty = arrow_schema(STONES).empty_table()
        rows = empty.append_column("copies", pa.array([], pa.bool_()))
    con.register("stones_read", rows)
    con.execute("CREATE OR REPLACE TABLE stones AS FROM stones_read")
    con.unregister("stones_read")
    con.execute("CREATE OR REPLACE TABLE stone_outlets (name VARCHAR)")
    con.execute("INSERT INTO stone_outlets SELECT unnest($names)", {"names": sorted(stones.outlets)})


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left of one forgotten text, and where it counts."""

    page_key: str | None
    url_key: str | None
    outlet: str | None
    shared: bool
    copies: bool
    n_words: int
    hashes: NDArray[np.uint64]


def add_records(con: duckdb.DuckDBPyConnection, table: str, records: Iterable[str]) -> None:
    """Add records to a table of them."""
    some = list(records)
    if some:
        con.execute(f"INSERT INTO {table} SELECT unnest($some)", {"some": some})


def told_by_text(con: duckdb.DuckDBPyConnection, texts: str) -> Iterator[str]:
    """
    Yield the records whose text alone tells that they are forgotten.

    Args:
        con: A database with the tables of `lay_stones`.

        texts: SQL of the records that no key told: `record_id, page_key, url_key, outlet_domain, outlet,
            text`.
    """
    from transforms.duplicates.traces import gather
    from transforms.identity import page_key_of_text

    copies = bool(count(con, "stones WHERE copies"))
    folds = folds_of(con)
    traces = traces_of(con)
    gathered = gather([trace.hashes for trace in traces])
    if not folds and not traces:
        return
    reader = con.sql(IN_DOUBT.format(texts=texts), params={"copies": copies}).to_arrow_reader(ROWS_AT_A_TIME)
    for batch in reader:
        for row in batch.to_pylist():
            same = folds.get(page_key_of_text(row["text"]), ())
            if any(is_same_house(row, house) for house in same) or meets_trace(row, traces, gathered):
                yield row["record_id"]


@dataclass(frozen=True, slots=True)
class House:
    """Where a text was forgotten: the outlet's host and name, and whether copies elsewhere are meant."""

    host: str | None
    name: str | None
    copies: bool


def is_same_house(row: dict[str, Any], house: House) -> bool:
    """Return whether a text is no copy elsewhere, or copies are meant: `SAME_HOUSE` of one row."""
    from transforms.names.outlets import same_outlet

    if house.copies or (house.host is not None and house.host == row["outlet_domain"]):
        return True
    name = row["outlet"] if row["outlet"] is not None else row["outlet_domain"]
    return row["url_key"] is None and (house.name is None or name is None or same_outlet(house.name, name))


def folds_of(con: duckdb.DuckDBPyConnection) -> dict[str | None, list[House]]:
    """Return by the keys of forgotten texts where they were forgotten."""
    folds: dict[str | None, list[House]] = defaultdict(list)
    sql = "SELECT DISTINCT fold_key, outlet_domain, outlet, copies FROM stones WHERE fold_key NOT NULL"
    for key, *house in con.execute(sql).fetchall():
        folds[key].append(House(*house))
    return folds


def traces_of(con: duckdb.DuckDBPyConnection) -> list[Trace]:
    """Return the traces of forgotten texts that are looked for: where copies are meant, or an address was shared."""
    sql = (
        "SELECT page_key, url_key, outlet_domain, shared, copies, n_words, trace FROM stones "
        "WHERE (copies OR shared) AND len(trace) > 0"
    )
    rows = con.sql(sql).to_arrow_table().to_pylist()
    return [
        Trace(
            row["page_key"],
            row["url_key"],
            row["outlet_domain"],
            row["shared"],
            row["copies"],
            row["n_words"],
            hashes_of(row["trace"]),
        )
        for row in rows
    ]


def hashes_of(trace: list[str]) -> NDArray[np.uint64]:
    """Return the hashes of a trace as it is stored."""
    import numpy as np

    return np.array([int(one, 16) for one in trace], np.uint64)


def meets_trace(row: dict[str, Any], traces: list[Trace], gathered: Traces) -> bool:
    """Return whether a text is a copy of a forgotten one, or tells the same story under an address of several."""
    from transforms.duplicates.traces import SAME_STORY, WORD, is_copy, likeness, runs_of, sharing

    if not traces:
        return False
    runs, n_words = runs_of(row["text"]), len(WORD.findall(row["text"]))
    for trace in map(traces.__getitem__, sharing(gathered, runs)):
        share = likeness(trace.hashes, trace.n_words, runs, n_words)
        one_address = trace.shared and (
            trace.page_key == row["page_key"] or (trace.url_key is not None and trace.url_key == row["url_key"])
        )
        if (one_address and share >= SAME_STORY) or (trace.copies and is_copy(trace.hashes, trace.n_words, share)):
            return True
    return False


def address_key(url_key: str | None) -> str | None:
    """Return an address's key as the index and tombstones hold it, in hex."""
    return md5(url_key.encode("utf-8", "surrogatepass")).hexdigest() if url_key else None  # noqa: S324 - a name, no secret
