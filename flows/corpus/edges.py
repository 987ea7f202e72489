"""
What joins pages: a table of edges, filled by an ordered tuple of finders.

An edge is a function of the two pages alone. Another way to find copies is one more finder.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any

from flows.corpus.buckets import CAPACITY, read_bucket, scatter
from flows.corpus.database import count, insert_rows
from flows.corpus.pages import ALONE, ARRIVED, texts_of
from transforms.duplicates.agree import MOST_TEXTS_COMPARED, SAME_STORY, Runs, containment_of, fold_title, shingle
from transforms.duplicates.verdict import SHORT_WORDS
from transforms.schema import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import duckdb

EDGES = columns("a string\nb string\nwhy string\ncontainment float64")

LONGEST_WORD = 20
"""Characters of a word with its space, in a text of long ones: longer texts are not read to count their words."""

FOLDED = r"trim(regexp_replace(lower(coalesce(title, '')), '[^\p{L}\p{N}_]+', ' ', 'g'))"
"""SQL of a title's words, as `fold_title` gives them."""

SEEN_AT = "coalesce(c.fetched_at, c.modified_at, c.first_seen::TIMESTAMPTZ) AS seen_at"

CROWDED_PAGES = f"""
CREATE OR REPLACE TABLE crowded_pages AS
SELECT s.id, c.*, {SEEN_AT}, p.arrived, p.page_seen
FROM settled_crowded s JOIN crawls c USING (record_id)
     JOIN (SELECT id, min({ARRIVED}) AS arrived, min(first_seen) AS page_seen
           FROM settled_crowded JOIN crawls USING (record_id) GROUP BY id) p USING (id)
WHERE s.role = 'current'
"""
PAGES = f"""
CREATE OR REPLACE VIEW pages AS
SELECT * FROM crowded_pages
UNION ALL SELECT page_key AS id, c.*, {SEEN_AT}, {ARRIVED} AS arrived, first_seen AS page_seen
FROM crawls c WHERE {ALONE}
"""
"""One row for each page: what its current state says, and when the page first came in."""

SPOKEN = f"""
SELECT s.id, if(c.withdrawn, NULL, c.text_key) AS text_key, c.url_key, if(c.one_page, c.file_key, NULL) AS file_key,
       c.record_id, c.title, c.n_chars
FROM settled s JOIN crawls c USING (record_id)
WHERE s.role = 'current'
   OR (s.role = 'state' AND s.verdict = 'same_url' AND coalesce(s.containment, 1) >= {SAME_STORY})
"""
"""
What a page says or said, notices and stubs aside: by these keys it may meet others.

What a page once said counts as long as it is still the same story: a copy of a text that was corrected since stays
one, a text that stood there by mistake joins nothing any more.

A notice of withdrawal reads alike on every page of a paper, so its text joins nothing.
"""

TOLD_TWICE = f"""
CREATE OR REPLACE TABLE told_twice AS
WITH spoken AS (SELECT * FROM ({SPOKEN}) WHERE text_key IS NOT NULL),
     met AS (SELECT text_key FROM spoken GROUP BY text_key HAVING count(DISTINCT id) > 1)
SELECT id, text_key, url_key, {FOLDED} AS title, n_chars, record_id FROM spoken WHERE text_key IN (FROM met)
"""
"""Pages that say a text which others say too."""

BRIEF = f"""
CREATE OR REPLACE TABLE brief AS
SELECT text_key, k.carrier, k.carried FROM told_twice JOIN carriers k USING (record_id)
WHERE n_chars < {SHORT_WORDS * LONGEST_WORD}
QUALIFY row_number() OVER (PARTITION BY text_key ORDER BY k.carrier) = 1
"""
"""The texts among these that may be short, and where each lies."""

SHORT_TEXTS = f"""
CREATE OR REPLACE TABLE short_texts AS
SELECT text_key FROM brief b JOIN ({{texts}}) t ON t.record_id = b.carrier AND t.kind = b.carried
WHERE len(regexp_extract_all(t.text, '[\\p{{{{L}}}}\\p{{{{N}}}}]+')) < {SHORT_WORDS}
"""

SAME_TEXT = """
INSERT INTO edges
WITH named AS (
    SELECT id, text_key, NULL AS name FROM told_twice WHERE text_key NOT IN (FROM short_texts)
    UNION SELECT id, text_key, title FROM told_twice WHERE text_key IN (FROM short_texts)
    UNION SELECT id, text_key, url_key::VARCHAR FROM told_twice
    WHERE text_key IN (FROM short_texts) AND url_key NOT NULL
)
SELECT DISTINCT min(id) OVER (PARTITION BY text_key, name) AS a, id AS b, 'same_text', 1.0
FROM named QUALIFY a <> b
"""
"""
Short texts are stock phrases, captions and notices: only pages of one title or one address are copies by them. Pages of
which neither has a title have one.
"""

