"""Walks by chance: whatever is delivered in whatever order, every law holds in the morning."""

import pytest
from deliveries.chance import Chance
from deliveries.delivery import Delivery
from deliveries.walk import Walk

NIGHTS = 6
LONG_NIGHTS = 25
ANYTHING = Delivery("by chance", lambda desk, folder: dict(folder), more=None, untouched=False)


def mornings(home, seed, number):
    """Return what is wrong after each night of a walk, nights without a fault left out."""
    walk = Walk(home)
    found = {night.name: walk.spend(ANYTHING, night, fresh=True) for night in Chance(seed).nights(number)}
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("seed", range(1))
def test_every_law_holds_by_chance(tmp_path, seed):
    """Six nights of anything: counts, replica, ids, and one run over everything."""
    assert {} == mornings(tmp_path, seed, NIGHTS)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
def test_every_law_holds_by_chance_for_long(tmp_path, seed):
    """Twenty walks of twenty-five nights."""
    assert {} == mornings(tmp_path, seed, LONG_NIGHTS)
