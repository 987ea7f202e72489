"""
One shard of raw pages, cleaned into staged rows. Runs in a worker process.

Results are paths and counts, never articles: rows go to the staging folder and
only `flows.corpus` reads them again.
"""

from __future__ import annotations

import datetime as dt
import functools
import signal
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.read import path_date, read_shard
from transforms.records import Article, RawPage, Reject
from transforms.schema import (
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    arrow_schema,
    article_row,
    reject_row,
    removal_rows,
)
from transforms.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from transforms.knowledge import Knowledge
    from transforms.schema import Columns

MOST_SECONDS = 60
"""Time for one page, chosen and not measured: real pages take some 20 ms; what takes a minute is hostile."""


@dataclass(frozen=True, slots=True)
class ShardJob:
    """
    What a worker needs to know.

    Attributes:
        shard: The spooled records.

        staging: Folder that takes the staged rows.

        today: The day that bounds dates without a year.

        workers: Size of the pool that cleans it.
    """

    shard: Path
    staging: Path
    today: dt.date
    workers: int


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
    for record, digest in read_shard(job.shard):
        outcome = clean_record(record, job.today)
        if isinstance(outcome, Reject):
            rejects.append(reject_row(outcome, raw_sha256=digest))
        else:
            rows.append(staged_row(outcome, digest))
            removals += removal_rows(outcome)
    name = job.shard.stem
    stage(job.staging / f"rows-{name}.parquet", rows, STAGED_ROWS)
    stage(job.staging / f"removals-{name}.parquet", removals, STAGED_REMOVALS)
    stage(job.staging / f"rejects-{name}.parquet", rejects, STAGED_REJECTS)
    return ShardOutcome(name, len(rows), len(rejects))


def clean_record(record: RawPage | Reject, today: dt.date) -> Article | Reject:
    """
    Clean one record; whatever goes wrong in it is its own reject and nobody else's.

    A page that breaks the house is no reason to lose a night's run: it is refused by name, with
    the error, and comes again once the code that failed on it has changed.
    """
    if isinstance(record, Reject):
        return record
    from transforms.page import clean_page

    try:
        with at_most(MOST_SECONDS):
            return clean_page(record, knowledge=knowledge(), today=today)
    except PageTookTooLongError:
        detail = f"not cleaned within {MOST_SECONDS} s; look at the page, it may be hostile"
        return Reject(record.source, "extract", "too_slow", detail)
    except Exception as error:  # noqa: BLE001 - see above
        return Reject(record.source, "extract", "failed", f"{type(error).__name__}: {error}; please report the page")


@functools.cache
def knowledge() -> Knowledge:
    """Load what the house knows once per process."""
    from transforms.knowledge import load_knowledge

    return load_knowledge()


def rule_book_digest() -> str:
    """Return the short name of the rules that this process strikes with."""
    return knowledge().rulebook


def staged_row(article: Article, digest: str) -> dict[str, Any]:
    """Return an article's row for the corpus."""
    seen = article.fetched_at.date() if article.fetched_at else path_date(article.source)
    key = url_key(article.url) if article.url else None
    return article_row(article, raw_sha256=digest, url_key=key, seen_date=seen, rulebook=rule_book_digest())


def stage(path: Path, rows: list[dict[str, Any]], columns: Columns) -> None:
    """Write rows for the corpus, unless there are none."""
    if not rows:
        return
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(rows, schema=arrow_schema(columns))
    # Read once, and whole: dictionaries and statistics took a sixth of the time to write and some bytes.
    pq.write_table(table, path, compression="zstd", use_dictionary=False, write_statistics=False)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """
    Raise `PageTookTooLongError` when the time is up.

    Python code only is interrupted, and only in a process's main thread; elsewhere there is no
    limit. What C code may do is bounded by the sizes that readers and extractors accept.
    """
    import threading

    def ring(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise PageTookTooLongError

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
