"""Which texts share so much with some others that they may be their copies, whatever a verdict says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.duplicates.sharing import enough_of
from transforms.duplicates.shelves import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.sketch import Sketches

    Numbers = NDArray[np.int64]
    Marks = NDArray[np.bool_]

BITS_OF_NUMBER = 32
MOST_NUMBER = 2**BITS_OF_NUMBER - 1
"""Of a text's number, as tiers keep it."""

ROWS = 2**21
"""Holders of hashes that are looked at together."""


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """
    Who holds the hashes of some texts.

    Attributes:
        places: Which of the looked up hashes each hash of the texts is.

        place: Which of them each holder holds.

        number: The holders.

        sizes: Returns how many hashes some holders have.
    """

    places: Numbers
    place: Numbers
    number: Numbers
    sizes: Callable[[Numbers], Numbers]


def meet(
    sketches: Sketches, holders: Callable[[NDArray[np.uint64]], tuple[Numbers, Numbers]], sizes: Callable[..., Numbers]
) -> Met:
    """Look up who holds the hashes of some texts."""
    import numpy as np  # noqa: PLC0415 - heavy

    hashes, places = np.unique(sketches.hashes, return_inverse=True)
    return Met(places, *holders(hashes), sizes)


def met_enough(
    sketches: Sketches, met: Met, may: Callable[[Numbers, Numbers], Marks] | None = None
) -> tuple[Numbers, Numbers]:
    """
    Return which texts share enough with which holders.

    Args:
        sketches: The texts.

        met: Who holds their hashes.

        may: Returns for texts, by place, and holders, by their row in `met`, which pairs count; None counts all.

    Returns:
        Places of texts, and numbers of holders.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    order = np.argsort(met.place, kind="stable")
    begins = np.searchsorted(met.place[order], np.arange(met.places.max(initial=-1) + 2))
    held, sizes = np.diff(begins)[met.places], np.diff(sketches.starts)
    found = [np.empty((2, 0), np.int64)]
    for first, last in blocks_of(np.concatenate([[0], np.cumsum(held)])[sketches.starts]):
        entries = slice(sketches.starts[first], sketches.starts[last])
        text = np.repeat(np.repeat(np.arange(first, last), sizes[first:last]), held[entries])
        row = order[spread(begins[:-1][met.places[entries]], held[entries])]
        if may is not None:
            counts = may(text, row)
            text, row = text[counts], row[counts]
        pairs, shared = np.unique(text << BITS_OF_NUMBER | met.number[row], return_counts=True)
        some, other = pairs >> BITS_OF_NUMBER, pairs & MOST_NUMBER
        enough = shared >= enough_of(np.minimum(sizes[some], met.sizes(other)))
        found.append(np.array([some[enough], other[enough]]))
    texts, numbers = np.concatenate(found, axis=1)
    return texts, numbers


def blocks_of(sums: Numbers) -> Iterator[tuple[int, int]]:
    """Yield ranges of texts that have about `ROWS` rows together, by how many rows lie before each text."""
    import numpy as np  # noqa: PLC0415 - heavy

    first, texts = 0, len(sums) - 1
    while first < texts:
        last = max(int(np.searchsorted(sums, sums[first] + ROWS, side="right")) - 1, first + 1)
        yield first, last
        first = last
