"""Which records a run looks at: what came in, and whatever hangs together with it in the index."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.database import HELD, INDEX_IN_HEX, count, first, hex_of, open_index, read_list
from flows.corpus.forgotten import open_forgotten
from flows.store import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.corpus.plan import RunPlan

FILE_OF = "regexp_replace(source, '#[0-9]{1,12}$', '')"
"""The file that a record's source names."""

ROW_FACTS = """
    record_id, page_key, 'row' AS kind, NULL AS stage, source, one_page, seen_day, fetched_at, modified_at, corrected,
    withdrawn, content_key::UUID AS content_key, row_key::UUID AS row_key,
    if(n_chars = 0, NULL, left(text_sha256, 32)::UUID) AS text_key, md5(url_key)::UUID AS url_key,
    title, n_chars, published_date, nullif(published_precision = 'about', false) AS published_about, published_at,
    outlet, outlet_domain,
    list_filter(list_append(coalesce(wire_sources, []), republished_from), lambda name: name IS NOT NULL) AS credits
"""
REJECT_FACTS = """
    record_id, page_key, 'reject' AS kind, stage, source, one_page, seen_day,
    md5(concat_ws(' ', stage, reason, detail))::UUID AS row_key
"""

BATCH = f"""
CREATE OR REPLACE TABLE batch AS
SELECT * FROM (SELECT {ROW_FACTS} FROM all_rows UNION ALL BY NAME SELECT {REJECT_FACTS} FROM all_rejects)
WHERE record_id NOT IN (FROM holding)
"""

READ_PLACES = "(SELECT md5(path)::UUID FROM staged_files)"

STILL_THERE = """(
    SELECT unnest(records) FROM staged_files
    WHERE md5(path)::UUID IN (SELECT file_key FROM old WHERE stage = 'read')
)"""
"""What files that were read hold, of those that had rejects: one that only was touched is as bad as before."""

HITS = f"""
CREATE OR REPLACE TABLE hits AS
SELECT page_key, cluster_id FROM old_index
WHERE record_id IN (SELECT record_id::UUID FROM batch)
   OR page_key IN (SELECT page_key::UUID FROM batch)
   OR text_key IN (SELECT text_key FROM batch WHERE text_key IS NOT NULL)
   OR url_key IN (SELECT url_key FROM batch WHERE url_key IS NOT NULL)
   OR (one_page AND file_key IN (SELECT md5({FILE_OF})::UUID FROM batch WHERE one_page))
   OR record_id IN (SELECT record_id::UUID FROM staged_sightings)
   OR record_id IN (SELECT record_id::UUID FROM wanted)
   OR (stage = 'read' AND file_key IN {READ_PLACES})
   OR id IN (FROM near_ids)
"""

OLD = f"""
CREATE OR REPLACE TABLE old AS
SELECT {INDEX_IN_HEX} FROM old_index
WHERE page_key IN (SELECT page_key FROM hits) OR cluster_id IN (SELECT cluster_id FROM hits WHERE cluster_id NOT NULL)
"""

SAID_BEFORE = """
CREATE OR REPLACE TABLE said_before AS
SELECT DISTINCT text_key, url_key, if(one_page, file_key, NULL) AS file_key FROM old
WHERE record_id NOT IN (SELECT record_id FROM batch)
  AND page_key IN (SELECT page_key FROM batch UNION ALL
                   SELECT page_key FROM old WHERE record_id IN (SELECT record_id FROM sightings UNION FROM wanted))
"""
MET_BEFORE = """
INSERT INTO hits
SELECT page_key, cluster_id FROM old_index
WHERE text_key IN (SELECT text_key FROM said_before) OR url_key IN (SELECT url_key FROM said_before)
   OR (one_page AND file_key IN (SELECT file_key FROM said_before))
"""
"""What a page said before joins others again once the page tells that story again."""

