"""What the store keeps for itself and for its history: index, raw files, what is held back, changes, manifests."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from flows.corpus.database import GONE, HELD, count, first, names_of
from flows.store import DataFile, Draft, code_version, replace_query, scan
from flows.store.quoting import quote
from flows.store.retaining import read_retention
from transforms.schema import DATASETS, INDEX, RUNS, SCHEMA_VERSION, STAGED_FILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from flows.corpus.plan import RunPlan, RunSummary

MOST_NEWER = 0.2
"""Share of the index's rows in newer files from which all is sorted into one base file again."""

ORDERS = {"index": "date NULLS LAST", "files": "path", "sketches": "number"}

MOST_FILES = 64
"""Files of a history from which the oldest are joined into one."""

FACTS = (
    "conflicts verdicts refused withdrawn vanished healed held_outlets flagged forgotten taken_down largest misses "
    "referred"
).split()
"""What a manifest tells of a run beside its columns: ids, names of outlets, counts; never a text."""


def write_index(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Write the index rows that are new or other; now and then, and where pages are forgotten, the whole index."""
    wanted = ", ".join(f'"{name}"::UUID AS "{name}"' if kind == "uuid" else f'"{name}"' for name, kind in INDEX)
    delta = f"SELECT {wanted} FROM index_delta"
    whole = count(con, "leaving") > 0
    write_merged(con, draft, "index", delta, f"outcome <> '{GONE}'", "record_id", "old_index", whole=whole)


def write_index_rows(con: duckdb.DuckDBPyConnection, draft: Draft, rows: str, old: str) -> None:
    """Write the index rows that a query gives in the place of those that a view of the index has of these records."""
    write_merged(con, draft, "index", rows, f"outcome <> '{GONE}'", "record_id", old)


def write_raw_files(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Write what is known of raw files that were read or are gone."""
    wanted = ", ".join(names_of(STAGED_FILES))
    write_merged(con, draft, "files", f"SELECT {wanted} FROM staged_files", "n_records >= 0", "path", "old_files")


def write_merged(
    con: duckdb.DuckDBPyConnection,
    draft: Draft,
    dataset: str,
    delta: str,
    alive: str,
    key: str,
    old: str,
    *,
    whole: bool = False,
) -> None:
    """Write the newer rows beside the base file, or all into a new one: when they grow too many, or where `whole`."""
    new = first(con, f"SELECT count(*) FROM ({delta})")
    if not new:
        return
    some = [file for file in draft.published.get(dataset, ()) if file.rows]
    base = sum(file.rows for file in some if not file.late)
    newer = sum(file.rows for file in some if file.late) + new
    if base and newer <= MOST_NEWER * base and not whole:
        replace_query(draft, dataset, [], con, delta, late=True)
        return
    order = f"ORDER BY {ORDERS[dataset]}"
    all_rows = f"""
        SELECT * FROM ({delta}) WHERE {alive}
        UNION ALL SELECT * FROM {old} WHERE {key} NOT IN (SELECT {key} FROM ({delta})) {order}
    """
    replace_query(draft, dataset, some, con, all_rows)


def write_held(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Write what is held back; what waited and is published now leaves."""
    for name in HELD:
        dataset = f"held_{name}"
        gone = [file for file in draft.published.get(dataset, ()) if file.rows]
        rows = f"SELECT * FROM all_{name} WHERE record_id IN (FROM holding)"
        held = first(con, f"SELECT count(*) FROM ({rows})")
        if held:
            replace_query(draft, dataset, gone, con, rows)
        draft.gone[dataset].update(file.name for file in gone)


def write_changes(con: duckdb.DuckDBPyConnection, draft: Draft, plan: RunPlan) -> None:
    """Write one row for each id that the run touched; fold and forget old ones."""
    sql = f"""
        SELECT {quote(draft.run_id)} AS run_id, id, cluster_id, change, old_cluster_id, old_date FROM changed_ids
        UNION ALL
        SELECT {quote(draft.run_id)}, a.id, a.cluster_id, 'changed', a.cluster_id, a.date
        FROM (SELECT DISTINCT id FROM refreshed WHERE id NOT IN (SELECT id FROM changed_ids)) r
             JOIN ({standing()}) a USING (id)
    """
    table = con.sql(f"SELECT * FROM ({sql}) ORDER BY id").to_arrow_table()
    add_to_history(con, draft, "changes", table, plan)


def standing() -> str:
    """Return the query for the articles whose cluster size alone was refreshed."""
    return (
        "SELECT replace(id::VARCHAR, '-', '') AS id, replace(cluster_id::VARCHAR, '-', '') AS cluster_id, date "
        "FROM old_index WHERE outcome = 'article'"
    )


def add_to_history(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: str, table: object, plan: RunPlan) -> None:
    """Add a run's file to a history; join the oldest files when there are many, and drop what is too old."""
    from flows.store.history import write_day

    drop_old_changes(draft, plan)
    kept = draft.kept(dataset)
    if len(kept) >= MOST_FILES:
        join_history(con, draft, dataset, sorted(kept, key=lambda file: file.name)[: MOST_FILES // 2])
    write_day(draft, dataset, table, plan.as_of)


def drop_old_changes(draft: Draft, plan: RunPlan) -> None:
    """Leave out files of `changes` that are older than they are kept."""
    files = draft.published.get("changes", ())
    days = read_retention(draft.clean, plan.retention).changes_days
    old = [file for file in files if file.last and (plan.as_of - file.last).days > days]
    draft.gone["changes"].update(file.name for file in old)


def join_history(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: str, some: Sequence[DataFile]) -> None:
    """Write the rows of some files of a history, the oldest first, into one in their place."""
    from flows.store.history import join_files

    assert draft.base is not None  # noqa: S101 - files that are joined were published
    wanted = ", ".join(names_of(DATASETS[dataset]))
    rows = con.sql(f"SELECT {wanted} FROM {scan(draft.base, dataset, some)}").to_arrow_table()
    join_files(draft, dataset, some, rows)


def write_manifest(
    con: duckdb.DuckDBPyConnection, draft: Draft, summary: RunSummary, plan: RunPlan, more: Mapping[str, object]
) -> None:
    """Write a run's row into the draft; `more` is what it tells beside its counts."""
    told = asdict(summary)
    facts = {name: told[name] for name in FACTS}
    if plan.preference:
        facts["preference"] = asdict(plan.preference)
    facts |= more
    counts = {name: told[name] for name, kind in RUNS if kind == "int32"}
    rulebook = first(con, "SELECT max(rulebook) FROM staged_rows")
    add_manifest(con, draft, plan, counts | {"struck": as_json(summary.struck), "rulebook": rulebook or ""}, facts)


def add_manifest(
    con: duckdb.DuckDBPyConnection,
    draft: Draft,
    plan: RunPlan,
    told: Mapping[str, object],
    facts: Mapping[str, object],
) -> None:
    """
    Write a manifest into the draft.

    Args:
        con: A database.

        draft: The snapshot in the making.

        plan: What the run knows of itself.

        told: Columns that say what became of records; counts that are left out are 0.

        facts: What else there is to tell: ids, names and counts, never a text.
    """
    import pyarrow as pa

    from flows.store.parquet import dataset_schema

    row: dict[str, object] = {name: 0 for name, kind in RUNS if kind == "int32"}
    row |= {"struck": "{}", "rulebook": ""} | dict(told)
    row |= {
        "run_id": draft.run_id,
        "as_of": plan.as_of,
        "started_at": plan.started_at,
        "finished_at": dt.datetime.now(dt.UTC),
        "accepted": as_json(dict(plan.accepted)),
        "facts": as_json(facts),
        "code_version": code_version(),
        "knowledge": plan.made_by.knowledge,
        "code": plan.made_by.code,
        "schema_version": SCHEMA_VERSION,
    }
    table = pa.Table.from_pylist([row], schema=dataset_schema("runs"))
    add_to_history(con, draft, "runs", table, plan)


def as_json(value: object) -> str:
    """Return a value as JSON with sorted keys."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def expected_rows(con: duckdb.DuckDBPyConnection, draft: Draft) -> dict[str, int]:
    """Return how many rows the datasets must hold: what they held, less what leaves, and what comes."""
    rows = {}
    for dataset in ("articles", "duplicates", "rejects"):
        before = sum(file.rows for file in draft.published.get(dataset, ()))
        gone = count(con, f"moves WHERE old_dataset = '{dataset}'")
        rows[dataset] = before - gone + count(con, f"moves WHERE dataset = '{dataset}'")
    return rows
