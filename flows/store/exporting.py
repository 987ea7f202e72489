"""Plain folders for copying elsewhere."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from flows.store import layout
from flows.store.card import write_card
from flows.store.errors import StoreError, disk_errors

if TYPE_CHECKING:
    from pathlib import Path


def export(clean: Path, folder: Path) -> Path:
    """
    Copy the published datasets as plain folders, without links.

    Args:
        clean: The clean folder.

        folder: Where the copy goes; it must not exist or be empty. It appears when it is complete.

    Returns:
        `folder`.

    Raises:
        StoreError: Nothing is published yet, `folder` holds something, the snapshot holds what is forgotten, or
            the disk failed.
    """
    root = layout.resolved_root(clean)
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
    return folder


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
