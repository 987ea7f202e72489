"""
Finding dates in text, in the forms that news pages print.

One compiled pattern anchored on digits walks the text; what stands in front of a hit (a weekday,
the month of `June 18, 2025`) and behind it (a time, a zone) is looked at only then.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import NamedTuple

from transforms.lexicon.calendar import calendar, cue_pattern, cues, fold_word, zones
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words

LOOK_BACK = 34
"""Characters in front of a date that may hold its weekday: `Donnerstagabend, den ` and the like."""

CENTURY_TURN = 70
"""Two-digit years from here on are of the last century; no news page prints 1969 as 69."""

NOON = 12
LEAP_YEAR = 2000
"""Without a year, 29 February is a day."""

LONGEST_MONTH_NAME = 15
KEPT_TEXTS = 64
"""Lines whose dates are kept: bylines, dateline and body read the same lines of one page."""

BETWEEN = " ,.(/|-–"
FURTHEST_TIME = 20
"""Characters behind a date in which a time must start: ` | dini hari pukul `."""

LONGEST_GAP = 4
MOST_WORDS_BETWEEN = 2
WORD = r"[^\W\d_]"

DIGITS = re.compile(r"[0-9]+")
MASK = bytes(ord("0") if chr(n) in "0123456789" else ord(" ") for n in range(256))
"""What each byte becomes where digits are looked for: 0 for a digit, else a space."""
LONGEST_RUN = 4
"""Digits of a year; a longer run starts no date."""

LONGEST_DAY = 2
STEM = 3
"""Letters that the shortest name of a month has; what begins or ends like none is looked at no further."""

BEHIND_DAY, BEHIND_YEAR, YEAR_SIGNS = " /-.", "/-.", "年년"
OPENS_TAIL = "Tt ,|@•·/–—-"
"""What a time behind a date begins with."""


@cache
def date() -> re.Pattern[str]:
    """Return the pattern of a date, its month in a word or a number."""
    return re.compile(
        rf"""
      (?P<iy>[12][0-9]{{3}})(?P<sep>[-/.])(?P<im>[0-9]{{1,2}})(?P=sep)(?P<id>[0-9]{{1,2}})(?![0-9])
    | (?P<nd>[0-9]{{1,2}})\ ?(?P<nsep>[/.-])\ ?(?P<nm>[0-9]{{1,2}})\ ?(?P=nsep)\ ?(?P<ny>[0-9]{{4}}|[0-9]{{2}})
        (?![0-9]|[/.,-][0-9])
    | (?P<sd>[0-9]{{1,2}})/(?P<sm>[0-9]{{1,2}})(?![0-9]|[/.,-][0-9])
    | (?P<wd>[0-9]{{1,2}}){any_of("dates", "ordinals")}?\.?(?:\ {any_of("dates", "before_month")}\b)?[ ./-]{{0,2}}
        (?P<wm>{WORD}{{3,12}})\.?
        (?:(?:,?\ {any_of("dates", "before_year")}\ |[ ,./'’-]{{0,2}})(?P<wy>[12][0-9]{{3}})(?![0-9]))?
    | (?P<cy>[12][0-9]{{3}})\ ?[年년]\ ?(?P<cm>[0-9]{{1,2}})\ ?[月월]\ ?(?P<cd>[0-9]{{1,2}})\ ?[日일]?
    """,
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def month_first() -> re.Pattern[str]:
    """Return the pattern of what stands behind a month: the day, perhaps the year."""
    ordinals = any_of("dates", "ordinals")
    return re.compile(
        rf"(?P<md>[0-9]{{1,2}}){ordinals}?(?![0-9:.])(?:,?\ (?P<my>[12][0-9]{{3}})(?![0-9]))?", re.IGNORECASE
    )


MONTH_BEFORE = re.compile(rf"({WORD}{{3,12}})\.?$")
LONGEST_WORD = 15
"""Letters that are read of a word in front of a date; `Donnerstagabend` has as many."""
LAST_WORD = re.compile(rf"({WORD}(?:{WORD}|['’‘`´-]){{1,{LONGEST_WORD - 1}}})[ ,.(]{{0,3}}$")


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
        return to_utc(dt.datetime.combine(self.day, self.time), self.offset)


def to_utc(local: dt.datetime, offset: int) -> dt.datetime | None:
    """Return a naive local time as an aware UTC one; None at the ends of the calendar."""
    try:
        return (local - dt.timedelta(minutes=offset)).replace(tzinfo=dt.UTC)
    except OverflowError:
        return None


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=KEPT_TEXTS)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """
    Find every date that a text prints, in reading order. Spans lie inside the text and do not overlap.

    Numbers alone are read day first; a weekday beside them, or a number above 12, may turn them
    round. A day and month without a year count after a weekday, in brackets, or with the month as a
    word: `3/4` in a sentence is a fraction.

    >>> [m.day.isoformat() for m in find_dates("Selasa (18/4/2017) dan June 18, 2025") if m.day]
    ['2017-04-18', '2025-06-18']
    """
    mask = mask_digits(text)
    start = mask.find(b"0")
    if start < 0:
        return ()
    found: list[DateMention] = []
    floor = 0
    while start >= 0:
        end = mask.find(b" ", start)
        if start >= floor and may_be_date(text, start, end):
            mention = read_date(text, start, end, floor)
            if mention:
                found.append(mention)
                floor = mention.end
        start = mask.find(b"0", end)
    return tuple(found)


def mask_digits(text: str) -> bytes:
    """
    Return a byte for each character, 0 for a digit and else a space, and a space behind.

    Finding the runs of digits there takes a quarter of the time that a regular expression takes.
    """
    return text.encode("ascii", "replace").translate(MASK) + b" "


@cache
def month_stems() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first and the last letters of all names of months."""
    months = calendar().months
    return frozenset(m[:STEM] for m in months), frozenset(m[-STEM:] for m in months)


def may_be_date(text: str, start: int, end: int) -> bool:
    """Return whether a run of digits may belong to a date, by what stands around it: a quick look before `date`."""
    behind = text[end : end + 1]
    if end - start > LONGEST_DAY:
        return end - start == LONGEST_RUN and behind != "" and may_open_year(behind, text[end + 1 : end + 2])
    firsts, lasts = month_stems()
    word = fold(text[end + 1 : end + 1 + STEM])
    if word in firsts:
        return True
    if (
        text[start - 1 : start] == " "
        and fold(text[max(0, start - STEM - 2) : start - 1].removesuffix(".")[-STEM:])[-STEM:] in lasts
    ):
        return True
    if behind == " ":
        return word[:2] in words("dates", "before_month") or (word != "" and word[0] in BEHIND_DAY)
    return behind.isalnum() or (behind != "" and behind in BEHIND_DAY and may_part(text, end))


def may_part(text: str, at: int) -> bool:
    """Return whether the mark behind a day may part it from its month: it stands twice, or a word follows in time."""
    first, second = text[at + 1 : at + 2], text[at + 2 : at + 3]
    if first.isdigit():
        return text[at] == "/" or text[at] in text[at + 2 : at + 5]
    if first != " ":
        return first != "" and first in BEHIND_DAY
    return second.isdigit() or second.isalpha() or (second != "" and second in BEHIND_DAY)


def may_open_year(behind: str, next_one: str) -> bool:
    """Return whether a year may open a date, by the two characters behind it, the second perhaps empty."""
    if behind in BEHIND_YEAR:
        return next_one.isdigit()
    return behind in YEAR_SIGNS or (behind == " " and next_one != "" and next_one in YEAR_SIGNS)


def read_date(text: str, at: int, end: int, floor: int) -> DateMention | None:
    """Return the date to which the digits from `at` to `end` belong, None where there is none."""
    match = date().match(text, at)
    if match and not match["wm"]:
        return read_numbers(text, match, floor)
    if match and (month := calendar().months.get(fold(match["wm"]))):
        year, end = match["wy"], match.end() if match["wy"] else match.end("wm")
        return read_words(text, (at, end), (year, month, match["wd"]), floor)
    return read_month_first(text, at, floor) if end - at <= LONGEST_DAY else None


def read_month_first(text: str, at: int, floor: int) -> DateMention | None:
    """Return the date whose day starts at `at` behind the word of its month, None where there is none."""
    if at - 1 <= floor or text[at - 1] != " " or not (text[at - 2].isalpha() or text[at - 2] == "."):
        return None
    before = MONTH_BEFORE.search(text, max(floor, at - LONGEST_MONTH_NAME), at - 1)
    month = calendar().months.get(fold(before[1])) if before else None
    match = month_first().match(text, at) if month else None
    if not before or not month or not match:
        return None
    return read_words(text, (before.start(), match.end()), (match["my"], month, match["md"]), floor)


def read_words(text: str, span: tuple[int, int], date: tuple[str | None, int, str], floor: int) -> DateMention | None:
    """Return the mention of a date whose month is a word."""
    year, month, day = int(date[0]) if date[0] else None, date[1], int(date[2])
    if not make_day(year or LEAP_YEAR, month, day):
        return None
    weekday, opened, start = look_back(text, span[0], floor)
    return finish(text, (start, span[1], opened), (year, month, day), weekday)


def read_numbers(text: str, match: re.Match[str], floor: int) -> DateMention | None:
    """Return the mention of a date of numbers alone, None where they are no date."""
    options = numeric_options(match)
    if not options:
        return None
    weekday, opened, start = look_back(text, match.start(), floor)
    bare = match["sd"] and weekday is None
    if bare and (text[match.start() - 1 : match.start()] != "(" or text[match.end() : match.end() + 1] != ")"):
        return None
    chosen = pick_option(options, weekday)
    mention = finish(text, (start, match.end(), opened), chosen, weekday)
    rest = [o for o in options if o != chosen and o[0]] if weekday is None else []
    if not mention or not rest:
        return mention
    return mention._replace(other=make_day(rest[0][0] or LEAP_YEAR, *rest[0][1:]))


def full_year(digits: str) -> int:
    """Return a year of four or two digits in full."""
    year = int(digits)
    if len(digits) > len("25"):
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def numeric_options(match: re.Match[str]) -> list[tuple[int | None, int, int]]:
    """Return the readings (year, month, day) of a date of numbers, the likelier first; only real days."""
    if match["iy"] or match["cy"]:
        year, month, day = (int(match[k]) for k in (("iy", "im", "id") if match["iy"] else ("cy", "cm", "cd")))
        readings: list[tuple[int | None, int, int]] = [(year, month, day)]
    elif match["ny"]:
        if len(match["ny"]) == len("25") and match["nsep"] != "/":
            return []  # 14.05.30 is a time and 1-2-21 a score
        year, first, second = full_year(match["ny"]), int(match["nd"]), int(match["nm"])
        readings = [(year, second, first), (year, first, second)]
    else:
        first, second = int(match["sd"]), int(match["sm"])
        readings = [(None, second, first), (None, first, second)]
    return [r for r in readings if make_day(r[0] or LEAP_YEAR, r[1], r[2])]


def pick_option(options: list[tuple[int | None, int, int]], weekday: int | None) -> tuple[int | None, int, int]:
    """Return the reading that the weekday fits, else the first."""
    for year, month, day in options:
        if weekday is not None and year and dt.date(year, month, day).weekday() == weekday:
            return year, month, day
    return options[0]


def look_back(text: str, start: int, floor: int) -> tuple[int | None, bool, int]:
    """Return (weekday, whether a bracket opens between it and the date, where the mention starts)."""
    low = max(floor, start - LOOK_BACK)
    before = text[low:start]
    stripped = before.rstrip(BETWEEN)
    if not stripped or len(before) - len(stripped) > LONGEST_GAP:
        return None, False, start
    weekdays, fill = calendar().weekdays, filling()
    last = stripped[stripped.rfind(" ") + 1 :]
    if last.isalpha() and len(last) <= LONGEST_WORD and (word := fold_word(last)) not in fill:
        # The usual case: one plain word, which is the weekday or ends the search.
        if word in weekdays:
            return weekdays[word], "(" in before[len(stripped) :], low + len(stripped) - len(last)
        return None, False, start
    end = len(stripped)
    for _ in range(MOST_WORDS_BETWEEN + 1):
        match = LAST_WORD.search(stripped, stripped.rfind(" ", 0, len(stripped[:end].rstrip(" ,.("))) + 1, end)
        if not match:
            break
        word = fold_word(match[1])
        if word in weekdays:
            return weekdays[word], "(" in before[match.end(1) :], low + match.start(1)
        if word not in fill:
            break
        end = match.start(1)
    return None, False, start


@cache
def filling() -> frozenset[str]:
    """Return the words that may stand between a weekday and its date, each part of a long one alone."""
    return frozenset(part for name in ("daytime", "tied") for word in cues(name) for part in word.split())


@cache
def tail_pattern() -> re.Pattern[str]:
    """Return the pattern of a time, and a zone behind it, that follows a date."""
    names = "|".join(sorted(zones(), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?:T|[\s,|@•·/–—-]{{1,5}}(?:(?![0-9])(?:{cue_pattern('clock')}|{cue_pattern('daytime')})[\s:,]{{0,2}})?)"
        r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]{1,9})?)?(?![0-9])"
        r"(?:\s?([ap])\.?m\b\.?)?"
        rf"(?:\s?\(?(?:(Z)\b|{cue_pattern('offset_zones')}?([+-])([0-9]{{1,2}}):?([0-9]{{2}})?(?![0-9])|({names})\b)\)?)?",
        re.IGNORECASE,
    )


