"""What a run was asked to do."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from flows.errors import UsageError
from flows.mapping import FieldMap
from flows.retention import Retention

NOBODY: Mapping[str, str] = MappingProxyType({})
"""No outlet may pass its bounds."""

ELSEWHERE = re.compile(r"[^/\\]{2,}:[/\\]|[^/\\]+@[^/\\]+:")
"""`scheme://place`, folded by paths into `scheme:/place`, `host:/folder`, `user@host:folder`; a drive is one letter."""

FEED = re.compile(r"(?!\.)[\w.-]{1,64}")


@dataclass(frozen=True, slots=True)
class Order:
    """
    What a run was asked to do. Made by `order_of`, handed on unchanged from the command line to the store.

    Attributes:
        raw: Folder with raw pages, or one file.

        clean: Folder of the datasets; made if it is missing.

        as_of: Day that counts as today: the day on which new records are first seen.

        workers: Processes that clean pages.

        again: Clean known records anew as well: a backfill.

        accepted: Outlets that may pass their bounds in this run, with reasons, which are kept in the manifest.

        feed: Name that stands before the sources of this raw folder; None is the store's first, which has no name.

        arrivals: Another store whose arrivals (first seen, places) are taken over; None is none.

        knowledge: The user's folder of rules, outlets and words beside the packaged ones; None is none.

        rescan: Read every raw file, also those whose size and time have not changed.

        model: Whether the model may strike, in this store from now on; None is what the store was told last.

        scheduled: A night of the schedule: only such runs teach the alarms what is usual. A catch-up or a backfill
            by hand does not.

        bounds: A TOML file whose bounds of alarms overrule the packaged ones, key by key; None is none.

        retention: How long old snapshots and changes stay, from now on; None is what the store was told last.

        fields: What exports call their fields beside the names that we know; None is what the store was told last.

        ignored: Suffixes of files that lie among the raw ones and hold no pages.

        references: Folders of texts that pages are compared with and that are never published; None is what the
            store was told last.
    """

    raw: Path
    clean: Path
    as_of: dt.date
    workers: int
    again: bool = False
    accepted: Mapping[str, str] = field(default_factory=lambda: NOBODY)
    feed: str | None = None
    arrivals: Path | None = None
    knowledge: Path | None = None
    rescan: bool = False
    model: bool | None = None
    scheduled: bool = False
    bounds: Path | None = None
    retention: Retention | None = None
    fields: FieldMap | None = None
    ignored: tuple[str, ...] = ()
    references: tuple[Path, ...] | None = None


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def order_of(
    raw: Path | str,
    clean: Path | str,
    *,
    as_of: dt.date | None = None,
    workers: int | None = None,
    again: bool = False,
    accepted: Mapping[str, str] | None = None,
    feed: str | None = None,
    arrivals: Path | None = None,
    knowledge: Path | None = None,
    rescan: bool = False,
    model: bool | None = None,
    scheduled: bool = False,
    bounds: Path | None = None,
    retention: Retention | None = None,
    fields: FieldMap | None = None,
    ignored: tuple[str, ...] = (),
    references: tuple[Path, ...] | None = None,
) -> Order:
    """
    Return an order in which what was left out is filled in: today in UTC, one worker for each core.

    Raises:
        UsageError: `raw` or `clean` names an object store or another host, `clean` is a file, `arrivals`,
            `knowledge` or one of `references` is no folder, `bounds` is no file, or `feed` cannot stand before a path.
    """
    if feed is not None and not FEED.fullmatch(feed):
        raise UsageError(f"--feed {feed}: name it in letters, digits, `-`, `_` and `.`, the first no dot")
    compared = [("--reference", folder) for folder in references or ()]
    for name, folder in (("--arrivals", arrivals), ("--knowledge", knowledge), *compared):
        if folder is not None and not folder.is_dir():
            raise UsageError(f"{name} {folder}: there is no such folder")
    if bounds is not None and not bounds.is_file():
        raise UsageError(f"--bounds {bounds}: there is no such file")
    return Order(
        raw=check_place(raw, "RAW"),
        clean=check_place(clean, "CLEAN"),
        as_of=as_of or dt.datetime.now(tz=dt.UTC).date(),
        workers=workers or count_cores(),
        again=again,
        accepted=accepted or NOBODY,
        feed=feed,
        arrivals=arrivals,
        knowledge=knowledge,
        rescan=rescan,
        model=model,
        scheduled=scheduled,
        bounds=bounds,
        retention=retention,
        fields=fields,
        ignored=ignored,
        references=references,
    )


REMEDIES = {
    "RAW": "copy or mount the pages here first",
    "CLEAN": "publish into a local folder, then write a copy with `saring export` and sync that",
}


def check_place(place: Path | str, name: str) -> Path:
    """
    Return a place as a path.

    Raises:
        UsageError: It looks like an object store or a folder of another host, and there is no such folder
            here; or the datasets would have to go into a file.
    """
    path = Path(place)
    if name == "CLEAN" and path.is_file():
        raise UsageError(f"{path} is a file; name a folder for the datasets")
    if ELSEWHERE.match(str(place)) and not path.exists():
        raise UsageError(
            f"{name} {place}: object stores and remote hosts are not supported; {REMEDIES[name]}. "
            "Where it is the name of a folder here, make that folder first."
        )
    return path
