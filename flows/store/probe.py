"""Whether a folder is fit to hold a store."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from flows.store.errors import REMEDIES, DiskFailedError, StoreError, disk_errors
from flows.store.layout import HISTORIES, PUBLIC, home


def check_target(clean: Path) -> None:
    """
    Refuse a folder that cannot become or stay a store. Writes nothing: ask before a long run.

    Raises:
        StoreError: A file stands in its place or in a dataset's.

        DiskFailedError: It may not be written, or its file system is read-only.
    """
    if clean.exists() and not clean.is_dir():
        raise StoreError(f"{clean}: this is a file; name a folder for the clean datasets")
    standing = next(p for p in (clean, *clean.absolute().parents) if p.exists())
    if os.statvfs(standing).f_flag & os.ST_RDONLY:
        raise DiskFailedError(f"{standing}: {REMEDIES[errno.EROFS]}. Nothing was published.")
    if not os.access(standing, os.W_OK | os.X_OK):
        raise DiskFailedError(
            f"{standing}: permission denied; make the folder writable for this user or choose another"
        )
    for name in (*PUBLIC, *HISTORIES):
        check_name(clean, name)


def check_name(clean: Path, name: str) -> None:
    """Refuse to put a dataset's link where something else stands."""
    link = clean / name
    if link.is_symlink() and str(link.readlink()) == link_target(name):
        return
    if link.is_symlink() or link.exists():
        raise StoreError(f"{link}: something else stands here; move it away, or choose another folder")


def link_target(name: str) -> str:
    """Return where a dataset's fixed link points, seen from the clean folder."""
    return f".saring/history/{name}" if name in HISTORIES else f".saring/current/{name}"


def probe_file_system(clean: Path) -> None:
    """
    Try what publishing needs: a hard link, a symlink, an atomic replace.

    Raises:
        StoreError: The file system cannot do one of them; the message names it and the remedy.
    """
    with disk_errors(clean):
        home(clean).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="probe-", dir=home(clean)) as folder:
            try_links(clean, Path(folder))


def try_links(clean: Path, folder: Path) -> None:
    """Make one of each kind of link and swap it."""
    file = folder / "file"
    file.write_bytes(b"saring")
    steps = (
        ("hard links", os.link, file, folder / "hard"),
        ("symbolic links", os.symlink, "file", folder / "soft"),
        ("replacing a link at once", os.replace, folder / "soft", folder / "current"),
    )
    for what, step, source, target in steps:
        try:
            step(source, target)
        except OSError as error:
            raise StoreError(
                f"{clean}: this file system does not allow {what} ({error.strerror}). Choose a folder on a local disk "
                "(ext4, xfs, btrfs, zfs, apfs) and copy the result with `saring export`."
            ) from error
    if (folder / "current").read_bytes() != b"saring":
        raise StoreError(f"{clean}: a replaced link leads nowhere on this file system; choose a folder on a local disk")
