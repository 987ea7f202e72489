"""
Pages that tell one story in nearly the same words: one more way in which pages join.

What a page says is sketched once and kept (`sketches`); a run sketches what came or says something else, asks again
what that touches, and joins it as a run over everything would (`transforms.duplicates.regroup`). A store that has pages
and no sketches is of an earlier version: it joins nothing by words until it is told to, for that may move many pages.
"""
# ruff: noqa: S608 - SQL is put together from our own names, values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.compared import ABOUT, PRINTED
from flows.corpus.database import count, first, hex_of, make_view, open_merged
from flows.corpus.laid import files_in
from flows.corpus.passages import HOUSE
from flows.corpus.stars import stars_of_all, stars_of_touched
from flows.corpus.tiers import open_tiers, stage_sketches
from transforms.schema import DATASETS, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from flows.corpus.stars import Found
    from transforms.duplicates.stars import Relation

RELATIONS_AT_A_TIME = 50_000
"""Relations that stand as rows of Python at once: a first load of a million pages has millions."""

MISSES_TOLD = 3
"""Pairs of pages that the summary names."""

ALIVE = "number >= 0"
"""Condition of a row that is not only the note that its page has no sketch any more."""

MAY_BE_COPY = "current AND outcome IN ('article', 'duplicate') AND NOT coalesce(withdrawn, false) AND text_key NOT NULL"

KNOWN = """
CREATE TABLE known_sketches AS
FROM old_sketches
"""
"""Some 60 bytes a page."""

SAYING = f"""
CREATE OR REPLACE TABLE saying AS
SELECT p.id::UUID AS id, p.arrived, p.title, {PRINTED.format("p")} AS printed, k.carrier, k.carried,
       {HOUSE.format("p")} AS house,
       md5(concat_ws(chr(31), p.text_key, coalesce(p.title, ''), p.published_date, {ABOUT.format("p")}))::UUID AS said
FROM pages p JOIN carriers k USING (record_id)
WHERE NOT coalesce(p.withdrawn, false) AND p.text_key NOT NULL
"""
"""What the pages that a run touches say after it; a notice of withdrawal reads alike on every page and is no copy."""

TOUCHED = """
CREATE OR REPLACE TABLE touched AS
SELECT id::UUID AS id FROM pages UNION SELECT id::UUID FROM old WHERE current
"""
MOVED = f"""
CREATE OR REPLACE TABLE moved AS
SELECT s.id FROM saying s JOIN (
    SELECT o.id::UUID AS id, {HOUSE.format("o")} AS house FROM old o WHERE o.current
) o ON o.id = s.id AND o.house <> s.house
WHERE s.house IN (SELECT house FROM passages) OR o.house IN (SELECT house FROM known_passages)
"""
"""Pages of another house than before: what they say was sketched without passages of the old one."""

SAME = "s.id = k.id AND s.arrived = k.arrived AND s.said = k.said"
CUT_ANEW = "(id IN (FROM resketched) OR id IN (FROM moved))"
CAME = f"""
CREATE OR REPLACE TABLE came_sketches AS
SELECT *, $last + row_number() OVER (ORDER BY arrived, id) AS number FROM saying s
WHERE NOT EXISTS (FROM known_sketches k WHERE {SAME}) OR {CUT_ANEW}
"""
LEFT = f"""
CREATE OR REPLACE TABLE left_sketches AS
SELECT id, number FROM known_sketches k
WHERE id IN (FROM touched) AND (NOT EXISTS (FROM saying s WHERE {SAME}) OR {CUT_ANEW})
"""
WORKED_FROM = "SELECT id, number FROM came_sketches UNION ALL SELECT id, -number FROM left_sketches"

CHANGED = """
CREATE OR REPLACE TABLE changed_stars AS
SELECT a.number, t.leader, t.verdict, t.containment, k.leader AS left_leader
FROM asked a LEFT JOIN joined_stars t ON t.follower = a.number LEFT JOIN known_sketches k USING (number)
WHERE k.number IS NULL OR k.leader IS DISTINCT FROM t.leader OR k.verdict IS DISTINCT FROM t.verdict
   OR k.containment IS DISTINCT FROM t.containment
"""
MISSING = """
CREATE OR REPLACE TABLE missing AS
WITH moved AS (
    SELECT number FROM changed_stars WHERE leader NOT NULL OR left_leader NOT NULL
    UNION SELECT leader FROM changed_stars UNION SELECT left_leader FROM changed_stars
)
SELECT DISTINCT id FROM known_sketches WHERE number IN (FROM moved) AND id NOT IN (FROM touched)
"""
"""Pages whose story changes and that the run does not look at yet."""

NEAR_EDGES = """
INSERT INTO edges
WITH stars AS (
    SELECT number, leader, verdict, containment FROM changed_stars
    UNION ALL SELECT number, leader, verdict, containment FROM known_sketches
    WHERE id IN (FROM touched) AND number NOT IN (SELECT number FROM changed_stars)
      AND number NOT IN (SELECT number FROM left_sketches)
), named AS (SELECT number, id FROM known_sketches UNION ALL SELECT number, id FROM came_sketches)
SELECT replace(a.id::VARCHAR, '-', ''), replace(b.id::VARCHAR, '-', ''), s.verdict, s.containment
FROM stars s JOIN named a ON a.number = s.leader JOIN named b ON b.number = s.number
"""


MISSES = f"""
WITH named AS (SELECT number, id FROM known_sketches UNION ALL SELECT number, id FROM came_sketches)
SELECT {hex_of("a.id")}, {hex_of("b.id")}, t.containment
FROM told_stars t JOIN named a ON a.number = t.leader JOIN named b ON b.number = t.follower
WHERE t.verdict = 'near?' ORDER BY t.containment DESC, 1, 2 LIMIT {MISSES_TOLD}
"""


