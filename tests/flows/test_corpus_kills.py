"""kill -9 while a run is published: what readers see is whole, and the next run sweeps up."""

# ruff: noqa: S608 - SQL as a reader writes it

import datetime as dt
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
import staged
from staged import DAY, plan, row

from flows.corpus import publish_run
from flows.inspect import verify
from flows.store import PUBLIC

HOUSE = Path(__file__).parents[2]
RUN = """
import pathlib, sys
from flows.corpus import run, tiers
from staged import plan

def tell(step, work, room=run):
    def told(*given, **named):
        print(step, flush=True)
        return work(*given, **named)
    setattr(room, work.__name__, told)

tell("clustering", run.work_out)
tell("merging", tiers.add_tier, tiers)
tell("writing", run.write_datasets)
tell("publishing", run.commit)
clean, staging = map(pathlib.Path, sys.argv[1:])
run.publish_run(clean, staging, plan())
"""
STEPS = ("clustering", "merging", "writing", "publishing")


def stage(folder, numbers):
    """Stage articles of several days; every third pair shares its text."""
    rows = [row(f"s{n}", f"Air sungai naik {n // 3} meter.", published_date=DAY + dt.timedelta(n % 7)) for n in numbers]
    return staged.stage(folder, rows=rows)


def kill_at(clean, staging, step, delay):
    """Start a run in a process of its own and kill it a moment after it began a step."""
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, str(clean), str(staging)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HOUSE,
        env=os.environ | {"PYTHONPATH": f"{HOUSE}{os.pathsep}{HOUSE / 'tests'}"},
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
        con.execute(f"SELECT * FROM read_parquet('{clean}/{name}/**/*.parquet', hive_partitioning = false)").fetchall()
    query = " UNION ALL ".join(
        f"SELECT source FROM '{clean}/{name}/**/*.parquet'" for name in ("articles", "duplicates")
    )
    return sorted(int(source[1:]) for (source,) in con.execute(query).fetchall())


def kill_and_recover(tmp_path, step, delay):
    """Kill one run over a published store, look at what readers see, and run again."""
    clean, staging = tmp_path / "clean", tmp_path / "staging"
    publish_run(clean, stage(tmp_path / "first", range(60)), plan())

    kill_at(clean, stage(staging, range(40, 120)), step, delay)

    assert read_sources(clean) in (list(range(60)), list(range(120)))
    assert verify(clean) == []
    publish_run(clean, staging, plan())
    publish_run(clean, stage(tmp_path / "last", [120]), plan())
    assert read_sources(clean) == list(range(121))
    assert verify(clean) == []
    left = sorted(p.name for p in (clean / ".saring").iterdir())
    assert left == ["current", "history", "last-number", "lock", "snapshots"]
    assert not (staging / "spill").exists()


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_run_leaves_whole_data(tmp_path, step):
    """Killed in any step: readers see all of a run or nothing of it, and the next run completes."""
    kill_and_recover(tmp_path, step, 0.01)


def test_a_killed_first_run_is_completed_by_the_next(tmp_path):
    """Before the first snapshot there is nothing to see, and afterwards everything."""
    kill_at(tmp_path / "clean", stage(tmp_path / "staging", range(30)), "publishing", 0)

    publish_run(tmp_path / "clean", tmp_path / "staging", plan())
    publish_run(tmp_path / "clean", stage(tmp_path / "last", [30]), plan())

    assert read_sources(tmp_path / "clean") == list(range(31))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_runs_killed_at_random_moments_leave_whole_data(tmp_path, seed):
    """Twenty random moments of a run."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets

    kill_and_recover(tmp_path, chance.choice(STEPS), chance.uniform(0, 0.4))
