"""
What becomes of each record of the first form.

Its raw record is looked for by place and content, by content elsewhere, and by place alone where the text or
the title still agrees: a path may hold another story by now. What is not found is carried over as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.database import first, insert_rows, read_list, tally
from flows.store.quoting import quote
from flows.upgrade.reading import MET
from transforms.duplicates.agree import SAME_STORY, containment_of, fold_title, shingle
from transforms.schema import STAGED_REJECTS, STAGED_ROWS, arrow_schema, columns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

CANDIDATES = """
CREATE TABLE candidates AS
WITH place AS (
    SELECT first_id, any_value(record_id) AS record_id, any_value(raw_sha256) AS raw_sha256 FROM met GROUP BY ALL
), content AS (
    SELECT raw_sha256, min_by(record_id, source) AS record_id FROM met WHERE NOT unread GROUP BY ALL
)
SELECT f.id, coalesce(if(p.raw_sha256 = f.raw_sha256, p.record_id, NULL), c.record_id, p.record_id) AS record_id,
       CASE WHEN p.raw_sha256 = f.raw_sha256 OR c.record_id IS NOT NULL THEN 'content'
            WHEN p.record_id IS NOT NULL THEN 'place' END AS found_by
FROM first_records f LEFT JOIN place p ON p.first_id = f.id LEFT JOIN content c ON c.raw_sha256 = f.raw_sha256
"""

DOUBTFUL = """
SELECT c.id, o.title AS old_title, o.text AS old_text, s.title, s.text
FROM candidates c
     JOIN (SELECT id, title, text FROM first_articles
           UNION ALL SELECT id, title, text FROM first_duplicates) o USING (id)
     JOIN cleaned_rows s USING (record_id)
WHERE c.found_by = 'place' ORDER BY c.id
"""

FATES = """
CREATE TABLE fates AS
SELECT * EXCLUDE (raw_record),
       if(fate = 'carried', left(sha256(concat('first form ', id, ' ', raw_sha256)), 32), raw_record) AS record_id
FROM (
    SELECT f.*, c.record_id AS raw_record, CASE WHEN f.outcome = 'reject' THEN
                     CASE WHEN c.found_by IS NOT NULL THEN 'met' WHEN f.stage = 'read' THEN 'left' ELSE 'carried' END
                 WHEN c.found_by = 'content' THEN 'met'
                 WHEN c.found_by = 'place' AND f.id IN (FROM agreeing) THEN 'met' ELSE 'carried' END AS fate
    FROM first_records f JOIN candidates c USING (id)
)
"""
"""
met: its raw record was read and speaks for it. carried: it is taken over as it is. left: a place that could not
be read, and is gone.
"""

ARRIVALS = """
SELECT record_id, min_by(source, (first_seen, source)) AS source, NULL::TIMESTAMPTZ AS fetched_at,
       min(first_seen) AS first_seen, 0 AS first_run, min(first_seen) AS last_seen, 1 AS times_seen,
       min(first_seen) AS seen_day
FROM fates WHERE fate <> 'left' GROUP BY record_id
"""


def find_fates(con: duckdb.DuckDBPyConnection, staging: Path, names: Path) -> dict[str, int]:
    """
    Make the table `fates` of the records of the first form.

    Args:
        con: A database with the views of the first form.

        staging: Where the raw records were staged, cleaned.

        names: Where the names of the raw records were staged.

    Returns:
        How many records there are of each kind: `records`, `unmatched`, `carried`, `left`, `added`.
    """
    make_view(con, "met", names.glob("met-*.parquet"), MET)
    make_view(con, "cleaned_rows", staging.glob("rows-*.parquet"), STAGED_ROWS)
    make_view(con, "cleaned_rejects", staging.glob("rejects-*.parquet"), STAGED_REJECTS)
    con.execute(CANDIDATES)
    con.execute("CREATE TABLE agreeing (id VARCHAR)")
    insert_rows(con, "agreeing", [{"id": name} for name in find_agreeing(con)], columns("id string"))
    con.execute(FATES)
    fates = tally(con, "SELECT fate, count(*) FROM fates GROUP BY 1")
    added = first(
        con,
        "SELECT count(DISTINCT record_id) FROM met "
        "WHERE record_id NOT IN (SELECT record_id FROM fates WHERE fate = 'met')",
    )
    carried, left = fates.get("carried", 0), fates.get("left", 0)
    return {"records": sum(fates.values()), "unmatched": carried + left, "carried": carried, "left": left} | {
        "added": added
    }


def make_view(
    con: duckdb.DuckDBPyConnection, name: str, paths: Iterable[Path], wanted: tuple[tuple[str, str], ...]
) -> None:
    """Make a view of staged files, of which there may be none."""
    some = sorted(paths)
    if some:
        con.execute(f"CREATE VIEW {name} AS FROM {read_list(some)}")
    else:
        con.register(name, arrow_schema(wanted).empty_table())


def find_agreeing(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the ids of records whose place still holds their story, though not to the letter."""
    found: list[str] = []
    rows = con.execute(DOUBTFUL)
    while some := rows.fetchmany(1_000):
        found += [name for name, *said in some if agree(*said)]
    return found


def agree(old_title: str | None, old_text: str, title: str | None, text: str) -> bool:
    """Return whether titles or texts are one story's."""
    folded = fold_title(title)
    if folded and folded == fold_title(old_title):
        return True
    return containment_of(shingle(old_text or ""), shingle(text or "")) >= SAME_STORY


def write_arrivals(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write when the records came in, for the publishing."""
    con.execute(f"COPY ({ARRIVALS}) TO {quote(str(path))} (FORMAT parquet)")
