"""Which rows change, which days they touch, and the order in which those days are written."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.buckets import CAPACITY
from transforms.schema import CLUSTER, INDEX, VERDICT

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

PLACED_NAMES = [name for name, _ in CLUSTER + VERDICT]
FACTS = [name for name, _ in INDEX if name not in {"outcome", *PLACED_NAMES}]
MOVED = " OR ".join(f"o.{name} IS DISTINCT FROM p.{name}" for name in PLACED_NAMES)

CHANGES = f"""
CREATE TABLE changes AS
SELECT {", ".join(f"l.{name}" for name in FACTS)}, if(p.verdict IS NULL, 'article', 'duplicate') AS outcome,
       {", ".join(f"p.{name}" for name in PLACED_NAMES)}, l.date, l.fresh
FROM live l JOIN placed p USING (id) LEFT JOIN old_index o USING (id)
WHERE l.fresh OR {MOVED}
UNION ALL BY NAME
SELECT id, raw_sha256, $stamp AS stamp, 'reject' AS outcome, coalesce(old_first_seen, $as_of) AS first_seen,
       coalesce(old_first_seen, $as_of) AS date, true AS fresh
FROM fresh WHERE kind = 'reject'
"""

TOUCHED = """
CREATE TABLE touched AS
SELECT DISTINCT dataset, date::VARCHAR AS date FROM (
    SELECT outcome || 's' AS dataset, date FROM changes
    UNION ALL SELECT 'index', date FROM changes
    UNION ALL SELECT outcome || 's', date FROM old_index WHERE id IN (SELECT id FROM changes)
    UNION ALL SELECT 'index', date FROM old_index WHERE id IN (SELECT id FROM changes)
    UNION ALL SELECT 'removals', date FROM changes WHERE fresh AND id IN (SELECT id FROM staged_removals)
    UNION ALL SELECT 'removals', old_date FROM fresh WHERE old_outcome <> 'reject'
)
"""

AFTER = f"""
CREATE TABLE after AS
SELECT {", ".join(name for name, _ in INDEX)}, date, true AS changed FROM changes
UNION ALL
SELECT {", ".join(name for name, _ in INDEX)}, date, false FROM old_index
WHERE id NOT IN (SELECT id FROM changes) AND date::VARCHAR IN (SELECT date FROM touched)
"""

HELD = {
    "articles": "outcome = 'article'",
    "duplicates": "outcome = 'duplicate'",
    "removals": "outcome <> 'reject'",
    "rejects": "outcome = 'reject'",
    "index": "true",
}
"""Of which index rows a dataset holds something."""

ORDERS = {
    "articles": "date, outlet NULLS FIRST, published_at NULLS FIRST, id",
    "duplicates": "date, outlet NULLS FIRST, published_at NULLS FIRST, id",
}
WEIGHTS = {"articles": "2000 + coalesce(n_chars, 0)", "duplicates": "2000 + coalesce(n_chars, 0)", "removals": "6000"}
"""Characters that a record takes in a dataset, about; elsewhere 500. A record has ten removals, about."""


def find_changes(con: duckdb.DuckDBPyConnection, *, stamp: str, as_of: dt.date) -> None:
    """Make the tables `changes` (index rows that are new or other), `touched` (days to write) and `after`."""
    con.execute(CHANGES, {"stamp": stamp, "as_of": as_of})
    con.execute(TOUCHED)
    con.execute(AFTER)


def touched_days(con: duckdb.DuckDBPyConnection, dataset: str) -> list[str]:
    """Return the days of a dataset that are written anew, sorted."""
    return [
        day for (day,) in con.execute("SELECT date FROM touched WHERE dataset = $1 ORDER BY 1", [dataset]).fetchall()
    ]


def lay_out(con: duckdb.DuckDBPyConnection, dataset: str) -> None:
    """Make the table `layout`: the records of a dataset's touched days, their place in order and their bucket."""
    order, weight = ORDERS.get(dataset, "date, id"), WEIGHTS.get(dataset, "500")
    con.execute(f"""
        CREATE OR REPLACE TABLE layout AS
        SELECT id, date, changed, {", ".join(PLACED_NAMES)}, row_number() OVER w AS pos,
               (sum({weight}) OVER w // {CAPACITY})::BIGINT AS bucket
        FROM after WHERE {HELD[dataset]} AND date::VARCHAR IN (SELECT date FROM touched WHERE dataset = '{dataset}')
        WINDOW w AS (ORDER BY {order})
    """)


def rows_after(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Return how many rows each dataset must hold after the run."""
    con.execute("""
        CREATE TABLE outcomes AS
        SELECT outcome, count(*) AS n FROM (
            SELECT outcome FROM changes
            UNION ALL SELECT outcome FROM old_index WHERE id NOT IN (SELECT id FROM changes)
        ) GROUP BY outcome
    """)
    found = dict(con.execute("SELECT outcome || 's', n FROM outcomes").fetchall())
    rows = {dataset: int(found.get(dataset, 0)) for dataset in ("articles", "duplicates", "rejects")}
    return rows | {"index": sum(rows.values())}
