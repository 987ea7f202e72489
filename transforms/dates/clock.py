"""The clock time behind a date or in front of it, and the zone that is named with it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from transforms.lexicon.calendar import cue_pattern, cues, fold_word, zones
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import longest_first, words

NOON = 12
"""Hours; `12.30 am` is half past midnight."""

LAST_ABOUT_NOON = 5
"""Hours of the clock up to which `siang` is the afternoon: `11.30 siang` is before noon."""

SUMMER = 60
"""Minutes by which clocks go forward in summer."""

FURTHEST_TIME = 20
"""Characters behind a date in which a time must start: ` | dini hari pukul `."""

LOOK_BACK = 50
"""Characters in front of a date in which its time must stand: `11:05:33 a.m. (GMT+07:00), on the `."""

DIGITS = re.compile(r"[0-9]+")

OPENS_TAIL = "Tt ,|@•·/–—-("
"""What a time behind a date begins with."""


class Clock(NamedTuple):
    """
    A clock time that stands beside a date.

    Attributes:
        start: Its first character, in front of a date the one behind which nothing of the date stands.

        end: One past its last.

        time: The time, without a zone.

        offset: Minutes east of UTC of the zone, in winter where clocks change; None where no zone is named.

        seconds: It names seconds.

        daylight: The zone has the same name in summer, an hour further east.
    """

    start: int
    end: int
    time: dt.time
    offset: int | None
    seconds: bool
    daylight: bool


@cache
def zone_pattern() -> str:
    """Return the pattern of a zone: `Z`, hours ahead of UTC, or an abbreviation."""
    return (
        rf"\(?(?:(?P<utc>Z)\b|{cue_pattern('offset_zones')}?(?P<sign>[+-])(?P<ahead>[0-9]{{1,2}}):?"
        rf"(?P<minutes>[0-9]{{2}})?(?![0-9])|(?P<zone>{zone_names()})\b)\)?"
    )


@cache
def zone_names() -> str:
    """Return the alternation of the abbreviations of zones."""
    return "|".join(longest_first(zones()))


@cache
def clock_pattern() -> str:
    """Return the pattern of a time: `14:33:20 WIB`, `8.05 malam`, `8 p.m. ET`, `2205 GMT (0605 HKT)`."""
    return (
        r"(?:(?P<hour>[0-9]{1,2})(?P<mark>[:.])(?P<minute>[0-9]{2})"
        r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?![0-9])"
        rf"(?:\s?(?P<half>[ap])\.?m\b\.?|\s(?P<daytime>{cue_pattern('past_noon')}|{cue_pattern('about_noon')})\b)?"
        rf"(?:\s?{zone_pattern()})?"
        r"|(?P<sharp>[0-9]{1,2})\s?(?P<side>[ap])\.?m\b\.?"
        rf"(?:\s(?P<sharp_zone>{zone_names()})\b)?"
        rf"|(?P<four>[0-2][0-9][0-5][0-9])\s?(?P<four_zone>{zone_names()})\b(?:\s?\([0-9]{{4}}\s?(?:{zone_names()})\))?)"
    )


@cache
def tail_pattern() -> re.Pattern[str]:
    """Return the pattern of a time that follows a date."""
    spoken = rf"(?:{cue_pattern('clock')}|{cue_pattern('daytime')})\.?[\s:,]{{0,2}}"
    return re.compile(rf"(?:T|(?P<gap>[\s,|@•·/–—(-]{{1,5}})(?:(?![0-9]){spoken})?){clock_pattern()}", re.IGNORECASE)


@cache
def head_pattern() -> re.Pattern[str]:
    """Return the pattern of a time in front of a date, up to where the date begins."""
    spoken = rf"(?<!\w)(?P<spoken>{cue_pattern('clock')})\.?[\s:]{{1,2}}"
    between = rf"\s?[,|•·/–—-]?\s{{0,2}}(?:{cue_pattern('before_day')}\s)?"
    return re.compile(rf"(?:{spoken}|(?<![\w.,:/+-])){clock_pattern()}{between}\Z", re.IGNORECASE)


def read_tail(text: str, end: int) -> Clock | None:
    """Return the time that follows a date."""
    behind = text[end : end + 1]
    opens = behind != "" and (behind in OPENS_TAIL or behind.isspace())
    match = tail_pattern().match(text, end) if opens and DIGITS.search(text, end, end + FURTHEST_TIME) else None
    if not match or (
        "(" in (match["gap"] or "") and not (text[match.end() - 1] == ")" or text[match.end() :][:1] == ")")
    ):
        return None
    return clock_of(match)


def read_head(text: str, start: int, floor: int) -> Clock | None:
    """Return the time that stands in front of a date; a colon, a zone or a word tells it from a number."""
    low = max(floor, start - LOOK_BACK)
    if not DIGITS.search(text, low, start):
        return None
    match = head_pattern().search(text, low, start)
    named = match and (match["spoken"] or match["half"] or match["daytime"] or read_offset(match) is not None)
    return clock_of(match) if match and (named or match["mark"] != ".") else None


def clock_of(match: re.Match[str]) -> Clock | None:
    """Return the time of a match, None where no clock shows it."""
    if match["four"]:
        hour, minute = divmod(int(match["four"]), 100)
    else:
        hour, minute = int(match["hour"] or match["sharp"]), int(match["minute"] or 0)
    half = match["half"] or match["side"]
    if half and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if fold(half) == "p" else 0)
    elif match["daytime"] and hour < NOON and is_afternoon(hour, match["daytime"]):
        hour += NOON
    try:
        time = dt.time(hour, minute, int(match["second"] or 0))
    except ValueError:
        return None
    named = match["zone"] or match["sharp_zone"] or match["four_zone"]
    daylight = bool(named) and named.upper() in words("zones", "daylight")
    return Clock(match.start(), match.end(), time, read_offset(match), match["second"] is not None, daylight)


def is_afternoon(hour: int, daytime: str) -> bool:
    """Return whether an hour of the clock lies in the afternoon, by the time of the day behind it."""
    return hour > 0 and (fold_word(daytime) in cues("past_noon") or hour <= LAST_ABOUT_NOON)


def read_offset(match: re.Match[str]) -> int | None:
    """Return the minutes east of UTC that a time's zone names."""
    if match["utc"]:
        return 0
    if match["sign"]:
        minutes = int(match["ahead"]) * 60 + int(match["minutes"] or 0)
        return -minutes if match["sign"] == "-" else minutes
    named = match["zone"] or match["sharp_zone"] or match["four_zone"]
    return zones()[named.upper()] if named else None


def offset_on(clock: Clock, day: dt.date | None) -> int | None:
    """Return the minutes east of UTC of a time's zone on a day."""
    if clock.offset is None or not clock.daylight or day is None:
        return clock.offset
    return clock.offset + SUMMER if is_summer_in_america(day) else clock.offset


def is_summer_in_america(day: dt.date) -> bool:
    """Return whether clocks of the United States are forward: from the second Sunday of March, as since 2007."""
    return sunday(day.year, 3, 2) <= day < sunday(day.year, 11, 1)


def sunday(year: int, month: int, number: int) -> dt.date:
    """Return a Sunday of a month, by its number."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=6 - first.weekday() + 7 * (number - 1))
