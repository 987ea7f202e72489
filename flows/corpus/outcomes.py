"""What every record ends as, which rows differ from the published ones, and what to say of it."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.database import count
from flows.corpus.pages import ALONE, ARRIVED
from transforms.schema import INDEX

if TYPE_CHECKING:
    import duckdb

INDEX_NAMES = [name for name, _ in INDEX]
FROM_CRAWL = (
    "record_id page_key stage checked source file_key one_page first_seen first_run last_seen times_seen seen_day "
    "fetched_at modified_at corrected withdrawn content_key row_key text_key url_key title n_chars published_date "
    "published_about published_at outlet outlet_domain credits"
).split()

PLAIN = f"{ALONE} AND page_key NOT IN (SELECT id FROM joined)"
"""What is one crawl of one page that joins no other: nearly everything, and worked out without a join."""

AFTER_PLAIN = f"""
CREATE OR REPLACE TABLE after AS
SELECT {", ".join(FROM_CRAWL)}, page_key AS id, 'article' AS outcome, true AS current, first_seen AS page_seen,
       coalesce(published_date, first_seen) AS date, page_key AS cluster_id, 1::INTEGER AS cluster_size,
       NULL::VARCHAR AS verdict, NULL::VARCHAR AS matched_id, NULL::DOUBLE AS containment, record_id AS carrier,
       if(fresh, 'staged', 'old') AS carried, fresh
FROM crawls WHERE {PLAIN}
"""
TANGLED = f"""
CREATE OR REPLACE TABLE tangled AS SELECT *, {ARRIVED} AS arrival FROM crawls WHERE NOT ({PLAIN})
"""
AFTER_TANGLED = f"""
INSERT INTO after BY NAME
WITH told AS (
    SELECT page_key, max({ARRIVED}) AS arrived FROM crawls
    WHERE kind = 'row' AND page_key IN (SELECT page_key FROM tangled WHERE kind = 'reject') GROUP BY page_key
), s AS (SELECT * FROM settled WHERE record_id IN (SELECT record_id FROM tangled)),
   k AS (SELECT * FROM carriers WHERE record_id IN (SELECT record_id FROM tangled)),
   p AS (SELECT * FROM placed WHERE id IN (SELECT id FROM s)),
   g AS (SELECT id, page_seen FROM pages WHERE id IN (SELECT id FROM s))
SELECT {", ".join(f"c.{name}" for name in FROM_CRAWL)}, coalesce(s.id, c.page_key) AS id,
       CASE WHEN c.kind = 'reject' THEN if(t.arrived > c.arrival, 'followed', 'reject')
            WHEN s.role = 'current' THEN if(p.verdict IS NULL, 'article', 'duplicate')
            WHEN s.role = 'state' THEN 'duplicate' ELSE s.role END AS outcome,
       coalesce(s.role = 'current', false) AS current,
       if(s.role = 'current', g.page_seen, c.first_seen) AS page_seen,
       CASE WHEN c.kind = 'reject' THEN c.first_seen
            WHEN s.role = 'current' THEN coalesce(c.published_date, g.page_seen)
            WHEN s.role = 'state' THEN coalesce(c.published_date, c.first_seen) END AS date,
       p.cluster_id, p.cluster_size,
       CASE s.role WHEN 'current' THEN p.verdict WHEN 'state' THEN s.verdict END AS verdict,
       CASE WHEN s.role = 'state' OR (s.role = 'current' AND p.verdict IS NOT NULL) THEN p.matched_id END AS matched_id,
       CASE s.role WHEN 'current' THEN p.containment WHEN 'state' THEN s.containment END AS containment,
       k.carrier, k.carried, c.fresh
FROM tangled c LEFT JOIN s USING (record_id) LEFT JOIN p ON p.id = s.id LEFT JOIN g ON g.id = s.id
     LEFT JOIN k USING (record_id) LEFT JOIN told t ON t.page_key = c.page_key
"""

SAID_OF_ROW = "outcome date id row_key cluster_id verdict matched_id containment page_seen".split()
LEDGER_HANGS_ON = "row_key id date".split()
SAID_OF_REJECT = "row_key last_seen".split()


def differ(names: list[str]) -> str:
    """Return the condition under which an old row `o` and a new one `n` say different things."""
    return " OR ".join(f"n.{name} IS DISTINCT FROM o.{name}" for name in names)


MOVES = f"""
CREATE OR REPLACE TABLE moves AS
WITH o AS (SELECT * FROM old WHERE outcome IN ('article', 'duplicate')),
     n AS (SELECT * FROM after WHERE outcome IN ('article', 'duplicate')),
     lost AS (SELECT * FROM old WHERE outcome = 'reject'),
     now AS (SELECT * FROM after WHERE outcome = 'reject')
