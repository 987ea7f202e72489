"""The folders below a raw folder, each real one once."""

import os
from collections.abc import Iterator
from pathlib import Path

from flows.read.source import refused
from transforms.records import Reject

HIDDEN_FOLDERS = frozenset({"__MACOSX"})
"""What archivers add beside the files that they were given."""


Folder = tuple[str, list[os.DirEntry[str]]]
"""What sources of a folder begin with, and what is in it but for folders."""


def walk(raw: Path, within: str) -> Iterator[Folder | str | Reject]:
    """Give out each real folder once, sources of links that are not followed, and rejects of what cannot be listed."""
    home = os.path.realpath(raw)
    seen = {home}
    waiting = [(str(raw), home, within)]
    while waiting:
        folder, real, prefix = waiting.pop()
        try:
            entries = sorted((e for e in os.scandir(folder) if not hidden(e)), key=lambda entry: entry.name)
        except OSError as error:
            detail = f"{error.strerror or error}; check the folder's owner and mode"
            yield refused(prefix.rstrip("/") or name_of(raw.name), "unreadable_folder", detail)
            continue
        files: list[os.DirEntry[str]] = []
        ahead: list[tuple[str, str, str]] = []
        for entry in entries:
            if not is_folder(entry):
                files.append(entry)
                continue
            linked = entry.is_symlink()
            leads_to = os.path.realpath(entry.path) if linked else os.path.join(real, entry.name)  # noqa: PTH118 - 100,000 of them
            source = prefix + name_of(entry.name)
            if leads_to in seen or (linked and (lies_in(leads_to, home) or lies_in(home, leads_to))):
                yield source
            else:
                seen.add(leads_to)
                ahead.append((entry.path, leads_to, f"{source}/"))
        waiting += reversed(ahead)
        yield prefix, files


def lies_in(path: str, folder: str) -> bool:
    """Say whether a real path is a folder or lies somewhere in it."""
    return f"{path}{os.sep}".startswith(folder.rstrip(os.sep) + os.sep)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Say whether a name is a folder or leads to one; a link that leads to itself does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def hidden(entry: os.DirEntry[str]) -> bool:
    """Say whether a name is hidden by custom."""
    return entry.name.startswith(".") or entry.name in HIDDEN_FOLDERS


def name_of(path: str) -> str:
    r"""Return a path as it stands in a source: bytes that are not UTF-8 as `\xNN`."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")
