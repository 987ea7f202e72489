"""Which components a batch touches, and their members' new places."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from flows.corpus.buckets import CAPACITY, read_bucket, scatter
from flows.corpus.database import read_list, touched_files
from transforms.dedupe import MOST_TEXTS_OF_ONE_URL, Member, Placement, cluster_members, components
from transforms.schema import CLUSTER, VERDICT, arrow_schema, columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

MOST_CHARACTERS_OF_ONE_COMPONENT = 20_000_000
"""Texts of a larger component are not compared, titles alone speak: they would not fit into memory."""

MEMBER_WEIGHT = 2_000
"""Bytes of a member without its text, about, as a Python record."""

KEYS = """
CASE WHEN url_key IS NULL THEN 0 ELSE hash(url_key) END AS url, CASE n_chars WHEN 0 THEN 0 ELSE hash(text_sha256) END
AS digest"""

NODES = f"""
CREATE TABLE nodes AS SELECT row_number() OVER () - 1 AS n, * FROM (
    SELECT id, true AS live, true AS touched, {KEYS} FROM incoming
    UNION ALL
    SELECT o.id, f.id IS NULL, f.id IS NOT NULL, {KEYS}
    FROM old_index o LEFT JOIN fresh f USING (id) WHERE o.outcome <> 'reject'
)
"""
"""Old versions of replaced records are ghosts: not live, yet what hung on them must be clustered anew."""

LIVE = """
CREATE TABLE live AS
SELECT i.*, w.component, w.size, true AS fresh FROM incoming i JOIN work w USING (id)
UNION ALL BY NAME
SELECT o.*, w.component, w.size, false AS fresh FROM old_index o JOIN work w USING (id)
WHERE o.id NOT IN (SELECT id FROM fresh)
"""

COMPARED = f"""
CREATE TABLE compared AS
SELECT component FROM (
    SELECT component, count(DISTINCT text_sha256) AS texts FROM live
    WHERE size > 1 AND url_key IS NOT NULL GROUP BY component, url_key
) WHERE texts BETWEEN 2 AND {MOST_TEXTS_OF_ONE_URL}
INTERSECT
SELECT component FROM live WHERE size > 1 GROUP BY component
HAVING sum(n_chars) <= {MOST_CHARACTERS_OF_ONE_COMPONENT}
"""

MULTI = f"""
CREATE TABLE multi AS
SELECT *, min((weight // {CAPACITY})::BIGINT) OVER (PARTITION BY component) AS bucket FROM (
    SELECT *, component IN (FROM compared) AS compared,
           sum({MEMBER_WEIGHT} + if(component IN (FROM compared), n_chars, 0))
               OVER (ORDER BY component, id) AS weight
    FROM live WHERE size > 1
)
"""
MEMBER_NAMES = (
    "id url_key text_sha256 n_chars text title published_date published_at seen_at outlet outlet_domain credits"
)
MEMBER = tuple(MEMBER_NAMES.split())
PLACED = columns("id string") + CLUSTER + VERDICT


def place_records(con: duckdb.DuckDBPyConnection, base: Path | None, spill: Path) -> None:
    """Make the tables `live` (every record of a touched component) and `placed` (where each belongs now)."""
    con.execute(NODES)
    mark_components(con)
    con.execute(LIVE)
    con.register("nothing_placed", arrow_schema(PLACED).empty_table())
    con.execute("CREATE TABLE placed AS FROM nothing_placed")
    con.execute("INSERT INTO placed SELECT id, id, 1, NULL, NULL, NULL FROM live WHERE size = 1")
    con.execute(COMPARED)
    con.execute(MULTI)
    buckets = scatter(con, members_with_text(con, base), spill / "members")
    for bucket in buckets:
        members = read_bucket(con, bucket, [*MEMBER, "component"], "component, id")
        insert_placements(con, list(cluster_rows(members.to_pylist())))


def mark_components(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `work`: live records that hang together with something touched, and with what."""
    import numpy as np
    import pyarrow as pa

    nodes = con.execute("SELECT url, digest, live, touched FROM nodes ORDER BY n").fetchnumpy()
    url, digest = (np.asarray(nodes[name], dtype=np.uint64) for name in ("url", "digest"))
    live, touched = (np.asarray(nodes[name], dtype=bool) for name in ("live", "touched"))
    labels = components(url, digest)
    rows = np.flatnonzero(live & np.isin(labels, np.unique(labels[touched])))
    component, sizes = rows, np.empty(0, np.int64)
    if len(rows):
        _, inverse, counts = np.unique(components(url[rows], digest[rows]), return_inverse=True, return_counts=True)
        component, sizes = inverse, counts[inverse]
    marks = pa.table({"n": rows, "component": component, "size": sizes})
    con.register("marks", marks)
    con.execute("CREATE TABLE work AS SELECT id, component, size FROM nodes JOIN marks USING (n)")
    con.unregister("marks")


def members_with_text(con: duckdb.DuckDBPyConnection, base: Path | None) -> str:
    """Return the query for the members of components of several; only texts that are compared are read."""
    days = con.execute("SELECT DISTINCT date::VARCHAR FROM multi WHERE compared AND NOT fresh ORDER BY 1").fetchall()
    names = [name for (name,) in days]
    files = [f for dataset in ("articles", "duplicates") for f in touched_files(base, dataset, names)]
    old = f"UNION ALL SELECT id, text, false FROM {read_list(files)}" if files else ""
    texts = f"SELECT id, text, true AS fresh FROM staged_rows {old}"
    return (
        f"SELECT m.* EXCLUDE (weight), t.text FROM multi m LEFT JOIN ({texts}) t "
        "ON m.id = t.id AND m.fresh = t.fresh AND m.compared"
    )


def cluster_rows(rows: list[dict[str, Any]]) -> Iterator[Placement]:
    """Cluster each component of rows that are sorted by component."""
    for _, members in groupby(rows, key=lambda row: row["component"]):
        yield from cluster_members(
            Member(**{name: row[name] for name in MEMBER[:-1]}, credits=tuple(row["credits"])) for row in members
        )


def insert_placements(con: duckdb.DuckDBPyConnection, placements: list[Placement]) -> None:
    """Add placements to the table `placed`."""
    import pyarrow as pa

    names = [name for name, _ in PLACED]
    rows = pa.Table.from_pylist(
        [{name: getattr(p, name) for name in names} for p in placements], schema=arrow_schema(PLACED)
    )
    con.register("more_placed", rows)
    con.execute("INSERT INTO placed FROM more_placed")
    con.unregister("more_placed")
