"""What stands around a date: a weekday in front of it, a time and its zone behind it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from transforms.lexicon.calendar import calendar, cue_pattern, cues, fold_word, zones
from transforms.lexicon.fold import fold

LETTER = r"[^\W\d_]"

LOOK_BACK = 34
"""Characters in front of a date that may hold its weekday: `Donnerstagabend, den ` and the like."""

BETWEEN = " ,.(/|-–"
LONGEST_GAP = 4
"""What may stand between a weekday and its date, and how many characters of it."""

MOST_WORDS_BETWEEN = 2
"""Words such as `den` or `pagi` between a weekday and its date."""

LONGEST_WORD = 15
"""Letters that are read of a word in front of a date; `Donnerstagabend` has as many."""

LAST_WORD = re.compile(rf"({LETTER}(?:{LETTER}|['’‘`´-]){{1,{LONGEST_WORD - 1}}})[ ,.(]{{0,3}}$")

NOON = 12
"""Hours; `12.30 am` is half past midnight."""

FURTHEST_TIME = 20
"""Characters behind a date in which a time must start: ` | dini hari pukul `."""

DIGITS = re.compile(r"[0-9]+")

OPENS_TAIL = "Tt ,|@•·/–—-"
"""What a time behind a date begins with."""


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
