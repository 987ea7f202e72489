"""In which order a date of numbers alone names day and month, as far as it tells by itself."""

from __future__ import annotations

import re
from typing import Literal

Order = Literal["day_first", "month_first"]
DAY_FIRST: Order = "day_first"
MONTH_FIRST: Order = "month_first"

MONTHS = 12
NUMBERS = re.compile(r"(?<![0-9])([0-9]{1,2})([/.-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?![0-9])")


def written_order(raw: str) -> Order | None:
    """
    Return the order in which a date is written, None where it may be either or is none of numbers.

    >>> written_order("6/18/2025 7:30"), written_order("18/06/2025"), written_order("05/06/2025")
    ('month_first', 'day_first', None)
    """
    match = NUMBERS.search(raw)
    first, second = (int(match[1]), int(match[3])) if match else (0, 0)
    if first > MONTHS >= second:
        return DAY_FIRST
    return MONTH_FIRST if second > MONTHS >= first else None
