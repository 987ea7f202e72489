"""Which snapshots stand, what made them, and how two of them differ."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.corpus.database import connect, tally
from flows.inspect.changed import find_changed
from flows.inspect.files import find_catalogue_faults
from flows.retention import Retention
from flows.store import layout, lock, scan
from flows.store.catalogue import read_catalogue
from flows.store.exporting import standing_root
from flows.store.pins import pin, read_pins
from flows.store.pins import release as unpin
from flows.store.retaining import read_retention
from flows.store.snapshot import standing_numbers
from flows.store.usage import own_bytes

if TYPE_CHECKING:
    from flows.store.pins import Pins

SHOWN = ("articles", "duplicates", "rejects")
MOST_SHOWN = 5
"""Ids of each kind of change that a comparison shows."""

KINDS = ("rollback", "release", "maintain", "backfill", "preference", "upgrade", "forgotten")
"""What the facts of a manifest name a run by; others are nights."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    A snapshot that stands.

    Attributes:
        number: Its number.

        published_at: When it was published.

        current: Whether it is the published one.

        rows: Rows by dataset.

        own_bytes: Bytes that it alone holds, and that come free when it goes.

        shared_bytes: Bytes that it shares with others.

        run: What made it: a night, a backfill, …

        pinned_until: The day until which it stays whatever is published; None where it is not pinned.

        pinned_why: Why.

        broken: What is wrong with its catalogue; empty where nothing is.
    """

    number: int
    published_at: dt.datetime
    current: bool
    rows: Mapping[str, int]
    own_bytes: int
    shared_bytes: int
    run: str
    pinned_until: dt.date | None = None
    pinned_why: str = ""
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """
    How two snapshots differ.

    Attributes:
        was: Number of the earlier one.

        now: Number of the later one.

        changes: Pages by change, as `changes/` calls it.

        ids: Some ids of each change.
    """

    was: int
    now: int
    changes: Mapping[str, int]
    ids: Mapping[str, list[str]]


def list_snapshots(clean: Path) -> list[Snapshot]:
    """
    Return the snapshots that stand, the newest first.

    Raises:
        StoreError: Nothing is published yet, or the file of pins cannot be read.
    """
    current = int(layout.resolved_root(clean).name)
    pins, runs = read_pins(clean), told_runs(clean)
    numbers = [number for number in standing_numbers(clean) if number <= current]
    return [snapshot_of(clean, number, current, pins, runs) for number in reversed(numbers)]


def snapshot_of(clean: Path, number: int, current: int, pins: Pins, runs: Mapping[str, str]) -> Snapshot:
    """Return what is to be told of one snapshot."""
    root = standing_root(clean, number)
    faults = find_catalogue_faults(root)
    files = {} if faults else read_catalogue(root)
    own, shared = own_bytes(root)
    until, why = pins.get(number, (None, ""))
    return Snapshot(
        number=number,
        published_at=dt.datetime.fromtimestamp(int(root.stat().st_mtime), tz=dt.UTC),
        current=number == current,
        rows={name: sum(file.rows for file in files.get(name, ())) for name in SHOWN},
        own_bytes=own,
        shared_bytes=shared,
        run=runs.get(root.name, "unknown"),
        pinned_until=until,
        pinned_why=why,
        broken=faults[0].what if faults else "",
    )


def told_runs(clean: Path) -> dict[str, str]:
    """Return what each run was, by its name, as the published manifests tell."""
    root = layout.resolved_root(clean)
    some = [file for file in read_catalogue(root).get("runs", ()) if file.rows]
    if not some:
        return {}
    with connect() as con:
        rows = con.execute(f"SELECT run_id, as_of, facts FROM {scan(root, 'runs', some)}").fetchall()
    return {name: kind_of(day, json.loads(facts or "{}")) for name, day, facts in rows}


def kind_of(day: dt.date, facts: Mapping[str, Any]) -> str:
    """Return what a run was, in words."""
    kind = next((kind for kind in KINDS if facts.get(kind)), "")
    told = facts.get(kind)
    if kind == "rollback" and isinstance(told, dict):
        return f"rollback to {told['to']}: {told['reason']}"
    return f"{kind} of {day}" if kind else f"night of {day}"


def compare_snapshots(clean: Path, was: int, now: int, *, most: int = MOST_SHOWN) -> Difference:
    """
    Return how two snapshots differ.

    Args:
        clean: The clean folder.

        was: Number of the earlier one.

        now: Number of the later one.

        most: Ids of each change that are named.

    Raises:
        StoreError: One of them does not stand.
    """
    roots = standing_root(clean, was), standing_root(clean, now)
    with connect() as con:
        find_changed(con, *roots)
        changes = tally(con, "SELECT change, count(*) AS n FROM changed GROUP BY 1 ORDER BY n DESC, change")
        ids = con.execute(
            "SELECT change, list_sort(list(id))[1:$most] FROM changed GROUP BY 1", {"most": most}
        ).fetchall()
    return Difference(was, now, changes, dict(ids))


def pin_snapshot(
    clean: Path, number: int, why: str, days: int | None, *, retention: Retention | None = None
) -> dt.date:
    """
    Keep a snapshot for some days, and return the last of them.

    Raises:
        StoreError: It does not stand, another run is writing, or the disk failed.
    """
    until = dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=days or read_retention(clean, retention).pinned_days)
    with lock(clean):
        standing_root(clean, number)
        pin(clean, number, until, why or "asked for")
    return until


def unpin_snapshot(clean: Path, number: int) -> None:
    """
    Let a pinned snapshot go as others do.

    Raises:
        StoreError: Another run is writing, or the disk failed.
    """
    with lock(clean):
        unpin(clean, number)
