"""One writer at a time."""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.store.errors import LockHeldError, disk_errors
from flows.store.layout import home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def lock(clean: Path) -> Iterator[None]:
    """
    Hold the store for writing. The system lets go of it when the process ends, however it ends.

    A thread that holds it may take it again: a run does so from its first page to its last row, and
    `publish_run` once more inside it.

    Raises:
        LockHeldError: Another process holds it; the message names process, host and remedy.
    """
    from filelock import FileLock, Timeout

    with disk_errors(clean):
        home(clean).mkdir(parents=True, exist_ok=True)
        file = FileLock(home(clean).resolve() / "lock", timeout=0, is_singleton=True)
        try:
            file.acquire()
        except Timeout:
            raise LockHeldError(
                f"{clean}: another run is writing here ({read_holder(clean)}). Wait until it has ended, or stop it; "
                "its leftovers are swept by the next run."
            ) from None
    try:
        with disk_errors(clean):
            holder_file(clean).write_text(f"process {os.getpid()} on {socket.gethostname()}\n", encoding="utf-8")
        yield
    finally:
        if file.lock_counter == 1:
            holder_file(clean).unlink(missing_ok=True)
        file.release()


def holder_file(clean: Path) -> Path:
    """Return the file that says who writes; the lock file itself is emptied by whoever tries it."""
    return home(clean) / "lock-holder"


def read_holder(clean: Path) -> str:
    """Return who holds the lock, as far as it is told."""
    try:
        return holder_file(clean).read_text(encoding="utf-8").strip() or "unknown process"
    except OSError:
        return "unknown process"


def holder_now(clean: Path) -> str:
    """
    Return who writes at the moment, as far as it is told; empty where nobody does.

    Asks without taking the lock, so that no run which begins just now is turned away. A holder that was killed is
    known by its process, where that ran on this host.
    """
    try:
        said = holder_file(clean).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
    process, _, host = said.removeprefix("process ").partition(" on ")
    if host != socket.gethostname() or not process.isdigit():
        return said
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return said
    return said
