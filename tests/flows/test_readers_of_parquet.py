"""What readers see in the published datasets: DuckDB, Polars, pandas, PyArrow."""
# ruff: noqa: S608 - SQL as a reader writes it

import datetime as dt
import os

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from staged import publish, row

DAY, NEXT = dt.date(2021, 6, 29), dt.date(2021, 7, 1)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """Publish two articles of two months, one with a date and one without, and return the resolved snapshot."""
    folder = tmp_path_factory.mktemp("store") / "clean"
    moment = dt.datetime(2021, 6, 28, 20, tzinfo=dt.UTC)
    dated = row("a", "Air sungai naik.", tags=["banjir"], published_at=moment)
    undated = row("b", "Kereta baru berjalan.", tags=["banjir"], published_date=None)
    publish(folder, [dated, undated], as_of=NEXT)
    return type(folder)(os.path.realpath(folder / ".saring" / "current"))


def from_duckdb(files):
    """Return the SQL source that reads a glob."""
    return f"read_parquet('{files}')"


def test_duckdb_reads_dates_as_dates(clean):
    """The row's day and the printed day are dates, the moment has a time zone."""
    articles = duckdb.sql(
        f"SELECT source, date, published_date, published_at FROM {from_duckdb(clean / 'articles/*/*.parquet')}"
    )

    assert [str(kind) for kind in articles.types] == ["VARCHAR", "DATE", "DATE", "TIMESTAMP WITH TIME ZONE"]
    assert [r[:3] for r in sorted(articles.fetchall())] == [("a", DAY, DAY), ("b", NEXT, None)]


@pytest.mark.parametrize("hive", ["true", "false"])
def test_duckdb_filters_by_day(clean, hive):
    """A day written as a date or as text finds its rows, whether folders are read as columns or not."""
    source = f"read_parquet('{clean}/articles/*/*.parquet', hive_partitioning = {hive})"

    for day in ("DATE '2021-06-29'", "'2021-06-29'"):
        assert duckdb.sql(f"SELECT source FROM {source} WHERE date = {day}").fetchall() == [("a",)]


def test_polars_reads_dates_as_dates(clean):
    """Lazily, by glob, as the card says."""
    frame = pl.scan_parquet(f"{clean}/articles/*/*.parquet")

    schema = frame.collect_schema()
    assert (schema["date"], schema["published_date"]) == (pl.Date, pl.Date)
    assert schema["published_at"] == pl.Datetime("us", "UTC")
    assert frame.filter(pl.col("date") == DAY).select("source").collect().rows() == [("a",)]


def test_pandas_reads_dates_as_dates(clean):
    """Both days are dates, and a `datetime.date` is what filters by day."""
    frame = pd.read_parquet(clean / "articles").sort_values("source")

    assert frame["published_date"].tolist() == [DAY, None]
    assert frame["date"].tolist() == [DAY, NEXT]
    assert str(frame["published_at"].dtype) == "datetime64[us, UTC]"
    assert pd.read_parquet(clean / "articles", filters=[("date", ">=", NEXT)])["source"].tolist() == ["b"]


def test_pyarrow_reads_dates_as_dates(clean):
    """No partitioning need be named."""
    schema = ds.dataset(clean / "articles").schema

    assert {str(schema.field(name).type) for name in ("date", "published_date")} == {"date32[day]"}


def test_pyarrow_finds_the_rows_of_a_day(clean):
    """A filter on the day, with or without the months as a column."""
    for partitioning in (None, "hive"):
        rows = ds.dataset(clean / "articles", partitioning=partitioning).to_table(filter=ds.field("date") == DAY)
        assert rows.column("source").to_pylist() == ["a"]


def test_the_month_is_a_text_in_every_reader(clean):
    """Whoever reads folders as columns gets `2021-06`; it is no part of the contract."""
    files = f"{clean}/articles/*/*.parquet"

    assert duckdb.sql(
        f"SELECT DISTINCT month FROM read_parquet('{files}', hive_partitioning = true) ORDER BY 1"
    ).fetchall() == [("2021-06",), ("2021-07",)]
    assert sorted(pl.read_parquet(files, hive_partitioning=True)["month"].to_list()) == ["2021-06", "2021-07"]
    assert sorted(pd.read_parquet(clean / "articles")["month"].astype(str)) == ["2021-06", "2021-07"]
    assert sorted(pq.read_table(clean / "articles").column("month").to_pylist()) == ["2021-06", "2021-07"]


@pytest.mark.parametrize("dataset", ["duplicates", "removals", "rejects"])
def test_a_dataset_without_rows_reads_as_empty(clean, dataset):
    """Each reader finds the columns and no rows."""
    folder = clean / dataset
    files = f"{folder}/*/*.parquet"

    assert duckdb.sql(f"SELECT id, date FROM {from_duckdb(files)} WHERE date > DATE '2021-01-01'").fetchall() == []
    assert pl.scan_parquet(files).select("id", "date").collect().rows() == []
    assert pd.read_parquet(folder)["id"].tolist() == []
    assert pq.read_table(folder).num_rows == 0
    assert ds.dataset(folder).to_table().num_rows == 0


def test_each_reader_sees_the_same_text(clean):
    """Four readers, one dataset."""
    files = f"{clean}/articles/*/*.parquet"
    expected = ["Air sungai naik.", "Kereta baru berjalan."]

    assert [r[0] for r in duckdb.sql(f"SELECT text FROM {from_duckdb(files)} ORDER BY 1").fetchall()] == expected
    assert sorted(pl.read_parquet(files)["text"].to_list()) == expected
    assert sorted(pd.read_parquet(clean / "articles")["text"]) == expected
    assert sorted(pq.read_table(clean / "articles").column("text").to_pylist()) == expected


@pytest.mark.parametrize(("dataset", "rows"), [("runs", 1), ("changes", 2)])
def test_histories_read_like_any_dataset(clean, dataset, rows):
    """One file a run, side by side."""
    files = f"{clean}/{dataset}/**/*.parquet"

    assert duckdb.sql(f"SELECT count(*) FROM {from_duckdb(files)}").fetchall() == [(rows,)]
    assert pl.read_parquet(files).height == len(pd.read_parquet(clean / dataset)) == rows


def test_all_files_of_a_dataset_have_one_schema(clean):
    """A mixture breaks Polars and hides columns from DuckDB."""
    for dataset in ("articles", "runs", "changes"):
        schemas = {str(pq.read_schema(path)) for path in (clean / dataset).rglob("*.parquet")}
        assert len(schemas) == 1
