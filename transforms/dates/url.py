"""The date that a URL's path names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from transforms.dates.mention import make_day
from transforms.lexicon.calendar import calendar
from transforms.lexicon.fold import fold

EARLIEST_YEAR = 1990
"""No news page on the web is older."""

SCHEME_AND_HOST = re.compile(r"^[a-z]{1,10}://[^/?#]*", re.IGNORECASE)
SLASHED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})/([0-9]{1,2})(?:/([0-9]{1,2})(?=/|$))?(?![0-9])")
DASHED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9])")
COMPACT = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])(?:[0-2][0-9][0-5][0-9](?:[0-5][0-9])?)?(?![0-9A-Za-z])"
)

DAY_FIRST = re.compile(r"(?<=/)([0-9]{1,2})([-/])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?=/|$)")
"""`/12-05-2026/`: day and month, which numbers alone leave open, as a part of the path by themselves."""

SPELLED = re.compile(r"(?<=/)((?:19|20)[0-9]{2})([-/])([^\W\d_]{3,12})(?:\2([0-9]{1,2}))?(?=/|$)")
SPELLED_BEHIND = re.compile(r"(?<=/)([0-9]{1,2})([-/])([^\W\d_]{3,12})\2((?:19|20)[0-9]{2})(?=/|$)")
"""`/2026/mei/12/` and `/12-mei-2026/`."""

STAMPED = re.compile(r"(?:-(1[0-9]{9})(?:\.html?)?/?$|/(1[0-9]{9})(?:[0-9]{3})?(?=/|$))")
"""
Some outlets end an address with the second of publication, or have it as a part of their paths, in milliseconds too;
ten digits from 1 on reach from 2001 to 2033.
"""

UrlPrecision = Literal["day", "month"]


@lru_cache(maxsize=1)
def url_date(url: str) -> tuple[dt.date, UrlPrecision] | None:
    """
    Return the date in a URL's path and its precision; a month stands as its first day.

    Queries and fragments do not count, nor numbers that only look like a day (`d-8031199`).

    >>> url_date("https://contoh.id/read/2025/06/21/17050017/judul")
    (datetime.date(2025, 6, 21), 'day')
    >>> url_date("https://contoh.id/2026/05/judul.html")
    (datetime.date(2026, 5, 1), 'month')
    """
    path = url_path(url)
    if "19" not in path and "20" not in path:
        return None
    month: dt.date | None = None
    for pattern in (SLASHED, DASHED, COMPACT):
        for match in pattern.finditer(path):
            day = make_day(int(match[1]), int(match[2]), int(match[3] or 1))
            if day is None or day.year < EARLIEST_YEAR:
                continue
            if match[3]:
                return day, "day"
            month = month or (day if path[match.end() : match.end() + 1] == "/" else None)
    spelled = spelled_date(path)
    if spelled and spelled[1] == "day":
        return spelled
    day = next((day for day, _ in numbered_days(path) if day), None)
    return (day, "day") if day else (month, "month") if month else spelled


def spelled_date(path: str) -> tuple[dt.date, UrlPrecision] | None:
    """Return the date of a path that spells its month."""
    months = calendar().months
    for match in SPELLED.finditer(path):
        month = months.get(fold(match[3]))
        if month and (day := make_day(int(match[1]), month, int(match[4] or 1))):
            return day, "day" if match[4] else "month"
    for match in SPELLED_BEHIND.finditer(path):
        month = months.get(fold(match[3]))
        if month and (day := make_day(int(match[4]), month, int(match[1]))):
            return day, "day"
    return None


def numbered_days(path: str) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """Yield the days that a path names day first, each with the one that it would name month first."""
    for match in DAY_FIRST.finditer(path):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        readings = [d for d in (make_day(year, second, first), make_day(year, first, second)) if d]
        if readings and year >= EARLIEST_YEAR:
            yield readings[0], readings[-1] if readings[-1] != readings[0] else None


def url_other(url: str) -> dt.date | None:
    """
    Return the day that an address names where its numbers are read month first; None where they can be read once only.

    >>> url_other("https://contoh.id/12-05-2026/judul"), url_other("https://contoh.id/2026/05/12/judul")
    (datetime.date(2026, 12, 5), None)
    """
    read = url_date(url)
    return next((other for day, other in numbered_days(url_path(url)) if read and day == read[0]), None)


def url_moment(url: str) -> dt.datetime | None:
    """
    Return the moment (aware, UTC) that a URL names as a Unix time, None where it names none.

    >>> url_moment("https://contoh.id/read/157801/187/judul-berita-1749488777").isoformat()
    '2025-06-09T17:06:17+00:00'
    """
    path = url_path(url)
    match = STAMPED.search(path) if "-1" in path or "/1" in path else None
    return dt.datetime.fromtimestamp(int(match[1] or match[2]), tz=dt.UTC) if match else None


@lru_cache(maxsize=256)
def url_path(url: str) -> str:
    """Return a URL without scheme, host, query and fragment; a page's own is asked by all who look for its day."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    host = SCHEME_AND_HOST.match(path)
    return path[host.end() :] if host else path
