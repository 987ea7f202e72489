"""
One shard of raw pages, cleaned into staged rows. Runs in a worker process.

Results are paths and counts, never articles: rows go to the staging folder and
only `flows.corpus` reads them again.
"""

from __future__ import annotations

import datetime as dt
import signal
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.progress import counted
from flows.read import lines_of, unpack
from flows.staged import input_key, staged_file, write_mark, write_staged
from transforms.records import Article, RawPage, Reject
from transforms.rulebook.compiled import take_compiled
from transforms.schema import (
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    MadeBy,
    arrow_schema,
    article_row,
    reject_row,
)
from transforms.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType
    from typing import TypeAlias

    from transforms.knowledge import Knowledge
    from transforms.schema import Columns

    SetAlarm: TypeAlias = Callable[[int], object]

MOST_SECONDS = 60
"""Time for one page, chosen and not measured: real pages take some 20 ms; what takes a minute is hostile."""

BY_CHANCE = frozenset({"too_slow", "failed", "crashed"})
"""Reasons that a busy machine may have brought about: what a stopped run refused so is tried again."""


@dataclass(frozen=True, slots=True)
class ShardJob:
    """
    What a worker needs to know.

    Attributes:
        shard: The spooled records.

        staging: Folder that takes the staged rows.

        workers: Size of the pool that cleans it.

        made_by: What the rows are made by, as they will say.

        knowledge: The user's folder of rules, outlets and words; None is none.

        model: Whether the model may strike.
    """

    shard: Path
    staging: Path
    workers: int
    made_by: MadeBy
    knowledge: Path | None = None
    model: bool = True


@dataclass(frozen=True, slots=True)
class ShardOutcome:
    """How many records of a shard ended as what."""

    name: str
    articles: int
    rejects: int


class PageTookTooLongError(Exception):
    """A page was not cleaned within `MOST_SECONDS`."""


def clean_shard(job: ShardJob) -> ShardOutcome:
    """Clean every record of one shard and stage the rows."""
    rows: list[dict[str, Any]] = []
    removals: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    inputs: dict[str, str] = {}
    knowledge = load(job.knowledge, model=job.model)
    take_compiled(knowledge.book)
    made_by = replace(job.made_by, rulebook=knowledge.rulebook)
    name = job.shard.stem
    with alarm() as set_alarm:
        for line in counted(lines_of(job.shard), job.staging, name):
            record, seen_day = unpack(line)
            outcome = clean_in_time(record, seen_day, knowledge, set_alarm)
            if not (isinstance(outcome, Reject) and outcome.reason in BY_CHANCE):
                inputs[record.record_id] = input_key(line)
            if isinstance(outcome, Reject):
                rejects.append(reject_row(outcome, seen_day=seen_day, url_key=url_key(outcome.url)))
                continue
            assert isinstance(record, RawPage)  # noqa: S101 - a reject stays one
            address = url_key(outcome.url) if outcome.url else None
            row, ledger = article_row(outcome, record, url_key=address, seen_day=seen_day, made_by=made_by)
            rows.append(row)
            removals += ledger
    stage(staged_file(job.staging, "rows", name), rows, STAGED_ROWS)
    stage(staged_file(job.staging, "removals", name), removals, STAGED_REMOVALS)
    stage(staged_file(job.staging, "rejects", name), rejects, STAGED_REJECTS)
    write_mark(job.staging, name, articles=len(rows), rejects=len(rejects), inputs=inputs)
    return ShardOutcome(name, len(rows), len(rejects))


def clean_record(record: RawPage | Reject, today: dt.date, knowledge: Knowledge) -> Article | Reject:
    """
    Clean one record; whatever goes wrong in it is its own reject and nobody else's.

    A page that breaks the house is no reason to lose a night's run: it is refused by name, with
    the error, and comes again once the code that failed on it has changed.

    Args:
        record: The page, or why it could not be read.

        today: The latest day that a date on it can mean.

        knowledge: What pages are read with.
    """
    with alarm() as set_alarm:
        return clean_in_time(record, today, knowledge, set_alarm)


def clean_in_time(
    record: RawPage | Reject, today: dt.date, knowledge: Knowledge, set_alarm: SetAlarm
) -> Article | Reject:
    """Do what `clean_record` says, with an alarm that many records share."""
    if isinstance(record, Reject):
        return record
    from transforms.page import clean_page

    try:
        set_alarm(MOST_SECONDS)
        try:
            outcome = clean_page(record, knowledge=knowledge, today=today)
        finally:
            set_alarm(0)
    except PageTookTooLongError:
        detail = f"not cleaned within {MOST_SECONDS} s; look at the page, it may be hostile"
        outcome = Reject(record.source, "extract", "too_slow", detail)
    except Exception as error:  # noqa: BLE001 - see above
        outcome = Reject(record.source, "extract", "failed", f"{type(error).__name__}: {error}; please report the page")
    if isinstance(outcome, Reject):
        address = record.url or outcome.url
        return replace(outcome, record_id=record.record_id, page_id=record.page_id, url=address)
    return outcome


def load(folder: Path | None, *, model: bool = True) -> Knowledge:
    """Return what the house knows, with a user's folder, with or without the model; loaded once per process."""
    from transforms.knowledge import load_knowledge

    knowledge = load_knowledge(folder, model=model)
    knowledge.use()
    return knowledge


def stage(path: Path, rows: list[dict[str, Any]], columns: Columns) -> None:
    """Write rows for the corpus, unless there are none."""
    if not rows:
        return
    import pyarrow as pa

    write_staged(pa.Table.from_pylist(rows, schema=arrow_schema(columns)), path)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise `PageTookTooLongError` when the time is up; see `alarm`."""
    with alarm() as set_alarm:
        set_alarm(seconds)
        yield


@contextmanager
def alarm() -> Iterator[SetAlarm]:
    """
    Yield what sets the seconds after which `PageTookTooLongError` is raised; 0 takes the alarm back.

    Python code only is interrupted, and only in a process's main thread; elsewhere there is no
    limit. What C code may do is bounded by the sizes that readers and extractors accept. Hearing
    the signal is arranged once, which takes four times as long as setting the clock.
    """
    import threading

    def ring(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise PageTookTooLongError

    if threading.current_thread() is not threading.main_thread():
        yield no_alarm
        return
    before = signal.signal(signal.SIGALRM, ring)
    try:
        yield partial(signal.setitimer, signal.ITIMER_REAL)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def no_alarm(seconds: int) -> None:
    """Set no alarm, where none can be heard."""
    del seconds
