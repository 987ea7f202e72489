"""A backfill that is killed, wherever it is: readers see old rows or new ones, and the same order finishes it."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from backfills import copy_of, fill, later_knowledge, order, state
from running import HOUSE

from flows.backfill import Selection, backfill
from flows.backfill.folder import waiting_backfills
from flows.inspect import verify
from flows.store.layout import home

PATIENCE = 120


@pytest.fixture(scope="module")
def shops(tmp_path_factory):
    """Return a folder with `filled` and `knowledge`, and the rows before and after a backfill of it."""
    folder = tmp_path_factory.mktemp("shops")
    later_knowledge(folder / "knowledge")

    fill(folder / "filled" / "raw", folder / "filled" / "clean", nights=3)
    told = copy_of(folder / "filled", folder / "told")
    before = state(told / "clean")
    backfill(order(told / "raw", told / "clean", folder / "knowledge"), Selection(), reason="uji")
    return folder, before, state(told / "clean")


def begin(shop, knowledge):
    """Begin a backfill in a process of its own."""
    options = ["--knowledge", knowledge, "--reason", "uji", "--workers", "1", "--as-of", "2026-12-07", "--json"]
    command = [sys.executable, "-m", "flows.cli", "backfill", shop / "raw", shop / "clean", *options]
    environment = os.environ | {"PYTHONPATH": str(HOUSE)}
    return subprocess.Popen(
        list(map(str, command)),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill(process):
    """Kill a process and its workers as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def has_begun(shop, what):
    """Return whether a backfill has got so far."""
    return any(home(shop / "clean").glob(what))


def until(asked):
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not asked():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


@pytest.mark.parametrize(
    "moment",
    [
        "building/0*",
        pytest.param("backfills/*/order.json", marks=pytest.mark.soak),
        pytest.param("backfills/*/slice-0001/done.json", marks=pytest.mark.soak),
    ],
)
def test_a_killed_backfill_goes_on_where_it_was(shops, tmp_path, moment):
    """Killed when it was planned, staged, or in the midst of publishing; the next one ends as one alone would have."""
    folder, before, wanted = shops
    knowledge, shop = folder / "knowledge", copy_of(folder / "filled", tmp_path / "shop")
    process = begin(shop, knowledge)
    until(lambda: has_begun(shop, moment) or process.poll() is not None)
    kill(process)
    between, faults = state(shop / "clean"), verify(shop / "clean", sample=0)
    done = backfill(order(shop / "raw", shop / "clean", knowledge), Selection(), reason="uji")

    assert between in (before, wanted)
    assert faults == verify(shop / "clean") == []
    assert state(shop / "clean") == wanted
    assert done.articles == 0 or done.snapshot is not None
    assert waiting_backfills(shop / "clean") == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_a_backfill_killed_at_any_moment_is_finished_by_the_next(shops, tmp_path, seed):
    """Twenty moments by chance; the store is whole each time."""
    folder, before, wanted = shops
    knowledge, shop = folder / "knowledge", copy_of(folder / "filled", tmp_path / "shop")
    process = begin(shop, knowledge)
    time.sleep(random.Random(seed).uniform(0.5, 6))  # noqa: S311 - no secret
    kill(process)
    between, faults = state(shop / "clean"), verify(shop / "clean", sample=0)
    backfill(order(shop / "raw", shop / "clean", knowledge), Selection(), reason="uji")

    assert between in (before, wanted)
    assert faults == verify(shop / "clean") == []
    assert state(shop / "clean") == wanted
