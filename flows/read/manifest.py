"""What is remembered of each raw file, so that a file that did not change need not be read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.read.files import FileState, Found, RawFile


@dataclass(frozen=True, slots=True)
class FileRead:
    """
    A file that was read.

    Attributes:
        state: How it looked before it was read. What is written into it meanwhile is read next time.

        digest: SHA-256 of its bytes as they are stored, first half, in hex; empty where it was not read
            to its end.

        records: The `record_id` of each of its records and rejects, in the order of the file. What waits
            has none.

        rejects: How many of them are rejects.

        waiting: Records at its end that are still being written.

        unreadable: It could not be read, or not to its end, or its sidecar could not.

        one_page: It holds one page, not a record on each line.

        empty: It holds nothing.
    """

    state: FileState
    digest: str = ""
    records: tuple[str, ...] = ()
    rejects: int = 0
    waiting: int = 0
    unreadable: bool = False
    one_page: bool = False
    empty: bool = False

    @property
    def useless(self) -> bool:
        """Whether it holds many records, and not one of them could be read."""
        return not self.one_page and not self.waiting and not self.empty and len(self.records) <= self.rejects

    @property
    def again(self) -> bool:
        """Whether it is to be read again although nothing changed: its owner, its disk, or the time may have."""
        return self.unreadable or self.waiting > 0


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is left of a `FileRead` between runs, as far as planning needs it."""

    state: FileState
    again: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What to do with the files of a raw folder.

    Attributes:
        to_read: Files that are new, changed, or were not read to their end.

        unchanged: Files that are as they were when they were read.

        vanished: Sources of files that were read before and are gone. Only what lies in the folder that
            was looked through can vanish, and nothing in a folder that could not be listed.
    """

    to_read: tuple[RawFile, ...]
    unchanged: tuple[RawFile, ...]
    vanished: tuple[str, ...]


def plan_reading(found: Found, old: Mapping[str, Remembered | FileRead], *, rescan: bool) -> Plan:
    """
    Return which files are to be read, given what is known of them.

    Args:
        found: The files that are there.

        old: What earlier runs read, by source. Sources outside the folder of `found` may be among them.

        rescan: Read all files, whatever they look like.
    """
    to_read: list[RawFile] = []
    unchanged: list[RawFile] = []
    for file in found.files:
        before = None if rescan else old.get(file.source)
        known = before is not None and before.state == file.state and not before.again
        (unchanged if known else to_read).append(file)
    here = {file.source for file in found.files}
    vanished = sorted(source for source in old.keys() - here if found.covers(source))
    return Plan(tuple(to_read), tuple(unchanged), tuple(vanished))
