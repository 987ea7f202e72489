"""A draft of the next snapshot: its number, its folder, and what it takes over from the last."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.store import layout
from flows.store.errors import StoreError, disk_errors
from flows.store.probe import check_target, probe_file_system

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A snapshot in the making.

    Attributes:
        clean: The clean folder.

        number: The snapshot's number, never given before and never again.

        folder: Where its datasets are written.

        base: The published snapshot that it follows; None for the first.
    """

    clean: Path
    number: int
    folder: Path
    base: Path | None

    @property
    def run_id(self) -> str:
        """The number as rows and file names carry it."""
        return layout.snapshot_name(self.number)


def begin_snapshot(clean: Path) -> Draft:
    """
    Begin the next snapshot. Hold `writer_lock` from before until it is published.

    Sweeps what killed runs left, and takes a number that no run had, killed ones included.

    Raises:
        StoreError: The folder is not fit for a store, not writable, or full.
    """
    check_target(clean)
    with disk_errors(clean):
        if layout.current_number(clean) is None:
            probe_file_system(clean)
        number = claim_number(clean)
        sweep_leftovers(clean)
        folder = layout.building(clean) / layout.snapshot_name(number)
        for dataset in layout.DATASETS:
            (folder / dataset).mkdir(parents=True)
        return Draft(clean, number, folder, layout.current_snapshot(clean))


def claim_number(clean: Path) -> int:
    """Return the next number, and write it down first: a run killed right after has used it up."""
    record = layout.home(clean) / "last-number"
    try:
        last = int(record.read_text(encoding="ascii")) if record.exists() else 0
    except ValueError as error:
        raise StoreError(f"{record}: not a number; write the highest number in {record.parent}/snapshots") from error
    number = max([last, *standing_numbers(clean)]) + 1
    fresh = record.with_name("last-number.new")
    with fresh.open("w", encoding="ascii") as file:
        file.write(f"{number}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(record)
    return number


def standing_numbers(clean: Path) -> list[int]:
    """Return the numbers of the snapshot folders there are, sorted."""
    folder = layout.snapshots(clean)
    return sorted(int(p.name) for p in folder.iterdir() if p.name.isdigit()) if folder.is_dir() else []


def sweep_leftovers(clean: Path) -> None:
    """Remove what killed runs left: drafts, snapshots that were never pointed at, half-made links."""
    shutil.rmtree(layout.building(clean), ignore_errors=True)
    published = layout.current_number(clean) or 0
    for number in standing_numbers(clean):
        if number > published:
            shutil.rmtree(layout.snapshots(clean) / layout.snapshot_name(number))
    half_made = [*layout.home(clean).glob("probe-*"), *layout.home(clean).glob("*.new"), *clean.glob(".*.saring-new")]
    for leftover in half_made:
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def discard(draft: Draft) -> None:
    """Remove a draft that will not be published; what cannot be removed now is swept by the next run."""
    shutil.rmtree(draft.folder, ignore_errors=True)


def link_unchanged(draft: Draft, dataset: str, touched: Collection[str] = ()) -> int:
    """
    Take over a dataset's files from the last snapshot as hard links.

    Args:
        draft: The snapshot in the making.

        dataset: Which dataset.

        touched: Days whose files the run writes anew; they are not taken over.

    Returns:
        How many files were linked. The file that only says that a dataset is empty is not.
    """
    if draft.base is None:
        return 0
    linked = 0
    skip = {f"date={day}" for day in (*touched, layout.EMPTY_DATE)} if dataset in layout.PARTITIONED else set()
    with disk_errors(draft.folder):
        for folder in [draft.base / dataset, *(p for p in sorted((draft.base / dataset).iterdir()) if p.is_dir())]:
            if folder.name not in skip:
                linked += link_files(folder, draft.folder / folder.relative_to(draft.base))
    return linked


def link_files(source: Path, target: Path) -> int:
    """Hard-link the Parquet files of one folder."""
    files = sorted(source.glob("*.parquet"))
    if files:
        target.mkdir(parents=True, exist_ok=True)
    for file in files:
        os.link(file, target / file.name)
    return len(files)
