"""Which pages hang together by edges, and which of them stands for the story."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flows.corpus.database import count, insert_rows
from transforms.duplicates.clusters import Edge, Member, components, place
from transforms.schema import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

PLACED = columns("""
    id string
    cluster_id string
    cluster_size int32
    verdict string
    matched_id string
    containment float64
""")
MEMBER = "id seen_at n_chars withdrawn published_date published_at outlet outlet_domain credits".split()
ROWS_AT_A_TIME = 20_000
RUNS_A_DAY = 1_000_000_000
"""By which `ARRIVED` counts days."""

MEMBERS = f"""
SELECT n.component, p.arrived, h.name AS heir_of, h.arrived AS heir_of_arrived,
       {", ".join(f"p.{name}" for name in MEMBER)}
FROM joined n JOIN pages p USING (id) LEFT JOIN heirs h USING (id) ORDER BY n.component, p.id
"""
JOINED_EDGES = "SELECT n.component, e.a, e.b, e.why, e.containment FROM edges e JOIN joined n ON n.id = e.a"


def place_pages(con: duckdb.DuckDBPyConnection) -> None:
    """Make the view `placed`: each page's cluster, and its place in it; a page without an edge is its own."""
    con.execute(
        "CREATE OR REPLACE TABLE placed_joined (id VARCHAR, cluster_id VARCHAR, cluster_size INTEGER, verdict VARCHAR, "
        "matched_id VARCHAR, containment DOUBLE)"
    )
    mark_components(con)
    con.execute(
        "CREATE OR REPLACE VIEW placed AS SELECT * FROM placed_joined UNION ALL "
        "SELECT id, id, 1, NULL, id, NULL FROM pages WHERE id NOT IN (SELECT id FROM joined)"
    )
    if not count(con, "joined"):
        return
    edges: dict[int, list[Edge]] = defaultdict(list)
    for component, a, b, why, containment in con.execute(JOINED_EDGES).fetchall():
        edges[component].append(Edge(a, b, why, containment))
    rows: list[dict[str, object]] = []
    for component, members in clusters_of(con):
        placed = place(members, edges[component])
        rows += [{name: getattr(one, name) for name, _ in PLACED} for one in placed]
        if len(rows) >= ROWS_AT_A_TIME:
            insert_rows(con, "placed_joined", rows, PLACED)
            rows = []
    insert_rows(con, "placed_joined", rows, PLACED)


def mark_components(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `joined`: pages with an edge or a name left to them, and the number of what they hang with."""
    import pyarrow as pa

    con.execute(
        "CREATE OR REPLACE TABLE ends AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n "
        "FROM (SELECT a AS id FROM edges UNION SELECT b FROM edges "
        "UNION SELECT id FROM heirs WHERE id IN (SELECT id FROM pages))"
    )
    found = con.execute(
        "SELECT x.n AS a, y.n AS b FROM edges e JOIN ends x ON x.id = e.a JOIN ends y ON y.id = e.b"
    ).fetchnumpy()
    labels = components(found["a"], found["b"], count(con, "ends"))
    con.register("labels", pa.table({"n": list(range(len(labels))), "component": labels}))
    con.execute("CREATE OR REPLACE TABLE joined AS SELECT id, component FROM ends JOIN labels USING (n)")
    con.unregister("labels")


def clusters_of(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, list[Member]]]:
    """Yield each component of several with its members."""
    rows = con.sql(MEMBERS).to_arrow_table().to_pylist()
    for component, members in groupby(rows, key=lambda row: row["component"]):
        yield component, [member_of(row) for row in members]


def member_of(row: dict[str, Any]) -> Member:
    """Return a row as a member; a page arrived with the first of its crawls."""
    told = {name: row[name] for name in MEMBER if name != "credits"}
    left = None if row["heir_of"] is None else (divmod(row["heir_of_arrived"], RUNS_A_DAY), row["heir_of"])
    arrived = divmod(row["arrived"], RUNS_A_DAY)
    return Member(arrived=arrived, credits=tuple(row["credits"] or ()), heir_of=left, **told)
