"""SIGTERM ends a run as ^C does: nothing half published, what was cleaned stays for the next run."""

import signal
import threading
from types import FrameType
from typing import Any

from flows.errors import INTERRUPTED, Terminated

CAME: list[int] = []
"""SIGTERM, once it came."""


def heed_sigterm() -> None:
    """Let SIGTERM raise `Terminated` in the main thread."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, stop)


def stop(number: int, frame: FrameType | None) -> None:
    """Stop; a second SIGTERM while things are put away is not heard."""
    del frame
    CAME.append(number)
    signal.signal(number, signal.SIG_IGN)
    raise Terminated


def code_of_stop(code: Any) -> Any:  # noqa: ANN401 - whatever `sys.exit` takes
    """Return the exit code of a command: that of SIGTERM where it was the cause of an interrupt."""
    return Terminated.exit_code if code == INTERRUPTED and CAME else code
