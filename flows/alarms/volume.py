"""
How much an outlet brought, and how long it brought nothing.

Pages count for the day that they were printed on, whenever they came, so that what comes in after an outage and an
archive delivered at once are days like others. Pages that show no day count for the day they were first seen on, and
those of a night after silent ones are divided over all of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from flows.alarms.bounds import Bounds
from flows.alarms.night import Night
from flows.alarms.shares import Finding

FEWEST_DAYS = 28
"""
Days with pages that the largest must be one of: the largest of a few says little of the largest of many. With 7, the
first days of real crawls, which grow from day to day, gave 11 false holds in 6,045 outlet-nights; with 28 there is one.
"""

FEWEST_WEEKDAYS = 4
"""Nights of a weekday before that weekday has a usual."""

SEVERAL = 5
"""Outlets that do not fall silent on one day by themselves."""

ODD_DAYS = 2
"""Largest days that are set aside: a day of elections or a catastrophe is no measure of the next one."""

RECENTLY = dt.timedelta(days=14)
MOST_GROWTH = 1.5
"""Of the pages of a day, within two weeks: a crawl that is being set up grows from day to day."""

Gaps = Mapping[tuple[str, dt.date], int]
"""Days since the outlet's last pages, by outlet and night."""


def gaps_of(nights: Sequence[Night]) -> Gaps:
    """Return over how many days each night's pages are divided: those since the outlet's night before."""
    gaps: dict[tuple[str, dt.date], int] = {}
    last: dict[str, dt.date] = {}
    for night in sorted(nights, key=lambda n: n.night):
        before = last.get(night.outlet, night.night - dt.timedelta(days=1))
        gaps.setdefault((night.outlet, night.night), max((night.night - before).days, 1))
        last[night.outlet] = night.night
    return gaps


def pages_by_day(days: Sequence[Night], gaps: Gaps) -> Counter[dt.date]:
    """Return the pages of each day that they were printed on, catch-up nights divided."""
    pages: Counter[dt.date] = Counter()
    for row in days:
        assert row.printed is not None  # noqa: S101 - rows of days alone
        own = gaps.get((row.outlet, row.night), 1) if row.printed >= row.night else 1
        pages[row.printed] += -(-row.pages // own)
    return pages


def is_steady(pages: Mapping[dt.date, int], last: dt.date) -> bool:
    """Return whether an outlet brings about as much as it did two weeks ago: its largest days measure the next one."""
    since = last - RECENTLY
    lately = [n for day, n in pages.items() if day > since]
    earlier = [n for day, n in pages.items() if day <= since]
    return bool(earlier) and fmean(lately) <= MOST_GROWTH * fmean(earlier)


def find_volume(days: Sequence[Night], past: Sequence[Night], gaps: Gaps, bounds: Bounds) -> Iterator[Finding]:
    """
    Yield the bound that the fullest day of a night crosses, if it does.

    Args:
        days: The night's rows by day.

        past: Rows by day of the outlet's own nights.

        gaps: Days over which nights are divided, tonight's among them.

        bounds: The bounds.
    """
    before = pages_by_day(past, gaps)
    if len(before) < FEWEST_DAYS:
        return
    bound, largest = bounds.of["volume"], max(before.values())
    usual = sorted(before.values())[-ODD_DAYS - 1] if is_steady(before, max(before)) else MOST_GROWTH * largest
    came = pages_by_day(days, gaps)
    for day in sorted(came, key=lambda day: (-came[day], day)):
        total = came[day] + before[day]
        if total < bound.pages:
            return
        of_weekday = [n for other, n in before.items() if other.weekday() == day.weekday() and other != day]
        holds = total > bound.hold * usual and total > bound.warn * largest
        if holds or (len(of_weekday) >= FEWEST_WEEKDAYS and total > bound.warn * max(of_weekday)):
            says = f"{total} pages of one day, {day} (at most {largest} in its own days)"
            yield Finding("volume", holds, says, lambda n: n.pages >= bound.pages)
            return


def find_low(tonight: Night, past: Sequence[Night], gaps: Gaps, bounds: Bounds) -> Iterator[Finding]:
    """Yield a warning where a night brings far less than any night of its weekday."""
    bound = bounds.of["low_volume"]
    by_night: Counter[dt.date] = Counter()
    for night in past:
        by_night[night.night] += night.pages
    same = [
        -(-pages // gaps.get((tonight.outlet, night), 1))
        for night, pages in by_night.items()
        if night.weekday() == tonight.night.weekday() and night != tonight.night
    ]
    if len(same) < FEWEST_WEEKDAYS or min(same) < bound.pages:
        return
    usual, now = min(same), tonight.pages + by_night[tonight.night]
    if now < bound.warn * usual:
        says = f"{now} pages (at least {usual} on this weekday in its own nights)"
        yield Finding("low_volume", holds=False, says=says, befalls=lambda _: True)


def empty_days(nights: Mapping[str, set[dt.date]]) -> frozenset[dt.date]:
    """Return the days on which nothing came from any of several outlets: it was the crawl that was silent, not they."""
    came = {night for own in nights.values() for night in own}
    if len(nights) < SEVERAL:
        return frozenset()
    return frozenset(days_between(min(came), max(came)) - came)


def days_between(first: dt.date, last: dt.date) -> set[dt.date]:
    """Return the days after the first, up to the last."""
    return {first + dt.timedelta(days=n) for n in range(1, (last - first).days + 1)}


def find_silent(
    outlets: Sequence[str], past: Sequence[Night], today: dt.date, bounds: Bounds
) -> Iterator[tuple[str, Finding]]:
    """
    Yield the outlets that are silent for longer than ever.

    Args:
        outlets: Those of which enough is known.

        past: All nights that are looked back on, in any order.

        today: The night.

        bounds: The bounds.
    """
    nights: dict[str, set[dt.date]] = defaultdict(set)
    for night in past:
        if night.pages:
            nights[night.outlet].add(night.night)
    bound = bounds.of["silence"]
    empty = empty_days(nights)
    for outlet in outlets:
        known = sorted(nights[outlet])
        if not known:
            continue
        longest = max((len(days_between(a, b) - empty) for a, b in pairwise(known)), default=1)
        silent = (today - known[-1]).days
        if silent > bound.warn * longest + 1:
            says = f"nothing for {silent} days (never longer than {longest} in eight weeks)"
            yield outlet, Finding("silence", holds=False, says=says, befalls=lambda _: True)