def open_near(con: duckdb.DuckDBPyConnection, clean: Path, *, anew: bool, resketched: Iterable[str] = ()) -> None:
    """
    Make the views `old_sketches` and `old_relations`, and the tables `known_sketches`, `last_sketch`, `near_ids`,
    `resketched` and `joins_near`.

    Args:
        con: The run's database, with the view `old_index`.

        clean: The clean folder.

        anew: All pages are sketched anew, whatever is known of them.

        resketched: Ids of further pages that are.
    """
    open_merged(con, "old_sketches", clean, "sketches", "id", ALIVE)
    make_view(con, "old_relations", clean, "relations")
    sql = "CREATE TABLE resketched AS SELECT unnest($ids::VARCHAR[])::UUID AS id"
    con.execute(sql, {"ids": sorted(resketched)})
    con.execute("CREATE TABLE near_ids AS FROM resketched")
    con.execute(
        "CREATE TABLE joins_near AS SELECT $anew OR EXISTS (FROM old_sketches) "
        f"OR NOT EXISTS (FROM old_index WHERE {MAY_BE_COPY}) AS joins, $anew AS anew",
        {"anew": anew},
    )
    if anew:
        con.register("no_sketches", arrow_schema(DATASETS["sketches"]).empty_table())
        con.execute(
            "CREATE OR REPLACE VIEW old_sketches AS SELECT * REPLACE (id::UUID AS id, said::UUID AS said) "
            "FROM no_sketches"
        )
        con.execute(f"INSERT INTO near_ids SELECT id FROM old_index WHERE {MAY_BE_COPY}")
    con.execute(KNOWN)
    con.execute(
        "CREATE TABLE last_sketch AS SELECT greatest($last, coalesce(max(number), 0)) AS number FROM known_sketches",
        {"last": 0 if anew else open_tiers(clean).last},
    )


def joins_near(con: duckdb.DuckDBPyConnection) -> bool:
    """Return whether this store joins pages by their words."""
    return bool(first(con, "SELECT joins FROM joins_near"))


def find_near(con: duckdb.DuckDBPyConnection, clean: Path, spill: Path) -> bool:
    """
    Add the edges between pages of nearly the same words, from the views `pages` and `carriers`.

    Makes `asked` (numbers), `told_stars` (what each of these is to earlier pages) and `changed_stars`, and leaves the
    sketches of what came in the spill.

    Returns:
        Whether pages change their story that the run did not look at: their ids stand in `near_ids`, and all is to
        be worked out anew.
    """
    if not joins_near(con):
        return False
    con.execute(SAYING)
    con.execute(TOUCHED)
    con.execute(MOVED)
    con.execute(CAME, {"last": first(con, "SELECT number FROM last_sketch")})
    con.execute(LEFT)
    if not is_as_before(con):
        stars = stars_of_touched if count(con, "known_sketches") else stars_of_all
        with files_in(spill) as new_file:
            found = stars(con, clean, new_file)
        stage_sketches(spill, found.came, found.sketches)
        lay_stars(con, found)
        con.execute(f"CREATE OR REPLACE TABLE worked_from AS {WORKED_FROM}")
    con.execute(CHANGED)
    con.execute(MISSING)
    if count(con, "missing"):
        con.execute("INSERT INTO near_ids FROM missing")
        return True
    con.execute(NEAR_EDGES)
    return False


def near_misses(con: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str, float], ...]:
    """Return the pairs of pages that are nearly one story and stand apart, those that share most first."""
    if not joins_near(con):
        return ()
    return tuple((a, b, held) for a, b, held in con.execute(MISSES).fetchall())


def is_as_before(con: duckdb.DuckDBPyConnection) -> bool:
    """Return whether the same pages came and left as when stars were found last."""
    if not count(con, "duckdb_tables() WHERE table_name = 'worked_from'"):
        return False
    both = f"((FROM worked_from EXCEPT ({WORKED_FROM})) UNION ALL (({WORKED_FROM}) EXCEPT FROM worked_from))"
    return count(con, both) == 0


def lay_stars(con: duckdb.DuckDBPyConnection, found: Found) -> None:
    """Make the tables `asked`, `told_stars` and, of these the pairs that join, `joined_stars`."""
    import pyarrow as pa

    starts = range(0, max(1, len(found.relations)), RELATIONS_AT_A_TIME)
    told = pa.concat_tables(told_of(found.relations[at : at + RELATIONS_AT_A_TIME]) for at in starts)
    for name, table in (("asked", pa.table({"number": found.asked})), ("told_stars", told)):
        con.register("laid", table)
        con.execute(f"CREATE OR REPLACE TABLE {name} AS FROM laid")
        con.unregister("laid")
    con.execute("CREATE OR REPLACE TABLE joined_stars AS FROM told_stars WHERE joins")


def told_of(relations: Iterable[Relation]) -> pa.Table:
    """Return some relations as a table."""
    import pyarrow as pa

    schema = pa.schema([
        ("leader", pa.int64()), ("follower", pa.int64()), ("verdict", pa.string()), ("joins", pa.bool_()),
        ("containment", pa.float64()), ("reason", pa.string()),
    ])  # fmt: skip
    rows = [
        {
            "leader": one.leader,
            "follower": one.follower,
            "verdict": one.verdict.relation,
            "joins": one.verdict.joins,
            "containment": one.verdict.containment,
            "reason": one.verdict.reason,
        }
        for one in relations
    ]
    return pa.Table.from_pylist(rows, schema=schema)
