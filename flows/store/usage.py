"""How much of the disk a store takes, each file once however many snapshots hold it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def used_bytes(folder: Path) -> int:
    """Return the bytes of all files below a folder, links to one file counted once."""
    return sum({(said.st_dev, said.st_ino): said.st_size for said in files_below(folder)}.values())


def own_bytes(folder: Path) -> tuple[int, int]:
    """Return the bytes of files that a snapshot alone holds, and of those that it shares with others."""
    own = shared = 0
    for said in files_below(folder):
        if said.st_nlink > 1:
            shared += said.st_size
        else:
            own += said.st_size
    return own, shared


def files_below(folder: Path) -> Iterator[os.stat_result]:
    """Yield what the disk says of each file below a folder; one that goes meanwhile is passed over."""
    for home, _, names in os.walk(folder):
        for name in names:
            try:
                yield os.lstat(Path(home) / name)
            except FileNotFoundError:
                continue
