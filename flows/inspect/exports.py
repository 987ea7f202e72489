"""What a raw folder, or one file of it, holds as the readers see it: `saring inspect PATH`. Nothing is written."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.inspect.fields import Fields, FieldSeen
from flows.mapping import FieldMap
from flows.read.formats import FORMATS_OF_ONE_PAGE, SIDECAR
from transforms.dates.order import MONTH_FIRST, written_order

if TYPE_CHECKING:
    from flows.read import RawFile
    from transforms.knowledge import Knowledge
    from transforms.records import RawPage, Reject

MOST_FILES = 20
"""Files of many records that are told one by one; those of one page are told together."""

MOST_PROBLEMS = 5
"""Refused records that are told of a file, and reasons of which one is."""

CLEANED = 300
"""Pages that are cleaned to tell languages, outlets and days: a second or two."""

ONE_PAGE_FILES = "files of one page"


@dataclass(slots=True)
class FileSeen:
    """
    What a file holds, or all files of one page together.

    Attributes:
        name: Its source.

        format: What it was read as.

        records: How many records it has.

        pages: How many of them are pages.

        waiting: How many are still being written.

        refused: The others by reason.

        problems: The first of each reason: record, reason, remedy.

        fields: Its fields, and how each is read.

        orders: How many of its dates name the day before the month, and how many the month.
    """

    name: str
    format: str
    records: int = 0
    pages: int = 0
    waiting: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    fields: tuple[FieldSeen, ...] = ()
    orders: Counter[str] = field(default_factory=Counter)

    @property
    def is_month_first(self) -> bool:
        """Whether its dates name the month before the day: `date_order` says so to a run."""
        return list(self.orders) == [MONTH_FIRST]


@dataclass(slots=True)
class Seen:
    """
    What a path holds.

    Attributes:
        files: Its files of records; those of one page as one.

        more: Further files of records, which are counted and not told.

        records: Records of all files.

        pages: Pages of all files.

        unread: Files that nobody knows to read, by suffix.

        cleaned: Pages of which the rest speaks.

        languages: How many of these are in which language.

        outlets: How many are whose, the commonest first.

        days: The first and the last day, None where none has one.

        undated: How many have none.

        untitled: How many have no title.

        no_story: How many hold no story.
    """

    files: list[FileSeen] = field(default_factory=list)
    more: int = 0
    records: int = 0
    pages: int = 0
    unread: Mapping[str, int] = field(default_factory=dict)
    cleaned: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    days: tuple[dt.date, dt.date] | None = None
    undated: int = 0
    untitled: int = 0
    no_story: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every file could be read, and of each file of many records at least one."""
        return not self.unread and all(seen.pages or not seen.refused for seen in self.files)


def inspect(path: Path, fields: FieldMap, today: dt.date, knowledge: Knowledge) -> Seen:
    """
    Look through a raw folder or a file.

    Args:
        path: What to look through.

        fields: Names of fields that the user told.

        today: The latest day that a date can mean.

        knowledge: What pages are cleaned with.

    Raises:
        NothingToRead: There is no such folder, or no file that a reader knows.

        ReadError: A single file is of a kind that no reader knows.
    """
    from flows.read import discover

    found = discover(path)
    seen = Seen(unread={suffix: n for suffix, n in found.unknown.items() if suffix != SIDECAR})
    together = FileSeen(ONE_PAGE_FILES, "")
    for file in found.files:
        one_page = file.format in FORMATS_OF_ONE_PAGE
        told = together if one_page else FileSeen(file.source, file.format)
        look_through(file, told, seen, fields, today, knowledge)
        if one_page:
            continue
        if len(seen.files) < MOST_FILES:
            seen.files.append(told)
        else:
            seen.more += 1
    if together.records:
        seen.files.append(together)
    return seen


def look_through(
    file: RawFile, told: FileSeen, seen: Seen, fields: FieldMap, today: dt.date, knowledge: Knowledge
) -> None:
    """Read a file's records, and clean the first of all pages."""
    from flows.read.records import read_file
    from flows.read.unpack import Intake
    from transforms.records import RawPage

    heard = Fields(fields)
    for record in read_file(file, time.time, Intake(), fields, heard.hear):
        told.records += 1
        seen.records += 1
        if isinstance(record, RawPage):
            told.pages += 1
            seen.pages += 1
            if order := written_order(record.hints.get("date", "")):
                told.orders[order] += 1
            if seen.cleaned < CLEANED:
                clean_one(record, seen, today, knowledge)
        else:
            note_refused(record, told)
    told.fields = heard.told()


def note_refused(refused: Reject, told: FileSeen) -> None:
    """Count a record that is no page; the first of each reason is told with its remedy."""
    if refused.reason == "waiting":
        told.waiting += 1
        return
    told.refused[refused.reason] += 1
    if told.refused[refused.reason] == 1 and len(told.problems) < MOST_PROBLEMS:
        told.problems.append(f"{refused.source}: {refused.reason}: {refused.detail}")


def clean_one(page: RawPage, seen: Seen, today: dt.date, knowledge: Knowledge) -> None:
    """Clean a page and count what it tells."""
    from flows.read import path_date
    from flows.shard import clean_record
    from transforms.records import Reject

    seen.cleaned += 1
    day = page.fetched_at.date() if page.fetched_at else path_date(page.source) or today
    article: Any = clean_record(page, day, knowledge)
    if isinstance(article, Reject):
        seen.no_story += 1
        return
    seen.languages[article.language or "unknown"] += 1
    seen.outlets[article.outlet or article.outlet_domain or "unknown"] += 1
    seen.untitled += article.title is None
    printed = article.published_date
    if printed is None:
        seen.undated += 1
    else:
        first, last = seen.days or (printed, printed)
        seen.days = min(first, printed), max(last, printed)
