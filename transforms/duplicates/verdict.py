"""
What two texts are to one another: copies of one story, or alike for another reason.

A verdict is a function of the two pages alone, whichever comes first. Thresholds were fitted on labelled pairs of
real news; CONTRIBUTING tells what was measured.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from transforms.duplicates.addresses import name_other_pages
from transforms.duplicates.agree import SAME_STORY, Runs, containment_of, fold_title
from transforms.duplicates.composed import composed_anew
from transforms.duplicates.numbers import compare, numbers_of
from transforms.duplicates.words import fold, words_of

Relation = Literal["same_text", "same_url", "truncated", "near", "near?", "contained", "template", "apart"]

JOINING = ("same_text", "same_url", "truncated", "near")
"""Relations of pages that are one story. The others are told to readers, and both pages stand."""

COPY = 0.75
"""Containment of word-3 shingles from which one text is a copy of the other, or holds one."""

COPY_LENGTH = 0.70
"""Length of the shorter text, as a share of the longer one's, from which neither merely holds the other."""

OF_BOTH = 0.60
"""
Share of all runs of two texts that both have, below which each goes its own way beside what they share: an article on
another matter with the same background, a report at half time. Such pairs are told and not joined.
"""

EVEN_LENGTH = 0.80
"""Length of the shorter text from which the longer one adds a sentence or two at most."""

OF_BOTH_UNEVEN = 0.70
"""`OF_BOTH` of texts of less even lengths: what the longer one adds is mostly the news of another report."""

AS_GOOD_AS_EQUAL = 0.80
"""
`OF_BOTH` from which nothing else is told, in whatever order and whatever links it names: of 59 such joins of real news
none was wrong, and the one pair of checks of other posts is at .63. A reprint with a link of its own is above.
"""

SHORT_WORDS = 60
"""Words below which a text is mostly stock phrases: captions, promos, notices."""

SHORT_COPY = 0.90
"""Containment from which short texts are copies."""

RECURRING_DAYS = 3
"""Days between two texts from which another number means another issue of a recurring piece."""

MANY_OTHER_NUMBERS = 3
FEW_OTHER_NUMBERS = 2
OTHER_NUMBERS = 0.20
"""
Numbers in the same places that differ from which texts of any days are issues of a recurring piece: so many, or a few
that are such a share. Of 200 copies found in real news none had two; prayer times of two days had 5 of 44.
"""

STUB_LENGTH = 0.8
"""Length of a stub of a page, at most, as a share of the text that holds it; as for crawls of one page."""

STUB_CONTAINED = 0.8

SAID = re.compile(r"(?<=\d)[.,:/-](?=\d)|[^\W_]+")
"""What two typesettings of a text share: letters, digits, and the marks inside numbers."""


