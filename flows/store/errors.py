"""What goes wrong on a disk, in words that name the place and the remedy."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.errors import DiskError, LockHeld, RunRefused, SaringError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REMEDIES = {
    errno.ENOSPC: "the disk is full; free some space or choose another folder, then run again",
    errno.EDQUOT: "your disk quota is used up; free some space, then run again",
    errno.EFBIG: "a file grew larger than the system allows; raise the limit (ulimit -f), then run again",
    errno.EROFS: "the file system is read-only; choose another folder or mount it for writing",
    errno.EACCES: "permission denied; make the folder writable for this user or choose another",
    errno.EPERM: "not permitted; make the folder writable for this user or choose another",
    errno.EIO: "the disk failed; check it before you run again",
    errno.ENOTDIR: "a part of the path is a file; move it away or choose another folder",
    errno.EMFILE: "too many open files; raise the limit (ulimit -n), then run again",
}
TELLING = {
    "no space left": errno.ENOSPC,
    "max_temp_directory_size": errno.ENOSPC,
    "disk quota exceeded": errno.EDQUOT,
    "file too large": errno.EFBIG,
    "read-only file system": errno.EROFS,
    "permission denied": errno.EACCES,
    "input/output error": errno.EIO,
}
"""What DuckDB's messages hold; its errors carry no number."""


class StoreError(SaringError):
    """The store cannot do it; the message names path and remedy. Nothing was published."""


class LockHeldError(LockHeld, StoreError):
    """Another run is writing."""


class DiskFailedError(DiskError, StoreError):
    """The disk is full, read-only or broken."""


class RefusedError(RunRefused, StoreError):
    """A guard refuses the whole run."""


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn the disk's errors, DuckDB's and Arrow's into a `DiskFailedError` about this path."""
    try:
        yield
    except OSError as error:
        where = error.filename or path
        raise DiskFailedError(
            f"{where}: {REMEDIES.get(error.errno or 0, str(error))}. Nothing was published."
        ) from error
    except Exception as error:
        number = told_number(str(error)) if type(error).__module__.strip("_").startswith("duckdb") else None
        if number is None:
            raise
        raise DiskFailedError(f"{path}: {REMEDIES[number]}. Nothing was published.") from error


def told_number(message: str) -> int | None:
    """Return the error number that a message tells in words."""
    return next((number for words, number in TELLING.items() if words in message.casefold()), None)
