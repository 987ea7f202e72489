"""What is left of what was forgotten, anywhere under a clean folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.forget import find_remains
from flows.inspect.faults import Fault
from flows.store.tombstones import read_acts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FINISH = "`saring maintain` or any `saring forget` finishes it; `saring forget ID CLEAN --purge` leaves no byte"
PURGE = (
    "forgotten without --purge: `saring forget ID CLEAN --purge --reason …` deletes it from snapshots and staged rows"
)


def find_forgotten_faults(clean: Path) -> Iterator[Fault]:
    """Yield each file that holds rows or the text of what is forgotten; every byte under the folder is read."""
    killed = any(act.purge and act.purged is None and act.taken_back is None for act in read_acts(clean))
    for remain in find_remains(clean):
        yield Fault(f"it holds {remain.what}", remain.path, PURGE if remain.left and not killed else FINISH)
