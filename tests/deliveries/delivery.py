"""What one night brings, and what of it readers should see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from deliveries.folder import Folder
from deliveries.site import Desk

Change = Callable[[Desk, Folder], dict[str, bytes]]
"""Makes the raw folder of the night before into tonight's."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    One night's delivery.

    Attributes:
        name: What happens, as a test is named by it.

        change: Makes the folder.

        more: Articles that are there afterwards and were not before; below 0 for a merge; None is any
            number.

        untouched: Whether every article that was there stays as it was, to the letter.

        counts: What the summary must say among other things.

        days: Days since the delivery before.

        within: Where below the raw folder the run is pointed.

        just_now: Files that are still being written when the run begins.

        touched: Whether every file gets a new time of change, its bytes the same.
    """

    name: str
    change: Change
    more: int | None = 0
    untouched: bool = True
    counts: dict[str, int] = field(default_factory=dict)
    days: int = 1
    within: str = ""
    just_now: frozenset[str] = frozenset()
    touched: bool = False
