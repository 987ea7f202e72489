"""
What stopped runs had cleaned already, and how a run takes it over.

A row is taken over where this run would make the very same: the stamp is the same, and so is the spooled line,
which holds the record as it was delivered, its source, and the day that bounds its dates. Whether it is new,
first seen today or held back is settled at publishing, as for any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.staged import copy_staged, input_key, marked_shards, move_staged, read_mark
from flows.store.staging import left_by_stopped_runs, remove

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flows.store.staging import Note


@dataclass(slots=True)
class Kept:
    """
    Staged rows that wait for their records to come in.

    Attributes:
        shards: Where they lie: folder and name of each shard that is whole.

        left: The keys of those that were not asked for yet.

        twice: Keys that an earlier shard holds too, with the number of the later one.

        done: Folders that are of no further use once this run has taken over what it wants.

        taken: How many were taken.
    """

    shards: list[tuple[Path, str]] = field(default_factory=list)
    left: set[bytes] = field(default_factory=set)
    twice: set[tuple[int, bytes]] = field(default_factory=set)
    done: list[Path] = field(default_factory=list)
    taken: int = 0

    def take(self, line: bytes) -> bool:
        """Return whether the row of a spooled line was made already, and take it."""
        if not self.left:
            return False
        key = bytes.fromhex(input_key(line))
        if key not in self.left:
            return False
        self.left.remove(key)
        self.taken += 1
        return True


def open_kept(clean: Path, stamp: str, is_done: Callable[[Note], bool]) -> Kept:
    """
    Return what stopped runs left; what another stamp made is swept.

    Args:
        clean: The clean folder; hold its lock.

        stamp: What this run's rows are made by.

        is_done: Tells of which runs this one meets every record again.
    """
    kept = Kept()
    for left in left_by_stopped_runs(clean):
        if left.note.stamp != stamp:
            remove(left.folder)
            continue
        for name in marked_shards(left.folder):
            add_shard(kept, left.folder, name)
        if is_done(left.note):
            kept.done.append(left.folder)
    return kept


def add_shard(kept: Kept, folder: Path, name: str) -> None:
    """Add the records of a shard, if it is whole."""
    mark = read_mark(folder, name)
    if mark is None:
        return
    keys = {bytes.fromhex(key) for key in mark.inputs.values()}
    kept.twice.update((len(kept.shards), key) for key in keys & kept.left)
    kept.left |= keys
    kept.shards.append((folder, name))


def bring_in(kept: Kept, staging: Path) -> None:
    """Bring what was taken into this run's folder, and sweep what nobody will ask for."""
    for number, old in enumerate(kept.shards):
        mark = read_mark(*old)
        if mark is None:
            raise OSError(f"{old[0]}: shard {old[1]} changed while it was taken over; run again")
        wanted = [name for name, key in mark.inputs.items() if is_taken(kept, number, bytes.fromhex(key))]
        new = staging, f"kept-{number:06d}"
        if wanted and len(wanted) == mark.articles + mark.rejects:
            move_staged(mark, old, new)
        elif wanted:
            copy_staged(mark, old, new, wanted)
    for folder in kept.done:
        remove(folder)
    kept.left.clear()


def is_taken(kept: Kept, number: int, key: bytes) -> bool:
    """Return whether the row of a key was taken, and from the shard of this number."""
    return key not in kept.left and (number, key) not in kept.twice
