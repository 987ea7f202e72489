"""
Seventy-five nights over one site, each with another kind of delivery: in the morning every law holds.

The laws are in `deliveries.laws`. One run over everything ever delivered is compared after every
tenth night here, after every night in `test_deliveries_orders.py`.
"""

import pytest
from deliveries.nights import DELIVERIES, nights
from deliveries.walk import Walk

EVERY = 10
"""Nights between two runs over everything; the last one is always compared."""


@pytest.fixture(scope="module")
def mornings(tmp_path_factory):
    """Return what is wrong in the morning after each night, by the delivery's name."""
    walk = Walk(tmp_path_factory.mktemp("nights"))
    last = len(DELIVERIES)
    return {
        delivery.name: walk.spend(delivery, night, fresh=number % EVERY == 0 or number == last)
        for number, (delivery, night) in enumerate(nights(), 1)
    }


@pytest.mark.parametrize("name", [delivery.name for delivery in DELIVERIES])
def test_every_law_holds_in_the_morning(mornings, name):
    """
    Counts reconcile, no id goes without a change, none stands twice, a replica kept by `changes`
    equals the articles, readers see what the delivery says, and the same night again does nothing.
    """
    assert [] == mornings[name]
