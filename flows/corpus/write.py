"""Writing what changed into the draft: dataset by dataset, file by file."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.corpus.buckets import CAPACITY, scatter
from flows.corpus.database import count, first, names_of, read_list
from flows.corpus.jobs import Job, find_jobs
from flows.corpus.published import holding_days
from flows.store import replace, scan
from flows.store.quoting import quote
from transforms.schema import DATASETS, MADE_BY, REFUSAL, SPAN, TOLD_COLUMNS, VERDICT, Columns, Dataset

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
WEIGHTS = {"articles": "2000 + coalesce(a.n_chars, 0)", "duplicates": "2000 + coalesce(a.n_chars, 0)"}
"""Characters that a record takes in a dataset, about; of its ledger 2,500, elsewhere 500."""

UNPACKED = 5
"""Characters for each byte of a file, about."""


FEW_ROWS = 20_000
"""
Rows that come into a dataset: so many are gathered once, and more are looked for by each file anew.

A night of 2,000 texts on 240 old days writes 53 files a dataset; each joined all that was staged.
"""


def write_datasets(con: duckdb.DuckDBPyConnection, draft: Draft, spill: Path, as_of: dt.date) -> None:
    """Write the files of every dataset that hold a row which comes, goes or changes."""
    con.execute("CREATE OR REPLACE TABLE refreshed (id VARCHAR)")
    for dataset in (*ROW, "removals", "rejects"):
        fetch_moved(con, draft, dataset)
        gather_coming(con, dataset, draft.run_id)
        for job in find_jobs(con, draft, dataset, as_of):
            refresh_sizes(con, draft, dataset, job)
            tables = rows_in_order(con, draft, dataset, job, spill)
            replace(draft, dataset, job.gone, tables, late=job.late, fill=job.fill)


def content_of(dataset: Dataset) -> Columns:
    """Return the columns that a dataset's rows bring along wherever they go."""
    return {"removals": SPAN, "rejects": REFUSAL}.get(dataset, TOLD_COLUMNS + MADE_BY)


def listed(names: Columns, prefix: str = "") -> str:
    """Return columns as SQL lists them."""
    return ", ".join(f'{prefix}"{name}"' for name in names_of(names))


def fetch_moved(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: Dataset) -> None:
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


def gather_coming(con: duckdb.DuckDBPyConnection, dataset: Dataset, run_id: str) -> None:
    """Make the view `coming`: the rows that come into a dataset."""
    query = coming_rows(dataset, run_id)
    if count(con, f"moves WHERE dataset = '{dataset}'") <= FEW_ROWS:
        con.execute(f"CREATE OR REPLACE TABLE gathered AS {query}")
        query = "FROM gathered"
    con.execute(f"CREATE OR REPLACE VIEW coming AS {query}")


def refresh_sizes(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: Dataset, job: Job) -> None:
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
    con: duckdb.DuckDBPyConnection, draft: Draft, dataset: Dataset, job: Job, spill: Path
) -> Iterator[pa.Table]:
    """Yield a job's rows in order, all at once or, where they are too many, a bucket at a time."""
    con.execute("CREATE OR REPLACE TABLE job_days (date DATE)")
    if job.days:
        con.execute("INSERT INTO job_days SELECT unnest($days)", {"days": sorted(job.days)})
    names = names_of(DATASETS[dataset])
    if size_of(con, dataset, job) > CAPACITY:
        yield from rows_by_bucket(con, draft, dataset, job, spill)
        return
    sql = job_rows(draft, dataset, job)
    table = con.sql(f"SELECT {quoted(names)} FROM ({sql}) ORDER BY {ORDERS[dataset]}").to_arrow_table()
    if table.num_rows:
        yield table


def size_of(con: duckdb.DuckDBPyConnection, dataset: Dataset, job: Job) -> int:
    """Return about how many characters the rows of a job have."""
    weight = WEIGHTS.get(dataset, "2500" if dataset == "removals" else "500")
    come = f"after a JOIN moves m ON m.record_id = a.record_id AND m.dataset = '{dataset}'"
    coming = first(con, f"SELECT coalesce(sum({weight}), 0) FROM {come} WHERE a.date IN (FROM job_days)")
    return int(coming) + UNPACKED * sum(file.bytes for file in job.gone)


def rows_by_bucket(
    con: duckdb.DuckDBPyConnection, draft: Draft, dataset: Dataset, job: Job, spill: Path
) -> Iterator[pa.Table]:
    """
    Yield a job's rows in order, a bucket at a time.

    Texts are scattered by a narrow table that says which record goes where: a join that holds texts, or all that
    is said of a million records, does not fit into memory.
    """
    place_records(con, draft, dataset, job)
    names = names_of(DATASETS[dataset])
    here = f"SELECT c.*, p.bucket FROM ({content_rows(dataset)}) c JOIN spots p ON p.carrier = c.record_id"
    coming = scatter(con, f"{here} AND p.carried = c.lies", spill / "coming")
    staying: list[Path] = []
    if job.gone and draft.base is not None:
        rows = staying_rows(dataset, scan(draft.base, dataset, job.gone))
        sql = f"SELECT s.*, p.bucket FROM ({rows}) s JOIN spots p ON p.record_id = s.record_id AND p.carried = 'stays'"
        staying = scatter(con, sql, spill / "staying")
    for name in sorted({path.name for path in (*coming, *staying)}, key=lambda name: int(name.partition("=")[2])):
        parts = []
        if (folder := spill / "coming" / name).is_dir():
            con.execute(
                f"CREATE OR REPLACE TABLE few AS FROM after a SEMI JOIN spots p ON p.record_id = a.record_id "
                f"AND p.carried <> 'stays' AND p.bucket = {name.partition('=')[2]}"
            )
            parts.append(
                coming_rows(dataset, draft.run_id, after="few", content=f"(FROM {read_list(parquet_in(folder))})")
            )
        if (folder := spill / "staying" / name).is_dir():
            parts.append(f"SELECT {quoted(names)} FROM {read_list(parquet_in(folder))}")
        yield con.sql(
            f"SELECT {quoted(names)} FROM ({' UNION ALL '.join(parts)}) ORDER BY {ORDERS[dataset]}"
        ).to_arrow_table()
    for folder in (spill / "coming", spill / "staying"):
        shutil.rmtree(folder, ignore_errors=True)


