"""
One reader of a store's articles, in a process of its own: `python reader.py READER FOLDER all|busiest|DAY|DAY+month`.

Prints what the reading took as JSON, imports and a first read of a tiny folder not counted. Knows both layouts:
`month=YYYY-MM` with a `date` column, and `date=YYYY-MM-DD` without one.
"""

import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from children import read_io

WARMING = dt.date(2026, 1, 1)


def by_month(folder: Path) -> bool:
    """Return whether the folder's partitions are months."""
    return any(folder.glob("month=*"))


def read_duckdb(folder: Path, day: dt.date | None, month: str | None) -> Callable[[], int]:
    """Read with DuckDB, `date` compared with a DATE in both layouts."""
    import duckdb

    def run() -> int:
        where = f"WHERE date = DATE '{day}'" if day else ""
        where += f" AND month = '{month}'" if month else ""
        files = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
        return duckdb.sql(f"SELECT * FROM {files} {where}").to_arrow_table().num_rows  # noqa: S608 - our own

    return run


def read_polars(folder: Path, day: dt.date | None, month: str | None) -> Callable[[], int]:
    """Read with Polars, `date` compared with a `datetime.date` in both layouts."""
    import polars as pl

    def run() -> int:
        rows = pl.scan_parquet(f"{folder}/**/*.parquet", hive_partitioning=True)
        wanted = [pl.col(name) == value for name, value in (("date", day), ("month", month)) if value]
        return rows.filter(*wanted).collect().height

    return run


def read_pandas(folder: Path, day: dt.date | None, month: str | None) -> Callable[[], int]:
    """Read with pandas and `filters`: a `datetime.date`, or the partition's string."""
    import pandas as pd
    import pyarrow.dataset  # noqa: F401 - imported by pandas when it reads first

    def run() -> int:
        wanted = [("month", "==", month)] * bool(month) + [("date", "==", literal(folder, day))] * bool(day)
        return len(pd.read_parquet(folder, filters=wanted or None))

    return run


def read_pyarrow(folder: Path, day: dt.date | None, month: str | None) -> Callable[[], int]:
    """Read with a PyArrow dataset: a `datetime.date`, or the partition's string."""
    import pyarrow.dataset as ds

    def run() -> int:
        rows = ds.dataset(folder, partitioning="hive")
        wanted = ds.field("date") == literal(folder, day) if day else None
        return rows.to_table(filter=wanted & (ds.field("month") == month) if month else wanted).num_rows

    return run


def literal(folder: Path, day: dt.date | None) -> dt.date | str:
    """Return what a day is written as where the partition decides its type."""
    return day if by_month(folder) else str(day)


READERS = {"duckdb": read_duckdb, "polars": read_polars, "pandas": read_pandas, "pyarrow": read_pyarrow}


def busiest_day(folder: Path) -> str:
    """Return the day of the most articles, the latest of such."""
    import duckdb

    files = f"read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    sql = f"SELECT date FROM {files} GROUP BY date ORDER BY count(*) DESC, date DESC LIMIT 1"  # noqa: S608 - our own
    return str(duckdb.sql(sql).fetchall()[0][0])


def warm(reader: str, folder: Path) -> None:
    """Read a folder of one row in the same layout, so that what a reader imports late is there."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory() as name:
        month = by_month(folder)
        inside = Path(name, "month=2026-01" if month else f"date={WARMING}")
        inside.mkdir()
        pq.write_table(pa.table({"id": ["a"]} | ({"date": [WARMING]} if month else {})), inside / "one.parquet")
        READERS[reader](Path(name), WARMING, None)()


def main() -> None:
    """Read once and print rows, CPU seconds and bytes."""
    reader, folder, what = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    if what == "busiest":
        print(json.dumps({"day": busiest_day(folder)}))
        return
    warm(reader, folder)
    day, _, month = what.partition("+")
    run = READERS[reader](folder, None if what == "all" else dt.date.fromisoformat(day), day[:7] if month else None)
    read, start = read_io().get("rchar", 0), time.process_time()
    rows = run()
    print(json.dumps({"rows": rows, "cpu": time.process_time() - start, "read": read_io().get("rchar", 0) - read}))


if __name__ == "__main__":
    main()
