"""Plain folders for copying elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.store import layout
from flows.store.card import write_card
from flows.store.catalogue import read_catalogue
from flows.store.errors import StoreError, disk_errors
from flows.store.snapshot import standing_numbers


@dataclass(frozen=True, slots=True)
class Exported:
    """
    What was copied.

    Attributes:
        folder: Where it lies.

        snapshot: The snapshot.

        rows: Rows by dataset.

        files: How many files were written.

        bytes: Their size.
    """

    folder: Path
    snapshot: int
    rows: Mapping[str, int]
    files: int
    bytes: int


def export(clean: Path, folder: Path, *, number: int | None = None) -> Exported:
    """
    Copy the datasets of a snapshot as plain folders, without links.

    Args:
        clean: The clean folder.

        folder: Where the copy goes; it must not exist or be empty. It appears when it is complete.

        number: The snapshot; None is the published one.

    Raises:
        StoreError: Nothing is published yet, the snapshot does not stand or holds what is forgotten, `folder` holds
            something, or the disk failed.
    """
    root = layout.resolved_root(clean) if number is None else standing_root(clean, number)
    check_forgotten(clean, root)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder}: something stands here already; name a new folder")
    draft = folder.with_name(f".{folder.name}.saring-new")
    with disk_errors(folder):
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for name in (*layout.PUBLIC, *layout.HISTORIES):
            source = layout.dataset_folder(clean, root, name)
            if source.is_dir():  # a store of an older schema has no history yet
                shutil.copytree(source, draft / name)
        write_card(draft)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    return told(folder, root)


def standing_root(clean: Path, number: int) -> Path:
    """
    Return the folder of a snapshot.

    Raises:
        StoreError: It does not stand; the message names those that do.
    """
    standing = standing_numbers(clean)
    if number not in standing:
        there = ", ".join(map(str, standing)) or "none"
        raise StoreError(f"{clean}: there is no snapshot {number}; standing are {there} (`saring snapshots {clean}`)")
    return layout.snapshots(clean).resolve() / layout.snapshot_name(number)


def told(folder: Path, root: Path) -> Exported:
    """Return what a copy of a snapshot holds, as its catalogue says."""
    catalogue = read_catalogue(root)
    rows = {name: sum(file.rows for file in catalogue.get(name, ())) for name in layout.PUBLIC}
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return Exported(folder, int(root.name), rows, len(sizes), sum(sizes))


def check_forgotten(clean: Path, root: Path) -> None:
    """
    Refuse a snapshot that holds what was forgotten: it was published again, or a kill came in between.

    Raises:
        StoreError: The message names the remedy.
    """
    from flows.store.holding import holds_any
    from flows.store.tombstones import read_tombstones

    records = read_tombstones(clean).records
    if records and holds_any(root, records, {}):
        raise StoreError(
            f"{clean}: snapshot {int(root.name)} holds pages that are forgotten; the next run takes them out, and so "
            "does any `saring forget`. Nothing was written."
        )