SHARED = f"""
CREATE OR REPLACE TABLE shared AS
WITH spoken AS (SELECT id, {{key}} AS key FROM ({SPOKEN}) WHERE {{key}} IS NOT NULL),
     met AS (SELECT key FROM spoken GROUP BY key HAVING count(DISTINCT id) > 1),
     meeting_pages AS (SELECT DISTINCT id, key FROM spoken WHERE key IN (FROM met))
SELECT s.key, p.id, p.title, p.text_key, k.carrier, k.carried,
       (sum(2000 + coalesce(p.n_chars, 0)) OVER (ORDER BY s.key, p.id) // {CAPACITY})::BIGINT AS place
FROM meeting_pages s JOIN pages p USING (id) JOIN carriers k USING (record_id)
"""


def find_edges(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path) -> None:
    """Make the view `pages` and the table `edges`: every finder adds what it finds."""
    con.execute(CROWDED_PAGES)
    con.execute(PAGES)
    con.execute("CREATE OR REPLACE TABLE edges (a VARCHAR, b VARCHAR, why VARCHAR, containment DOUBLE)")
    for finder in EDGE_FINDERS:
        finder(con, clean, spill)


def find_same_text(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path) -> None:
    """Join pages that say the same text, or said it in telling the same story; short ones of one name alone."""
    del spill
    con.execute(TOLD_TWICE)
    con.execute(BRIEF)
    con.execute(SHORT_TEXTS.format(texts=texts_of(con, clean, "brief")))
    con.execute(SAME_TEXT)


def find_same_url(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path) -> None:
    """Join pages of one address whose texts or titles agree."""
    find_agreeing(con, clean, spill, key="url_key", why="same_url")


def find_same_source(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path) -> None:
    """Join pages that came in under one one-page path and whose texts or titles agree."""
    find_agreeing(con, clean, spill, key="file_key", why="same_source")


EDGE_FINDERS: tuple[Callable[[duckdb.DuckDBPyConnection, Path, Path], None], ...] = (
    find_same_text,
    find_same_url,
    find_same_source,
)


def find_agreeing(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path, *, key: str, why: str) -> None:
    """Compare the pages that share a key, a bucket of texts at a time."""
    con.execute(SHARED.format(key=key))
    if not count(con, "shared"):
        return
    con.execute("CREATE OR REPLACE TABLE meeting AS SELECT *, min(place) OVER (PARTITION BY key) AS bucket FROM shared")
    sql = f"""
        SELECT m.key, m.id, m.title, m.text_key, t.text, m.bucket FROM meeting m
        LEFT JOIN ({texts_of(con, clean, "meeting")}) t ON t.record_id = m.carrier AND t.kind = m.carried
    """
    for bucket in scatter(con, sql, spill / why):
        rows = read_bucket(con, bucket, ["key", "id", "title", "text_key", "text"], "key, id").to_pylist()
        found = [edge for _, same in groupby(rows, key=lambda row: row["key"]) for edge in agreeing(list(same), why)]
        insert_rows(con, "edges", found, EDGES)


def agreeing(pages: list[dict[str, Any]], why: str) -> Iterator[dict[str, object]]:
    """Yield the edges between the pages that share one key."""
    compared = len(pages) <= MOST_TEXTS_COMPARED
    titles = {page["id"]: fold_title(page["title"]) for page in pages}
    runs: dict[str, Runs] = {p["id"]: shingle(p["text"] or "") for p in pages} if compared else {}
    for a, b in combinations(pages, 2) if compared else by_title(pages, titles):
        held = containment_of(runs[a["id"]], runs[b["id"]]) if compared else None
        alike = bool(titles[a["id"]]) and titles[a["id"]] == titles[b["id"]]
        if alike or (held or 0) >= SAME_STORY:
            yield {"a": a["id"], "b": b["id"], "why": why, "containment": held}


def by_title(pages: list[dict[str, Any]], titles: dict[str, str]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the pairs of pages with one title, each with the first: too many share the key to compare all."""
    first: dict[str, dict[str, Any]] = {}
    for page in pages:
        lead = first.setdefault(titles[page["id"]], page)
        if lead is not page:
            yield lead, page
