"""Writing what changed into the draft: dataset by dataset, file by file."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.corpus.buckets import CAPACITY, read_bucket, scatter
from flows.corpus.database import first, names_of, quote
from flows.corpus.jobs import Job, find_jobs
from flows.corpus.published import holding_days
from flows.store import replace, scan
from transforms.schema import DATASETS, MADE_BY, REFUSAL, SPAN, TOLD_COLUMNS, VERDICT, Columns

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from flows.store import Draft

ROW = ("articles", "duplicates")
ORDERS = {
    "articles": "date, outlet NULLS FIRST, published_at NULLS FIRST, id, record_id",
    "duplicates": "date, outlet NULLS FIRST, published_at NULLS FIRST, id, record_id",
    "removals": 'date, id, record_id, block, start, "end", kind, rule, layer, text',
    "rejects": "date, id, record_id",
}
WEIGHTS = {"articles": "2000 + 7 * n_words", "duplicates": "2000 + 7 * n_words", "removals": "600"}
"""Characters that a row takes, about; elsewhere 500."""

SLOT = "concat_ws(chr(1), coalesce(outlet, ''), coalesce(strftime(published_at, '%Y%m%d%H%M%S'), ''), left(id, 2))"
SLOTS = {"articles": SLOT, "duplicates": SLOT}
"""What parts a day that is too large for memory, sorted as the dataset is; elsewhere the beginning of the id."""


def write_datasets(con: duckdb.DuckDBPyConnection, draft: Draft, spill: Path, as_of: dt.date) -> None:
    """Write the files of every dataset that hold a row which comes, goes or changes."""
    con.execute("CREATE OR REPLACE TABLE refreshed (id VARCHAR)")
    for dataset in (*ROW, "removals", "rejects"):
        fetch_moved(con, draft, dataset)
        for job in find_jobs(con, draft, dataset, as_of):
            refresh_sizes(con, draft, dataset, job)
            tables = rows_in_order(con, draft, dataset, job, spill)
            replace(draft, dataset, job.gone, tables, late=job.late, fill=job.fill)


def content_of(dataset: str) -> Columns:
    """Return the columns that a dataset's rows bring along wherever they go."""
    return {"removals": SPAN, "rejects": REFUSAL}.get(dataset, TOLD_COLUMNS + MADE_BY)


def listed(names: Columns, prefix: str = "") -> str:
    """Return columns as SQL lists them."""
    return ", ".join(f'{prefix}"{name}"' for name in names_of(names))


def fetch_moved(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: str) -> None:
    """Make the table `moved`: published content of rows that come into a dataset and were not cleaned in this run."""
    sources = {"removals": ("removals",), "rejects": ("rejects",)}.get(dataset, ROW)
    carried = "'old'" if dataset in (*ROW, "removals") else "NULL"
    where = "true" if dataset == "rejects" else f"a.carried = {carried}"
    con.execute(f"""
        CREATE OR REPLACE TABLE travelling AS
        SELECT DISTINCT coalesce(a.carrier, a.record_id) AS record_id FROM after a JOIN moves m USING (record_id)
        WHERE m.dataset = '{dataset}' AND {where}
    """)
    days = con.execute("SELECT DISTINCT date FROM old JOIN travelling USING (record_id) WHERE date NOT NULL").fetchall()
    columns = content_of(dataset)
    parts = []
    for name in sources:
        some = holding_days(draft.published.get(name, ()), (day for (day,) in days))
        if some and draft.base is not None:
            parts.append(
                f"SELECT record_id, {listed(columns)} FROM {scan(draft.base, name, some)} "
                "WHERE record_id IN (FROM travelling)"
            )
    staged = f"SELECT record_id, {listed(columns)} FROM all_{'rows' if dataset in ROW else dataset} LIMIT 0"
    con.execute(f"CREATE OR REPLACE TABLE moved AS {' UNION ALL '.join([f'({staged})', *parts])}")


def refresh_sizes(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: str, job: Job) -> None:
    """Make the table `sizes`: what the index says of the clusters of a file that is written anyway."""
    if dataset not in ROW:
        return
    con.execute("CREATE OR REPLACE TABLE sizes (record_id VARCHAR, cluster_size INTEGER)")
    if not job.gone or draft.base is None:
        return
    read = scan(draft.base, dataset, job.gone)
    con.execute(
        f"""
        INSERT INTO sizes
        SELECT f.record_id, coalesce(a.cluster_size, o.cluster_size)
        FROM (SELECT record_id, cluster_size FROM {read}) f LEFT JOIN after a USING (record_id)
             LEFT JOIN (SELECT replace(record_id::VARCHAR, '-', '') AS record_id, cluster_size FROM old_index
                        WHERE date BETWEEN $first AND $last) o USING (record_id)
        WHERE coalesce(a.cluster_size, o.cluster_size) <> f.cluster_size
    """,
        {"first": min(f.first for f in job.gone if f.first), "last": max(f.last for f in job.gone if f.last)},
    )
    if dataset == "articles":
        con.execute(f"INSERT INTO refreshed SELECT id FROM {read} WHERE record_id IN (SELECT record_id FROM sizes)")


