"""What the new snapshot says of the old form: old ids in `changes/`, old manifests in `runs/`, the counts."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from flows.corpus.database import hex_of, tally
from flows.store import scan
from flows.store.catalogue import DataFile, read_catalogue, write_catalogue
from flows.store.parquet import dataset_schema, write_table
from flows.store.quoting import quote
from flows.store.renewal import completed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb

RENAMED = f"""
CREATE TABLE renamed AS
WITH now AS (
    SELECT {hex_of("record_id")} AS record_id, {hex_of("id")} AS id, {hex_of("cluster_id")} AS cluster_id, current
    FROM new_index
)
SELECT f.id, coalesce(c.cluster_id, f.cluster_id) AS cluster_id,
       if(c.id IS NULL, 'removed', 'renamed') AS change, coalesce(c.id, f.cluster_id) AS old_cluster_id,
       f.date AS old_date
FROM fates f JOIN now n USING (record_id) LEFT JOIN now c ON c.id = n.id AND c.current
WHERE f.outcome <> 'reject'
"""
"""
One row for each id of the first form that readers could have met in `articles` or `duplicates`.

`id` is the old one, `cluster_id` the story's name now, and `old_cluster_id` the page's new id: who looks an old id up
finds both. An id whose page today's code refuses is `removed`.
"""


def find_renamed(con: duckdb.DuckDBPyConnection, snapshot: Path) -> dict[str, int]:
    """
    Make the table `renamed`: what each old id is called now.

    Args:
        con: The database with the table `fates`.

        snapshot: The new snapshot, of whose index one file is newer than none.

    Returns:
        How many ids are `renamed`, how many of them were `merged` into another one's page, how many are `removed`.
    """
    some = [file for file in read_catalogue(snapshot)["index"] if file.rows]
    if not some:
        con.execute(
            "CREATE VIEW new_index AS SELECT NULL::UUID AS record_id, NULL::UUID AS id, NULL::UUID AS cluster_id,"
            " false AS current WHERE false"
        )
    else:
        con.execute(f"CREATE VIEW new_index AS FROM {scan(snapshot, 'index', some)}")
    con.execute(RENAMED)
    changes = tally(con, "SELECT change, count(*) FROM renamed GROUP BY 1")
    pages = tally(con, "SELECT change, count(DISTINCT old_cluster_id) FROM renamed GROUP BY 1")
    renamed = changes.get("renamed", 0)
    return {"renamed": renamed, "merged": renamed - pages.get("renamed", 0), "removed": changes.get("removed", 0)}


def finish(con: duckdb.DuckDBPyConnection, old: Path, snapshot: Path, counts: Mapping[str, int]) -> None:
    """
    Complete a snapshot that nobody reads yet.

    Args:
        con: The database with the table `renamed`.

        old: The snapshot of the first form.

        snapshot: The new one.

        counts: What the manifest says of the upgrade.
    """
    files = dict(read_catalogue(snapshot))
    files["changes"] = (add_changes(con, snapshot, files["changes"]),)
    files["runs"] = (old_runs(old, snapshot), note_counts(snapshot, files["runs"], counts))
    write_catalogue(snapshot, files)


def add_changes(con: duckdb.DuckDBPyConnection, snapshot: Path, files: tuple[DataFile, ...]) -> DataFile:
    """Write the old ids into the new snapshot's one file of changes."""
    (file,) = files
    names = ", ".join(dataset_schema("changes").names)
    renamed = f"SELECT {quote(snapshot.name)} AS run_id, * FROM renamed"
    sql = (
        f"SELECT {names} FROM {scan(snapshot, 'changes', files)} UNION ALL SELECT {names} FROM ({renamed}) ORDER BY id"
    )
    return rewrite(snapshot, "changes", file, con.sql(sql).to_arrow_table())


def old_runs(old: Path, snapshot: Path) -> DataFile:
    """Take over the manifests of the first form, with nulls in columns that it did not have."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = [completed(pq.read_table(path), "runs") for path in sorted((old / "runs").glob("*.parquet"))]
    table = pa.concat_tables(tables).sort_by("run_id") if tables else dataset_schema("runs").empty_table()
    days = [day for day in table.column("as_of").to_pylist() if day]
    file = write_table(snapshot / "runs", "runs", f"part-000000-until-{old.name}.parquet", table)
    return dataclasses.replace(file, first=min(days, default=None), last=max(days, default=None))


def note_counts(snapshot: Path, files: tuple[DataFile, ...], counts: Mapping[str, int]) -> DataFile:
    """Write the upgrade's counts into the facts of its manifest."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    (file,) = files
    (row,) = pq.ParquetFile(snapshot / "runs" / file.name).read().to_pylist()
    facts = json.loads(row["facts"]) | {"upgrade": dict(counts)}
    row["facts"] = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return rewrite(snapshot, "runs", file, pa.Table.from_pylist([row], schema=dataset_schema("runs")))


def rewrite(snapshot: Path, dataset: str, file: DataFile, table: Any) -> DataFile:  # noqa: ANN401 - pyarrow has no types
    """Write a file of a history anew under its name."""
    fresh = write_table(snapshot / dataset, dataset, file.name, table)
    return dataclasses.replace(file, rows=fresh.rows, bytes=fresh.bytes)
