"""Readers who go on while runs publish: never half a run, never a file that is gone."""

import datetime as dt
import os
import subprocess
import sys
import time

import pytest
from running import HOUSE
from staged import publish, row

PUBLISHES = 50
ROWS_A_RUN = 3
DAY = dt.date(2021, 6, 29)

READERS = {
    "duckdb": """
import duckdb
def look(root):
    count = lambda name: duckdb.sql(f"SELECT count(*) FROM read_parquet('{root}/{name}/**/*.parquet')").fetchall()[0][0]
    return count("articles"), count("runs")
""",
    "polars": """
import polars as pl
def look(root):
    count = lambda glob: pl.scan_parquet(f"{root}/{glob}").select(pl.len()).collect().item()
    return count("articles/*/*.parquet"), count("runs/*.parquet")
""",
    "pandas": """
import pandas as pd
def look(root):
    return len(pd.read_parquet(f"{root}/articles", columns=["id"])), len(pd.read_parquet(f"{root}/runs"))
""",
    "pyarrow": """
import pyarrow.dataset as ds
def look(root):
    return ds.dataset(f"{root}/articles").to_table(columns=["text"]).num_rows, ds.dataset(f"{root}/runs").count_rows()
""",
}
LOOP = """
import os, sys
clean, end = sys.argv[1:3]
looks, torn, seen = 0, [], set()
while not os.path.exists(end):
    articles, runs = look(os.path.realpath(clean + "/.saring/current"))
    looks += 1
    seen.add(runs)
    if articles != {rows} * runs:
        torn.append((articles, runs))
print(looks, len(seen), torn)
"""


@pytest.mark.soak
def test_no_reader_meets_half_a_run_or_a_missing_file(tmp_path):
    """Fifty runs publish while four readers look from the resolved snapshot: each look sees whole runs."""
    clean, end = tmp_path / "clean", tmp_path / "end"
    publish_one(clean, 0)
    readers = [start(reader, clean, end) for reader in READERS.values()]
    for number in range(1, PUBLISHES):
        publish_one(clean, number)
        time.sleep(0.1)
    end.touch()
    for reader in readers:
        said, wrong = reader.communicate(timeout=300)
        assert [reader.returncode, wrong] == [0, ""]
        looks, snapshots, torn = said.split(maxsplit=2)
        assert torn.strip() == "[]"
        assert int(looks) >= int(snapshots) > 1


def publish_one(clean, number):
    """Publish a run of a few new articles of one month."""
    rows = [row(f"{number}-{n}.txt", f"Air sungai nomor {number} naik {n} meter.") for n in range(ROWS_A_RUN)]
    publish(clean, rows, as_of=DAY + dt.timedelta(days=number % 3))


def start(reader, clean, end):
    """Start one reader in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-c", reader + LOOP.format(rows=ROWS_A_RUN), str(clean), str(end)]
    home = os.environ | {"PYTHONPATH": str(HOUSE)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=home)