FURTHER = f"""
INSERT INTO hits
SELECT DISTINCT page_key::UUID, cluster_id::UUID FROM old
WHERE cluster_id IS NOT NULL AND cluster_id NOT IN (SELECT {hex_of("cluster_id")} FROM hits WHERE cluster_id NOT NULL)
   OR page_key NOT IN (SELECT {hex_of("page_key")} FROM hits)
"""

FOLLOWERS = """
CREATE OR REPLACE TABLE followers AS
SELECT r.record_id, s.record_id AS leader
FROM old r JOIN old s ON s.id = r.id AND s.content_key = r.content_key JOIN batch b ON b.record_id = s.record_id
WHERE r.outcome = 'refetched' AND s.outcome IN ('article', 'duplicate', 'superseded') AND b.kind = 'row'
  AND r.record_id NOT IN (SELECT record_id FROM batch)
"""
"""Crawls that said what another said, which was cleaned anew: they say so still."""

CONTENT_FACTS = (
    "modified_at corrected withdrawn content_key row_key text_key url_key title n_chars published_date "
    "published_about published_at outlet outlet_domain credits"
).split()

SEEN_ONCE_MORE = """(
    g.record_id IS NOT NULL AND $as_of > o.last_seen AND coalesce(g.fetched_at > o.fetched_at, true)
)"""
"""A record came in on a later night, and not only because its export still holds what was fetched before."""

CLEANED_BY = """
if(b.record_id IN (SELECT record_id FROM staged_rows UNION ALL SELECT record_id FROM staged_rejects),
   $stamp, coalesce(o.checked, $stamp))
"""
"""What waited is published as it was cleaned, by the knowledge of its night: a backfill still has it before it."""

CRAWLS = f"""
CREATE OR REPLACE TABLE crawls AS
SELECT b.* EXCLUDE (source, fetched_at, one_page),
       coalesce(o.source, a.source, b.source) AS source,
       greatest(b.fetched_at, o.fetched_at, a.fetched_at, g.fetched_at) AS fetched_at,
       coalesce(o.first_seen, a.first_seen, $as_of) AS first_seen,
       coalesce(o.first_run, a.first_run, $run) AS first_run,
       if(g.record_id IS NULL OR a.record_id IS NOT NULL, coalesce(o.last_seen, a.last_seen, $as_of),
          greatest(coalesce(o.last_seen, a.last_seen, $as_of), $as_of)) AS last_seen,
       coalesce(o.times_seen + if(a.record_id IS NULL AND {SEEN_ONCE_MORE}, 1, 0), a.times_seen, 1) AS times_seen,
       {CLEANED_BY} AS checked, true AS fresh
FROM batch b LEFT JOIN old o USING (record_id) LEFT JOIN arrivals a USING (record_id)
     LEFT JOIN sightings g USING (record_id)
UNION ALL BY NAME
SELECT o.record_id, o.page_key, if(o.outcome IN ('reject', 'followed'), 'reject', 'row') AS kind, o.stage, o.seen_day,
       {", ".join(f"if(l.record_id IS NULL, o.{name}, l.{name}) AS {name}" for name in CONTENT_FACTS)},
       o.source, greatest(o.fetched_at, g.fetched_at) AS fetched_at, o.first_seen, o.first_run,
       greatest(o.last_seen, if(g.record_id IS NULL, o.last_seen, $as_of)) AS last_seen,
       o.times_seen + if({SEEN_ONCE_MORE}, 1, 0) AS times_seen,
       o.checked, false AS fresh
FROM old o LEFT JOIN followers f USING (record_id) LEFT JOIN batch l ON l.record_id = f.leader
     LEFT JOIN sightings g ON g.record_id = o.record_id
WHERE o.record_id NOT IN (SELECT record_id FROM batch) AND o.outcome <> 'held'
  AND o.record_id NOT IN (FROM leaving)
  AND NOT (o.stage IS NOT DISTINCT FROM 'read' AND o.file_key IN {READ_PLACES} AND o.record_id NOT IN {STILL_THERE})
"""


