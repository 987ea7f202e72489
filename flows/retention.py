"""How long what is no longer published stays: the one place that says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """
    What stays, by count and by age. A pinned snapshot stays whatever is said here.

    Attributes:
        snapshots: The newest ones stay whatever their age, the published one among them; unchanged files cost nothing.

        hours: For so long a snapshot stays after another took its place, however many there are: a long query's time.

        changes_days: For so long `changes/` tells what runs did.

        pinned_days: For so long a snapshot stays that was pinned without a day.
    """

    snapshots: int = 3
    hours: float = 1.0
    changes_days: int = 400
    pinned_days: int = 14


RETENTION = Retention()
"""What holds where nobody says otherwise."""
