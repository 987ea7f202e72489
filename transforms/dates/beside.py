"""What a second calendar says beside a date: the day of the Islamic one, of the market week, a weekday in brackets."""

from __future__ import annotations

import re
from functools import cache

from transforms.lexicon.calendar import calendar, cue_pattern, cues, fold_word
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import either

LOOK_BACK = 60
"""Characters in front of a date that may hold the same day in the other calendar."""

OPENS = " /|,(–—-mM"
"""What stands between a date and the same day in the other calendar, or behind its year."""


@cache
def hijri() -> str:
    """Return the pattern of a day of the Islamic calendar: `15 Dzulhijjah 1440 H`."""
    era = rf"(?:\s?(?:{cue_pattern('hijri_era')})\b\.?)?"
    return rf"(?<!\w)[0-9]{{1,2}}\s(?:{cue_pattern('hijri_month')})\s1[0-9]{{3}}{era}"


@cache
def behind_pattern() -> re.Pattern[str]:
    """Return the pattern of what stands behind a date and says its day once more."""
    weekdays = either(calendar().weekdays)
    market = rf"(?:\s(?:{cue_pattern('market_day')}))?"
    era, same = rf"(?:\s?(?:{cue_pattern('common_era')})\b\.?)?", rf"(?:{cue_pattern('same_day')}\s)?"
    return re.compile(
        rf"(?:{era}\s?[/|,(–—-]?\s?{same}{hijri()}\)?|\s?\((?P<weekday>{weekdays}){market}\)|{era}(?=\s?(?:[/|,(–—-]|$)))",
        re.IGNORECASE,
    )


@cache
def before_pattern() -> re.Pattern[str]:
    """Return the pattern of the same day in front of a date, up to where the date begins."""
    return re.compile(rf"{hijri()}\s?[/|,()–—-]?\s?(?:{cue_pattern('same_day')}\s)?\(?\Z", re.IGNORECASE)


def end_beside(text: str, end: int) -> tuple[int, int | None]:
    """Return where what says a date's day once more ends, and the weekday in it."""
    behind = text[end : end + 1]
    if not behind or behind not in OPENS:
        return end, None
    match = behind_pattern().match(text, end)
    if not match:
        return end, None
    return match.end(), calendar().weekdays[fold_word(match["weekday"])] if match["weekday"] else None


def start_beside(text: str, start: int, floor: int) -> int:
    """Return where the same day in the other calendar begins in front of a date, else where the date does."""
    low = max(floor, start - LOOK_BACK)
    before = text[low:start]
    if "1" not in before or not any(map(fold(before).__contains__, month_words())):
        return start
    match = before_pattern().search(text, low, start)
    return match.start() if match else start


@cache
def month_words() -> frozenset[str]:
    """Return the first words of the months of the Islamic calendar."""
    return frozenset(month.split()[0] for month in cues("hijri_month"))