def finish(
    text: str,
    span: tuple[int, int, bool],
    date: tuple[int | None, int, int],
    weekday: int | None,
) -> DateMention | None:
    """Return the mention with its time, zone and closing bracket."""
    start, end, opened = span
    year, month, day = date
    whole = make_day(year, month, day) if year else None
    if year and whole is None:
        return None
    if opened and text[end : end + 1] == ")":
        end += 1
        opened = False
    time, offset, seconds, end = read_tail(text, end)
    if opened and text[end : end + 1] == ")":
        end += 1
    return DateMention(
        start, end, whole, (month, day), weekday, time, offset, year is not None, seconds, text[start:end]
    )


def read_tail(text: str, end: int) -> tuple[dt.time | None, int | None, bool, int]:
    """Return (time, offset in minutes, whether seconds are named, end) of what follows a date."""
    behind = text[end : end + 1]
    opens = behind != "" and (behind in OPENS_TAIL or behind.isspace())
    match = tail_pattern().match(text, end) if opens and DIGITS.search(text, end, end + FURTHEST_TIME) else None
    if not match:
        return None, None, False, end
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4] and 1 <= hour <= NOON:
        hour = hour % NOON + (NOON if fold(match[4]) == "p" else 0)
    try:
        time = dt.time(hour, minute, second)
    except ValueError:
        return None, None, False, end
    return time, read_offset(match), match[3] is not None, match.end()


def read_offset(match: re.Match[str]) -> int | None:
    """Return the minutes east of UTC that a time's zone names."""
    if match[5]:
        return 0
    if match[6]:
        minutes = int(match[7]) * 60 + int(match[8] or 0)
        return -minutes if match[6] == "-" else minutes
    return zones().get(match[9].upper()) if match[9] else None
