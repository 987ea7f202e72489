"""SIGTERM ends a run as ^C does: nothing half published, what was cleaned stays for the next run."""

import signal
import threading
from types import FrameType
from typing import Any

from flows.errors import INTERRUPTED, Terminated

QUERY_INTERRUPTED = "Query interrupted"

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


def is_stop(error: BaseException) -> bool:
    """
    Return whether an error is what DuckDB makes of a signal that came while it worked: it tells neither which nor
    that it was one.
    """
    return type(error).__name__ == "InterruptException" or (
        isinstance(error, RuntimeError) and str(error) == QUERY_INTERRUPTED
    )
