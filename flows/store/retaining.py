"""
How long old snapshots and changes stay in a store: `{"snapshots": 30}` in a small JSON file.

It is the store that remembers. A takedown at noon, by a person in another folder, must not drop the snapshots that
the nightly run keeps.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING

from flows.retention import RETENTION, Retention
from flows.store.errors import StoreError, disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from pathlib import Path


def retention_file(clean: Path) -> Path:
    """Return the file that remembers retention."""
    return home(clean) / "retention.json"


def read_retention(clean: Path, asked: Retention | None = None) -> Retention:
    """
    Return how long what is old stays: as asked, else as the store was told last, else by default.

    Raises:
        StoreError: The file is there and says something else: nothing is dropped on a guess.
    """
    if asked is not None:
        return asked
    path = retention_file(clean)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Retention(**{name: type(value)(said[name]) for name, value in asdict(RETENTION).items()})
    except FileNotFoundError:
        return RETENTION
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "mend it, or remove it so that the defaults count. Nothing was published."
        raise StoreError(f"{path}: cannot be read ({error}); {remedy}") from error


def write_retention(clean: Path, retention: Retention) -> None:
    """
    Remember how long what is old stays; hold the lock. A reader of the file sees the old one or the new one.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    path = retention_file(clean)
    if path.is_file() and read_retention(clean) == retention:
        return
    with disk_errors(path):
        fresh = path.with_suffix(".json.new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(json.dumps(asdict(retention)) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
