"""A night is judged against the outlet's own nights: what holds, what only warns, and what is nothing."""

import datetime as dt
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.alarms import Night, judge, read_bounds
from flows.alarms.night import blocks_of, sum_of
from flows.alarms.shares import improbability
from flows.corpus.nights import COUNTED

TODAY = dt.date(2026, 11, 30)
OUTLET = "kabarcontoh.id"
BOUNDS = read_bounds()
COUNTS = list(COUNTED)
WORDS = round(1000 * math.log(300))


def night(back, pages=10, *, outlet=OUTLET, printed=None, **counts):
    """Return what an outlet brought so many days ago: ordinary pages of three hundred words, but for what is named."""
    said = dict.fromkeys(COUNTS, 0) | {"pages": pages, "days": 1, "lines": 8 * pages, "kept_chars": 2000 * pages}
    said |= {"struck_chars": 200 * pages, "log_words": WORDS * pages, "same_title": 1, "same_author": 2}
    said |= {"signed": pages, "strangers": pages // 10}
    said |= {"log_words_squared": (WORDS**2 + 400**2) * pages, "untouched": pages // 10}
    day = TODAY - dt.timedelta(days=back)
    own = counts.pop("struck", {"related": said["struck_chars"]})
    spoken = counts.pop("languages", {"id": pages})
    return Night(day, outlet, printed, said | counts, own, spoken, f"{60 - back:06d}")


def weeks(count=40, **facts):
    """Return ordinary nights and their printed days, the last of them yesterday's."""
    return [one for back in range(1, count + 1) for one in both(night(back, **facts))]


def both(one):
    """Return a night as the dataset has it: the whole, and the day before it on which all of it was printed."""
    day = one.night - dt.timedelta(days=1)
    return [one, Night(one.night, one.outlet, day, one.counts, {}, {}, one.run_id)]


def verdict(tonight, past=None):
    """Judge a night of one outlet."""
    return judge(both(tonight), weeks() if past is None else past, TODAY, BOUNDS)


def test_a_night_like_the_others_is_nothing():
    """Neither held nor flagged."""
    found = verdict(night(0))

    assert (dict(found.held), dict(found.flagged)) == ({}, {})


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"no_title": 10}, "have no title"),
        ({"no_date": 10}, "show no day"),
        ({"no_author": 10}, "name no author"),
        ({"same_title": 10}, "have one title"),
        ({"same_author": 10}, "name one author"),
        ({"signed": 10, "strangers": 10}, "are by new names"),
        ({"same_day": 10}, "on one day long ago"),
        ({"stubs": 10}, "are stubs"),
        ({"duplicates": 10}, "repeat another"),
        ({"rejects": 20}, "hold no story"),
        ({"garbled": 10}, "wrong encoding"),
        ({"languages": {"en": 10}}, "not in its language"),
        ({"untouched": 10}, "nothing to strike"),
        ({"repeated_lines": 40}, "stand on many pages"),
        ({"struck_chars": 20_000}, "of the text would be struck"),
        ({"log_words": 10 * (WORDS - 900)}, "of their usual length"),
        ({"log_words": 10 * (WORDS + 900)}, "of their usual length"),
        ({"pages": 60, "languages": {"id": 60}, "log_words": 60 * WORDS, "untouched": 6}, "pages of one day"),
    ],
)
def test_each_figure_holds_its_outlet_back(facts, says):
    """Ten pages that are all alike in one way are no accident where none was so before."""
    found = verdict(night(0, **facts))

    assert says in found.held[OUTLET]


def test_what_an_outlet_always_does_is_nothing():
    """A paper that names no authors is not held for naming none."""
    past = weeks(no_author=10, no_title=4, untouched=10)

    found = verdict(night(0, no_author=10, no_title=4, untouched=10), past)

    assert (dict(found.held), dict(found.flagged)) == ({}, {})


def test_who_is_a_stranger_is_not_judged_where_nobody_was_known():
    """Nights from before names were kept say nothing of tonight's."""
    past = weeks(signed=0, strangers=0)

    assert verdict(night(0, signed=10, strangers=10), past).held == {}


def test_few_pages_hold_nothing():
    """Four pages without a title are four pages."""
    assert verdict(night(0, 4, no_title=4)).held == {}


def test_a_new_outlet_is_not_judged():
    """Before a fortnight nobody knows what is usual."""
    assert verdict(night(0, no_title=10), weeks(10)).held == {}


def test_a_middling_share_only_warns():
    """A fifth above the highest is said, and published."""
    found = verdict(night(0, 40, no_title=8, languages={"id": 40}), weeks(pages=40, languages={"id": 40}))

    assert found.held == {}
    assert "20% of the pages have no title" in found.flagged[OUTLET]


