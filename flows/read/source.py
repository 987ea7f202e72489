"""What every reader is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.mapping import NO_MAP, FieldMap
from transforms.identity import place_id
from transforms.records import RawPage, Reject

if TYPE_CHECKING:
    from flows.read.files import RawFile

YOUNG_SECONDS = 600
"""A file that was written to within this time may be written to still: crawlers close files, copies end."""


Note = Callable[[Mapping[str, Any]], None]
"""Hears of a record, as its names and values came."""


def note_nothing(record: Mapping[str, Any]) -> None:
    """Hear of a record and do nothing."""
    del record


@dataclass(frozen=True, slots=True)
class Opened:
    """
    A file that is being read.

    Attributes:
        file: The file.

        chunks: Its unpacked bytes.

        now: The clock, in seconds since 1970.

        fields: Names of fields that the user told.

        note: Hears of each record of an export as it was delivered, before its page is made.
    """

    file: RawFile
    chunks: Iterator[bytes]
    now: Callable[[], float]
    fields: FieldMap = NO_MAP
    note: Note = note_nothing

    def is_young(self, path: Path | None = None) -> bool:
        """Return whether the file, or another one, was written to a moment ago."""
        return is_young(path or self.file.path, self.now)


Reader = Callable[[Opened], Iterator[RawPage | Reject]]


def is_young(path: Path, now: Callable[[], float]) -> bool:
    """Return whether a file was written to a moment ago. A time far ahead is a wrong clock's and says nothing."""
    try:
        return abs(now() - path.stat().st_mtime) < YOUNG_SECONDS
    except OSError:
        return False


def refused(source: str, reason: str, detail: str) -> Reject:
    """Return a reject of this stage, which place and reason name: nothing else is known of it."""
    name = place_id(source, reason)
    return Reject(source, "read", reason, detail, name, name)


def waiting(source: str) -> Reject:
    """Return what stands for the end of a file that is still being written. No reject: it is read next time."""
    return refused(source, "waiting", "still being written, or cut off a moment ago; the next run reads it")
