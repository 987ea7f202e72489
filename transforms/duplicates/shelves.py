"""Sketches by number: laid out so that those of many texts are looked up at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.sketch import Sketches

PAGES = 20_000
"""Texts of a shelf; their hashes have some 5 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """
    Sketches of texts by number.

    Attributes:
        numbers: Ascending.

        starts: Where the hashes of each begin, and behind the last where they end.

        hashes: Those of one text together, ascending.
    """

    numbers: NDArray[np.integer]
    starts: NDArray[np.integer]
    hashes: NDArray[np.uint64]


def shelves_of(numbers: NDArray[np.integer], sketches: Sketches) -> Iterator[Shelf]:
    """Yield the sketches of texts, whose numbers ascend, some at a time."""
    for at in range(0, len(numbers), PAGES):
        starts = sketches.starts[at : at + PAGES + 1]
        yield Shelf(numbers[at : at + PAGES], starts - starts[0], sketches.hashes[starts[0] : starts[-1]])


def sketches_in(shelves: Sequence[Shelf], numbers: NDArray[np.int64]) -> Sketches:
    """Return the sketches of some texts, in their order; of a number that no shelf has an empty one."""
    import numpy as np  # noqa: PLC0415 - heavy

    from transforms.duplicates.sketch import Sketches  # noqa: PLC0415 - heavy

    found = list(places_in(shelves, numbers))
    sizes = np.zeros(len(numbers), np.int64)
    for shelf, mine, at in found:
        sizes[mine] = shelf.starts[at + 1] - shelf.starts[at]
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    hashes = np.empty(starts[-1], np.uint64)
    for shelf, mine, at in found:
        hashes[spread(starts[mine], sizes[mine])] = shelf.hashes[spread(shelf.starts[at], sizes[mine])]
    return Sketches(hashes, starts, np.zeros(len(numbers), np.int32))


def sizes_in(shelves: Sequence[Shelf], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many hashes some texts have, in their order."""
    import numpy as np  # noqa: PLC0415 - heavy

    sizes = np.zeros(len(numbers), np.int64)
    for shelf, mine, at in places_in(shelves, numbers):
        sizes[mine] = shelf.starts[at + 1] - shelf.starts[at]
    return sizes


def places_in(
    shelves: Sequence[Shelf], numbers: NDArray[np.int64]
) -> Iterator[tuple[Shelf, NDArray[np.int64], NDArray[np.int64]]]:
    """Yield each shelf that has some of the texts, with their places among `numbers` and on the shelf."""
    import numpy as np  # noqa: PLC0415 - heavy

    order = np.argsort(numbers, kind="stable")
    ascending = numbers[order]
    for shelf in shelves:
        first = np.searchsorted(ascending, shelf.numbers[0], side="left")
        behind = np.searchsorted(ascending, shelf.numbers[-1], side="right")
        mine = order[first:behind]
        at = np.searchsorted(shelf.numbers, numbers[mine])
        there = shelf.numbers[at] == numbers[mine]
        if there.any():
            yield shelf, mine[there], at[there]


def spread(begins: NDArray[np.integer], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """
    Return so many places from each beginning on, one behind the other.

    >>> import numpy as np
    >>> spread(np.array([4, 0]), np.array([3, 2])).tolist()
    [4, 5, 6, 0, 1]
    """
    import numpy as np  # noqa: PLC0415 - heavy

    within: NDArray[np.int64] = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(begins, counts) + within
