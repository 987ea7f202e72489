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
    """Yield each real folder once, sources of links that are not followed, and rejects of what cannot be listed."""
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
        folders = [entry for entry in entries if is_folder(entry)]
        names = {entry.name for entry in folders}
        yield prefix, [entry for entry in entries if entry.name not in names]
        ahead: list[tuple[str, str, str]] = []
        for entry in folders:
            source = prefix + name_of(entry.name)
            target = where_it_leads(entry, real)
            if target in seen or (entry.is_symlink() and (lies_in(target, home) or lies_in(home, target))):
                yield source
            else:
                seen.add(target)
                ahead.append((entry.path, target, f"{source}/"))
        waiting += reversed(ahead)


def where_it_leads(entry: os.DirEntry[str], parent: str) -> str:
    """Return the real path of an entry in a folder whose real path is known. Only a link is looked up on the disk."""
    return os.path.realpath(entry.path) if entry.is_symlink() else f"{parent.rstrip(os.sep)}{os.sep}{entry.name}"


def lies_in(path: str, folder: str) -> bool:
    """Return whether a real path is a folder or lies somewhere in it."""
    return f"{path}{os.sep}".startswith(folder.rstrip(os.sep) + os.sep)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether a name is a folder or leads to one; a link that leads to itself does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def hidden(entry: os.DirEntry[str]) -> bool:
    """Return whether a name is hidden by custom."""
    return entry.name.startswith(".") or entry.name in HIDDEN_FOLDERS


def name_of(path: str) -> str:
    r"""Return a path as it stands in a source: bytes that are not UTF-8 as `\xNN`."""
    return path if path.isascii() else os.fsencode(path).decode("utf-8", "backslashreplace")
