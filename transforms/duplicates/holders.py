"""
Who holds a hash: hashes and the texts that hold them, sorted, so that many are looked up at once.

They lie in parts of ascending hashes, so that many of them, or what several tiers hold, are sorted with little memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.duplicates.runs import LIMIT
from transforms.duplicates.shelves import spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.shelves import Shelf


PART = 2**20
"""Hashes of a part, about: they and their texts are sorted at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Holders:
    """
    Hashes and the texts that hold them, by hash and number.

    Attributes:
        hashes: Ascending; a hash stands as often as texts hold it.

        numbers: The text of each.
    """

    hashes: NDArray[np.uint64]
    numbers: NDArray[np.integer]


def holders_of(shelves: Sequence[Shelf], size: int = PART) -> Iterator[Holders]:
    """Yield who holds the hashes of some texts, in parts of ascending hashes."""
    import numpy as np  # noqa: PLC0415 - heavy

    parts = min(sum(len(shelf.hashes) for shelf in shelves) // size + 1, np.iinfo(np.uint16).max)
    step = np.uint64(LIMIT // parts + 1)
    part_of = [(shelf.hashes // step).clip(max=parts - 1).astype(np.uint16) for shelf in shelves]
    for part in range(parts):
        mine = [np.flatnonzero(of_one == part) for of_one in part_of]
        held = [
            (shelf.hashes[some], shelf.numbers[np.searchsorted(shelf.starts, some, side="right") - 1])
            for shelf, some in zip(shelves, mine, strict=True)
        ]
        if any(len(some) for some in mine):
            yield in_order(*(np.concatenate(column) for column in zip(*held, strict=True)))


def in_order(hashes: NDArray[np.uint64], numbers: NDArray[np.integer]) -> Holders:
    """Return hashes and who holds them by hash and number."""
    import numpy as np  # noqa: PLC0415 - heavy

    order = np.argsort(hashes)
    equal = np.flatnonzero(np.diff(hashes[order]) == 0)
    several = np.union1d(equal, equal + 1)  # few hashes have several holders, and only these are sorted by two keys
    some = order[several]
    order[several] = some[np.lexsort((numbers[some], hashes[some]))]
    return Holders(hashes[order], numbers[order])


def find_holders(held: Holders, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Return who holds some hashes.

    Args:
        held: All texts.

        hashes: What is looked up, each once.

    Returns:
        Places in `hashes`, and the texts that hold each.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    first = np.searchsorted(held.hashes, hashes, side="left")
    counts = np.searchsorted(held.hashes, hashes, side="right") - first
    return np.repeat(np.arange(len(hashes)), counts), held.numbers[spread(first, counts)].astype(np.int64)


def find_in_parts(parts: Sequence[Holders], hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return who holds some ascending hashes in any of some parts, as `find_holders` does."""
    import numpy as np  # noqa: PLC0415 - heavy

    places, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for held in parts:
        first = int(np.searchsorted(hashes, held.hashes[0], side="left"))
        behind = int(np.searchsorted(hashes, held.hashes[-1], side="right"))
        if first < behind:
            place, number = find_holders(held, hashes[first:behind])
            places.append(place + first)
            numbers.append(number)
    return np.concatenate(places), np.concatenate(numbers)
