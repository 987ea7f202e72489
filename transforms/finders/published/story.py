"""The date that a story's own sentences tie to its reporting: `kata Bupati, Senin (9/6/2025)`."""

from __future__ import annotations

import datetime as dt
import re
from operator import itemgetter
from typing import TYPE_CHECKING

from transforms.dates.mention import DateMention
from transforms.dates.parse import find_dates
from transforms.finders.published.seen import LONGEST_INFERRED
from transforms.finders.published.told import Told, look_around
from transforms.finders.published.years import Pinned, completed, pin, text_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.finders.published.seen import Seen
    from transforms.sheet import Numbered

LONGEST_GAP = dt.timedelta(days=120)
"""A story that names a day so much later than its latest reporting day is a look back, and undated."""

DATELINE = 60
"""Characters in which the date of a dateline must start."""

DATELINE_LINES = 8
BEHIND_DATELINE = re.compile(r"\)?\s?(?:[-–—:]|\)\s)")


def body_date(lines: Numbered, years: Iterable[int], month: dt.date | None, when: Seen) -> Pinned | None:
    """
    Return the date of the story's reporting, None where no date is tied to it.

    Args:
        lines: The story's lines.

        years: Years that other evidence names; with those in the text they pin a date without one.

        month: First day of the month in which the URL says the story stands.

        when: When the page was seen: no story is younger, and of one that was fetched none is much older.
    """
    mentions = [(block.text, m) for _, block in lines for m in find_dates(block.text)]
    if not mentions:
        return None
    printed = max((m.day.year for _, m in mentions if m.day and m.day <= when.latest), default=None)
    seen = [look_around(text, completed(m, printed)) for text, m in mentions]
    full = [s for s in seen if s.mention.day and s.mention.day <= when.latest]
    good = [s for s in full if in_month(s.mention.day, month) and not is_long_past(s, when)]
    best = reporting_day([s for s in good if not s.aside and not s.ahead])
    if best:
        return None if is_look_back(best, full) else Pinned(*best, inferred=False)
    if any(s.mention.day for s in seen if s.mention.weekday is not None and s.mention.fits and not s.aside):
        return None
    yearless = [s for s in seen if not s.mention.day and s.mention.weekday is not None and not (s.aside or s.ahead)]
    pinned, inferred = pin(yearless, {*years, *text_years(lines)}, when.latest) if yearless else ([], False)
    inside = [s for s in pinned if in_month(s.mention.day, month)]
    best = reporting_day(inside) or latest(inside)
    return Pinned(*best, inferred) if best else None


def reporting_day(seen: Sequence[Told]) -> tuple[dt.date, DateMention] | None:
    """
    Return the day on which a story reports: of the surest kind of dates the latest.

    A day said to be today, then one with its weekday that is set off or stands behind a word of reporting and apart
    from what happened, those with a clock time last, as matches and trains have one; one that is tied to an event only
    in brackets, and one without its weekday only where a word of reporting stands in front of its comma. Of the others
    with a weekday, one in three is the day of publication: they say when something happened, and a story that names
    such a day behind the one on which it reports was written later.
    """
    named = [s for s in seen if s.mention.weekday is not None and s.mention.fits]
    tied = [s for s in named if s.set_off or s.reported]
    loose = [s for s in named if not (s.set_off or s.reported or s.mention.time)]
    bare = (s for s in seen if s.mention.weekday is None)
    kinds = (
        (s for s in seen if s.today),
        (s for s in tied if not s.event and s.mention.time is None),
        (s for s in tied if not s.event or s.bracketed),
        (s for s in bare if s.apart and s.reported),
    )
    best = next((best for kind in kinds if (best := latest(list(kind)))), None)
    return None if best and any(s.mention.day and s.mention.day > best[0] for s in loose) else best


def is_long_past(told: Told, when: Seen) -> bool:
    """Return whether a day lies so far before the fetch that only words of reporting make it that of an old story."""
    if when.fetched is None or not told.mention.day or when.latest - told.mention.day <= LONGEST_INFERRED:
        return False
    return told.mention.weekday is None or not told.reported


def latest(seen: Sequence[Told]) -> tuple[dt.date, DateMention] | None:
    """Return the latest full date, the first mention of it."""
    days = [(s.mention.day, s.mention) for s in seen if s.mention.day]
    return max(days, key=itemgetter(0)) if days else None


def is_look_back(best: tuple[dt.date, DateMention], full: Sequence[Told]) -> bool:
    """Return whether the text names a day, not to come, long after the date chosen."""
    return any(s.mention.day - best[0] > LONGEST_GAP for s in full if s.mention.day and not (s.ahead or s.aside))


def in_month(day: dt.date | None, month: dt.date | None) -> bool:
    """Return whether a day lies in the month that the URL names, true where it names none."""
    return day is not None and (month is None or (day.year, day.month) == (month.year, month.month))


def dateline_date(lines: Numbered, last: dt.date) -> DateMention | None:
    """Return the date in a dateline: `BATAM, 12 Mei 2026 - ...`, at the start of one of the first lines."""
    for _, block in lines[:DATELINE_LINES]:
        text = block.text
        for mention in find_dates(text):
            if mention.start > DATELINE:
                break
            opening = text[: mention.start].strip(" (,-–—/|")
            capitals = opening and all(w[:1].isupper() or not w[:1].isalpha() for w in opening.split())
            if not capitals or not mention.day or mention.day > last:
                continue
            if BEHIND_DATELINE.match(text[mention.end :]) and len(text) > 2 * DATELINE:
                return mention
    return None
