"""Complete, check and publish a draft; keep old snapshots for those who still read them."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import time
from typing import TYPE_CHECKING

from flows.retention import Retention
from flows.store import layout
from flows.store.card import write_card
from flows.store.catalogue import write_catalogue
from flows.store.checking import check_files
from flows.store.errors import disk_errors
from flows.store.nights import make_history, take_in_nights
from flows.store.parquet import write_empty
from flows.store.pins import pinned
from flows.store.probe import link_target
from flows.store.retaining import read_retention
from flows.store.snapshot import Draft, remove_snapshot, standing_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


SECONDS_OF_AN_HOUR = 3_600


def commit(draft: Draft, *, expected_rows: Mapping[str, int], retention: Retention | None = None) -> None:
    """
    Validate a draft and make it the published snapshot.

    Readers see the old snapshot until one symlink is swapped, and the new one from then on. Only
    after that are old snapshots pruned, as `retention` says.

    Args:
        draft: Every dataset written or kept; those without a file get an empty one.

        expected_rows: Rows that each of these datasets must hold.

        retention: How many old snapshots stay, and for how long; None is as the store was told last.

    Raises:
        StoreError: A file is unreadable, has another schema, rows are missing, or the disk failed.
    """
    with disk_errors(draft.clean):
        for dataset in layout.DATASETS:
            if not draft.files(dataset):
                draft.written[dataset].append(write_empty(draft.folder, dataset))
        check_files(draft, expected_rows)
        write_catalogue(draft.folder, {dataset: draft.files(dataset) for dataset in layout.DATASETS})
        swap_in(draft)
        layout.building(draft.clean).rmdir()
        prune(draft.clean, read_retention(draft.clean, retention))


def adopt(clean: Path, snapshot: Path, number: int) -> None:
    """
    Publish a complete snapshot that was made elsewhere on the same disk.

    Nothing old is pruned: who brings a snapshot in from elsewhere may want the one before back.

    Args:
        clean: The clean folder; hold its lock.

        snapshot: The snapshot's folder, which is moved.

        number: Its number, claimed in `clean`.

    Raises:
        StoreError: The disk failed.
    """
    with disk_errors(clean):
        swap_in(Draft(clean, number, snapshot, None, {}))


def swap_in(draft: Draft) -> None:
    """Put a complete snapshot among the others and point at it. Until the last step readers see the old one."""
    write_card(draft.clean)
    make_history(draft.clean)
    for name in (*layout.PUBLIC, *layout.HISTORIES):
        link_dataset(draft.clean, name)
    os.sync()
    place_snapshot(draft)
    swap_pointer(draft)
    take_in_nights(draft.clean)


def place_snapshot(draft: Draft) -> None:
    """Move a complete draft among the snapshots. Its folder's time becomes the time of publication."""
    layout.snapshots(draft.clean).mkdir(exist_ok=True)
    os.utime(draft.folder)
    draft.folder.rename(layout.snapshots(draft.clean) / draft.run_id)
    sync_folder(layout.snapshots(draft.clean))


def swap_pointer(draft: Draft) -> None:
    """Point `current` at a snapshot, at once."""
    replace_link(layout.home(draft.clean) / "current", f"snapshots/{draft.run_id}", "current.new")
    sync_folder(layout.home(draft.clean))


def link_dataset(clean: Path, name: str) -> None:
    """Make a dataset's fixed link, unless it stands. Before the first swap, lest a kill in between leaves none."""
    if not (clean / name).is_symlink():
        replace_link(clean / name, link_target(name), f".{name}.saring-new")


def replace_link(link: Path, target: str, temporary: str) -> None:
    """Make or replace a symlink; no reader finds it missing in between."""
    fresh = link.with_name(temporary)
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's entries are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def prune(clean: Path, retention: Retention) -> list[int]:
    """
    Remove snapshots that nobody reads or pins any more, and return their numbers.

    Their age counts from the day of their successor; the published one stays, whatever is said.
    """
    numbers = standing_numbers(clean)
    keep = max(retention.snapshots, 1)
    deadline = time.time() - retention.hours * SECONDS_OF_AN_HOUR
    held = pinned(clean, dt.datetime.now(tz=dt.UTC).date())
    gone = []
    for number, successor in itertools.pairwise(numbers[: max(0, len(numbers) - keep + 1)]):
        if (layout.snapshots(clean) / layout.snapshot_name(successor)).stat().st_mtime > deadline:
            break
        if number not in held:
            remove_snapshot(clean, number)
            gone.append(number)
    return gone
