"""Nights by chance with rollbacks, releases and maintenance among them: the store stays sound, copies follow."""

import random

import pytest
from deliveries import house
from deliveries.chance import Chance
from deliveries.laws import doubled
from deliveries.walk import Walk

from flows.inspect import verify
from flows.inspect.snapshots import list_snapshots
from flows.maintain import maintain
from flows.retention import Retention
from flows.rollback import release, rollback
from flows.store import layout

KEEP = Retention(snapshots=4, hours=0)


def keep(way, chance, day):
    """Do one thing that an operator may do to a store between two nights; return the snapshot that came of it."""
    standing = [one.number for one in list_snapshots(way.clean) if not one.current]
    act = chance.choice(("rollback", "rollback", "release", "maintain", "nothing"))
    if act == "rollback" and standing:
        return rollback(way.clean, chance.choice(standing), "chance", retention=KEEP, as_of=day).snapshot
    if act == "release":
        return release(way.clean, "chance", retention=KEEP).snapshot
    if act == "maintain":
        return maintain(way.clean, retention=KEEP, as_of=day).snapshot
    return None


def walk(home, seed, nights):
    """Go through nights and acts, and write down what is wrong after each."""
    home.mkdir(exist_ok=True)
    way, chance = Walk(home), random.Random(seed)  # noqa: S311 - a walk, no secret
    wrong = []
    for number, night in enumerate(Chance(seed).nights(nights)):
        way.deliver(night)
        done = house.clean(way.raw / night.within, way.clean, night.day)
        snapshots = [done.summary.get("snapshot")] if done.summary else []
        if layout.current_number(way.clean):
            snapshots.append(keep(way, chance, night.day))
        for snapshot in filter(None, snapshots):
            way.replica.follow(way.clean, f"{snapshot:06d}")
        wrong += [f"night {number}: {said}" for said in (*way.replica.differs(way.clean), *doubled(way.clean))]
        # What a file held when it was read by an undone run may be written over since.
        wrong += [f"night {number}: {one.where}: {one.what}" for one in verify(way.clean, sample=0)]
        if done.code not in {0, 3, 4}:
            wrong.append(f"night {number}: {done.said}")
    return wrong


@pytest.mark.parametrize("seed", [7])
def test_a_store_stays_sound_whatever_is_done_to_it(tmp_path, seed):
    """After each night and each act."""
    assert walk(tmp_path / "chance", seed, 4) == []


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
def test_stores_stay_sound_whatever_is_done_to_them(tmp_path, seed):
    """Twenty walks more."""
    assert walk(tmp_path / "chance", seed, 9) == []
