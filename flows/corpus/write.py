"""Writing the touched days of each dataset into the draft."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from flows.corpus.buckets import read_bucket, scatter
from flows.corpus.database import quote, read_list, touched_files
from flows.corpus.places import lay_out, touched_days
from flows.store import link_unchanged
from flows.store.layout import partition
from flows.store.parquet import dataset_schema, open_writer
from transforms.schema import CONTENT, DATASETS, INDEX, REFUSAL, RULEBOOK, STAGED_REMOVALS, VERDICT, Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from flows.store import Draft

MOST_ROWS_OF_ONE_FILE = 50_000
ROWS_OF_ONE_GROUP = 10_000
"""About 30 MB of news text: what a writer and a reader hold in memory at once."""

SOURCES = {
    "articles": (("articles", "duplicates"), "staged_rows", CONTENT + RULEBOOK),
    "duplicates": (("articles", "duplicates"), "staged_rows", CONTENT + RULEBOOK),
    "removals": (("removals",), "staged_removals", STAGED_REMOVALS),
    "rejects": (("rejects",), "staged_rejects", REFUSAL),
}
"""For each dataset: where its published rows lie now, where its fresh ones, and the columns that they bring."""

CLUSTERED = {
    "articles": "l.cluster_id, l.cluster_size,",
    "duplicates": "l.cluster_id, l.cluster_size," + "".join(f" l.{name}," for name, _ in VERDICT),
}
ORDER_WITHIN = {"removals": ', block, start, "end", kind, rule, layer, text'}
"""What orders the rows of one record."""


def write_datasets(con: duckdb.DuckDBPyConnection, draft: Draft, spill: Path) -> None:
    """Write every touched day of every dataset; take over the others as hard links."""
    for dataset in (*SOURCES, "index"):
        days = touched_days(con, dataset)
        link_unchanged(draft, dataset, days)
        if not days:
            continue
        lay_out(con, dataset)
        sql = index_rows() if dataset == "index" else content_rows(draft, dataset, days)
        order = "pos" + ORDER_WITHIN.get(dataset, "")
        names = [name for name, _ in DATASETS[dataset]]
        for n, bucket in enumerate(scatter(con, sql, spill / dataset)):
            rows = read_bucket(con, bucket, [*names, "date"], order)
            write_bucket(draft, dataset, n, rows)


def index_rows() -> str:
    """Return the query for the index rows of the layout."""
    wanted = ", ".join(f"a.{name}" for name, _ in INDEX)
    return f"SELECT {wanted}, l.date, l.pos, l.bucket FROM after a JOIN layout l USING (id)"


def content_rows(draft: Draft, dataset: str, days: list[str]) -> str:
    """Return the query for the rows of the layout: fresh ones as staged, others as they were published."""
    published, staged, wanted = SOURCES[dataset]
    files = [file for name in published for file in touched_files(draft.base, name, days)]
    old = f"UNION ALL SELECT {listed(wanted)}, run_id, false FROM {read_list(files)}" if files else ""
    run = quote(draft.run_id)
    # A removal, unlike a row, does not change when its article moves to another cluster.
    run_id = "c.run_id" if dataset == "removals" else f"if(l.changed, {run}, c.run_id)"
    return f"""
        SELECT {listed(wanted, "c.")}, {CLUSTERED.get(dataset, "")} {run_id} AS run_id, l.date, l.pos, l.bucket
        FROM (SELECT {listed(wanted)}, {run} AS run_id, true AS fresh FROM {staged} {old}) c
        JOIN layout l USING (id)
        WHERE c.fresh = (c.id IN (SELECT id FROM fresh))
    """


def listed(wanted: Columns, prefix: str = "") -> str:
    """Return columns as SQL lists them."""
    return ", ".join(f'{prefix}"{name}"' for name, _ in wanted)


def write_bucket(draft: Draft, dataset: str, bucket: int, rows: pa.Table) -> None:
    """Write a bucket's rows, sorted by day, into the files of their days."""
    content = rows.drop_columns(["date"]).cast(dataset_schema(dataset))
    for day, start, stop in runs_of(rows.column("date").to_pylist()):
        table = content.slice(start, stop - start)
        folder = partition(draft.folder, dataset, str(day))
        first = len(list(folder.glob("*.parquet"))) if bucket else 0
        write_day(folder, dataset, draft.run_id, table, first)


def runs_of(values: Iterable[object]) -> Iterator[tuple[object, int, int]]:
    """Yield (value, start, stop) of each run of equal values."""
    at = 0
    for value, same in groupby(values):
        start, at = at, at + sum(1 for _ in same)
        yield value, start, at


def write_day(folder: Path, dataset: str, run_id: str, table: pa.Table, first: int) -> None:
    """Write one day's rows as files of at most `MOST_ROWS_OF_ONE_FILE`, named so that they sort in order."""
    for n, start in enumerate(range(0, table.num_rows, MOST_ROWS_OF_ONE_FILE), start=first):
        name = f"part-{run_id}_{n + 1:04d}.parquet" if n else f"part-{run_id}.parquet"
        with open_writer(folder / name, dataset) as writer:
            writer.write_table(table.slice(start, MOST_ROWS_OF_ONE_FILE), row_group_size=ROWS_OF_ONE_GROUP)
