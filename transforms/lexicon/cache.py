"""
What takes time to derive, kept on disk between processes.

A file of the cache is named after all that it was made of. It holds plain JSON, so that nothing in it is ever run,
and is read only where it belongs to this user. Whatever is wrong with one, it is derived and written anew.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

FOLDER = "SARING_CACHE"
"""The variable that names the folder of the cache."""

MOST_KEPT = 8
"""Files of one kind that stay: of the package, of some folders of users, and of versions tried beside them."""

KEY_LETTERS = 24


def cache_folder() -> Path:
    """Return where the cache lies: `SARING_CACHE`, or `saring` in the user's folder for caches."""
    own = os.environ.get(FOLDER)
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "saring"


def read_kept(kind: str, key: str) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what was kept under a key; None where it is not there, not this user's, or broken."""
    try:
        with path_of(kind, key).open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            kept = json.loads(file.read())
        return kept if kept["key"] == key else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_kept(kind: str, key: str, values: dict[str, Any]) -> None:
    """Keep values under a key, whole or not at all; a cache that cannot be written is done without."""
    path = path_of(kind, key)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with beside.open("x", encoding="utf-8") as file:
            json.dump({"key": key, **values}, file, ensure_ascii=False, separators=(",", ":"))
        beside.replace(path)
        drop_oldest(path.parent, kind)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def can_keep() -> bool:
    """Return whether the cache can be written."""
    folder = cache_folder()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.access(folder, os.W_OK)


def path_of(kind: str, key: str) -> Path:
    """Return the file of a key."""
    return cache_folder() / f"{kind}-{key[:KEY_LETTERS]}.json"


def drop_oldest(folder: Path, kind: str) -> None:
    """Keep the files that were written last; what a killed process left half written goes as well, in its turn."""
    files = sorted(folder.glob(f"*{kind}-*.json*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[MOST_KEPT:]:
        path.unlink(missing_ok=True)
