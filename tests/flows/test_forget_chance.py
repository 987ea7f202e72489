"""Walks by chance in which pages are taken down: every law holds, and a fresh folder with the arrivals is the same."""

import random

import pytest
from deliveries import house, laws
from deliveries.chance import Chance
from deliveries.delivery import Delivery
from deliveries.walk import Walk

from flows.forget import forget
from flows.inspect import verify

NIGHTS = 6
LONG_NIGHTS = 20
ANYTHING = Delivery("by chance", lambda desk, folder: dict(folder), more=None, untouched=False)


def take_down(walk, night, chance):
    """Forget a page by chance, or its copies as well, and return what is wrong then."""
    ids = sorted(house.ids_of(walk.clean))
    if not ids:
        return []
    before = house.ids_of(walk.clean)
    page = chance.choice(ids)
    done = forget(walk.clean, page, "by chance", who="Sari", copies=chance.random() < 0.3, as_of=night.day)
    named = walk.replica.follow(walk.clean, f"{done.snapshot:06d}")
    return [
        *(f"{key} is gone without a change" for key in laws.lost(before, walk.clean, named)),
        *(f"{key} stands twice" for key in laws.doubled(walk.clean)),
        *(f"{key} still stands" for key in house.ids_of(walk.clean) & {*done.pages}),
        *walk.replica.differs(walk.clean),
        *(str(fault) for fault in verify(walk.clean, sample=0)),
        *walk.again(night),
        *walk.fresh(night),
    ]


def mornings(home, seed, number):
    """Return what is wrong after each night of a walk, nights without a fault left out."""
    walk, chance = Walk(home), random.Random(seed)  # noqa: S311 - a walk, no secret
    found = {}
    for night in Chance(seed).nights(number):
        found[night.name] = walk.spend(ANYTHING, night, fresh=True)
        if chance.random() < 0.5:
            found[f"{night.name}, taken down"] = take_down(walk, night, chance)
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("seed", range(1))
def test_every_law_holds_where_pages_are_taken_down(tmp_path, seed):
    """Six nights of anything, and a page taken down in some of them."""
    assert {} == mornings(tmp_path, seed, NIGHTS)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200, 220))
def test_every_law_holds_for_long_where_pages_are_taken_down(tmp_path, seed):
    """Twenty walks of twenty nights."""
    assert {} == mornings(tmp_path, seed, LONG_NIGHTS)
