"""A date that a text prints, and days and moments as the calendar has them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class DateMention(NamedTuple):
    """
    One date that a text prints; a tuple, as a text has many and a frozen dataclass takes 1.4 µs to make, this .4.

    Attributes:
        start: First character: of the weekday where one stands in front, else of the date.

        end: One past the last character: of the closing bracket, time or zone where they follow.

        day: The date; None where the text names no year.

        month_day: (month, day), whether there is a year or not.

        weekday: The weekday that stands in front, Monday is 0.

        time: The time behind the date, without a zone.

        offset: Minutes east of UTC of the zone behind the time.

        has_year: The text names a year.

        seconds: The time names seconds.

        raw: The text from start to end.

        other: The day read month first, where numbers alone could be read so too.
    """

    start: int
    end: int
    day: dt.date | None
    month_day: tuple[int, int]
    weekday: int | None
    time: dt.time | None
    offset: int | None
    has_year: bool
    seconds: bool
    raw: str
    other: dt.date | None = None

    @property
    def fits(self) -> bool:
        """Whether weekday and date agree; true where one of them is missing."""
        return self.day is None or self.weekday is None or self.day.weekday() == self.weekday

    @property
    def at(self) -> dt.datetime | None:
        """The moment in UTC, where day, time and zone are all named."""
        if self.day is None or self.time is None or self.offset is None:
            return None
        return to_utc(self.day, self.time, self.offset)


def to_utc(day: dt.date, time: dt.time, offset: int) -> dt.datetime | None:
    """Return a local day and time, so many minutes east, as an aware UTC moment; None at the ends of the calendar."""
    try:
        return dt.datetime.combine(day, time, dt.UTC) - dt.timedelta(minutes=offset)
    except OverflowError:
        return None


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
