"""What is true of a snapshot's rows: keys, clusters, the ledger, the index, history. Each law is one query."""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from dataclasses import dataclass

from flows.corpus.references import REFERENCE
from flows.inspect.faults import GO_BACK

REBUILD = "`saring index --rebuild CLEAN` makes it anew from the texts; " + GO_BACK

RUN_AGAIN = "the next run over its raw page (`saring clean RAW CLEAN --again --rescan`) works it out anew; " + GO_BACK


@dataclass(frozen=True, slots=True)
class Law:
    """
    Something that is true of every row of a sound store.

    Attributes:
        broken: What to say of rows that break it.

        where: The dataset they stand in.

        names: Query for the names of what breaks it, one column; none in a sound store.

        remedy: What to do.
    """

    broken: str
    where: str
    names: str
    remedy: str = GO_BACK


def disagree(names: str) -> str:
    """Return the condition under which a published row `p` and its index row `i` say different things."""
    return " OR ".join(f"p.{name} IS DISTINCT FROM i.{name}" for name in names.split())


ROWS = "('article', 'duplicate')"

KEYS = (
    Law(
        "ids stand in more than one row",
        "articles",
        "SELECT id FROM articles GROUP BY id HAVING count(*) > 1",
    ),
    Law(
        "records stand in more than one row",
        "articles, duplicates, rejects",
        "SELECT record_id FROM (SELECT record_id FROM pages UNION ALL SELECT record_id FROM rejects) "
        "GROUP BY record_id HAVING count(*) > 1",
    ),
    Law(
        "rows have no id or no record id", "articles", "SELECT source FROM pages WHERE id IS NULL OR record_id IS NULL"
    ),
    Law(
        "pages have no row, or several, that says what they say now",
        "index",
        f"SELECT id FROM hex_index WHERE outcome IN {ROWS} GROUP BY id HAVING count(*) FILTER (current) <> 1",
    ),
    Law(
        "rows have another day than their printed one, or the first on which they were seen",
        "articles, duplicates",
        "SELECT id FROM pages WHERE date IS DISTINCT FROM coalesce(published_date, first_seen)",
    ),
)

CLUSTERS = (
    Law(
        "matched_id names no article",
        "duplicates",
        "SELECT id FROM duplicates WHERE matched_id IS NULL OR matched_id NOT IN (SELECT id FROM articles)",
    ),
    Law(
        "cluster_id names a story without an article, or with several",
        "articles, duplicates",
        "SELECT cluster_id FROM pages GROUP BY cluster_id HAVING count(*) FILTER (outcome = 'article') <> 1",
    ),
    Law(
        "duplicates belong to another story than the article that they match",
        "duplicates",
        "SELECT d.id FROM duplicates d JOIN articles a ON a.id = d.matched_id WHERE a.cluster_id <> d.cluster_id",
    ),
    Law(
        "cluster_size is not the number of pages",
        "index",
        "WITH n AS (SELECT cluster_id, count(*) AS n FROM hex_index WHERE current GROUP BY 1) "
        "SELECT i.id FROM hex_index i JOIN n USING (cluster_id) WHERE i.current AND i.cluster_size <> n.n",
    ),
    Law(
        "cluster_size is neither the number of pages nor what it was when the row was written",
        "articles, duplicates",
        """
        WITH n AS (SELECT cluster_id, count(*) AS n FROM hex_index WHERE current GROUP BY 1),
             other AS (SELECT p.id, p.cluster_id, p.run_id FROM pages p JOIN n USING (cluster_id)
                       WHERE p.cluster_size <> n.n),
             touched AS (SELECT cluster_id, run_id FROM changes UNION SELECT old_cluster_id, run_id FROM changes)
        SELECT id FROM other o WHERE run_id >= (SELECT min(run_id) FROM changes) AND NOT EXISTS (
            SELECT 1 FROM touched t WHERE t.cluster_id = o.cluster_id AND t.run_id > o.run_id)
        """,
    ),
)

