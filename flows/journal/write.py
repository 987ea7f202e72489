"""Writing lines: begun once a process, silent until then and where people read along."""

from __future__ import annotations

import datetime as dt
import logging
import os
import time
from pathlib import Path

from flows.journal.lines import RUN, JsonLines
from flows.progress import Watch

LOGGER = logging.getLogger("saring")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False

SECONDS_BETWEEN_LINES = 30.0
"""A line of progress now and then: who follows a log wants to know that it goes on."""

PREFECT = Path(__file__).parent / "prefect.yml"
"""The same form for what Prefect tells; it reads the file when it is imported."""


def start(log_format: str, command: str) -> str:
    """
    Begin to write lines of a run, where the format is `json`.

    Call it before Prefect is imported.

    Returns:
        What the run is called in its lines: the command, the moment and the process.
    """
    run = f"{command}-{dt.datetime.now(tz=dt.UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
    RUN[:] = [run]
    if log_format == "json" and not is_json():
        handler = logging.StreamHandler()
        handler.setFormatter(JsonLines())
        LOGGER.addHandler(handler)
        LOGGER.setLevel(logging.INFO)
        if not any(writes_json(one) for one in logging.getLogger().handlers):  # a flow's process has Prefect's
            logging.getLogger().addHandler(handler)  # what libraries warn of
        logging.captureWarnings(capture=True)
        os.environ["PREFECT_LOGGING_SETTINGS_PATH"] = str(PREFECT)
    return run


def is_json() -> bool:
    """Return whether lines are written."""
    return any(writes_json(handler) for handler in LOGGER.handlers)


def writes_json(handler: logging.Handler) -> bool:
    """Return whether a handler writes our lines."""
    return isinstance(handler.formatter, JsonLines)


def tell(event: str, level: str = "info", **facts: object) -> None:
    """Write that something happened, with ids, counts and places that belong to it."""
    LOGGER.log(logging.getLevelNamesMapping()[level.upper()], event, extra={"event": event, "facts": facts})


def watch_in_lines() -> Watch:
    """Return a watch that writes how far a run is, now and then."""
    counts = {"done": 0, "found": 0}
    last = time.monotonic()

    def watch(*, done: int = 0, found: int = 0, say: str | None = None) -> None:
        nonlocal last
        counts["done"] += done
        counts["found"] += found
        if say is not None:
            tell(say, "info", **counts)
        elif time.monotonic() - last > SECONDS_BETWEEN_LINES:
            last = time.monotonic()
            tell("cleaning", "info", **counts)

    return watch
