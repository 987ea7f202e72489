"""A date in a story, and what the words around it make of it: the day of reporting, background, a day to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.calendar import cue_pattern, cues
from transforms.lexicon.fold import fold
from transforms.text.words import fold_words, without_marks

if TYPE_CHECKING:
    import datetime as dt

    from transforms.dates.mention import DateMention

BEFORE = 70
"""Characters in front of a date in which a word of reporting may stand."""

BEHIND = 16
BORN = 45
"""Characters in front of a date in which a birth or a founding makes it theirs: `lahir di Kota Rangi, Selasa `."""

CLAUSE = re.compile(r"[,;:.!?\"“”()]")
LAST_WORD = re.compile(r"[^\W\d_]+$")
OPENS = " ("
"""What may stand between a date and the word or comma in front of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, and what stands in front of it and behind it; what that says is looked up when it is asked for."""

    mention: DateMention
    before: str
    behind: str

    def on(self, day: dt.date) -> Told:
        """Return the same on a day that the mention leaves open."""
        return Told(self.mention._replace(day=day), self.before, self.behind)

    @property
    def reported(self) -> bool:
        """Whether a word of reporting stands in front."""
        return holds_cue("reporting", self.before)

    @property
    def bracketed(self) -> bool:
        """Whether the day stands in brackets, as papers print when they were told."""
        return ")" in self.mention.raw or self.before.endswith("(")

    @property
    def set_off(self) -> bool:
        """Whether brackets, or commas of a date in full, set the day off: houses without brackets print it so."""
        return self.bracketed or (self.apart and "," in self.mention.raw)

    @property
    def today(self) -> bool:
        """Whether the story says that it is the day on which it is written."""
        return today_pattern().search(self.before) is not None

    @property
    def apart(self) -> bool:
        """Whether a comma sets the date off from the sentence in front of it, as a speaker's day is."""
        return self.before.rstrip(OPENS).endswith(",")

    @property
    def event(self) -> bool:
        """Whether a word ties the date to what happens in the sentence rather than to who tells of it."""
        return tied_word(self.before.rstrip(OPENS)) in cues("event")

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


def tied_word(before: str) -> str:
    """Return the last word of a text, folded; empty behind a mark."""
    match = LAST_WORD.search(before, before.rfind(" ") + 1)
    return fold(match[0]) if match else ""


@cache
def today_pattern() -> re.Pattern[str]:
    """Return the pattern of `hari ini, ` right in front of a date."""
    return re.compile(rf"(?<!\w)(?:{cue_pattern('today')})[ ,(]{{1,3}}$", re.IGNORECASE)
