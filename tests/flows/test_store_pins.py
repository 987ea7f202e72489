"""Pinned snapshots: a small file, honoured by pruning."""

import datetime as dt

import pytest

from flows.retention import Retention
from flows.store import StoreError
from flows.store.layout import home, snapshot_name, snapshots
from flows.store.pins import pin, pinned, pins_file, release
from flows.store.publishing import prune

TODAY = dt.datetime.now(tz=dt.UTC).date()


@pytest.fixture
def store(tmp_path):
    """Return a folder with five snapshots."""
    for number in range(1, 6):
        (snapshots(tmp_path) / snapshot_name(number)).mkdir(parents=True)
    return tmp_path


def standing(store):
    """Return the numbers of the snapshots that are left."""
    return sorted(int(path.name) for path in snapshots(store).iterdir())


def test_a_pinned_snapshot_outlives_its_successors(store):
    """The others go by the rule that holds for all."""
    pin(store, 2, TODAY, "a look at it")

    prune(store, Retention(snapshots=1, hours=-1))

    assert [2, 5] == standing(store)


def test_a_released_snapshot_goes(store):
    """So does one whose day has passed."""
    pin(store, 2, TODAY, "a look at it")
    pin(store, 3, TODAY - dt.timedelta(1), "an old look")
    assert {2} == pinned(store, TODAY)

    release(store, 2)
    release(store, 4)
    prune(store, Retention(snapshots=1, hours=-1))

    assert [5] == standing(store)


def test_nothing_goes_while_the_pins_cannot_be_read(store):
    """A broken file is named with its remedy; nothing is pruned on a guess."""
    home(store).mkdir(exist_ok=True)
    pins_file(store).write_text("{")

    with pytest.raises(StoreError, match=r"pinned\.json: cannot be read"):
        prune(store, Retention(snapshots=1, hours=-1))

    assert [1, 2, 3, 4, 5] == standing(store)