LEDGER = (
    Law(
        "ledger rows hang on no row of that record, page and day",
        "removals",
        "SELECT record_id FROM removals ANTI JOIN pages USING (record_id, id, date)",
    ),
    Law(
        "n_removed_chars is another number than the ledger's",
        "articles, duplicates",
        """
        WITH struck AS (SELECT record_id, sum("end" - start) AS n FROM removals
                        WHERE NOT (kind = 'chrome' AND layer = 'extractor') GROUP BY 1)
        SELECT id FROM pages LEFT JOIN struck USING (record_id) WHERE n_removed_chars IS DISTINCT FROM coalesce(n, 0)
        """,
    ),
    Law(
        "model_characters is another number than the ledger's",
        "articles, duplicates",
        """
        WITH struck AS (SELECT record_id, sum("end" - start) AS n FROM removals WHERE layer = 'model' GROUP BY 1)
        SELECT id FROM pages LEFT JOIN struck USING (record_id) WHERE model_characters <> coalesce(n, 0)
        """,
    ),
    Law(
        "n_blocks is not the number of lines",
        "articles, duplicates",
        "SELECT id FROM pages "
        "WHERE n_blocks <> if(text = '', 0, length(text) - length(replace(text, chr(10), '')) + 1)",
    ),
    Law(
        "ledger rows have a text of another length than their span",
        "removals",
        """SELECT record_id FROM removals
           WHERE NOT (kind = 'chrome' AND layer = 'extractor') AND length(text) <> "end" - start""",
    ),
)

INDEX = (
    Law(
        "rows that the index does not know, or knows as something else",
        "index",
        "SELECT p.id FROM pages p LEFT JOIN hex_index i USING (record_id) WHERE i.outcome IS DISTINCT FROM p.outcome",
        RUN_AGAIN,
    ),
    Law(
        "records that the index calls published, and no row is there",
        "articles, duplicates",
        f"SELECT record_id FROM hex_index WHERE outcome IN {ROWS} AND record_id NOT IN (SELECT record_id FROM pages)",
        RUN_AGAIN,
    ),
    Law(
        "rows of which the index says something else",
        "index",
        "SELECT p.id FROM pages p JOIN hex_index i USING (record_id) "
        f"WHERE {disagree('id date cluster_id verdict matched_id containment published_date')} "
        "OR i.text_key IS DISTINCT FROM if(i.n_chars = 0, NULL, left(p.text_sha256, 32)::UUID) "
        "OR i.n_chars <> length(p.text)",
        RUN_AGAIN,
    ),
    Law(
        "rejects that the index does not know, or the other way round",
        "rejects",
        "SELECT coalesce(p.record_id, i.record_id) FROM rejects p "
        "FULL JOIN (FROM hex_index WHERE outcome = 'reject') i USING (record_id) "
        f"WHERE p.record_id IS NULL OR i.record_id IS NULL OR {disagree('stage first_seen last_seen')}",
        RUN_AGAIN,
    ),
    Law(
        "records that are held back of which the index knows nothing, or the other way round",
        "held_rows, held_rejects",
        """
        WITH held AS (SELECT record_id FROM held_rows UNION SELECT record_id FROM held_rejects)
        SELECT record_id FROM held WHERE record_id NOT IN (SELECT record_id FROM hex_index)
        UNION SELECT record_id FROM hex_index
        WHERE outcome = 'held' AND stage IS NULL AND record_id NOT IN (FROM held)
        """,
        RUN_AGAIN,
    ),
)

