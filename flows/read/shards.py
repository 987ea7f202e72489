"""
Staging shards: records copied once into files of a bounded size.

A worker reads a shard from its first line; how records fall into shards changes
no result. One JSON array on each line, so that a person can look inside.
"""

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from flows.mapping import NO_MAP, FieldMap
from flows.read import limits
from flows.read.files import RawFile
from flows.read.formats import FORMATS_OF_ONE_PAGE
from flows.read.manifest import FileRead
from flows.read.records import read_file
from flows.read.unpack import Intake
from transforms.records import RawPage, Reject

Record = RawPage | Reject

UNREADABLE = frozenset({"unreadable_file", "broken_archive", "expands_too_far", "unreadable_sidecar"})
"""Reasons for which a file that did not change is read again."""


LINE_BYTES = 2**20
"""Bytes read from a shard at a time: a line holds a page, 300 kB of markup in the mean."""


@dataclass(frozen=True, slots=True)
class ShardInfo:
    """
    A shard that is ready to be worked on.

    Attributes:
        path: The file, for `read_shard`.

        n_pages: Pages in it.

        n_rejects: Read rejects in it.

        n_known: Records passed over since the shard before, because they are known.

        n_waiting: Records since the shard before that are still being written.
    """

    path: Path
    n_pages: int = 0
    n_rejects: int = 0
    n_known: int = 0
    n_waiting: int = 0

    @property
    def n_records(self) -> int:
        """Records in the file."""
        return self.n_pages + self.n_rejects


def is_never_made(line: bytes) -> bool:
    """Return that no row was made before."""
    del line
    return False


def spool(
    files: Iterable[RawFile],
    shard_dir: Path,
    *,
    seen_day_of: Callable[[Record], dt.date | None],
    note_file: Callable[[FileRead], None],
    rejects: Iterable[Reject] = (),
    is_made: Callable[[bytes], bool] = is_never_made,
    now: Callable[[], float] = time.time,
    fields: FieldMap = NO_MAP,
    most_records: int = limits.SHARD_RECORDS,
    most_bytes: int = limits.SHARD_BYTES,
) -> Iterator[ShardInfo]:
    """
    Copy the records of raw files into shards, giving out each as soon as it is whole.

    The last shard may hold no record: it reports what was known or waits behind the one before.

    Args:
        files: The files to read, as `plan_reading` chose them.

        shard_dir: Where shards go; made if it is missing. Left-over shards in it are overwritten.

        seen_day_of: The day that bounds a record's dates, which is spooled with it. None for a record
            that was dealt with before: it is counted and passed over.

        note_file: Hears of each file that was read, once its last record was asked for.

        rejects: What was refused before reading, `Found.rejects`; spooled first, of no file.

        is_made: Tells whether the row of a line was made already, which is then not spooled.

        now: The clock that tells which files may still be written to.

        fields: Names of fields that the user told.

        most_records: Records in a shard.

        most_bytes: Bytes after which a shard is closed; it is larger by one record at most.
    """
    records = records_of(files, rejects, now, note_file, fields)
    shard_dir.mkdir(parents=True, exist_ok=True)
    number = 0
    more = True
    while more:
        path = shard_dir / f"shard-{number:06d}.jsonl"
        info, more = write_shard(records, path, seen_day_of, is_made, most_records, most_bytes)
        if info.n_records or info.n_known or info.n_waiting:
            yield info
        number += 1