SELECT record_id, o.outcome || 's' AS old_dataset, o.date AS old_date, n.outcome || 's' AS dataset, n.date
FROM o FULL JOIN n USING (record_id)
WHERE o.record_id IS NULL OR n.record_id IS NULL OR {differ(SAID_OF_ROW)} OR n.carrier <> n.record_id
UNION ALL
SELECT record_id, if(o.record_id IS NULL, NULL, 'removals'), o.date, if(n.record_id IS NULL, NULL, 'removals'), n.date
FROM o FULL JOIN n USING (record_id)
WHERE o.record_id IS NULL OR n.record_id IS NULL OR {differ(LEDGER_HANGS_ON)} OR n.carrier <> n.record_id
UNION ALL
SELECT record_id, if(o.record_id IS NULL, NULL, 'rejects'), o.date, if(n.record_id IS NULL, NULL, 'rejects'), n.date
FROM lost o FULL JOIN now n USING (record_id)
WHERE o.record_id IS NULL OR n.record_id IS NULL OR {differ(SAID_OF_REJECT)}
"""
"""Which rows leave which dataset and day, and which come into which."""

INDEX_DELTA = f"""
CREATE OR REPLACE TABLE index_delta AS
SELECT {", ".join(INDEX_NAMES)} FROM after WHERE record_id NOT IN (SELECT record_id FROM old)
UNION ALL (
    SELECT {", ".join(INDEX_NAMES)} FROM after WHERE record_id IN (SELECT record_id FROM old)
    EXCEPT SELECT {", ".join(INDEX_NAMES)} FROM old
)
"""
GONE_ROWS = f"""
INSERT INTO index_delta
SELECT {", ".join("'gone'" if name == "outcome" else name for name in INDEX_NAMES)} FROM old
WHERE record_id NOT IN (SELECT record_id FROM after) AND outcome <> 'held'
"""
HELD_ROWS = """
INSERT INTO index_delta BY NAME
SELECT record_id, page_key, page_key AS id, 'held' AS outcome, $stamp AS checked, source,
       md5(regexp_replace(source, '#[0-9]{1,12}$', '')) AS file_key, one_page,
       coalesce(a.first_seen, $as_of) AS first_seen,
       coalesce(a.first_run, $run) AS first_run, $as_of AS last_seen, 1 AS times_seen, h.seen_day
FROM (SELECT record_id, page_key, source, one_page, seen_day FROM staged_rows
      UNION ALL SELECT record_id, page_key, source, one_page, seen_day FROM staged_rejects) h
     LEFT JOIN (SELECT record_id, first_seen, first_run FROM arrivals) a USING (record_id)
WHERE record_id IN (FROM holding) AND record_id::UUID NOT IN (SELECT record_id FROM old_index)
"""
"""What is held back for the first time: it has come in, though no dataset shows it yet."""

CHANGES = """
CREATE OR REPLACE TABLE changed_ids AS
WITH was AS (
    SELECT id, outcome, cluster_id, date FROM old WHERE current AND outcome IN ('article', 'duplicate')
), now AS (
    SELECT id, outcome, cluster_id, date FROM after WHERE current
), touched AS (
    SELECT id FROM old JOIN moves USING (record_id) WHERE coalesce(dataset, old_dataset) IN ('articles', 'duplicates')
    UNION SELECT id FROM after JOIN moves USING (record_id)
    WHERE coalesce(dataset, old_dataset) IN ('articles', 'duplicates')
), met AS (
    SELECT now.cluster_id, count(DISTINCT was.cluster_id) AS n FROM now JOIN was USING (id) GROUP BY now.cluster_id
)
SELECT t.id, coalesce(n.cluster_id, w.cluster_id) AS cluster_id,
       CASE WHEN w.id IS NULL THEN 'added'
            WHEN n.id IS NULL THEN if(t.id IN (FROM forgotten_pages), 'forgotten', 'removed')
            WHEN n.cluster_id <> w.cluster_id THEN if(m.n > 1, 'merged', 'split')
            WHEN n.outcome = 'article' AND w.outcome = 'duplicate' THEN 'promoted'
            WHEN n.outcome = 'duplicate' AND w.outcome = 'article' THEN 'demoted'
            WHEN n.date <> w.date THEN 'redated' ELSE 'changed' END AS change,
       w.cluster_id AS old_cluster_id, w.date AS old_date
FROM touched t LEFT JOIN was w USING (id) LEFT JOIN now n USING (id) LEFT JOIN met m ON m.cluster_id = n.cluster_id
WHERE w.id IS NOT NULL OR n.id IS NOT NULL
"""


LEAVING_ROWS = """
INSERT INTO index_delta BY NAME
SELECT record_id, 'gone' AS outcome FROM leaving WHERE record_id NOT IN (SELECT record_id FROM index_delta)
"""
"""What is forgotten leaves the index whatever its outcome was."""


def find_outcomes(con: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `after` (index rows of all that was looked at) and `moves` (rows that leave and come)."""
    con.execute(AFTER_PLAIN)
    con.execute(TANGLED)
    con.execute(AFTER_TANGLED)
    con.execute(MOVES)


def find_changes(con: duckdb.DuckDBPyConnection, parameters: dict[str, object]) -> int:
    """Make the tables `index_delta` and `changed_ids`; return how many index rows are new or other."""
    con.execute(INDEX_DELTA)
    con.execute(GONE_ROWS)
    con.execute(HELD_ROWS, parameters)
    con.execute(LEAVING_ROWS)
    con.execute(CHANGES)
    return count(con, "index_delta")
