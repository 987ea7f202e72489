"""A store as it is now, for those who look at it while runs go on: a folder that points at one snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.store.layout import home, resolved_root

if TYPE_CHECKING:
    from pathlib import Path


def freeze(clean: Path, folder: Path) -> Path:
    """
    Return a folder in which the published snapshot stays what it is now. It is read like a clean folder.

    Args:
        clean: The clean folder.

        folder: Where the view is made; made anew where there is one.

    Raises:
        StoreError: Nothing is published.
    """
    root = resolved_root(clean)
    own = home(folder)
    own.mkdir(parents=True, exist_ok=True)
    pointer = own / "current"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(root)
    return folder
