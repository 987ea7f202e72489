"""Waiting for another run to end: a schedule and a person may meet at one store."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from flows.errors import LockHeld
from flows.store import check_target, lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SECONDS_BETWEEN_TRIES = 2.0
"""Trying the lock is one system call, and runs take minutes."""


@contextmanager
def lock_in_time(clean: Path, patience: dt.timedelta, tell: Callable[[str], object]) -> Iterator[None]:
    """
    Hold the store for writing, waiting while another run holds it.

    The thread that holds it may take it again, as `open_run` and `publish_run` do.

    Args:
        clean: The clean folder.

        patience: How long to wait at most; zero is not at all.

        tell: Hears once who is waited for.

    Raises:
        LockHeld: The other run went on for longer.

        StoreError: The folder is unfit.
    """
    check_target(clean)
    deadline = time.monotonic() + patience.total_seconds()
    with ExitStack() as held:
        while (refused := take(held, clean)) is not None:
            if time.monotonic() >= deadline:
                raise refused
            tell(f"Another run is at work; waiting up to {patience}. {refused}")
            tell = ignore
            time.sleep(SECONDS_BETWEEN_TRIES)
        yield


def take(held: ExitStack, clean: Path) -> LockHeld | None:
    """Take the lock into a stack of what is held; return why it cannot be had now."""
    try:
        held.enter_context(lock(clean))
    except LockHeld as error:
        return error
    return None


def ignore(message: str) -> None:
    """Say nothing."""
    del message
