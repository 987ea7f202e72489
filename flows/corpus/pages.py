"""What the crawls of each page come to: its name, its current state, the older ones."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from flows.corpus.buckets import CAPACITY, read_bucket, scatter
from flows.corpus.database import count, insert_rows, names_of
from flows.corpus.published import published
from transforms.duplicates.crawls import settle
from transforms.duplicates.states import Crawl, Wish
from transforms.schema import columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

SETTLED = columns("""
    record_id string
    id string
    role string
    verdict string
    containment float64
""")

CRAWL_WEIGHT = 2_000
"""Bytes of a crawl without its text, about, as a Python record."""

ARRIVED = "(first_seen - DATE '1970-01-01')::BIGINT * 1000000000 + first_run"
"""One number that sorts arrivals: the day, then the run."""

CARRIERS = """
CREATE OR REPLACE TABLE crowded_carriers AS
WITH stored AS (
    SELECT record_id, 'staged' AS kind, page_key, content_key FROM crawls WHERE fresh AND kind = 'row'
    UNION ALL
    SELECT record_id, 'old', page_key, content_key FROM old WHERE outcome IN ('article', 'duplicate')
)
SELECT c.record_id, s.record_id AS carrier, s.kind AS carried
FROM crawls c JOIN stored s ON s.page_key = c.page_key AND s.content_key = c.content_key
WHERE c.kind = 'row' AND c.page_key IN (FROM crowded)
QUALIFY row_number() OVER (
    PARTITION BY c.record_id ORDER BY s.record_id <> c.record_id, s.kind DESC, s.record_id
) = 1
"""
"""Where the row of a crawl's content lies: staged under it, published under it, or under a crawl that says the same."""

CROWDED = """
CREATE OR REPLACE TABLE crowded AS
SELECT page_key FROM (
    SELECT page_key FROM crawls WHERE kind = 'row'
    UNION ALL SELECT page_key FROM old WHERE outcome IN ('refetched', 'superseded')
) GROUP BY page_key HAVING count(*) > 1
UNION SELECT page_key FROM crawls WHERE kind = 'row' AND page_key IN (FROM taken_keys)
"""
"""
Pages of several crawls, and those whose key was the name of a page that is forgotten. The others, nearly all, are what
their one crawl says, and no table is made of them.
"""

ALONE = "kind = 'row' AND page_key NOT IN (FROM crowded)"

SETTLED_VIEW = f"""
CREATE OR REPLACE VIEW settled AS
SELECT * FROM settled_crowded
UNION ALL SELECT record_id, page_key AS id, 'current' AS role, NULL AS verdict, NULL AS containment
FROM crawls WHERE {ALONE}
"""
CARRIERS_VIEW = f"""
CREATE OR REPLACE VIEW carriers AS
SELECT * FROM crowded_carriers
UNION ALL SELECT record_id, record_id AS carrier, if(fresh, 'staged', 'old') AS carried FROM crawls WHERE {ALONE}
"""

SEVERAL = f"""
CREATE OR REPLACE TABLE several AS
SELECT *, min((weight // {CAPACITY})::BIGINT) OVER (PARTITION BY page_key) AS bucket FROM (
    SELECT c.record_id, c.page_key, c.content_key, c.first_seen, c.first_run,
           coalesce(c.fetched_at, c.modified_at, c.first_seen::TIMESTAMPTZ) AS fetched_at,
           c.fetched_at IS NOT NULL AS dated, c.n_chars, c.title,
           c.corrected, c.withdrawn, c.times_seen, c.last_seen, o.id AS known_as,
           w.day AS wish_day, w.run AS wish_run, w.freshest AS wish_freshest, k.record_id IS NOT NULL AS stored,
           k.carrier, k.carried, c.page_key IN (FROM taken_keys) AS taken,
           sum({CRAWL_WEIGHT} + coalesce(c.n_chars, 0)) OVER (ORDER BY c.page_key, c.record_id) AS weight
    FROM crawls c LEFT JOIN old o USING (record_id) LEFT JOIN crowded_carriers k USING (record_id)
         LEFT JOIN preferred w USING (record_id)
    WHERE c.kind = 'row' AND c.page_key IN (FROM crowded)
)
"""
CRAWL_NAMES = (
    "record_id page_key content_key first_seen first_run fetched_at dated n_chars title corrected withdrawn times_seen "
    "last_seen known_as stored"
).split()
WISH_NAMES = "wish_day wish_run wish_freshest".split()


