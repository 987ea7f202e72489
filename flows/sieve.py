"""Which records of a run are cleaned, and what is remembered of the others and of the files."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.corpus.forgotten import address_key
from flows.read import path_date
from flows.shard import stage
from flows.store.tombstones import NOTHING, Tombstones
from transforms.records import RawPage, Reject
from transforms.schema import SIGHTINGS, STAGED_FILES
from transforms.urls import url_key

if TYPE_CHECKING:
    from flows.corpus import Known
    from flows.corpus.known import KnownFile
    from flows.read import FileRead

MOST_IDS_WAITING = 100_000
"""Record ids of read files that wait to be written: 10 MB."""

GONE = -1
"""Records of a file that is no more, in the manifest of raw files."""


@dataclass(slots=True)
class Counts:
    """What a run has read so far."""

    cleaned: int = 0
    forgotten: int = 0
    known: int = 0
    redelivered: int = 0
    waiting: int = 0
    files: int = 0
    files_read: int = 0
    useless: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sieve:
    """
    Tells new records from known ones, and notes sightings and files as they go by.

    Attributes:
        as_of: Day on which new records come in.

        known: What the store holds.

        again: Clean known records anew that other knowledge or code cleaned.

        staging: Where sightings and files are staged.

        old_files: The raw files that the store remembers, by path.

        old_records: The record ids that changed files of several records held.

        arrivals: Days that bound the dates of records that are new here and known to another store.

        tombstones: What was forgotten and does not come in again.

        counts: How many there were of each.
    """

    as_of: dt.date
    known: Known
    again: bool
    staging: Path
    old_files: Mapping[str, KnownFile]
    old_records: Mapping[str, Sequence[str]]
    arrivals: Known | None = None
    tombstones: Tombstones = NOTHING
    counts: Counts = field(default_factory=Counts)
    this_run: set[bytes] = field(default_factory=set)
    met: dict[str, dt.datetime | None] = field(default_factory=dict)
    sightings: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    ids_waiting: int = 0
    parts: int = 0

    def seen_day_of(self, record: RawPage | Reject) -> dt.date | None:
        """Return the day that bounds a record's dates, None where it need not be cleaned."""
        key = bytes.fromhex(record.record_id)
        at = self.known.find(record.record_id)
        fetched = record.fetched_at if isinstance(record, RawPage) else None
        if self.tombstones and self.is_forgotten(record):
            self.counts.forgotten += 1
            return None
        if key in self.this_run:
            self.counts.redelivered += 1
            self.meet(record.record_id, fetched)
            return None
        if at is not None and not self.is_wanted(at, record):
            self.counts.known += 1
            self.meet(record.record_id, fetched)
            return None
        self.this_run.add(key)
        self.counts.cleaned += 1
        return self.known.seen_day(at) if at is not None else self.first_seen_day(record, fetched)

    def is_forgotten(self, record: RawPage | Reject) -> bool:
        """Return whether a record meets a tombstone, as far as its names, address and host tell before it is read."""
        stones = self.tombstones
        if record.record_id in stones.records or record.page_id in stones.pages:
            return True
        address = url_key(record.url) if isinstance(record, RawPage) else None
        if address is None:
            return False
        host = address.partition("/")[0].partition("?")[0]
        return address_key(address) in stones.addresses or any(lies_under(host, name) for name in stones.outlets)

    def is_wanted(self, at: int, record: RawPage | Reject) -> bool:
        """Return whether a known record is cleaned anew: it failed, could not be read before, or all are."""
        if self.known.is_held(at):
            return False
        readable = isinstance(record, RawPage) and self.known.is_unread(at)
        return readable or self.known.is_retried(at) or (self.again and not self.known.is_checked(at))

    def first_seen_day(self, record: RawPage | Reject, fetched: dt.datetime | None) -> dt.date:
        """Return the day of a record that comes in: fetched, else dated by its path, else today."""
        at = self.arrivals.find(record.record_id) if self.arrivals else None
        if self.arrivals and at is not None:
            return self.arrivals.seen_day(at)
        return fetched.date() if fetched else path_date(record.source) or self.as_of

    def meet(self, record_id: str, fetched: dt.datetime | None) -> None:
        """Note that a record which is not cleaned stood in the file that is being read."""
        before = self.met.get(record_id)
        self.met[record_id] = max(before, fetched) if before and fetched else before or fetched

    def note_file(self, read: FileRead) -> None:
        """Hear that a file was read: note its state, and which known records came in once more."""
        old = self.old_files.get(read.state.source)
        self.counts.files += 1
        self.counts.files_read += not (read.unreadable or len(read.records) <= read.rejects)
        self.counts.waiting += read.waiting
        self.counts.useless += [read.state.source] if read.useless else []
        if old is None or old.digest != read.digest or not read.digest:
            self.sightings += [{"record_id": name, "fetched_at": self.met[name]} for name in self.newly_met(read, old)]
        self.met.clear()
        row = file_row(read)
        if old is None or any(getattr(old, name) != row[name] for name in COMPARED):
            self.files.append(row)
            self.ids_waiting += len(read.records)
        if self.ids_waiting >= MOST_IDS_WAITING:
            self.flush()

    def newly_met(self, read: FileRead, old: KnownFile | None) -> list[str]:
        """Return the known records of a file that it did not hold before, holds more often, or fetched later."""
        if old is not None and not read.one_page:
            more = Counter(read.records) - Counter(self.old_records.get(read.state.source, ()))
            return sorted(name for name, fetched in self.met.items() if more[name] or self.is_news(name, fetched))
        return sorted(self.met)

    def is_news(self, record_id: str, fetched: dt.datetime | None) -> bool:
        """Return whether a known record was fetched later than the store knows."""
        at = self.known.find(record_id)
        return at is not None and self.known.is_fetched_later(at, fetched)

    def note_vanished(self, sources: Sequence[str]) -> None:
        """Note files that are gone."""
        self.files += [NO_FILE | {"path": source, "n_records": GONE} for source in sources]

    def flush(self) -> None:
        """Stage what was noted."""
        self.parts += 1
        stage(self.staging / f"files-{self.parts:04d}.parquet", self.files, STAGED_FILES)
        stage(self.staging / f"sightings-{self.parts:04d}.parquet", self.sightings, SIGHTINGS)
        self.files, self.sightings, self.ids_waiting = [], [], 0


def lies_under(host: str, outlet: str) -> bool:
    """Return whether a host is an outlet's, or one below it."""
    return host == outlet or host.endswith(f".{outlet}")


COMPARED = "size mtime_ns inode sidecar digest n_records n_rejects unreadable".split()
NO_FILE: dict[str, Any] = dict.fromkeys((name for name, _ in STAGED_FILES), None) | {"records": []}


def file_row(read: FileRead) -> dict[str, Any]:
    """Return the manifest's row of a file that was read. One that is not whole is read again."""
    state = read.state
    return {
        "path": state.source,
        "size": state.size,
        "mtime_ns": state.mtime_ns,
        "inode": state.inode,
        "sidecar": state.sidecar,
        "digest": read.digest,
        "n_records": len(read.records),
        "n_rejects": read.rejects,
        "unreadable": read.again,
        "one_page": read.one_page,
        "records": list(read.records),
    }
