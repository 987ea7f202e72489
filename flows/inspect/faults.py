"""What is wrong with a store, in words: what, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_NAMED = 3
"""Examples that a fault names; its number says how many there are."""

GO_BACK = (
    "go back to a snapshot that is sound (`saring snapshots`, `saring rollback`), restore CLEAN from a backup, or make "
    "it anew with `saring clean RAW NEW --arrivals CLEAN`"
)
"""What to do where published rows are not what they should be."""


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something that is not as a sound store has it.

    Attributes:
        what: What is wrong, with numbers and some examples.

        where: The file or dataset.

        remedy: What to do about it.
    """

    what: str
    where: str
    remedy: str


def named(names: Iterable[object], number: int) -> str:
    """Return the number of faulty things, and some of them by name."""
    some = ", ".join(str(name) for name in names)
    return f"{number} ({some}{', …' if number > MOST_NAMED else ''})"