def records_of(
    files: Iterable[RawFile],
    rejects: Iterable[Reject],
    now: Callable[[], float],
    note_file: Callable[[FileRead], None],
    fields: FieldMap,
) -> Iterator[Record]:
    """Yield all records, and tell of each file behind its last one."""
    yield from rejects
    for file in files:
        intake = Intake()
        names: list[str] = []
        reasons: list[str] = []
        one_page = file.format in FORMATS_OF_ONE_PAGE
        for record in read_file(file, now, intake, fields):
            if isinstance(record, Reject):
                reasons.append(record.reason)
            else:
                one_page = record.source == file.source
            if not is_waiting(record):
                names.append(record.record_id)
            yield record
        n_waiting = reasons.count("waiting")
        note_file(
            FileRead(
                state=file.state,
                digest=intake.digest,
                records=tuple(names),
                rejects=len(reasons) - n_waiting,
                waiting=n_waiting,
                unreadable=not UNREADABLE.isdisjoint(reasons),
                one_page=one_page,
                empty=reasons == ["empty_file"],
            )
        )


def is_waiting(record: Record) -> bool:
    """Return whether a record is the end of a file that is still being written."""
    return isinstance(record, Reject) and record.reason == "waiting"


def write_shard(
    records: Iterator[Record],
    path: Path,
    seen_day_of: Callable[[Record], dt.date | None],
    is_made: Callable[[bytes], bool],
    most_records: int,
    most_bytes: int,
) -> tuple[ShardInfo, bool]:
    """Write one shard. Return what it holds and whether records may be left."""
    staged = path.with_suffix(".part")
    pages = rejects = passed = unfinished = size = 0
    more = False
    with staged.open("wb") as file:
        for record in records:
            if is_waiting(record):
                unfinished += 1
                continue
            seen_day = seen_day_of(record)
            if seen_day is None:
                passed += 1
                continue
            line = pack(record, seen_day)
            if is_made(line):
                continue
            size += file.write(line)
            if isinstance(record, RawPage):
                pages += 1
            else:
                rejects += 1
            if pages + rejects >= most_records or size >= most_bytes:
                more = True
                break
    info = ShardInfo(path, pages, rejects, passed, unfinished)
    if info.n_records or info.n_known or info.n_waiting:
        os.replace(staged, path)  # noqa: PTH105 - a worker never sees half a shard
    else:
        staged.unlink()
    return info, more


def pack(record: Record, seen_day: dt.date) -> bytes:
    """Return a record as one line."""
    fields: list[Any] = [record.record_id, record.page_id, seen_day, record.source]
    if isinstance(record, Reject):
        fields += [None, record.stage, record.reason, record.detail, record.url]
    else:
        fields += [record.kind, record.content, record.url, record.fetched_at, dict(sorted(record.hints.items()))]
    return orjson.dumps(fields) + b"\n"


def read_shard(path: Path) -> Iterator[tuple[Record, dt.date]]:
    """Yield a shard's records in order, each with its seen day, as they were before they were spooled."""
    yield from map(unpack, lines_of(path))


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield the lines of a shard, one of each record; see `unpack`."""
    with path.open("rb", buffering=LINE_BYTES) as file:  # a page is put together from as few pieces as can be
        yield from file


def unpack(line: bytes) -> tuple[Record, dt.date]:
    """Return the record that `pack` made a line of, and its seen day."""
    record_id, page_id, day, source, kind, *rest = orjson.loads(line)
    seen_day = dt.date.fromisoformat(day)
    if kind is None:
        stage, reason, detail, url = rest
        return Reject(source, stage, reason, detail, record_id, page_id, url), seen_day
    content, url, fetched, hints = rest
    fetched_at = dt.datetime.fromisoformat(fetched) if fetched else None
    return RawPage(source, kind, content, url, fetched_at, hints, record_id, page_id), seen_day


def split_shard(path: Path) -> tuple[Path, ...]:
    """Write the two halves of a shard beside it and return them; nothing for a shard of one record."""
    lines = path.read_bytes().splitlines(keepends=True)
    if len(lines) < 2:  # noqa: PLR2004 - one record has no halves
        return ()
    middle = len(lines) // 2
    halves = path.with_name(f"{path.stem}a{path.suffix}"), path.with_name(f"{path.stem}b{path.suffix}")
    for half, part in zip(halves, (lines[:middle], lines[middle:]), strict=True):
        half.write_bytes(b"".join(part))
    return halves
