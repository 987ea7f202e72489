"""Sixty quiet nights hold nothing back; a paper that breaks is found on its first night. Through the engine."""

import pytest
from papers import papers_of  # also leads to what lies in the bench

from drifts import KEPT, OPEN  # isort: skip

ONLY_SAID = {"silent"}
"""There is nothing to hold back."""

FOUND_LATER = {"redesign"}
"""Of the half that was kept unread one is only said: rules strike its boxes, and little is left in the text."""


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Return what quiet nights came to, and the store."""
    from bench_alarms import quiet_nights

    return quiet_nights(tmp_path_factory.mktemp("world") / "1", seed=1)


@pytest.mark.soak
def test_quiet_nights_hold_nothing_back(world):
    """A holiday week, an outage of two days, an archive of ninety days at once, weekends."""
    tally, _ = world

    assert tally.outlet_nights > 1_000
    assert dict(tally.held) == {}


@pytest.mark.soak
@pytest.mark.parametrize("half", ["open", "kept"])
@pytest.mark.parametrize("kind", list(OPEN))
def test_a_paper_that_breaks_is_found_and_the_others_are_published(world, half, kind):
    """In each of twelve ways, in two forms."""
    from bench_alarms import broken_night, victim

    drifts = OPEN if half == "open" else KEPT
    paper = victim(papers_of(1), 1, list(drifts).index(kind))

    held, flagged = broken_night(world[1], 1, paper, drifts[kind])

    said_alone = kind in ONLY_SAID or (half == "kept" and kind in FOUND_LATER)
    assert paper.host in (flagged if said_alone else held)
    assert set(held) <= {paper.host}
