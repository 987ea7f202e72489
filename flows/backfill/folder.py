"""
Where a backfill lies while it is worked on.

```
CLEAN/.saring/backfills/NAME/plan.parquet          the chosen records as the index had them, with place and slice
CLEAN/.saring/backfills/NAME/order.json            what was asked for; written last, so that a plan is whole or none
CLEAN/.saring/backfills/NAME/slice-0001/try-01/    rows, removals, rejects of a shard, and its mark once it is whole
CLEAN/.saring/backfills/NAME/slice-0001/done.json  what became of the slice; it is not cleaned again
```
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flows.errors import UsageError
from flows.store.errors import LockHeldError, StoreError, disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ORDER = "order.json"
PLAN = "plan.parquet"
DONE = "done.json"

LONGEST_NAME = 60
"""Characters of what a name takes from its selection."""


def backfills(clean: Path) -> Path:
    """Return the folder of all backfills that are not yet published."""
    return home(clean) / "backfills"


def backfill_folder(clean: Path, name: str) -> Path:
    """
    Return a backfill's folder.

    Raises:
        UsageError: The name is no folder's.
    """
    if not re.fullmatch(r"\w[\w.-]{0,99}", name):
        raise UsageError(f"{name!r} cannot name a backfill: letters, digits, `-`, `_` and `.`, the first no sign")
    return backfills(clean) / name


def waiting_backfills(clean: Path) -> list[str]:
    """Return the names of the backfills that are planned, staged or kept, and not yet published."""
    folder = backfills(clean)
    return sorted(path.name for path in folder.iterdir() if (path / ORDER).is_file()) if folder.is_dir() else []


def name_for(title: str, said: dict[str, Any]) -> str:
    """Return the name of a backfill: the same for the same order, so that a killed one is found again."""
    plain = re.sub(r"[^\w.]+", "-", title).strip("-.")[:LONGEST_NAME].strip("-.") or "backfill"
    return f"{plain}-{hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]}"


def slice_folder(folder: Path, number: int) -> Path:
    """Return the folder of a slice."""
    return folder / f"slice-{number:04d}"


def write_json(path: Path, said: dict[str, Any]) -> None:
    """Write a small JSON file; a reader sees the old one or the new one, also after a power cut."""
    with disk_errors(path):
        fresh = path.with_suffix(".part")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def read_json(path: Path) -> dict[str, Any] | None:
    """
    Return what a small JSON file says; None where there is none.

    Raises:
        StoreError: It is broken.
    """
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{path}: cannot be read ({error}); remove {path.parent} and begin the backfill anew"
        ) from error
    return said


def discard_backfill(folder: Path) -> None:
    """Remove a backfill with all that it staged; the order goes first, so that no half of it is taken for a plan."""
    (folder / ORDER).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def hold(folder: Path, what: str) -> Iterator[None]:
    """
    Keep other processes out of a part of a backfill.

    Raises:
        LockHeldError: Another process works on it.
    """
    from filelock import FileLock, Timeout

    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = FileLock(folder / "lock", timeout=0, is_singleton=True)
        try:
            file.acquire()
        except Timeout:
            raise LockHeldError(f"{what} is being worked on by another process; wait until it has ended.") from None
    try:
        yield
    finally:
        file.release()
