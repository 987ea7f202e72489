"""A store of schema 7, whose index does not say which days are about right: pages' own rows tell it."""

import datetime as dt
import random
import tarfile
from pathlib import Path

import pytest
from deliveries.laws import ASIDE, differ
from staged import DAY, publish, read, row

from flows.inspect import verify
from flows.store.layout import current_snapshot

STORES = Path(__file__).parents[1] / "data" / "stores"
HALVES = "ba ca da fa ga ha ja ka la ma".split()
WORDS = [a + b for a in HALVES for b in HALVES]
ACCEPTED = {"*": "made up"}


def page(name, seed, number, **fields):
    """Return a page of a hundred and twenty words of its own and a number, as the store was made of."""
    told = " ".join(random.Random(seed).choices(WORDS, k=120))  # noqa: S311 - a test's words
    return row(name, f"{told} dan {number} rupiah", outlet=name, title=f"T {name}", **fields)


OLD = [page("issue", 1, 900, published_precision="about"), page("day", 2, 900, published_precision="day")]
"""The pages of the packed store: the day of an issue, and a day that is printed."""


@pytest.fixture
def seventh(tmp_path):
    """Return a store of schema 7."""
    with tarfile.open(STORES / "v7" / "clean.tar.gz") as packed:
        packed.extractall(tmp_path, filter="tar")
    return tmp_path / "clean"


def abouts(clean):
    """Return what the index says of the days of pages."""
    return read(current_snapshot(clean), "index", "source, published_about")


def test_the_index_takes_from_the_rows_which_days_are_about_right(seventh):
    """A run without news writes the store anew, and it is sound; the next finds nothing to do."""
    summary = publish(seventh, [], accepted=ACCEPTED)

    assert summary.renewed > 0
    assert abouts(seventh) == [("day", None), ("issue", True)]
    assert [] == verify(seventh, sample=0)
    assert publish(seventh, [], accepted=ACCEPTED).snapshot is None


def test_pages_of_an_older_store_are_compared_as_new_ones(seventh, tmp_path):
    """Beside an issue another number is another issue, beside a printed day an edit, as one run over all says."""
    new = [page("issue2", 1, 950, published_precision="day"), page("day2", 2, 950, published_precision="day")]
    night = DAY + dt.timedelta(1)

    publish(seventh, new, as_of=night, accepted=ACCEPTED)
    publish(tmp_path / "fresh", [*OLD, *new], as_of=night, arrivals=seventh, accepted=ACCEPTED)

    assert read(seventh, "relations", "verdict", "1") == [("near",), ("template",)]
    assert read(seventh, "duplicates", "source, verdict") == [("day2", "near")]
    assert [] == differ(seventh, tmp_path / "fresh", ASIDE)
    assert [] == verify(seventh, sample=0)
