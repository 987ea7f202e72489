"""The date that a story's own sentences tie to its reporting: `kata Bupati, Senin (9/6/2025)`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from transforms.dates.mention import DateMention, make_day
from transforms.dates.parse import find_dates
from transforms.finders.published.seen import LONGEST_INFERRED
from transforms.lexicon.calendar import cue_pattern, cues
from transforms.lexicon.fold import fold
from transforms.text.words import fold_words, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.finders.published.seen import Seen
    from transforms.sheet import Numbered

BEFORE = 70
"""Characters in front of a date in which a word of reporting may stand."""

BEHIND = 16
LONGEST_GAP = dt.timedelta(days=120)
"""A story that names a day so much later than its latest reporting day is a look back, and undated."""

YEAR = re.compile(r"[12](?:(?<=1)9[5-9]|(?<=2)0[0-9])[0-9](?![0-9])(?<![0-9.,/-][0-9]{4})")
CLAUSE = re.compile(r"[,;:.!?\"“”()]")
LAST_WORD = re.compile(r"[^\W\d_]+$")

DATELINE = 60
"""Characters in which the date of a dateline must start."""

DATELINE_LINES = 8
BEHIND_DATELINE = re.compile(r"\)?\s?(?:[-–—:]|\)\s)")


@dataclass(frozen=True, slots=True)
class BodyDate:
    """A date in the story: the day, the mention, and whether its year follows only from today."""

    day: dt.date
    mention: DateMention
    inferred: bool = False


BORN = 45
"""Characters in front of a date in which a birth or a founding makes it theirs: `lahir di Kota Rangi, Selasa `."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, and what stands in front of it and behind it; what that says is looked up when it is asked for."""

    mention: DateMention
    before: str
    behind: str

    @property
    def reported(self) -> bool:
        """Whether a word of reporting stands in front."""
        return holds_cue("reporting", self.before)

    @property
    def aside(self) -> bool:
        """Whether the date is background."""
        if nearest_word(self.before) in cues("background") or word_pattern("past").match(self.behind):
            return True
        return holds_cue("beginning", self.before[-BORN:].rpartition(". ")[2])

    @property
    def ahead(self) -> bool:
        """Whether the date is to come."""
        clause = CLAUSE.split(self.before)[-1]
        return holds_cue("ahead", clause) or word_pattern("ahead").match(self.behind) is not None


@cache
def word_pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of any word of one cue list."""
    return re.compile(rf"(?<!\w)(?:{cue_pattern(name)})(?!\w)", re.IGNORECASE)


def holds_cue(name: str, text: str) -> bool:
    """Return whether a text holds a word of one cue list; its words are asked first, as the pattern is slow."""
    plain = without_marks(text)
    if plain.isascii() and first_words(name).isdisjoint(fold_words(plain)):
        return False
    return word_pattern(name).search(text) is not None


@cache
def first_words(name: str) -> frozenset[str]:
    """Return the first word of each cue of one list."""
    return frozenset(fold_words(cue)[0] for cue in cues(name))


def look_around(text: str, mention: DateMention) -> Told:
    """Return a mention with the words around it."""
    before = text[max(0, mention.start - BEFORE) : mention.start]
    behind = text[mention.end : mention.end + BEHIND].lstrip(") ")
    return Told(mention, before, behind)


def nearest_word(before: str) -> str:
    """Return the word right in front of a date, joining words skipped; empty behind a comma."""
    before = before.rstrip()
    while match := LAST_WORD.search(before, before.rfind(" ") + 1):
        word = fold(match[0])
        if word not in cues("joining"):
            return word
        before = before[: match.start()].rstrip()
    return ""


def body_date(lines: Numbered, years: Iterable[int], month: dt.date | None, when: Seen) -> BodyDate | None:
    """
    Return the date of the story's reporting, None where no date is tied to it.

    Args:
        lines: The story's lines.

        years: Years that other evidence names; with those in the text they pin a date without one.

        month: First day of the month in which the URL says the story stands.

        when: When the page was seen: no story is younger, and of one that was fetched none is much older.
    """
    seen = [look_around(block.text, m) for _, block in lines for m in find_dates(block.text)]
    if not seen:
        return None
    full = [s for s in seen if s.mention.day and s.mention.day <= when.latest]
    good = [s for s in full if in_month(s.mention.day, month) and (s.reported or not is_long_past(s.mention.day, when))]
    tied = [s for s in good if s.mention.weekday is not None and s.mention.fits and not s.aside and not s.ahead]
    cited = (
        s
        for s in good
        if s.mention.weekday is None
        and s.reported
        and not s.aside
        and not s.ahead
        and not is_long_past(s.mention.day, when)
    )
    best = latest(tied) or latest(list(cited))
    if best:
        return None if is_look_back(best, full) else BodyDate(best[0], best[1])
    if not any(s.mention.day for s in seen if s.mention.weekday is not None and s.mention.fits and not s.aside):
        yearless = [s for s in seen if not s.mention.day and s.mention.weekday is not None and not (s.aside or s.ahead)]
        return pinned(yearless, {*years, *text_years(lines)}, month, when.latest) if yearless else None
    return None


def is_long_past(day: dt.date | None, when: Seen) -> bool:
    """Return whether a day lies so far before the fetch that only words of reporting make it that of an old story."""
    return when.fetched is not None and day is not None and when.latest - day > LONGEST_INFERRED


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


def text_years(lines: Numbered) -> set[int]:
    """Return every year that the text names."""
    texts = (block.text for _, block in lines)
    return {int(y) for text in texts if "20" in text or "19" in text for y in YEAR.findall(text)}


def pinned(seen: Sequence[Told], years: set[int], month: dt.date | None, last: dt.date) -> BodyDate | None:
    """
    Return a date whose year follows from its weekday, with a year named elsewhere or the one before the page was seen.

    All of `seen` name a weekday and no year.

    Only the latest year that is named pins it: a story names older ones in passing. Of several such
    dates one a word of reporting goes first, then the latest.
    """
    naming = [max(past)] if (past := [year for year in years if year <= last.year]) else []
    options: list[tuple[bool, bool, dt.date, DateMention]] = []
    for s in seen:
        known = fitting_day(s.mention, naming, last)
        day = known or last_fitting(s.mention, last)
        if day and in_month(day, month):
            options.append((bool(known), s.reported, day, s.mention))
    if not options:
        return None
    named, _, day, mention = max(options, key=lambda o: o[:3])
    return BodyDate(day, mention, inferred=not named)


def last_fitting(mention: DateMention, last: dt.date) -> dt.date | None:
    """Return the last day up to a bound on which a date without a year falls on its weekday, None where it is far."""
    day = fitting_day(mention, (last.year, last.year - 1), last)
    return day if day and last - day <= LONGEST_INFERRED else None


def latest_fitting(mention: DateMention, when: Seen) -> dt.date | None:
    """Return the day of a byline that names no year: by its weekday, or by the fetch where that is known."""
    return last_fitting(mention, when.latest) if mention.weekday is not None or when.fetched else None


def fitting_day(mention: DateMention, years: Iterable[int], last: dt.date) -> dt.date | None:
    """Return the first past day on which a date without a year falls on its weekday, in any of the years in turn."""
    days = (make_day(year, *mention.month_day) for year in years)
    return next((d for d in days if d and d <= last and mention.weekday in (None, d.weekday())), None)


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
