"""Writing what a run knows of likeness: the sketches of pages, and what pages are to one another by their words."""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.database import count, hex_of
from flows.corpus.near import ALIVE, joins_near
from flows.corpus.own import write_merged
from flows.corpus.references import REFERENCE
from flows.corpus.stars import alive_numbers
from flows.corpus.tiers import write_tiers, write_tiers_anew
from flows.store import replace_table

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.store import Draft

SKETCH_DELTA = """
CREATE OR REPLACE TABLE sketch_delta AS
SELECT c.id, c.number, c.arrived, c.said, s.leader, s.verdict, s.containment
FROM came_sketches c JOIN changed_stars s USING (number)
UNION ALL
SELECT k.id, k.number, k.arrived, k.said, s.leader, s.verdict, s.containment
FROM known_sketches k JOIN changed_stars s USING (number)
UNION ALL
SELECT id, -1, NULL, NULL, NULL, NULL, NULL FROM left_sketches WHERE id NOT IN (SELECT id FROM came_sketches)
"""
"""Rows of `sketches` that are new or other, and notes that a page has none any more."""

STANDING_RELATIONS = f"""
WITH named AS (SELECT number, id FROM known_sketches UNION ALL SELECT number, id FROM came_sketches),
     again AS (SELECT {hex_of("id")} AS id FROM named WHERE number IN (SELECT number FROM asked)),
     gone AS (SELECT {hex_of("id")} AS id FROM left_sketches),
     came AS (SELECT {hex_of("id")} AS id FROM came_sketches)
SELECT * FROM old_relations WHERE b NOT IN (FROM again) AND a NOT IN (FROM gone) AND b NOT IN (FROM gone)
    AND NOT starts_with(a, '{REFERENCE}')
UNION ALL
SELECT * FROM old_relations
WHERE starts_with(a, '{REFERENCE}') AND regexp_replace(a, '#[0-9]+$', '') IN (FROM standing_references)
    AND b NOT IN (FROM gone) AND b NOT IN (FROM came)
UNION ALL FROM referred
UNION ALL
SELECT {hex_of("a.id")}, {hex_of("b.id")}, t.verdict, t.containment, t.reason
FROM told_stars t JOIN named a ON a.number = t.leader JOIN named b ON b.number = t.follower
"""
"""
Relations after a run: all of a page that was asked are told anew, and those of a page that left go with it; those to
reference texts stay as long as page and file are what they were.
"""


def write_likeness(con: duckdb.DuckDBPyConnection, draft: Draft, spill: Path, *, anew: bool) -> None:
    """
    Write the sketches that are new or other, and all relations where one changed.

    Args:
        con: The run's database, after `find_near`.

        draft: The snapshot in the making.

        spill: The run's folder for buckets.

        anew: All pages were sketched anew, whatever was known of them.
    """
    if not joins_near(con):
        return
    con.execute(SKETCH_DELTA)
    whole = anew or count(con, "leaving") > 0
    write_merged(con, draft, "sketches", "FROM sketch_delta", ALIVE, "id", "old_sketches", whole=whole)
    if anew:
        write_tiers_anew(draft, spill)
    else:
        write_tiers(draft, spill, alive_numbers(con), whole=whole)
    con.execute(f"CREATE OR REPLACE TABLE new_relations AS {STANDING_RELATIONS}")
    differ = "(FROM new_relations EXCEPT FROM old_relations) UNION ALL (FROM old_relations EXCEPT FROM new_relations)"
    if anew or count(con, f"({differ})"):
        rows = con.sql("SELECT a, b, verdict, containment, reason FROM new_relations ORDER BY a, b").to_arrow_table()
        replace_table(draft, "relations", rows)
    for table in ("sketch_delta", "new_relations"):
        con.execute(f"DROP TABLE {table}")
