"""What an operator's wish for a state of a page holds out against, and what ends it."""

import datetime as dt

import pytest

from transforms.duplicates.crawls import settle
from transforms.duplicates.states import Crawl, Wish

FULL = " ".join(f"kata{n}" for n in range(120))
LONGER = f"{FULL} dan seterusnya {' '.join(f'lagi{n}' for n in range(20))}"
STUB = " ".join(FULL.split()[:60])
NOTICE = "Berita ini telah dicabut."
MADE = Wish((dt.date(2026, 11, 5), 4), dt.datetime(2026, 11, 4, tzinfo=dt.UTC))


def crawl(name, text, day, *, run=1, wish=None, arrived=None):
    """Return a crawl fetched on a day of November, which came in on that day unless it is said."""
    fetched = dt.datetime(2026, 11, day, tzinfo=dt.UTC)
    came = (dt.date(2026, 11, arrived or day), run)
    withdrawn = text == NOTICE
    said = {"title": "Judul", "text": text, "withdrawn": withdrawn}
    return Crawl(name, "page", text, came, fetched, len(text), dated=True, wish=wish, **said)


def current(*crawls):
    """Return the delivery whose text stands."""
    return next(answer.record_id for answer in settle(crawls) if answer.role == "current")


WISHED = crawl("full", FULL, 1, wish=MADE)


@pytest.mark.parametrize(
    ("text", "day", "stands"),
    [
        (NOTICE, 9, "full"),
        (STUB, 9, "full"),
        (LONGER, 9, "new"),
        (LONGER, 3, "full"),
    ],
    ids=["a notice", "a stub", "a full text", "a full text fetched before the wish"],
)
def test_only_a_later_full_text_ends_a_wish(text, day, stands):
    """What is decided against does not end the decision; what the paper writes afterwards does."""
    assert stands == current(WISHED, crawl("notice", NOTICE, 4), crawl("new", text, day, arrived=9))


def test_a_full_text_of_the_same_day_ends_a_wish_if_it_came_in_later():
    """Where fetch times are equal, as for pages without one, the run tells."""
    late, early = (crawl("new", LONGER, 4, arrived=5, run=run) for run in (5, 3))

    assert ("new", "full") == (current(WISHED, late), current(WISHED, early))


def test_a_lasting_stub_does_not_end_a_wish():
    """A stub that was taken for the article for its seven days stays one beside the text that was wished for."""
    stubs = [crawl(f"stub{day}", STUB, day) for day in (6, 10, 16)]

    assert "full" == current(WISHED, *stubs)
    assert "stub" == current(crawl("full", FULL, 1), *stubs)[:4]


def test_the_latest_of_several_wishes_counts():
    """Two states were wished for, one after the other."""
    again = Wish((dt.date(2026, 11, 6), 5), MADE.freshest)

    assert "other" == current(WISHED, crawl("other", LONGER, 2, wish=again))
