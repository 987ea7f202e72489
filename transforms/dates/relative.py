"""Days that a page tells by the moment at which it was read: `3 jam yang lalu`, `Kemarin, 13:20 WIB`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from transforms.dates.clock import read_tail
from transforms.lexicon.calendar import cue_pattern, cues, fold_word

MOST_DAYS = 31
"""Days back that are counted; what lies further back is told in round numbers."""

HOURS_A_DAY = 24


class Ago(NamedTuple):
    """
    How long ago something was.

    Attributes:
        start: First character.

        end: One past the last, a clock time behind it included.

        back: How long; None where the unit tells no day: weeks, months, years.

        whole: Days are counted, so that the hour of reading is nothing.

        time: The clock time behind it, without a zone.

        offset: Minutes east of UTC of its zone.
    """

    start: int
    end: int
    back: dt.timedelta | None
    whole: bool
    time: dt.time | None
    offset: int | None

    def day_before(self, now: dt.datetime) -> dt.date | None:
        """Return the day that it means where it was read at a moment, both in the outlet's zone."""
        if self.back is None:
            return None
        return now.date() - self.back if self.whole else (now - self.back).date()


@cache
def ago_pattern() -> re.Pattern[str]:
    """Return the pattern of `3 jam lalu`, `just now`, `yesterday` and the like."""
    one, unit, end = (cue_pattern(k) for k in ("one_ago", "ago", "ago_end"))
    day = "|".join(rf"(?P<{k}>{cue_pattern(k)})" for k in ("just_now", "today", "yesterday"))
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<count>[0-9]{{1,3}})\s?|{one}\s)(?P<unit>{unit})\s{end}|{day})(?!\w)", re.IGNORECASE
    )


def find_ago(text: str) -> tuple[Ago, ...]:
    """
    Return every place where a text says how long ago something was, in reading order.

    >>> [ago.back for ago in find_ago("3 jam yang lalu")]
    [datetime.timedelta(seconds=10800)]
    """
    return tuple([ago_of(text, match) for match in ago_pattern().finditer(text)])


def ago_of(text: str, match: re.Match[str]) -> Ago:
    """Return what a match says."""
    back, whole = duration(match)
    clock = read_tail(text, match.end()) if whole else None
    end = clock.end if clock else match.end()
    return Ago(match.start(), end, back, whole, clock.time if clock else None, clock.offset if clock else None)


def duration(match: re.Match[str]) -> tuple[dt.timedelta | None, bool]:
    """Return (how long ago, whether days are counted)."""
    if not match["unit"]:
        return dt.timedelta(days=1 if match["yesterday"] else 0), not match["just_now"]
    count, unit = int(match["count"] or 1), fold_word(match["unit"])
    if unit in cues("ago_days"):
        return (dt.timedelta(days=count) if count <= MOST_DAYS else None), True
    if unit in cues("ago_hours"):
        return (dt.timedelta(hours=count) if count <= MOST_DAYS * HOURS_A_DAY else None), False
    return (dt.timedelta(minutes=count) if unit in cues("ago_minutes") else None), False
