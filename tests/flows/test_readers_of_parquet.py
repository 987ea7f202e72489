"""What readers see in the published datasets: DuckDB, Polars, pandas, PyArrow."""
# ruff: noqa: S608 - SQL as a reader writes it

import datetime as dt

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from flows.corpus import publish_run
from transforms.schema import STAGED_ROWS, arrow_schema, page_id, text_digest

DAY, NEXT = dt.date(2021, 6, 29), dt.date(2021, 6, 30)
DAYS = ds.partitioning(pa.schema([("date", pa.date32())]), flavor="hive")


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Publish two articles of two days, one with a date and one without."""
    rows = []
    for source, day, text in (("a", DAY, "Air sungai naik."), ("b", None, "Kereta baru berjalan.")):
        row = {name: [] if kind.startswith("list") else None for name, kind in STAGED_ROWS}
        row |= {"id": page_id(source), "source": source, "text": text, "text_sha256": text_digest(text)}
        row |= {"published_date": day, "seen_date": NEXT, "raw_sha256": "00" * 32, "tags": ["banjir"]}
        rows.append(row | {"published_at": dt.datetime(2021, 6, 28, 20, tzinfo=dt.UTC) if day else None})
    folder = tmp_path_factory.mktemp("store")
    (folder / "staging").mkdir()
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema(STAGED_ROWS)), folder / "staging/rows-a.parquet")
    publish_run(folder / "clean", folder / "staging", as_of=NEXT, facts={})
    return folder / "clean"


def from_duckdb(files):
    """Return the SQL source that reads a glob."""
    return f"read_parquet('{files}', hive_partitioning = true)"


def test_duckdb_reads_dates_as_dates(clean):
    """The partition's day and the printed day are dates, the moment has a time zone."""
    articles = duckdb.sql(
        f"SELECT source, date, published_date, published_at FROM {from_duckdb(clean / 'articles/**/*.parquet')}"
    )

    assert [str(kind) for kind in articles.types] == ["VARCHAR", "DATE", "DATE", "TIMESTAMP WITH TIME ZONE"]
    assert [r[:3] for r in sorted(articles.fetchall())] == [("a", DAY, DAY), ("b", NEXT, None)]


def test_duckdb_reads_only_the_days_asked_for(clean):
    """A filter on the day leaves other days' files alone."""
    sql = f"SELECT * FROM {from_duckdb(clean / 'articles/**/*.parquet')} WHERE date = DATE '2021-06-29'"

    plan = duckdb.sql(f"EXPLAIN {sql}").fetchall()[0][1]

    assert "1/2" in plan.replace(" ", "")


def test_polars_reads_dates_as_dates(clean):
    """Lazily, by glob, as the card says."""
    frame = pl.scan_parquet(f"{clean}/articles/**/*.parquet", hive_partitioning=True)

    schema = frame.collect_schema()
    assert (schema["date"], schema["published_date"]) == (pl.Date, pl.Date)
    assert schema["published_at"] == pl.Datetime("us", "UTC")
    assert frame.filter(pl.col("date") == DAY).select("source").collect().rows() == [("a",)]


def test_polars_reads_only_the_days_asked_for(clean):
    """The plan of a filter on the day names one file."""
    frame = pl.scan_parquet(f"{clean}/articles/**/*.parquet", hive_partitioning=True).filter(pl.col("date") == DAY)

    plan = frame.explain()

    assert "date=2021-06-29" in plan
    assert "date=2021-06-30" not in plan
    assert "other sources" not in plan


def test_pandas_reads_dates_as_dates(clean):
    """`published_date` holds dates; the partition's day is text, which filters by day all the same."""
    frame = pd.read_parquet(clean / "articles").sort_values("source")

    assert frame["published_date"].tolist() == [DAY, None]
    assert str(frame["published_at"].dtype) == "datetime64[us, UTC]"
    assert pd.read_parquet(clean / "articles", filters=[("date", ">=", "2021-06-30")])["source"].tolist() == ["b"]


def test_pyarrow_reads_dates_as_dates(clean):
    """With the partitioning that the card names, the day is a date."""
    schema = ds.dataset(clean / "articles", partitioning=DAYS).schema

    assert {str(schema.field(name).type) for name in ("date", "published_date")} == {"date32[day]"}


def test_pyarrow_reads_only_the_days_asked_for(clean):
    """A filter on the day leaves one fragment."""
    fragments = ds.dataset(clean / "articles", partitioning=DAYS).get_fragments(filter=ds.field("date") == DAY)

    assert ["date=2021-06-29" in fragment.path for fragment in fragments] == [True]


@pytest.mark.parametrize("dataset", ["duplicates", "removals", "rejects"])
def test_a_dataset_without_rows_reads_as_empty(clean, dataset):
    """Each reader finds the columns and no rows."""
    folder = clean / dataset
    files = f"{folder}/**/*.parquet"

    assert duckdb.sql(f"SELECT id, date FROM {from_duckdb(files)} WHERE date > DATE '2021-01-01'").fetchall() == []
    assert pl.scan_parquet(files, hive_partitioning=True).select("id", "date").collect().rows() == []
    assert pd.read_parquet(folder)["id"].tolist() == []
    assert pq.read_table(folder).num_rows == 0
    assert ds.dataset(folder, partitioning=DAYS).to_table().num_rows == 0


def test_each_reader_sees_the_same_text(clean):
    """Four readers, one dataset."""
    files = f"{clean}/articles/**/*.parquet"
    expected = ["Air sungai naik.", "Kereta baru berjalan."]

    assert [r[0] for r in duckdb.sql(f"SELECT text FROM {from_duckdb(files)} ORDER BY 1").fetchall()] == expected
    assert sorted(pl.read_parquet(files, hive_partitioning=True)["text"].to_list()) == expected
    assert sorted(pd.read_parquet(clean / "articles")["text"]) == expected
    assert sorted(pq.read_table(clean / "articles").column("text").to_pylist()) == expected


def test_manifests_read_like_any_dataset(clean):
    """One file a run, side by side."""
    assert duckdb.sql(f"SELECT articles FROM {from_duckdb(clean / 'runs/**/*.parquet')}").fetchall() == [(2,)]
