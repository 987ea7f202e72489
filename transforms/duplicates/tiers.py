"""
Tiers: what is known of sketches, in a few sorted pieces, the oldest first, so that a batch costs by its own size.

A batch makes a tier of its own. It is merged with those before it that are not much larger, so that there are few, and
each hash is written a few times in all. Every number of a tier is above those of the tiers before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.duplicates.holders import PART, Holders
from transforms.duplicates.runs import LIMIT
from transforms.duplicates.shelves import Shelf, sketches_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

GROWTH = 2
"""A tier is merged with the next newer one unless it is so many times as large."""

BEHIND = 2**64
"""The number behind all hashes."""


def count_merged(sizes: Sequence[int]) -> int:
    """
    Return how many of the newest tiers become one, by the sizes of all, the oldest first.

    >>> [count_merged(sizes) for sizes in ([9], [9, 4], [9, 5], [90, 9, 4, 2], [90, 9, 3, 2])]
    [1, 1, 2, 1, 3]
    """
    merged, size = 1, sizes[-1]
    while merged < len(sizes) and sizes[-merged - 1] < GROWTH * size:
        merged += 1
        size += sizes[-merged]
    return merged


def merge_shelves(tiers: Iterable[Iterable[Shelf]], alive: NDArray[np.bool_]) -> Iterator[Shelf]:
    """Yield the sketches of several tiers, those alone whose numbers still stand for something."""
    for tier in tiers:
        for shelf in tier:
            stay = shelf.numbers[alive[shelf.numbers]]
            if len(stay) == len(shelf.numbers):
                yield shelf
            elif len(stay):
                some = sketches_in([shelf], stay.astype("int64"))
                yield Shelf(stay, some.starts, some.hashes)


def merge_holders(
    tiers: Callable[[], Sequence[Sequence[Holders]]], alive: NDArray[np.bool_], size: int = PART
) -> Iterator[Holders]:
    """
    Yield what several tiers hold as one, in parts of ascending hashes.

    Args:
        tiers: Returns each in parts. It is asked anew for each part of the whole: of tiers that are mapped into memory
            no more is taken at once than one part is made of.

        alive: Which numbers still stand for something, by number.

        size: Hashes of a part, about.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    for first, behind in ranges_of(tiers(), size):
        some = [slice_of(held, first, behind) for tier in tiers() for held in tier]
        hashes = np.concatenate([np.empty(0, np.uint64), *(one.hashes for one in some)])
        numbers = np.concatenate([np.empty(0, np.uint32), *(one.numbers for one in some)])
        stays = alive[numbers]
        hashes, numbers = hashes[stays], numbers[stays]
        order = np.argsort(hashes, kind="stable")  # merges what is sorted already, and older numbers stay before
        del some
        if len(order):
            yield Holders(hashes[order], numbers[order])


def ranges_of(tiers: Sequence[Sequence[Holders]], size: int) -> list[tuple[int, int]]:
    """Return ranges of hashes of which tiers hold about so many each: the first, and the one behind the last."""
    held = sum(len(one.hashes) for tier in tiers for one in tier)
    parts = held // size + 1
    edges = [LIMIT * part // parts for part in range(parts)]
    return list(zip(edges, [*edges[1:], BEHIND], strict=True))


def slice_of(held: Holders, first: int, behind: int) -> Holders:
    """Return what a part holds of a range of hashes."""
    import numpy as np  # noqa: PLC0415 - heavy

    start = int(np.searchsorted(held.hashes, np.uint64(first)))
    end = len(held.hashes) if behind == BEHIND else int(np.searchsorted(held.hashes, np.uint64(behind)))
    return Holders(held.hashes[start:end], held.numbers[start:end])
