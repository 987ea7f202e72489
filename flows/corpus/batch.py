"""What of the staged records is new, and what the index will say of it."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.store import StoreError

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

BATCH = """
CREATE TABLE batch AS
SELECT id, source, raw_sha256, 'row' AS kind FROM staged_rows
UNION ALL SELECT id, source, raw_sha256, 'reject' FROM staged_rejects
"""

FRESH = """
CREATE TABLE fresh AS
SELECT b.id, b.kind, b.raw_sha256, o.outcome AS old_outcome, o.date AS old_date, o.first_seen AS old_first_seen
FROM batch b LEFT JOIN old_index o USING (id)
WHERE o.id IS NULL OR o.raw_sha256 <> b.raw_sha256 OR o.stamp <> $stamp
"""

DIGEST_SEEN = """
CREATE TABLE digest_seen AS
SELECT text_sha256, min(first_seen) AS first_seen FROM old_index
WHERE text_sha256 IN (SELECT text_sha256 FROM staged_rows) GROUP BY text_sha256
"""
"""A text without any date stands under the day on which it first came in, whoever brought it."""

INCOMING = """
CREATE TABLE incoming AS
SELECT s.id, s.raw_sha256, $stamp AS stamp,
       coalesce(least(f.old_first_seen, d.first_seen), $as_of) AS first_seen,
       coalesce(s.fetched_at, coalesce(s.seen_date, least(f.old_first_seen, d.first_seen), $as_of)::TIMESTAMPTZ)
           AS seen_at,
       s.url_key, s.text_sha256, s.title, length(s.text)::INTEGER AS n_chars, s.published_date, s.published_at,
       s.outlet, s.outlet_domain,
       list_filter(list_append(coalesce(s.wire_sources, []), s.republished_from), lambda name: name IS NOT NULL)
           AS credits,
       coalesce(s.published_date, s.seen_date, least(f.old_first_seen, d.first_seen), $as_of) AS date
FROM staged_rows s JOIN fresh f USING (id) LEFT JOIN digest_seen d USING (text_sha256)
"""


def find_fresh(con: duckdb.DuckDBPyConnection, *, stamp: str) -> int:
    """
    Make the table `fresh`: staged records that are new, changed, or cleaned by other code or rules.

    Returns:
        How many staged records are none of these: they are there already.

    Raises:
        StoreError: A record was staged twice, or the ledger names a record that was not staged.
    """
    con.execute(BATCH)
    twice = con.execute("SELECT min(source) FROM batch GROUP BY id HAVING count(*) > 1 ORDER BY 1").fetchone()
    if twice:
        raise StoreError(f"{twice[0]}: this record came twice in one run. Nothing was published; please report this.")
    orphan = con.execute("SELECT min(source) FROM staged_removals WHERE id NOT IN (SELECT id FROM batch)").fetchone()
    if orphan and orphan[0] is not None:
        raise StoreError(f"{orphan[0]}: removals without a record. Nothing was published; please report this.")
    con.execute(FRESH, {"stamp": stamp})
    return count(con, "batch") - count(con, "fresh")


def index_incoming(con: duckdb.DuckDBPyConnection, *, stamp: str, as_of: dt.date) -> None:
    """Make the table `incoming`: what the index says of each fresh row, clusters aside, and its partition's day."""
    con.execute(DIGEST_SEEN)
    con.execute(INCOMING, {"stamp": stamp, "as_of": as_of})


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table has."""
    row = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def tally(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, int]:
    """Return the answer of a query for names and numbers."""
    return {str(name): int(number) for name, number in con.execute(sql).fetchall()}
