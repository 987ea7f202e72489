"""Digests of files: what the knowledge and the code of the house are known by. Nothing is parsed."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from transforms.lexicon.tables import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DIGITS = 12
"""Hex digits of a digest in a row: .2 % chance that two of a million states are alike."""

CODE = ".py"
COMPILED = "__pycache__"


def files_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder, with slashes and sorted; hidden and compiled ones aside."""
    found: list[str] = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != COMPILED and not name.startswith(".")]
        below = os.path.relpath(where, folder).replace(os.sep, "/")
        found += [name if below == "." else f"{below}/{name}" for name in names if not name.startswith(".")]
    return sorted(found)


def digest_of_files(folder: Path, paths: Iterable[str]) -> str:
    """
    Return a digest of files' paths and bytes.

    Raises:
        OSError: One of them cannot be read.
    """
    total = hashlib.sha256()
    for path in paths:
        content = (folder / path).read_bytes()
        total.update(f"{path}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()[:DIGITS]


def code_digest() -> str:
    """Return the digest of the code of the house."""
    return digest_of_files(PACKAGE, (path for path in files_below(PACKAGE) if path.endswith(CODE)))