@dataclass(frozen=True)
class Story:
    """
    What a verdict needs to know of a page; made by `story_of`.

    Attributes:
        text: The clean text.

        title: Its headline, folded; empty where there is none.

        day: The day it prints; None where it prints none or only about when.

        place: The address or file that it came from; None where it is not known.
    """

    text: str
    title: str
    day: dt.date | None
    place: str | None

    @cached_property
    def cut(self) -> tuple[int, Runs]:
        """How many words the text has, and its runs of three; many a text is asked only whether it is another one."""
        words = words_of(self.text)
        runs: Runs = frozenset(zip(words, words[1:], words[2:], strict=False))
        return len(words), runs or frozenset({tuple(words)} if words else ())

    @property
    def words(self) -> int:
        """How many words the text has."""
        return self.cut[0]

    @property
    def runs(self) -> Runs:
        """Its runs of three words."""
        return self.cut[1]


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What two pages are to one another.

    Attributes:
        relation: The answer.

        containment: Share of the smaller set of word-3 shingles that the other text holds.

        length: Words of the shorter text as a share of the longer one's.

        reason: Why, in words.
    """

    relation: Relation
    containment: float
    length: float
    reason: str

    @property
    def joins(self) -> bool:
        """Whether the two are one story."""
        return self.relation in JOINING


def story_of(text: str, title: str | None = None, day: dt.date | None = None, place: str | None = None) -> Story:
    """Return what a verdict needs to know of a page."""
    return Story(text, fold_title(title), day, place)


def verdict(a: Story, b: Story) -> Verdict:
    """
    Return what two pages are to one another, whichever comes first.

    The reasons that join come first, then those that keep apart what looks like a copy.
    """
    cut = a if a.text == b.text else b  # to cut a text again takes longer than all that is asked of its twin
    held = containment_of(a.runs, cut.runs)
    length = min(a.words, cut.words) / max(a.words, cut.words, 1)
    relation, reason = judge(a, b, held, length, short=min(a.words, cut.words) < SHORT_WORDS)
    return Verdict(relation, held, length, reason)


def judge(a: Story, b: Story, held: float, length: float, *, short: bool) -> tuple[Relation, str]:
    """Return the relation of two pages and why."""
    named = share_a_name(a, b)
    if held >= COPY and is_same_text(a, b) and (named or not short):
        return "same_text", "letters and digits are equal"
    if a.place is not None and a.place == b.place and (held >= SAME_STORY or (a.title and a.title == b.title)):
        stub = held >= STUB_CONTAINED and length < STUB_LENGTH
        return ("truncated", "a stub of the same place") if stub else ("same_url", "texts or titles of one place agree")
    if held < (SHORT_COPY if short and length < COPY_LENGTH else COPY):
        return "apart", "too little is shared"
    if length < COPY_LENGTH:
        return "contained", "the shorter text stands in the longer one"
    if share_of_both(a, b) < AS_GOOD_AS_EQUAL and name_other_pages(a.text, b.text):
        return "template", "other pages of one site are named"
    return judge_short(a, b, held, named=named) if short else judge_long(a, b, length)


def judge_long(a: Story, b: Story, length: float) -> tuple[Relation, str]:
    """Return what two texts of one length are that share most of their words."""
    if reason := recurs(a, b):
        return "template", reason
    of_both = OF_BOTH if length >= EVEN_LENGTH else OF_BOTH_UNEVEN
    shared = share_of_both(a, b)
    if shared < of_both:
        return "near?", "much is shared, and much is not"
    if shared < AS_GOOD_AS_EQUAL and (reason := composed_anew(a.text, b.text, len(a.runs | b.runs))):
        return "near?", reason
    return "near", "the words are the same but for an edit"


def judge_short(a: Story, b: Story, held: float, *, named: bool) -> tuple[Relation, str]:
    """Return what two short texts are that share most of their words: stock phrases, unless all agrees."""
    days = days_between(a, b)
    if days is not None and days >= RECURRING_DAYS:
        return "template", "short, and days apart"
    if numbers_of(a.text).all != numbers_of(b.text).all:
        return "template", "short, and numbers differ"
    if held < SHORT_COPY:
        return "near?", "short, and words differ"
    if days is None and not named:
        return "near?", "short, of unknown days, and titles differ"
    return "near", "short, and the words are the same"


def recurs(a: Story, b: Story) -> str:
    """
    Return why two texts are issues of a recurring piece; empty where they are not.

    Where a day is missing, the texts may be any days apart.
    """
    mine, yours = numbers_of(a.text), numbers_of(b.text)
    if mine.all == yours.all:
        return ""
    equal, other = compare(mine, yours)
    days = days_between(a, b)
    if other and (days is None or days >= RECURRING_DAYS):
        return "numbers differ, and days may lie between" if days is None else "numbers differ, days apart"
    if other >= MANY_OTHER_NUMBERS or (other >= FEW_OTHER_NUMBERS and other >= OTHER_NUMBERS * (equal + other)):
        return "several numbers differ in the same places"
    return ""


def days_between(a: Story, b: Story) -> int | None:
    """Return how many days lie between what two pages print; None where one prints none."""
    return abs((a.day - b.day).days) if a.day and b.day else None


def share_of_both(a: Story, b: Story) -> float:
    """Return the share of all runs of two texts that both have."""
    return len(a.runs & b.runs) / max(len(a.runs | b.runs), 1)


def share_a_name(a: Story, b: Story) -> bool:
    """Return whether two pages have one title or one place."""
    return bool(a.title and a.title == b.title) or (a.place is not None and a.place == b.place)


def is_same_text(a: Story, b: Story) -> bool:
    """Return whether letters, digits and the marks inside numbers are equal: typography is no difference."""
    return a.text == b.text or "".join(SAID.findall(fold(a.text))) == "".join(SAID.findall(fold(b.text)))
