"""kill -9 in the midst of forgetting: readers see whole data, and the next act or run finishes what was decided."""

import datetime as dt
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nights import clean, put_page, rows, story

from flows.forget import find_phrases, forget
from flows.inspect import verify
from flows.store.tombstones import read_acts

HOUSE = Path(__file__).parents[2]
DAY = dt.date(2026, 11, 2)
LATER = DAY + dt.timedelta(days=2)
STEPS = ("deciding", "publishing", "swapping", "purging", "noting")
RUN = """
import datetime, pathlib, sys
from flows.corpus import run
from flows.forget import act
from flows.store import publishing

def tell(step, room, name):
    work = getattr(room, name)
    def told(*given, **named):
        print(step, flush=True)
        return work(*given, **named)
    setattr(room, name, told)

tell("deciding", act, "write_act")
tell("publishing", act, "publish_run")
tell("swapping", publishing, "swap_in")
tell("purging", act, "purge_records")
purge = act.purge_records
def purged(*given):
    done = purge(*given)
    print("noting", flush=True)
    return done
act.purge_records = purged
day = datetime.date(2026, 11, 4)
act.forget(pathlib.Path(sys.argv[1]), "https://contoh.id/p1", "a court", who="Sari", purge=True, as_of=day)
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return raw and clean folder of two nights; each test works on a copy of the latter."""
    folder = tmp_path_factory.mktemp("forget")
    for n in range(8):
        put_page(folder / "raw", n, story(n), DAY)
    clean(folder / "raw", folder / "clean", DAY)
    put_page(folder / "raw", 8, story(8), DAY)
    clean(folder / "raw", folder / "clean", DAY + dt.timedelta(days=1))
    return folder


def kill_at(target, step, delay):
    """Start forgetting in a process of its own and kill it a moment after it began a step; say whether it lived."""
    child = subprocess.Popen(
        [sys.executable, "-c", RUN, str(target)],
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


def pages(target):
    """Return the numbers of the pages that readers see, every column read."""
    return sorted(int(row[-1].rpartition("/p")[2]) for row in rows(target, "articles", "*, url"))


def kill_and_finish(published, tmp_path, step, delay):
    """Kill one act, look at what readers see, and let another one finish it."""
    target = tmp_path / "clean"
    subprocess.run(["cp", "-a", published / "clean", target], check=True)

    kill_at(target, step, delay)
    seen = pages(target)
    decided = bool(read_acts(target))
    forget(target, "https://contoh.id/p2", "another court", who="Sari", purge=True, as_of=LATER)
    after = pages(target)
    summary = clean(published / "raw", target, LATER, rescan=True)

    first = [1] if not decided else []
    assert seen in ([*range(9)], [0, *range(2, 9)])
    assert after == sorted([0, *first, *range(3, 9)])
    assert summary.forgotten == 2 - len(first)
    assert verify(target, forgotten=True) == []
    assert all(act.purged for act in read_acts(target))
    if decided:
        assert find_phrases(target, story(1).split("\n")[:3]) == []


@pytest.mark.parametrize("step", ["swapping", "purging"])
def test_a_killed_act_is_finished_by_the_next(published, tmp_path, step):
    """Killed in either step: all of it or nothing is seen, and what was decided is carried out."""
    kill_and_finish(published, tmp_path, step, 0.01)


def test_a_killed_act_is_finished_by_a_run(published, tmp_path):
    """A night without news takes out what was decided."""
    target = tmp_path / "clean"
    subprocess.run(["cp", "-a", published / "clean", target], check=True)
    kill_at(target, "publishing", 0)

    summary = clean(published / "raw", target, LATER)

    assert (summary.taken_down, pages(target)) == (1, [0, *range(2, 9)])


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(40))
def test_no_moment_of_a_kill_leaves_it_half_done(published, tmp_path, seed):
    """Forty random moments."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets

    kill_and_finish(published, tmp_path, chance.choice(STEPS), chance.uniform(0, 0.3))
