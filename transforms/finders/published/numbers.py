"""Which of two numbers is the day and which the month, where a date of numbers alone could be read either way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.dates.order import DAY_FIRST, MONTH_FIRST
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import words
from transforms.names.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from transforms.finders.published.claims import Dated, Day
    from transforms.finders.published.seen import Seen

ORDER = "date_order"
"""The hint in which an export says how its numbers are to be read, `day_first` or `month_first`."""

REPORTING_LAG = dt.timedelta(days=10)
"""How far from the day on which it reports a story is printed, where that day only chooses between two."""

COUNTRY = 2
"""Letters of a country at the end of a host."""


def settle_orders(claims: Sequence[Dated], seen: Seen, reported: Callable[[int], dt.date | None]) -> Iterator[Dated]:
    """
    Yield claims, each date of numbers alone in the order in which it is meant.

    Another witness that is sure decides, then the calendar of the page, for a day to come is none, then the day on
    which the story reports. What is left in doubt is read as outlet or export are known to write, else as the page's
    language does, and known to about.

    Args:
        claims: What witnesses say.

        seen: When the page was seen.

        reported: What tells the day on which the story reports, given the year.
    """
    sure = {day for c in claims if c.value.other is None for day in around(c.value.day)}
    for claim in claims:
        said = claim.value
        if said.other is None:
            yield claim
        elif said.day.toordinal() in sure:
            yield claim._replace(value=replace(said, other=None))
        elif said.other.toordinal() in sure or said.day > seen.latest:
            yield claim._replace(value=turned(said, said.other))
        elif said.other > seen.latest:
            yield claim._replace(value=replace(said, other=None))
        elif (told := reported(said.day.year)) and (near := nearest(said.day, said.other, told)):
            yield claim._replace(value=turned(said, near) if near == said.other else replace(said, other=None))
        else:
            meant = turned(said, said.other) if is_month_first(claim, seen) else replace(said, other=None)
            yield claim._replace(value=replace(meant, precision="about"))


def around(day: dt.date) -> tuple[int, int, int]:
    """
    Return a day and those beside it, counted: a hostile page has thousands that would be compared by pairs.

    >>> dt.date(2026, 5, 12).toordinal() in around(dt.date(2026, 5, 11)), around(dt.date.min)
    (True, (0, 1, 2))
    """
    return (day.toordinal() - 1, day.toordinal(), day.toordinal() + 1)


def nearest(one: dt.date, other: dt.date, told: dt.date) -> dt.date | None:
    """Return which of two days lies by the one on which a story reports, None where neither or both do."""
    near = [day for day in (one, other) if abs(day - told) <= REPORTING_LAG]
    return near[0] if len(near) == 1 else None


def turned(said: Day, day: dt.date) -> Day:
    """Return what a witness says with day and month changed about, its clock time on the other day."""
    shift = day - said.day
    at = said.at + shift if said.at else None
    clock = said.clock + shift if said.clock else None
    return replace(said, day=day, at=at, clock=clock, other=None)


def is_month_first(claim: Dated, seen: Seen) -> bool:
    """Return whether a date of numbers alone names the month first, as far as anything is known of who wrote it."""
    sheet = seen.standing.sheet
    told = sheet.hints.get(ORDER) if claim.origin == "hint" else None
    if told in (MONTH_FIRST, DAY_FIRST):
        return told == MONTH_FIRST
    host = host_of(sheet.url) or ""
    for order in (MONTH_FIRST, DAY_FIRST):
        if any(host == known or host.endswith(f".{known}") for known in words("outlets", order)):
            return order == MONTH_FIRST
    return month_first_by_place(host, sheet.facts.language or "", seen)


def month_first_by_place(host: str, declared: str, seen: Seen) -> bool:
    """Return whether country or language name the month first: the host's country, the page's, then its language."""
    first, country = words("dates", "month_first"), host.rpartition(".")[2]
    if len(country) == COUNTRY and country not in words("dates", "no_country"):
        return country in first
    tag = fold(declared).replace("_", "-")
    if tag.partition("-")[0] == (seen.language or ""):
        return tag in first
    return (seen.language or "") in first