def rows_in_order(
    con: duckdb.DuckDBPyConnection, draft: Draft, dataset: str, job: Job, spill: Path
) -> Iterator[pa.Table]:
    """Yield a job's rows in order, all at once or, where they are too many, a bucket at a time."""
    con.execute("CREATE OR REPLACE TABLE job_days (date DATE)")
    if job.days:
        con.execute("INSERT INTO job_days SELECT unnest($days)", {"days": sorted(job.days)})
    sql = job_rows(draft, dataset, job)
    weight, order = WEIGHTS.get(dataset, "500"), ORDERS[dataset]
    names = names_of(DATASETS[dataset])
    size = first(con, f"SELECT coalesce(sum({weight}), 0) FROM ({sql})")
    if size <= CAPACITY:
        wanted = ", ".join(f'"{name}"' for name in names)
        table = con.sql(f"SELECT {wanted} FROM ({sql}) ORDER BY {order}").to_arrow_table()
        if table.num_rows:
            yield table
        return
    slot = SLOTS.get(dataset, "left(id, 3)")
    con.execute(f"""
        CREATE OR REPLACE TABLE slots AS
        SELECT date, slot, (sum(weight) OVER (ORDER BY date, slot) // {CAPACITY})::BIGINT AS bucket
        FROM (SELECT date, {slot} AS slot, sum({weight}) AS weight FROM ({sql}) GROUP BY ALL)
    """)
    bucketed = (
        f"SELECT r.* EXCLUDE (slot), b.bucket FROM (SELECT *, {slot} AS slot FROM ({sql})) r "
        "JOIN slots b ON b.date = r.date AND b.slot = r.slot"
    )
    for bucket in scatter(con, bucketed, spill / dataset):
        yield read_bucket(con, bucket, names, order)


def job_rows(draft: Draft, dataset: str, job: Job) -> str:
    """Return the query for all rows of a job: those that stay in its files, and those that come."""
    parts = [coming_rows(dataset, draft.run_id)]
    if job.gone and draft.base is not None:
        parts.append(staying_rows(dataset, scan(draft.base, dataset, job.gone)))
    return " UNION ALL ".join(parts)


def staying_rows(dataset: str, read: str) -> str:
    """Return the query for the rows of some files that do not leave, cluster sizes as they are now."""
    leave = f"(SELECT record_id FROM moves WHERE old_dataset = '{dataset}')"
    if dataset not in ROW:
        return f"SELECT {listed(DATASETS[dataset])} FROM {read} WHERE record_id NOT IN {leave}"
    columns = ", ".join(
        "coalesce(z.cluster_size, f.cluster_size) AS cluster_size" if name == "cluster_size" else f'f."{name}"'
        for name in names_of(DATASETS[dataset])
    )
    return f"SELECT {columns} FROM {read} f LEFT JOIN sizes z USING (record_id) WHERE f.record_id NOT IN {leave}"


def coming_rows(dataset: str, run_id: str) -> str:
    """Return the query for the rows that come into a dataset on the days of `job_days`."""
    columns = content_of(dataset)
    staged = "rows" if dataset in ROW else dataset
    carrier = "a.record_id" if dataset == "rejects" else "a.carrier"
    carried = "if(a.fresh, 'staged', 'old')" if dataset == "rejects" else "a.carried"
    told = {name: f'c."{name}"' for name in names_of(columns)}
    told |= {name: f"a.{name}" for name in ("id", "record_id", "source", "date", "cluster_id", "cluster_size")}
    told |= {name: f"a.{name}" for name in names_of(VERDICT)} | {"run_id": quote(run_id)}
    told |= {"first_seen": "a.first_seen" if dataset == "rejects" else "a.page_seen", "last_seen": "a.last_seen"}
    wanted = ", ".join(f'{told[name]} AS "{name}"' for name in names_of(DATASETS[dataset]))
    return f"""
        SELECT {wanted}
        FROM after a JOIN moves m ON m.record_id = a.record_id AND m.dataset = '{dataset}'
             JOIN (SELECT record_id, 'staged' AS lies, {listed(columns)} FROM all_{staged}
                   UNION ALL SELECT record_id, 'old', {listed(columns)} FROM moved) c
             ON c.record_id = {carrier} AND c.lies = {carried}
        WHERE a.date IN (FROM job_days)
    """
