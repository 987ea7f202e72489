"""
Seventy-five kinds of delivery to one site, three in each night: in the morning every law holds.

The laws are in `deliveries.laws`. In `test_deliveries_orders.py` each delivery has a night of its own,
and one run over everything ever delivered is compared after every night; here after every sixteenth.
"""

import pytest
from deliveries.nights import CROWDED, nights
from deliveries.walk import Walk

EVERY = 16
"""Nights between two runs over everything; the last one is always compared."""


@pytest.fixture(scope="module")
def mornings(tmp_path_factory):
    """Return what is wrong in the morning after each night, by the delivery's name."""
    walk = Walk(tmp_path_factory.mktemp("nights"))
    last = len(CROWDED)
    return {
        delivery.name: walk.spend(delivery, night, fresh=number % EVERY == 0 or number == last)
        for number, (delivery, night) in enumerate(nights(CROWDED), 1)
    }


@pytest.mark.parametrize("name", [delivery.name for delivery in CROWDED])
def test_every_law_holds_in_the_morning(mornings, name):
    """
    Counts reconcile, no id goes without a change, none stands twice, a replica kept by `changes`
    equals the articles, readers see what the delivery says, and the same night again does nothing.
    """
    assert [] == mornings[name]
