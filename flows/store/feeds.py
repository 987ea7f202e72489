"""The raw folders that a store was fed from: a name and a root for each, in a small JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from flows.store.errors import StoreError, disk_errors
from flows.store.layout import home


def feeds_file(clean: Path) -> Path:
    """Return the file that remembers the feeds."""
    return home(clean) / "feeds.json"


def read_feeds(clean: Path) -> dict[str, Path]:
    """
    Return the root of each feed by name; none before the first run.

    Raises:
        StoreError: The file is there and cannot be read as what it is.
    """
    path = feeds_file(clean)
    try:
        feeds = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise broken(path, str(error)) from error
    if not isinstance(feeds, dict) or not all(isinstance(root, str) and root for root in feeds.values()):
        raise broken(path, "no object of names and folders")
    return {name: Path(root) for name, root in feeds.items()}


def write_feeds(clean: Path, feeds: Mapping[str, Path]) -> None:
    """
    Remember the feeds. A reader sees the old file or the new one, never a part of it.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    path = feeds_file(clean)
    text = json.dumps({name: str(root) for name, root in sorted(feeds.items())}, indent=2) + "\n"
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_suffix(".part")
        with staged.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(staged, path)  # noqa: PTH105 - atomic, as its name says less plainly in pathlib


def broken(path: Path, cause: str) -> StoreError:
    """Return what to say of a file of feeds that cannot be read."""
    return StoreError(
        f'{path}: cannot be read ({cause}). It says where each raw folder lies, as in {{"main": "/data/raw"}}: '
        "mend it by hand, so that the paths of known pages go on counting from there. Nothing was published."
    )
