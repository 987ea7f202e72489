"""The date that a URL's path names."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

from transforms.dates.mention import make_day

EARLIEST_YEAR = 1990
"""No news page on the web is older."""

SCHEME_AND_HOST = re.compile(r"^[a-z]{1,10}://[^/?#]*", re.IGNORECASE)
SLASHED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})/([0-9]{1,2})(?:/([0-9]{1,2})(?=/|$))?(?![0-9])")
DASHED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9])")
COMPACT = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])(?:[0-2][0-9][0-5][0-9](?:[0-5][0-9])?)?(?![0-9A-Za-z])"
)

STAMPED = re.compile(r"-(1[0-9]{9})(?:\.html?)?/?$")
"""Some outlets end a URL with the second of publication; ten digits from 1 on reach from 2001 to 2033."""

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
    return (month, "month") if month else None


def url_moment(url: str) -> dt.datetime | None:
    """
    Return the moment (aware, UTC) with which a URL ends as a Unix time, None where it ends otherwise.

    >>> url_moment("https://contoh.id/read/157801/187/judul-berita-1749488777").isoformat()
    '2025-06-09T17:06:17+00:00'
    """
    path = url_path(url)
    match = STAMPED.search(path) if "-1" in path else None
    return dt.datetime.fromtimestamp(int(match[1]), tz=dt.UTC) if match else None


def url_path(url: str) -> str:
    """Return a URL without scheme, host, query and fragment."""
    path = url.split("?", 1)[0].split("#", 1)[0]
    host = SCHEME_AND_HOST.match(path)
    return path[host.end() :] if host else path
