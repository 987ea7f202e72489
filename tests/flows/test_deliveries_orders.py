"""Nights in other orders and nights in one run: given the same arrivals, the datasets are the same. For `make soak`."""

import random

import pytest
from deliveries import house, laws
from deliveries.folder import Night, lay_out
from deliveries.nights import DELIVERIES, nights
from deliveries.walk import Walk

pytestmark = pytest.mark.soak
SHUFFLES = 8


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Return the walk over all nights in their order, and what was wrong, one run over everything after each."""
    walk = Walk(tmp_path_factory.mktemp("orders"))
    return walk, {delivery.name: walk.spend(delivery, night, fresh=True) for delivery, night in nights()}


@pytest.mark.parametrize("name", [delivery.name for delivery in DELIVERIES])
def test_every_law_holds_in_the_morning(walked, name):
    """
    Counts reconcile, no id goes without a change, none stands twice, a replica kept by `changes` equals
    the articles, readers see what the delivery says, the same night again does nothing, and one run
    over everything so far, given the arrivals, gives the same rows.
    """
    assert [] == walked[1][name]


@pytest.mark.parametrize("seed", range(SHUFFLES))
def test_the_order_of_the_nights_is_nothing(walked, tmp_path, seed):
    """Nights in another order, with the arrivals of the first walk, end in the same rows."""
    walk, _ = walked
    order = [night for _, night in nights()]
    last = order[-1].day
    random.Random(seed).shuffle(order)  # noqa: S311 - an order, no secret

    codes = spend(order, last, walk, tmp_path)

    assert [0] * len(order) == codes
    assert [] == laws.differ(walk.clean, tmp_path / "clean", laws.ASIDE | laws.ONE_OF_SEVERAL)


@pytest.mark.parametrize("seed", range(SHUFFLES))
def test_a_night_missed_is_made_up_for(walked, tmp_path, seed):
    """Runs over two to six nights at once, with the arrivals of the first walk, end in the same rows."""
    walk, _ = walked
    chance = random.Random(seed)  # noqa: S311 - sizes, no secret
    order = [night for _, night in nights()]
    last, batches = order[-1].day, []
    while order:
        size = chance.randint(2, 6)
        batches.append(joined(order[:size]))
        order = order[size:]

    codes = spend(batches, last, walk, tmp_path)

    assert [0] * len(batches) == codes
    assert [] == laws.differ(walk.clean, tmp_path / "clean", laws.ASIDE | laws.ONE_OF_SEVERAL)


def joined(order):
    """Return one night on which the folders of several lie side by side."""
    folder = {f"{night.name}/{path}": data for night in order for path, data in night.folder.items()}
    return Night(order[0].name, order[0].day, folder)


def spend(order, last, walk, home):
    """Go over nights with the arrivals of another walk and return the exit codes."""
    standing, codes = {}, []
    for night in order:
        lay_out(night, home / "raw", standing)
        standing = night.folder
        codes.append(house.clean(home / "raw", home / "clean", last, arrivals=walk.clean).code)
    return codes
