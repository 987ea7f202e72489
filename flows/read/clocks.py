"""A day and its clock, where an export keeps them in two fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:[:.][0-5]\d(?:[.,]\d{1,6})?)?"
ONLY_CLOCK = re.compile(rf"\D{{0,12}}{CLOCK}\s?(?:[+-]\d{{2}}:?\d{{2}}|\D{{0,12}})")
"""`21:02`, `pukul 07.40 WIB`, `9:15 PM`, `21:02:33+07:00`; what stands around the figures holds none."""

HOLDS_CLOCK = re.compile(rf"(?<![\d.:/-]){CLOCK}(?![.:]?\d)|^\d{{10,}}$")
"""A clock inside a date, which `15.10.2025` has none of, or a count of seconds."""

MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0{1,6})?)?(?:Z|[+-]00:?00)?\Z")
"""The clock that data frames give to a day that has none."""


COUNT = re.compile(r"\d{10}(?:\d{3})?")
SECONDS_A_DAY = 86_400


def is_clock(value: str) -> bool:
    """
    Return whether a value is a clock without a day.

    >>> is_clock("pukul 07.40 WIB"), is_clock("15.10.2025"), is_clock("14 Okt 2025 21:02")
    (True, False, False)
    """
    return ONLY_CLOCK.fullmatch(value) is not None


def day_and_clock(days: Sequence[str], clocks: Sequence[str]) -> str | None:
    """
    Return the moment that fields of days and of clocks tell together, None where there is no day.

    >>> day_and_clock(["14 Okt 2025"], ["21:02"]), day_and_clock(["07:40 WIB", "2025-10-15 00:00:00"], [])
    ('14 Okt 2025 21:02', '2025-10-15 07:40 WIB')

    Args:
        days: What fields of days say, the surest first; one of them may hold a clock alone.

        clocks: What fields of clocks say; one of them may hold the day as well.
    """
    said = tuple(map(day_of_count, (*days, *clocks)))
    day = next((value for value in said if not is_clock(value)), None)
    clock = next((value for value in (*clocks, *days) if is_clock(value)), None)
    if day is None or clock is None:
        return day
    bare = MIDNIGHT.sub("", day)
    return day if HOLDS_CLOCK.search(bare) else f"{bare} {clock}"


def day_of_count(value: str) -> str:
    """
    Return the day of a count of seconds or milliseconds that ends at midnight, which data frames make of a bare day.

    >>> day_of_count("1762905600000"), day_of_count("1762912500000")
    ('2025-11-12', '1762912500000')
    """
    if not COUNT.fullmatch(value) or int(value[:10]) % SECONDS_A_DAY or value[10:].strip("0"):
        return value
    return dt.datetime.fromtimestamp(int(value[:10]), dt.UTC).date().isoformat()
