"""How a run ended, in the words that log, figures and hook share."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flows.errors import HELD_OUTLETS, INTERRUPTED, UNREAD, RunRefused, SaringError

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Ended:
    """
    How a run ended.

    Attributes:
        how: `published` (or nothing was new), `held` (published, outlets held back), `refused` by a guard,
            `failed`, or `stopped` by a person or the system.

        command: What ran: `clean`, `run`, `backfill`, `maintain`.

        store: The clean folder.

        run: What the log calls the run.

        started_at: When it began.

        seconds: How long it took.

        cpu_seconds: CPU time of the process and of those that it waited for.

        exit_code: What the command ends with.

        outcome: What it gives, field by field.

        error: What went wrong; empty where nothing did.

        kind: The class of the error.
    """

    how: str
    command: str
    store: Path
    run: str
    started_at: dt.datetime
    seconds: float
    cpu_seconds: float
    exit_code: int
    outcome: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    error: str = ""
    kind: str = ""

    @property
    def succeeded(self) -> bool:
        """Whether readers have what came in, but for outlets that are held back."""
        return self.exit_code in {0, HELD_OUTLETS, UNREAD}

    @property
    def snapshot(self) -> int | None:
        """The snapshot that it published."""
        number: int | None = self.outcome.get("snapshot")
        return number

    @property
    def counts(self) -> dict[str, int]:
        """What it counted."""
        return {name: value for name, value in self.outcome.items() if type(value) is int and name != "snapshot"}

    @property
    def held_outlets(self) -> dict[str, str]:
        """The outlets that it held back, with reasons."""
        return dict(self.outcome.get("held_outlets") or {})

    @property
    def flagged(self) -> dict[str, str]:
        """The outlets of which the alarms warn, with what was found."""
        return dict(self.outcome.get("flagged") or {})

    def told(self) -> dict[str, Any]:
        """Return it as hooks and logs get it: ids, counts, places and reasons."""
        return {
            "how": self.how,
            "command": self.command,
            "store": str(self.store.absolute()),
            "exit_code": self.exit_code,
            "snapshot": self.snapshot,
            "started_at": self.started_at.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3),
            "cpu_seconds": round(self.cpu_seconds, 3),
            "counts": self.counts,
            "held_outlets": self.held_outlets,
            "flagged": self.flagged,
            "error": self.error,
            "kind": self.kind,
        }


def fields_of(outcome: object) -> dict[str, Any]:
    """Return the fields of what a run gives; a backfill's are those of its run, where it published, and its own."""
    if not dataclasses.is_dataclass(outcome):
        return {}
    fields = {field.name: getattr(outcome, field.name) for field in dataclasses.fields(outcome)}
    summary = fields.pop("summary", None)
    return (fields_of(summary) if summary is not None else {}) | fields


def way_of(error: BaseException | None, outcome: Mapping[str, Any]) -> tuple[str, int]:
    """Return how a run ended and with which exit code."""
    if error is None:
        return way_of_outcome(outcome)
    if isinstance(error, RunRefused):
        return "refused", error.exit_code
    if isinstance(error, SaringError):
        return "failed", error.exit_code
    return ("failed", 1) if isinstance(error, Exception) else ("stopped", getattr(error, "exit_code", INTERRUPTED))


def way_of_outcome(outcome: Mapping[str, Any]) -> tuple[str, int]:
    """Return how a run ended that gave something; a backfill tells in words why it would be refused."""
    if outcome.get("refused") and isinstance(outcome["refused"], str):
        return "refused", RunRefused.exit_code
    if outcome.get("held_outlets"):
        return "held", HELD_OUTLETS
    return "published", UNREAD if files_unread(outcome) else 0


def files_unread(outcome: Mapping[str, Any]) -> bool:
    """Return whether a run left files unread: nobody knows their format, or not one of their records could be read."""
    return bool(outcome.get("unread") or outcome.get("useless"))
