"""What became of each page between two snapshots, in the words of `changes/`."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.database import GONE, INDEX_IN_HEX, open_merged_of
from flows.store.catalogue import read_catalogue

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

STATE = "id, outcome, cluster_id, date, record_id, row_key, page_seen, verdict, matched_id"
OTHER = " OR ".join(
    f"n.{name} IS DISTINCT FROM w.{name}"
    for name in "outcome cluster_id date record_id row_key page_seen verdict matched_id".split()
)
CHANGED = f"""
CREATE TABLE changed AS
WITH was AS (SELECT {STATE} FROM was_hex WHERE current AND outcome IN ('article', 'duplicate')),
     now AS (SELECT {STATE} FROM now_hex WHERE current AND outcome IN ('article', 'duplicate')),
     met AS (SELECT now.cluster_id, count(DISTINCT was.cluster_id) AS n FROM now JOIN was USING (id) GROUP BY 1)
SELECT coalesce(n.id, w.id) AS id, coalesce(n.cluster_id, w.cluster_id) AS cluster_id,
       CASE WHEN w.id IS NULL THEN 'added' WHEN n.id IS NULL THEN 'removed'
            WHEN n.cluster_id <> w.cluster_id THEN if(m.n > 1, 'merged', 'split')
            WHEN n.outcome = 'article' AND w.outcome = 'duplicate' THEN 'promoted'
            WHEN n.outcome = 'duplicate' AND w.outcome = 'article' THEN 'demoted'
            WHEN n.date <> w.date THEN 'redated' ELSE 'changed' END AS change,
       w.cluster_id AS old_cluster_id, w.date AS old_date
FROM was w FULL JOIN now n ON n.id = w.id LEFT JOIN met m ON m.cluster_id = n.cluster_id
WHERE w.id IS NULL OR n.id IS NULL OR {OTHER}
"""


def find_changed(con: duckdb.DuckDBPyConnection, was: Path, now: Path) -> None:
    """
    Make the table `changed` with a row for each id of which two snapshots say something else.

    Makes the views `was_index` and `now_index` too, of each snapshot's index.

    Args:
        con: A database.

        was: The earlier snapshot.

        now: The later one.
    """
    for name, root in (("was", was), ("now", now)):
        some = tuple(file for file in read_catalogue(root).get("index", ()) if file.rows)
        open_merged_of(con, f"{name}_index", root, some, "index", "record_id", f"outcome <> '{GONE}'")
        con.execute(f"CREATE VIEW {name}_hex AS SELECT {INDEX_IN_HEX} FROM {name}_index")
    con.execute(CHANGED)
