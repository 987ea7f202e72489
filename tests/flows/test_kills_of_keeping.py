"""kill -9 while a store is maintained or rolled back: it stays sound, and the next try finishes."""

import datetime as dt
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import planted
import pytest
from staged import DAY, publish, removal, row

from flows.inspect import verify
from flows.maintain import maintain
from flows.rollback import rollback
from flows.store import files

HOUSE = Path(__file__).parents[2]
LATER = DAY + dt.timedelta(150)
RUN = """
import datetime, importlib, pathlib, sys

def tell(module, step):
    work = getattr(module, step)
    def told(*given, **named):
        print(step, flush=True)
        return work(*given, **named)
    setattr(module, step, told)

what, clean, day, *steps = sys.argv[1:]
module = importlib.import_module(f"flows.{what}")
for step in steps:
    tell(module, step)
day = datetime.date.fromisoformat(day)
module.maintain(pathlib.Path(clean), as_of=day) if what == "maintain" else \\
    module.rollback(pathlib.Path(clean), 1, "a kill", as_of=day)
"""
STEPS = {"maintain": ("sweep", "fold_months", "publish"), "rollback": ("take_over_histories", "hold_undone", "publish")}
KILLS = [(what, step) for what, steps in STEPS.items() for step in steps]


@pytest.fixture(scope="module")
def stood(tmp_path_factory):
    """Return a store of two runs, of whose files more are late than should be."""
    clean = tmp_path_factory.mktemp("kept") / "clean"
    for n in range(2):
        rows = [
            row(f"s{n}-{m}", f"Air sungai {n} {m} naik.", published_date=DAY - dt.timedelta(m % 20)) for m in range(60)
        ]
        publish(clean, rows, [removal(rows[3])], as_of=DAY + dt.timedelta(n))
    planted.edit_catalogue(
        clean, lambda said: [file.update(late=True) for file in said["datasets"]["articles"] if file["rows"]]
    )
    return clean


def kill_at(what, clean, step, delay):
    """Start the work in a process of its own and kill it a moment after it began a step."""
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, what, str(clean), str(LATER), *STEPS[what]],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HOUSE,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
    )
    for line in child.stdout:
        if line.strip() == step:
            break
    time.sleep(delay)
    child.kill()
    child.wait()
    child.stdout.close()


def check_kill(stood, tmp_path, what, step, delay):
    """Kill the work once, look at the store, and do it again."""
    clean = tmp_path / "clean"
    subprocess.run(["cp", "-a", stood, clean], check=True)
    rows = {name: sorted(map(repr, planted.rows_of(clean, name))) for name in ("articles", "removals")}

    kill_at(what, clean, step, delay)

    # The files that were called late by hand stay so until the months are folded.
    assert [fault for fault in verify(clean) if "several late files" not in fault.what] == []
    if what == "maintain":
        maintain(clean, as_of=LATER)
        assert {name: sorted(map(repr, planted.rows_of(clean, name))) for name in rows} == rows
        assert not any(file.late for file in files(clean, "articles"))
    elif len(rows["articles"]) == len(planted.rows_of(clean, "articles")):
        rollback(clean, 1, "again", as_of=LATER)
    else:  # it was published, and killed before it had swept its own draft's folder
        maintain(clean, as_of=LATER)
    assert [fault for fault in verify(clean) if "several late files" not in fault.what] == []
    left = {path.name for path in (clean / ".saring").iterdir()} - {"history"}
    assert left <= {"current", "last-number", "lock", "snapshots"}


@pytest.mark.parametrize(("what", "step"), [KILLS[1], KILLS[2], KILLS[5]])
def test_a_kill_harms_nobody(stood, tmp_path, what, step):
    """In the midst of writing and of publishing."""
    check_kill(stood, tmp_path, what, step, 0.01)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(30))
def test_no_moment_of_a_kill_harms_anybody(stood, tmp_path, seed):
    """Thirty random moments."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    what, step = KILLS[seed % len(KILLS)]

    check_kill(stood, tmp_path, what, step, chance.uniform(0, 0.3))