LIKENESS = (
    Law(
        "sketches are of no page that stands, or of none that may be a copy",
        "sketches",
        "SELECT id FROM sketches WHERE id NOT IN (SELECT id FROM index WHERE current AND text_key NOT NULL "
        f"AND outcome IN {ROWS} AND NOT coalesce(withdrawn, false))",
        REBUILD,
    ),
    Law(
        "pages have no sketch, where others have one",
        "sketches",
        f"SELECT id FROM index WHERE current AND text_key NOT NULL AND outcome IN {ROWS} "
        "AND NOT coalesce(withdrawn, false) AND id NOT IN (SELECT id FROM sketches) AND EXISTS (FROM sketches)",
        REBUILD,
    ),
    Law(
        "pages follow one that has no sketch, or stands in another story",
        "sketches",
        """
        WITH stories AS (SELECT s.number, s.leader, s.id, i.cluster_id FROM sketches s
                         JOIN index i ON i.id = s.id AND i.current)
        SELECT f.id FROM stories f LEFT JOIN stories l ON l.number = f.leader
        WHERE f.leader NOT NULL AND l.cluster_id IS DISTINCT FROM f.cluster_id
        """,
        REBUILD,
    ),
    Law(
        "pages have a sketch and no hashes",
        "hashes",
        "SELECT id FROM sketches WHERE number NOT IN (SELECT number FROM hashes)",
        REBUILD,
    ),
    Law(
        "hashes by page are others than those by hash, or doubled, by number",
        "holders",
        """
        WITH by_page AS (SELECT number, unnest(hashes) AS hash FROM hashes),
             pages AS (SELECT number, count(*), bit_xor(hash) FROM by_page GROUP BY number),
             held AS (SELECT number, count(*), bit_xor(hash) FROM holders GROUP BY number)
        SELECT number::VARCHAR FROM ((FROM pages EXCEPT FROM held) UNION (FROM held EXCEPT FROM pages))
        """,
        REBUILD,
    ),
    Law(
        "relations name pages that do not stand",
        "relations",
        "SELECT name FROM (SELECT a AS name FROM relations UNION ALL SELECT b FROM relations) "
        f"WHERE name NOT IN (SELECT id FROM pages) AND NOT starts_with(name, '{REFERENCE}')",
        REBUILD,
    ),
    Law(
        "relations say that pages are one story which are not, or the other way round",
        "relations",
        f"""
        SELECT b FROM (
            SELECT a, b FROM relations
            WHERE verdict IN ('near', 'same_text') AND NOT starts_with(a, '{REFERENCE}') EXCEPT
            SELECT replace(l.id::VARCHAR, '-', ''), replace(f.id::VARCHAR, '-', '')
            FROM sketches f JOIN sketches l ON l.number = f.leader
        )
        """,
        REBUILD,
    ),
)

HISTORY = (
    Law(
        "rows were written by a run that does not name them",
        "changes",
        """
        SELECT id FROM articles WHERE run_id >= (SELECT min(run_id) FROM changes)
        AND (id, run_id) NOT IN (SELECT (id, run_id) FROM changes)
        """,
    ),
    Law(
        "changes say last that pages are gone which stand, or that they stand and they are gone",
        "changes",
        """
        WITH latest AS (SELECT * FROM changes QUALIFY row_number() OVER (PARTITION BY id ORDER BY run_id DESC) = 1)
        SELECT id FROM latest
        WHERE (change IN ('removed', 'forgotten', 'renamed')) = (id IN (SELECT id FROM pages))
           OR (change = 'promoted' AND id NOT IN (SELECT id FROM articles))
           OR (change = 'demoted' AND id IN (SELECT id FROM articles))
        """,
    ),
    Law(
        "changes say last that pages belong to another story",
        "changes",
        """
        WITH latest AS (SELECT * FROM changes QUALIFY row_number() OVER (PARTITION BY id ORDER BY run_id DESC) = 1)
        SELECT p.id FROM latest l JOIN (SELECT id, cluster_id FROM hex_index WHERE current) p USING (id)
        WHERE p.cluster_id <> l.cluster_id
        """,
    ),
    Law(
        "runs have several manifests",
        "runs",
        "SELECT run_id FROM runs GROUP BY run_id HAVING count(*) > 1",
    ),
    Law(
        "changes name runs without a manifest",
        "runs",
        "SELECT DISTINCT run_id FROM changes WHERE run_id NOT IN (SELECT run_id FROM runs)",
    ),
    Law(
        "manifests whose counts do not add up",
        "runs",
        "SELECT run_id FROM runs WHERE records_in <> articles + duplicates + rejects + coalesce(refetched, 0) + "
        "coalesce(superseded, 0) + coalesce(redelivered, 0) + coalesce(held, 0) + coalesce(waiting, 0) + skipped "
        "+ coalesce(try_cast(facts ->> '$.forgotten' AS INTEGER), 0)",
    ),
)

NOWHERE = Law(
    "records were read from raw files and ended nowhere",
    "files",
    "SELECT name FROM (SELECT unnest(records) AS name FROM files) WHERE name NOT IN (SELECT record_id FROM hex_index)",
    "`saring clean RAW CLEAN --rescan` reads them again",
)
"""Not asked where something was forgotten: what meets a tombstone ends nowhere."""

LAWS = (*KEYS, *CLUSTERS, *LEDGER, *INDEX, *LIKENESS, *HISTORY)
