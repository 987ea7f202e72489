"""From a record of Python's logging to one line of JSON."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Mapping
from pathlib import Path

RUN: list[str] = []
"""What the run of this process is called; a process has one at a time."""


class JsonLines(logging.Formatter):
    """Writes a record as one line; Python's logging wants a class."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. An error is told by its kind and message; where it happened is for people."""
        told: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, tz=dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": getattr(record, "event", "log"),
            "run": getattr(record, "flow_run_name", None) or (RUN[-1] if RUN else None),
        }
        facts: Mapping[str, object] | None = getattr(record, "facts", None)
        told |= facts if facts is not None else {"logger": record.name, "message": record.getMessage()}
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = f"{record.exc_info[0].__name__}: {record.exc_info[1]}"
        return json.dumps(told, ensure_ascii=False, default=plain)


def plain(value: object) -> object:
    """Return what JSON does not know as what it knows."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value) if isinstance(value, (Path, dt.date)) else repr(value)
