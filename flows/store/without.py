"""
Which layers a store does without: `["model"]` in a small JSON file, which is not there where all of them strike.

It is the store that remembers. A night whose command forgets the flag must neither guess among rows whose readers
were promised that nothing is, nor fail for it.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from flows.store.errors import StoreError, disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from pathlib import Path

LEFT_OUT = ["model"]
"""What the file says; no other layer can be left out."""


def without_file(clean: Path) -> Path:
    """Return the file that remembers which layers are left out."""
    return home(clean) / "without.json"


def read_model(clean: Path) -> bool:
    """
    Return whether the model may strike in a store.

    Raises:
        StoreError: The file is there and says something else: nothing is guessed on a guess.
    """
    path = without_file(clean)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return True
    except (OSError, ValueError) as error:
        raise broken(path, str(error)) from error
    if said != LEFT_OUT:
        raise broken(path, f"it says {said}")
    return False


def write_model(clean: Path, *, model: bool) -> None:
    """
    Remember whether the model may strike. A reader of the file sees the old one or the new one.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    path = without_file(clean)
    if model == read_model(clean):
        return
    with disk_errors(path):
        if model:
            path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".json.new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(json.dumps(LEFT_OUT) + "\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def broken(path: Path, cause: str) -> StoreError:
    """Return what to say of a file that cannot be read as what it is."""
    return StoreError(
        f"{path}: cannot be read ({cause}). It holds {json.dumps(LEFT_OUT)} where the model is left out of this store: "
        "mend it, or remove it so that the model strikes. Nothing was published."
    )
