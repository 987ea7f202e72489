"""kill -9 while a run is published: what readers see is whole, and the next run sweeps up."""

# ruff: noqa: S608 - SQL as a reader writes it

import datetime as dt
import random
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.corpus import publish_run
from flows.store import PUBLIC
from transforms.schema import STAGED_ROWS, arrow_schema, page_id, text_digest

DAY = dt.date(2021, 6, 29)
HOUSE = Path(__file__).parents[2]
RUN = """
import datetime as dt, pathlib, sys
from flows.corpus import publish_run
clean, staging = map(pathlib.Path, sys.argv[1:])
publish_run(clean, staging, as_of=dt.date(2021, 6, 29), facts={}, notify=lambda step: print(step, flush=True))
"""


def stage(folder, numbers):
    """Stage articles of several days; every third pair shares its text."""
    rows = []
    for n in numbers:
        text = f"Air sungai naik {n // 3} meter."
        row = {name: [] if kind.startswith("list") else None for name, kind in STAGED_ROWS}
        row |= {"id": page_id(f"s{n}"), "source": f"s{n}", "text": text, "text_sha256": text_digest(text)}
        rows.append(row | {"published_date": DAY + dt.timedelta(n % 7), "raw_sha256": f"{n:064x}"})
    folder.mkdir(exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, arrow_schema(STAGED_ROWS)), folder / "rows-a.parquet")
    return folder


def kill_at(clean, staging, step, delay):
    """Start a run in a process of its own and kill it a moment after it says that it begins a step."""
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, str(clean), str(staging)], stdout=subprocess.PIPE, text=True, cwd=HOUSE
    )
    for line in child.stdout:
        if line.strip() == step:
            break
    time.sleep(delay)
    child.kill()
    child.wait()
    child.stdout.close()


def read_sources(clean):
    """Return the sources of all published records, every column of every dataset read on the way."""
    con = duckdb.connect()
    for name in PUBLIC:
        con.execute(f"SELECT * FROM read_parquet('{clean}/{name}/**/*.parquet', hive_partitioning = true)").fetchall()
    query = " UNION ALL ".join(
        f"SELECT source FROM '{clean}/{name}/**/*.parquet'" for name in ("articles", "duplicates")
    )
    return sorted(int(source[1:]) for (source,) in con.execute(query).fetchall())


def kill_and_recover(tmp_path, step, delay):
    """Kill one run over a published store, look at what readers see, and run again."""
    clean, staging = tmp_path / "clean", tmp_path / "staging"
    publish_run(clean, stage(tmp_path / "first", range(60)), as_of=DAY, facts={})

    kill_at(clean, stage(staging, range(40, 120)), step, delay)

    assert read_sources(clean) in (list(range(60)), list(range(120)))
    publish_run(clean, staging, as_of=DAY, facts={})
    publish_run(clean, stage(tmp_path / "last", [120]), as_of=DAY, facts={})
    assert read_sources(clean) == list(range(121))
    assert sorted(p.name for p in (clean / ".saring").iterdir()) == ["current", "last-number", "lock", "snapshots"]
    assert not (staging / "spill").exists()


@pytest.mark.parametrize("step", ["clustering", "writing", "publishing"])
def test_a_killed_run_leaves_whole_data(tmp_path, step):
    """Killed in any step: readers see all of a run or nothing of it, and the next run completes."""
    kill_and_recover(tmp_path, step, 0.01)


def test_a_killed_first_run_is_completed_by_the_next(tmp_path):
    """Before the first snapshot there is nothing to see, and afterwards everything."""
    kill_at(tmp_path / "clean", stage(tmp_path / "staging", range(30)), "publishing", 0)

    publish_run(tmp_path / "clean", tmp_path / "staging", as_of=DAY, facts={})
    publish_run(tmp_path / "clean", stage(tmp_path / "last", [30]), as_of=DAY, facts={})

    assert read_sources(tmp_path / "clean") == list(range(31))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_runs_killed_at_random_moments_leave_whole_data(tmp_path, seed):
    """Twenty random moments of a run."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets

    kill_and_recover(tmp_path, "looking for what is new", chance.uniform(0, 0.6))
