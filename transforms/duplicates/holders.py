"""Who holds a hash: hashes and the texts that hold them, sorted, so that many are looked up at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.sketch import Sketches


@dataclass(frozen=True, slots=True, eq=False)
class Holders:
    """
    Hashes and the texts that hold them, by hash and number.

    Attributes:
        hashes: Ascending; a hash stands as often as texts hold it.

        numbers: The text of each.
    """

    hashes: NDArray[np.uint64]
    numbers: NDArray[np.int64]


def holders_of(sketches: Sketches, numbers: NDArray[np.int64]) -> Holders:
    """Return who holds the hashes of some texts, which have these numbers."""
    import numpy as np  # noqa: PLC0415 - heavy

    each = np.repeat(numbers, np.diff(sketches.starts))
    order = np.lexsort((each, sketches.hashes))
    return Holders(sketches.hashes[order], each[order])


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
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(np.arange(len(hashes)), counts), held.numbers[np.repeat(first, counts) + within]