def settle_pages(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path) -> None:
    """
    Make the views `settled`, what each story crawl comes to, and `carriers`, where its row lies.

    A page with one crawl is settled by itself; the others are read with their texts, a bucket at a time.

    Args:
        con: The run's database, after `find_crawls`.

        clean: The clean folder.

        spill: Folder for buckets.
    """
    con.execute(CROWDED)
    con.execute(CARRIERS)
    con.execute(
        "CREATE OR REPLACE TABLE settled_crowded (record_id VARCHAR, id VARCHAR, role VARCHAR, verdict VARCHAR, "
        "containment DOUBLE)"
    )
    con.execute(SETTLED_VIEW)
    con.execute(CARRIERS_VIEW)
    con.execute(SEVERAL)
    if not count(con, "several"):
        return
    for bucket in scatter(con, crawls_with_text(con, clean), spill / "crawls"):
        crawls = read_bucket(con, bucket, [*CRAWL_NAMES, *WISH_NAMES, "taken", "text"], "page_key, record_id")
        insert_rows(con, "settled_crowded", list(settled_rows(crawls.to_pylist())), SETTLED)


def crawls_with_text(con: duckdb.DuckDBPyConnection, clean: Path) -> str:
    """Return the query for the crawls of pages with several, with their texts where these are at hand."""
    differ = "(SELECT page_key FROM several GROUP BY ALL HAVING count(DISTINCT content_key) > 1)"
    asked = f"(SELECT * FROM several WHERE page_key IN {differ})"
    return f"""
        SELECT s.* EXCLUDE (weight), t.text FROM several s
        LEFT JOIN ({texts_of(con, clean, asked)}) t ON t.record_id = s.carrier AND t.kind = s.carried
    """


def texts_of(con: duckdb.DuckDBPyConnection, clean: Path, asked: str) -> str:
    """
    Return the query for texts (`record_id, kind, text`), staged and published.

    Args:
        con: The run's database.

        clean: The clean folder.

        asked: SQL of a table with `carrier` and `carried`.
    """
    staged = (
        f"SELECT record_id, 'staged' AS kind, text FROM all_rows WHERE record_id IN "
        f"(SELECT carrier FROM {asked} WHERE carried = 'staged')"
    )
    old = published(con, clean, f"(SELECT carrier FROM {asked} WHERE carried = 'old')", ["record_id", "text"])
    return staged if old is None else f"{staged} UNION ALL SELECT record_id, 'old', text FROM ({old})"


def settled_rows(rows: list[dict[str, Any]]) -> Iterator[dict[str, object]]:
    """Settle the pages of rows that are sorted by page."""
    for (_, taken), crawls in groupby(rows, key=itemgetter("page_key", "taken")):
        for answer in settle(map(crawl_of, crawls), taken=taken):
            yield {name: getattr(answer, name) for name in names_of(SETTLED)}


def crawl_of(row: dict[str, Any]) -> Crawl:
    """Return a row as a crawl."""
    same = {name: row[name] for name in CRAWL_NAMES if name not in {"first_seen", "first_run", "fetched_at"}}
    arrived = (row["first_seen"], row["first_run"])
    fetched: dt.datetime = row["fetched_at"]
    wish = Wish((row["wish_day"], row["wish_run"]), row["wish_freshest"]) if row["wish_day"] else None
    return Crawl(arrived=arrived, fetched_at=fetched, text=row["text"], wish=wish, **same)