def open_arrivals(con: duckdb.DuckDBPyConnection, arrivals: Path | None) -> None:
    """Make the view `arrivals` of another store's index, or of a file of arrivals; empty where none is named."""
    columns = "record_id, source, fetched_at, first_seen, first_run, last_seen, times_seen, seen_day"
    if arrivals is None:
        con.execute(f"CREATE VIEW arrivals AS SELECT {columns} FROM (SELECT {INDEX_IN_HEX} FROM old_index LIMIT 0)")
        return
    if arrivals.is_file():
        con.execute(f"CREATE VIEW arrivals AS SELECT {columns} FROM {read_list([arrivals])}")
        return
    open_index(con, arrivals, "other_index")
    con.execute(f"CREATE VIEW arrivals AS SELECT {columns} FROM (SELECT {INDEX_IN_HEX} FROM other_index)")


def check_staged(con: duckdb.DuckDBPyConnection) -> None:
    """
    Refuse staged rows that cannot be.

    Raises:
        StoreError: A record was staged twice, or the ledger names a record that was not staged.
    """
    both = "(SELECT record_id, source FROM staged_rows UNION ALL SELECT record_id, source FROM staged_rejects)"
    twice = first(con, f"SELECT min(source) FROM {both} GROUP BY record_id HAVING count(*) > 1 ORDER BY 1")
    if twice:
        raise StoreError(f"{twice}: this record came twice in one run. Nothing was published; please report this.")
    orphan = first(
        con, "SELECT min(record_id) FROM staged_removals WHERE record_id NOT IN (SELECT record_id FROM staged_rows)"
    )
    if orphan:
        raise StoreError(f"{orphan}: removals without a record. Nothing was published; please report this.")


def open_batch(con: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """
    Make the views `all_rows`, `all_removals`, `all_rejects`: what came in, and what waited unless it came again.

    They lack what is forgotten, as the table `forgetting` names it; `came_rows`, … have it still.
    """
    con.execute("CREATE TABLE holding (record_id VARCHAR)")
    again = "(SELECT record_id FROM staged_rows UNION ALL SELECT record_id FROM staged_rejects)"
    for name in HELD:
        con.execute(
            f"CREATE VIEW came_{name} AS FROM staged_{name} UNION ALL BY NAME "
            f"SELECT * FROM held_{name} WHERE record_id NOT IN {again}"
        )
    open_forgotten(con, clean)
    for name in HELD:
        con.execute(f"CREATE VIEW all_{name} AS FROM came_{name} WHERE record_id NOT IN (FROM forgetting)")


def find_batch(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `batch`: what every record that came in says. `holding` names those that are held back."""
    con.execute(BATCH)


def find_crawls(con: duckdb.DuckDBPyConnection, plan: RunPlan, run: int) -> None:
    """
    Make the tables `old` (index rows that hang together with the batch) and `crawls` (the same after the run).

    What hangs together: deliveries of one page, and pages that share a text, an address, a path or a cluster.
    """
    con.execute("CREATE TABLE IF NOT EXISTS wanted (record_id VARCHAR)")
    con.execute(
        "CREATE OR REPLACE TABLE sightings AS SELECT record_id, max(fetched_at) AS fetched_at "
        "FROM staged_sightings GROUP BY ALL"
    )
    con.execute(HITS)
    con.execute(OLD)
    con.execute(SAID_BEFORE)
    if count(con, "said_before"):
        con.execute(MET_BEFORE)
    while True:
        con.execute(OLD)
        before = count(con, "hits")
        con.execute(FURTHER)
        if count(con, "hits") == before:
            break
    con.execute(FOLLOWERS)
    con.execute(CRAWLS, {"as_of": plan.as_of, "run": run, "stamp": plan.stamp})
    con.execute(
        f"ALTER TABLE crawls ADD COLUMN file_key UUID; UPDATE crawls SET file_key = md5({FILE_OF})::UUID;"
        "ALTER TABLE crawls ADD COLUMN one_page BOOLEAN;"
        "UPDATE crawls SET one_page = NOT regexp_matches(source, '#[0-9]{1,12}$')"
    )