def place_records(con: duckdb.DuckDBPyConnection, draft: Draft, dataset: Dataset, job: Job) -> None:
    """Make the table `spots`: the bucket of each record of a job, buckets in the dataset's order."""
    carrier, carried = CARRIERS.get(dataset, ("a.carrier", "a.carried"))
    weight = WEIGHTS.get(dataset, "2500" if dataset == "removals" else "500")
    order = "date, outlet NULLS FIRST, published_at NULLS FIRST, id" if dataset in ROW else "date, id"
    facts = "outlet, published_at" if dataset in ROW else "NULL AS outlet, NULL AS published_at"
    sources = [
        f"""
        SELECT a.record_id, {carrier} AS carrier, {carried} AS carried, a.id, a.date, {facts}, {weight} AS weight
        FROM after a JOIN moves m ON m.record_id = a.record_id AND m.dataset = '{dataset}'
        WHERE a.date IN (FROM job_days)
    """
    ]
    if job.gone and draft.base is not None:
        leave = f"(SELECT record_id FROM moves WHERE old_dataset = '{dataset}')"
        words = "2000 + 7 * n_words" if dataset in ROW else "600"
        sources.append(f"""
            SELECT record_id, record_id, 'stays', id, date, {facts}, {words}
            FROM {scan(draft.base, dataset, job.gone)} WHERE record_id NOT IN {leave}
        """)
    con.execute(f"""
        CREATE OR REPLACE TABLE spots AS
        SELECT record_id, carrier, carried, min(bucket) AS bucket FROM (
            SELECT record_id, carrier, carried, (sum(weight) OVER (ORDER BY {order}) // {CAPACITY})::BIGINT AS bucket
            FROM ({" UNION ALL ".join(sources)})
        ) GROUP BY ALL
    """)


def quoted(names: list[str]) -> str:
    """Return names as SQL lists them."""
    return ", ".join(f'"{name}"' for name in names)


def parquet_in(folder: Path) -> list[Path]:
    """Return the files of a bucket."""
    return sorted(folder.glob("*.parquet"))


def job_rows(draft: Draft, dataset: Dataset, job: Job) -> str:
    """Return the query for all rows of a job: those that stay in its files, and those that come."""
    parts = [f"SELECT {listed(DATASETS[dataset])} FROM coming WHERE date IN (FROM job_days)"]
    if job.gone and draft.base is not None:
        parts.append(staying_rows(dataset, scan(draft.base, dataset, job.gone)))
    return " UNION ALL ".join(parts)


def staying_rows(dataset: Dataset, read: str) -> str:
    """Return the query for the rows of some files that do not leave, cluster sizes as they are now."""
    leave = f"(SELECT record_id FROM moves WHERE old_dataset = '{dataset}')"
    if dataset not in ROW:
        return f"SELECT {listed(DATASETS[dataset])} FROM {read} WHERE record_id NOT IN {leave}"
    columns = ", ".join(
        "coalesce(z.cluster_size, f.cluster_size) AS cluster_size" if name == "cluster_size" else f'f."{name}"'
        for name in names_of(DATASETS[dataset])
    )
    return f"SELECT {columns} FROM {read} f LEFT JOIN sizes z USING (record_id) WHERE f.record_id NOT IN {leave}"


CARRIERS = {"rejects": ("a.record_id", "if(a.fresh, 'staged', 'old')")}
"""Which record's content a row has, and where that lies, where it is not the carrier of `after`."""


def content_rows(dataset: Dataset) -> str:
    """Return the query for all content of a dataset's kind that is at hand, and where it `lies`."""
    staged = "rows" if dataset in ROW else dataset
    columns = listed(content_of(dataset))
    return (
        f"SELECT record_id, 'staged' AS lies, {columns} FROM all_{staged} "
        f"UNION ALL SELECT record_id, 'old', {columns} FROM moved"
    )


def coming_rows(dataset: Dataset, run_id: str, *, after: str = "after", content: str | None = None) -> str:
    """
    Return the query for the rows that come into a dataset.

    Args:
        dataset: Which dataset.

        run_id: The run.

        after: Table of what is said of the records.

        content: SQL of their content; all that is at hand by default.
    """
    carrier, carried = CARRIERS.get(dataset, ("a.carrier", "a.carried"))
    told = {name: f'c."{name}"' for name in names_of(content_of(dataset))}
    told |= {name: f"a.{name}" for name in ("id", "record_id", "source", "date", "cluster_id", "cluster_size")}
    told |= {name: f"a.{name}" for name in names_of(VERDICT)} | {"run_id": quote(run_id)}
    told |= {"first_seen": "a.first_seen" if dataset == "rejects" else "a.page_seen", "last_seen": "a.last_seen"}
    wanted = ", ".join(f'{told[name]} AS "{name}"' for name in names_of(DATASETS[dataset]))
    return f"""
        SELECT {wanted}
        FROM {after} a JOIN moves m ON m.record_id = a.record_id AND m.dataset = '{dataset}'
             JOIN {content or f"({content_rows(dataset)})"} c ON c.record_id = {carrier} AND c.lies = {carried}
    """
