"""
Finding dates in text, in the forms that news pages print.

One compiled pattern anchored on digits walks the text; what stands in front of a hit (a weekday,
the month of `June 18, 2025`) and behind it (a time, a zone) is looked at only then.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache

from transforms.dates.around import LETTER, look_back
from transforms.dates.beside import end_beside, start_beside
from transforms.dates.clock import offset_on, read_head, read_tail
from transforms.dates.digits import LONGEST_DAY, mask_digits, may_be_date
from transforms.dates.mention import DateMention, make_day
from transforms.lexicon.calendar import WEEKDAYS, calendar, fold_word, names_in
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words

CENTURY_TURN = 70
"""Two-digit years from here on are of the last century; no news page prints 1969 as 69."""

LEAP_YEAR = 2000
"""Without a year, 29 February is a day."""

LONGEST_MONTH_NAME = 15

KEPT_TEXTS = 512
"""Lines whose dates are kept: bylines, dateline and body read the same lines of one page, of HTML chrome as well."""


@cache
def date() -> re.Pattern[str]:
    """Return the pattern of a date, its month in a word or a number."""
    return re.compile(
        rf"""
      (?P<iy>[12][0-9]{{3}})(?P<sep>[-/.])(?P<im>[0-9]{{1,2}})(?P=sep)(?P<id>[0-9]{{1,2}})(?![0-9])
    | (?P<nd>[0-9]{{1,2}})\ ?(?P<nsep>[/.-])\ ?(?P<nm>[0-9]{{1,2}})\ ?(?P=nsep)\ ?(?P<ny>[0-9]{{4}}|[0-9]{{2}})
        (?![0-9]|[/.-][0-9]|,[0-9](?![0-9]?[:.][0-9]{{2}}(?![0-9])))
    | (?P<sd>[0-9]{{1,2}})/(?P<sm>[0-9]{{1,2}})(?![0-9]|[/.,-][0-9])
    | (?P<wd>[0-9]{{1,2}}){any_of("dates", "ordinals")}?\.?(?:\ {any_of("dates", "before_month")}\b)?[ ./-]{{0,2}}
        (?P<wm>{LETTER}{{3,12}})\.?
        (?:(?:,?\ {any_of("dates", "before_year")}\ |[ ,./'’-]{{0,2}})(?P<wy>[12][0-9]{{3}})(?![0-9])
           |\ ['’](?P<sy>[0-9]{{2}})(?![0-9]))?
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


YEAR_BEHIND_CLOCK = re.compile(
    r" [0-9]{1,2}:[0-9]{2}:[0-9]{2} (?:(?:[A-Z]{2,5}|[+-][0-9]{4}) )?(?P<year>[12][0-9]{3})(?![0-9])"
)
"""`Tue Oct 14 20:15:00 +0000 2025`, as programs write a moment."""

FIRST_WORD = re.compile(rf"{LETTER}{{2,12}}")
MONTH_BEFORE = re.compile(rf"({LETTER}{{3,12}})\.?$")


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


def read_date(text: str, at: int, end: int, floor: int) -> DateMention | None:
    """Return the date to which the digits from `at` to `end` belong, None where there is none."""
    match = date().match(text, at)
    if match and not match["wm"]:
        return read_numbers(text, match, floor)
    if match and (month := calendar().months.get(fold(match["wm"]))):
        year = match["wy"] or (str(full_year(match["sy"])) if match["sy"] else None)
        end = match.end() if year else match.end("wm")
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
    late = None if match["my"] else YEAR_BEHIND_CLOCK.match(text, match.end())
    year = late["year"] if late else match["my"]
    mention = read_words(text, (before.start(), match.end()), (year, month, match["md"]), floor)
    return mention._replace(end=late.end(), raw=text[mention.start : late.end()]) if mention and late else mention


def read_words(text: str, span: tuple[int, int], date: tuple[str | None, int, str], floor: int) -> DateMention | None:
    """Return the mention of a date whose month is a word."""
    year, month, day = int(date[0]) if date[0] else None, date[1], int(date[2])
    if not make_day(year or LEAP_YEAR, month, day):
        return None
    weekday, opened, start = look_before(text, span[0], floor)
    return finish(text, (start, span[1], opened), (year, month, day), weekday, floor)


def read_numbers(text: str, match: re.Match[str], floor: int) -> DateMention | None:
    """Return the mention of a date of numbers alone, None where they are no date."""
    options = numeric_options(match)
    if not options:
        return None
    weekday, opened, start = look_before(text, match.start(), floor)
    bare = match["sd"] and weekday is None
    if bare and (text[match.start() - 1 : match.start()] != "(" or text[match.end() : match.end() + 1] != ")"):
        return None
    chosen = pick_option(options, weekday if turns_round(text, start) else None)
    mention = finish(text, (start, match.end(), opened), chosen, weekday, floor)
    rest = [o for o in options if o != chosen and o[0]] if weekday is None else []
    if not mention or not rest:
        return mention
    return mention._replace(other=make_day(rest[0][0] or LEAP_YEAR, *rest[0][1:]))


def look_before(text: str, start: int, floor: int) -> tuple[int | None, bool, int]:
    """Return what `look_back` does, the same day in another calendar passed over."""
    return look_back(text, start_beside(text, start, floor), floor)


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


@cache
def turning_weekdays() -> frozenset[str]:
    """Return the names of weekdays in languages that may name the month first."""
    return frozenset(name for day in WEEKDAYS for name in names_in(day, words("dates", "month_first")))


def turns_round(text: str, start: int) -> bool:
    """Return whether the weekday with which a date begins is of such a language: in others it is a slip."""
    word = FIRST_WORD.match(text, start)
    return word is not None and fold_word(word[0]) in turning_weekdays()


def pick_option(options: list[tuple[int | None, int, int]], weekday: int | None) -> tuple[int | None, int, int]:
    """Return the reading that the weekday fits, else the first."""
    for year, month, day in options:
        if weekday is not None and year and dt.date(year, month, day).weekday() == weekday:
            return year, month, day
    return options[0]


def finish(
    text: str,
    span: tuple[int, int, bool],
    date: tuple[int | None, int, int],
    weekday: int | None,
    floor: int,
) -> DateMention | None:
    """Return the mention with its time, zone and closing bracket, and with what says the same day once more."""
    start, end, opened = span
    year, month, day = date
    whole = make_day(year, month, day) if year else None
    if year and whole is None:
        return None
    if opened and text[end : end + 1] == ")":
        end += 1
        opened = False
    end, told = end_beside(text, end)
    clock = read_tail(text, end)
    end = clock.end if clock else end
    if opened and text[end : end + 1] == ")":
        end += 1
    clock = clock or read_head(text, start, floor)
    start = min(start, clock.start) if clock else start
    time, offset, seconds = (clock.time, offset_on(clock, whole), clock.seconds) if clock else (None, None, False)
    weekday = told if weekday is None else weekday
    return DateMention(
        start, end, whole, (month, day), weekday, time, offset, year is not None, seconds, text[start:end]
    )
