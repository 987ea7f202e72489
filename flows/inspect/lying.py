"""What runs and backfills that did not finish left in a store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.backfill.folder import backfills, waiting_backfills
from flows.store.lock import holder_now
from flows.store.snapshot import leftovers
from flows.store.staging import read_note, staging_folder
from flows.store.usage import used_bytes


@dataclass(frozen=True, slots=True)
class Lying:
    """
    Something that lies about.

    Attributes:
        what: What it is, and what becomes of it.

        path: Where it lies.

        bytes: Its size.

        since: When it was last written to.
    """

    what: str
    path: Path
    bytes: int
    since: dt.datetime


def find_lying(clean: Path) -> Iterator[Lying]:
    """Yield what unfinished runs and backfills left; what a run works on that goes on is among it."""
    busy = bool(holder_now(clean))
    for path in sorted(staging_folder(clean).glob("*")):
        left = "the next run takes over what it cleaned" if read_note(path) else "the next run sweeps it"
        yield told("a run's staging; " + ("a run goes on" if busy else left), path)
    for path in sorted(leftovers(clean)):
        yield told("a draft; " + ("a run goes on" if busy else "the next run sweeps it"), path)
    for name in waiting_backfills(clean):
        yield told("a backfill that is not published: finish it, publish it, or remove it", backfills(clean) / name)


def told(what: str, path: Path) -> Lying:
    """Return something that lies about."""
    said = path.lstat()
    size = used_bytes(path) if path.is_dir() else said.st_size
    return Lying(what, path, size, dt.datetime.fromtimestamp(int(said.st_mtime), tz=dt.UTC))
