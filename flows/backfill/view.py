"""A store as it is now, for those who look at it while runs go on: a folder that points at one snapshot."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from flows.store.layout import home, resolved_root

if TYPE_CHECKING:
    from pathlib import Path


OF_RUNS = frozenset("current snapshots building staging backfills lock lock-holder last-number".split())
"""What in the store's own folder is not looked at through a view."""


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
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    (own / "current").symlink_to(root)
    for path in home(clean).iterdir():
        if path.name not in OF_RUNS and not path.name.startswith("probe-"):
            (own / path.name).symlink_to(path.absolute())
    return folder
