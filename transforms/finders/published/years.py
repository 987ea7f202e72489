"""The year of a date that names none: by its weekday, years that the page names and the day when it was seen."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from transforms.dates.mention import DateMention, make_day
from transforms.dates.url import url_path
from transforms.finders.published.seen import LONGEST_INFERRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.finders.published.seen import Seen
    from transforms.finders.published.told import Told
    from transforms.sheet import Numbered

YEAR = re.compile(r"[12](?:(?<=1)9[5-9]|(?<=2)0[0-9])[0-9](?![0-9])(?<![0-9.,/-][0-9]{4})")
PATH_YEAR = re.compile(r"(?<![0-9])(?:199|20[0-9])[0-9](?![0-9])")

YEARS_BEHIND = 2
"""A story names years gone by: its own is the last of them or one of so many behind, and only one fits the weekday."""

YEARS_ON_SHELF = 10
"""How long before the page was seen a year gone by may lie that tells a story's own: most pages are younger."""


class Pinned(NamedTuple):
    """A day whose year was not printed with it: the day, its mention, and whether no year of the page's is its own."""

    day: dt.date
    mention: DateMention
    inferred: bool


def text_years(lines: Numbered) -> set[int]:
    """Return every year that the text names."""
    texts = (block.text for _, block in lines)
    return {int(y) for text in texts if "20" in text or "19" in text for y in YEAR.findall(text)}


def url_years(url: str | None) -> set[int]:
    """Return every year that an address names in its path, words and all."""
    return {int(year) for year in PATH_YEAR.findall(unquote(url_path(url)))} if url else set()


def completed(mention: DateMention, year: int | None) -> DateMention:
    """Return a mention without a year in the year of the days around it, if it falls on its weekday there."""
    if mention.day or mention.weekday is None or year is None:
        return mention
    day = make_day(year, *mention.month_day)
    return mention._replace(day=day) if day and day.weekday() == mention.weekday else mention


def pin(seen: Sequence[Told], years: set[int], last: dt.date) -> tuple[list[Told], bool]:
    """
    Return dates that name a weekday and no year, each in its year where one follows, and whether that is none named.

    Only the latest year that is named pins it: a story names older ones in passing. Else the weekday tells one of
    the years behind that, or the last before the page was seen, unless another date of the page falls on another
    weekday then.

    Args:
        seen: Dates that name a weekday and no year.

        years: The years that text and address name.

        last: The latest day that the page can print.
    """
    named = max((year for year in years if year <= last.year), default=None)
    known = [s.on(day) for s in seen if (day := fitting_day(s.mention, [named], last))]
    if known:
        return known, False
    behind = range(named + 1, named + YEARS_BEHIND + 1) if named and named >= last.year - YEARS_ON_SHELF else ()
    found = [(s, last_fitting(s.mention, last) or fitting_day(s.mention, behind, last)) for s in seen]
    if not all(day for _, day in found) or len({day.year for _, day in found if day}) > 1:
        return [], True
    return [s.on(day) for s, day in found if day], True


def last_fitting(mention: DateMention, last: dt.date) -> dt.date | None:
    """Return the last day up to a bound on which a date without a year falls on its weekday, None where it is far."""
    day = fitting_day(mention, (last.year, last.year - 1), last)
    return day if day and last - day <= LONGEST_INFERRED else None


def latest_fitting(mention: DateMention, when: Seen) -> dt.date | None:
    """Return the day of a byline that names no year: by its weekday, or by the fetch where that is known."""
    return last_fitting(mention, when.latest) if mention.weekday is not None or when.fetched else None


def fitting_day(mention: DateMention, years: Iterable[int | None], last: dt.date) -> dt.date | None:
    """Return the first past day on which a date without a year falls on its weekday, in any of the years in turn."""
    days = (make_day(year, *mention.month_day) for year in years if year)
    return next((d for d in days if d and d <= last and mention.weekday in (None, d.weekday())), None)
