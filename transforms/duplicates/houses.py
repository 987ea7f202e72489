"""Which pages share hashes with others of their house: those alone may hold what it sets under many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.duplicates.passages import LEAST_PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.holders import Holders

NOBODY = -1
"""The house of pages of which nobody knows the outlet; they share nothing with their like."""


def pages_sharing(parts: Iterable[Holders], houses: NDArray[np.int32]) -> NDArray[np.int32]:
    """
    Return for each page how many of its hashes three pages of its house hold.

    Args:
        parts: Who holds each hash, all holders of one in one part, by hash.

        houses: The house of each page, by number.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    shared = np.zeros(len(houses), np.int32)
    for part in parts:
        several = (rows_alike(part.hashes) >= LEAST_PAGES) & (houses[part.numbers] != NOBODY)
        hashes, numbers = part.hashes[several], part.numbers[several]
        order = np.lexsort((houses[numbers], hashes))
        hashes, numbers = hashes[order], numbers[order]
        common = rows_alike(hashes, houses[numbers]) >= LEAST_PAGES
        shared += np.bincount(numbers[common], minlength=len(houses)).astype(np.int32)
    return shared


def rows_alike(*columns: NDArray[np.generic]) -> NDArray[np.int64]:
    """Return for each row how many rows beside one another, it among them, are equal in some sorted columns."""
    import numpy as np  # noqa: PLC0415 - heavy

    begins = np.ones(len(columns[0]), bool)
    begins[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    sizes = np.diff(np.append(np.flatnonzero(begins), len(begins)))
    alike: NDArray[np.int64] = np.repeat(sizes, sizes)
    return alike