def test_an_outlet_silent_for_longer_than_ever_is_flagged():
    """Two days of silence are nothing, three are more than this paper ever was silent."""
    past = [one for one in weeks() if (TODAY - one.night).days >= 3]

    assert "nothing for 3 days" in judge([], past, TODAY, BOUNDS).flagged[OUTLET]
    assert judge([], past, TODAY - dt.timedelta(days=1), BOUNDS).flagged == {}


def test_silence_is_measured_by_the_outlets_own():
    """A weekly is not missed on the third day."""
    past = [one for one in weeks(50, pages=30) if (TODAY - one.night).days % 7 == 3]

    assert judge([], past, TODAY, BOUNDS).flagged == {}


def test_an_outage_is_no_silence_of_the_outlets():
    """Days on which nothing came from anybody make nobody's longest silence longer."""
    names = [f"kabar{n}.id" for n in range(6)]
    past = [
        one
        for name in names
        for back in range(1, 41)
        if back not in range(10, 20)
        for one in both(night(back, outlet=name))
    ]
    late = [one for one in past if one.outlet != names[0] or (TODAY - one.night).days >= 3]

    assert list(judge([], late, TODAY, BOUNDS).flagged) == [names[0]]


def test_a_weekday_is_compared_with_its_like():
    """Four pages on a Monday are few where Mondays bring forty, and usual where they bring four."""
    monday = [one for one in weeks(50, pages=40) if one.night.weekday() != 0]
    quiet = monday + [one for back in (7, 14, 21, 28, 35, 42) for one in both(night(back, 5))]

    assert "at least 40 on this weekday" in verdict(night(0, 4), weeks(50, pages=40)).flagged[OUTLET]
    assert "on this weekday" not in verdict(night(0, 4), quiet).flagged.get(OUTLET, "")


def test_an_archive_is_divided_over_its_days():
    """Ninety days at once are ninety ordinary days."""
    whole = night(0, 900, languages={"id": 900}, untouched=90, log_words=900 * WORDS)
    days = [night(0, 10, printed=TODAY - dt.timedelta(days=back)) for back in range(100, 190)]

    assert judge([whole, *days], weeks(), TODAY, BOUNDS).held == {}


def test_a_night_after_an_outage_is_divided():
    """Pages that show no day count for all nights since the last."""
    past = [one for back in range(4, 44) for one in undated(night(back, no_date=10))]
    found = judge(undated(night(0, 40, no_date=40, untouched=4, languages={"id": 40})), past, TODAY, BOUNDS)

    assert found.held == {}


def undated(one):
    """Return a night whose pages show no day: they count for the day of the crawl."""
    return [one, Night(one.night, one.outlet, one.night, one.counts, {}, {}, one.run_id)]


def test_small_outlets_are_judged_together_and_held_one_by_one():
    """Of twenty papers with a page a week that all bring a wall tonight, those that bring it are held."""
    names = [f"warta{n}.id" for n in range(20)]
    past = [
        one
        for n, name in enumerate(names)
        for back in range(1 + n % 7, 50, 7)
        for one in both(night(back, 1, outlet=name))
    ]
    tonight = [one for n, name in enumerate(names[:8]) for one in both(night(0, 1, outlet=name, stubs=int(n < 7)))]

    found = judge(tonight, past, TODAY, BOUNDS)

    assert sorted(found.held) == sorted(names[:7])
    assert "small outlets together" in found.held[names[0]]


@given(st.randoms(use_true_random=False), st.integers(0, 2**16))
def test_order_of_the_records_is_nothing(rng, seed):
    """Nights are told from one another by their day and run, not by where they stand in a file."""
    made = random.Random(seed)  # noqa: S311 - no secret
    past = [one for back in range(1, 45) for one in both(night(back, made.randint(1, 30), no_title=made.randint(0, 1)))]
    tonight = both(night(0, made.randint(1, 90), no_title=made.randint(0, 20), stubs=made.randint(0, 20)))
    shuffled = past.copy()
    rng.shuffle(shuffled)

    assert judge(tonight, past, TODAY, BOUNDS) == judge(tonight[::-1], shuffled, TODAY, BOUNDS)


@given(st.integers(1, 400), st.floats(0, 1), st.floats(0, 1))
def test_the_chance_is_a_bound(whole, share, rate):
    """What is called improbable is at most as probable: compared with the tail itself."""
    part = round(share * whole)
    tail = (
        sum(math.comb(whole, k) * rate**k * (1 - rate) ** (whole - k) for k in range(part, whole + 1))
        if rate > 0
        else float(part == 0)
    )

    assert tail <= math.exp(-improbability(part / whole, whole, rate)) * (1 + 1e-6) + 1e-9


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_blocks_hold_every_page_once(sizes):
    """Sums of nights lose nothing, and each but a lone one is as large as asked."""
    nights = [night(60 - n, pages) for n, pages in enumerate(sizes)]
    blocks = blocks_of(nights, 20)

    total = sum(sizes)
    assert sum(block.pages for block in blocks) == (total if total >= 20 else 0)
    assert all(block.pages >= 20 for block in blocks)
    assert sum_of(nights).pages == total
