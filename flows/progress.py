"""
How far the workers are inside their shards.

Each shard that is being cleaned has a file of eight bytes that holds how many of its records are
done. A thread of the parent adds them up some times a second: no record is worth a message.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    Record = TypeVar("Record")

FOLDER = "progress"
BYTES = 8

SECONDS_BETWEEN_LOOKS = 0.25
"""A look costs some 50 µs."""


class Watch(Protocol):
    """Whoever wants to know how far a run is."""

    def __call__(self, *, done: int = 0, found: int = 0, say: str | None = None) -> None:
        """Take note of `done` more records cleaned, `found` more to clean, or a message."""


def watch_nothing(*, done: int = 0, found: int = 0, say: str | None = None) -> None:
    """Ignore what is reported."""


def counted(records: Iterable[Record], staging: Path, name: str) -> Iterator[Record]:
    """
    Yield a shard's records, telling how many were done; one is done when the next is asked for.

    Whoever cannot tell it, on a full disk for one, cleans all the same.

    Args:
        records: The records of a shard.

        staging: The run's staging folder.

        name: Of the shard; no two that are cleaned at one time may have the same.
    """
    try:
        file = os.open(count_file(staging, name), os.O_WRONLY | os.O_CREAT, 0o600)
    except OSError:  # nobody follows this run
        yield from records
        return
    try:
        for done, record in enumerate(records):
            with contextlib.suppress(OSError):
                os.pwrite(file, done.to_bytes(BYTES, "little"), 0)
            yield record
    finally:
        os.close(file)


def count_file(staging: Path, name: str) -> Path:
    """Return where the count of a shard stands."""
    return staging / FOLDER / name


def forget(staging: Path, name: str) -> None:
    """Delete the count of a shard that will be cleaned anew, or is counted as finished."""
    count_file(staging, name).unlink(missing_ok=True)


class Follower:
    """Reports to a watch how far a run is, never backwards."""

    def __init__(self, staging: Path, watch: Watch) -> None:
        """Follow the shards of a run's staging folder."""
        self._staging, self._watch = staging, watch
        self._finished = self._told = 0
        self._lock = threading.Lock()

    def finished(self, name: str, records: int) -> None:
        """Count a shard that ended with so many records."""
        with self._lock:
            self._finished += records
            forget(self._staging, name)
            self._tell()

    def look(self) -> None:
        """Report what was done since the last look."""
        with self._lock:
            self._tell()

    def _tell(self) -> None:
        done = self._finished + sum(map(read_count, (self._staging / FOLDER).glob("*")))
        if done > self._told:
            self._watch(done=done - self._told)
            self._told = done


def read_count(path: Path) -> int:
    """Return a shard's count; 0 where it was just made, or just taken away."""
    try:
        return int.from_bytes(path.read_bytes(), "little")
    except OSError:
        return 0


@contextlib.contextmanager
def follow(staging: Path, watch: Watch) -> Iterator[Follower]:
    """
    Tell a watch of every record soon after it is done, from a thread of its own.

    The watch is called by one thread at a time. Whoever takes in outcomes calls `finished` with each.
    """
    follower, ended = Follower(staging, watch), threading.Event()
    if watch is watch_nothing:  # without the folder nobody counts
        yield follower
        return
    (staging / FOLDER).mkdir(exist_ok=True)

    def look_on() -> None:
        while not ended.wait(SECONDS_BETWEEN_LOOKS):
            follower.look()

    thread = threading.Thread(target=look_on, name="saring-progress", daemon=True)
    thread.start()
    try:
        yield follower
    finally:
        ended.set()
        thread.join()
