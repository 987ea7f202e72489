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

BITS_OF_NUMBER = 32
MOST_NUMBER = 2**BITS_OF_NUMBER - 1
"""Of a text's number, as tiers keep it."""

ROWS = 2**21
"""Holders of hashes that are looked at together."""


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """
    Who is met at the hashes of some texts.

    Attributes:
        begins: For each hash of the texts, where those begin among `numbers` who are met at it.

        counts: For each hash of the texts, how many they are.

        numbers: The texts that are met.

        unseen: For each text, at how many of its hashes nobody is looked for: who is met may hold these too.

        sizes: Returns how many hashes some of `numbers` have.
    """

    begins: Numbers
    counts: Numbers
    numbers: Numbers
    unseen: Numbers
    sizes: Callable[[Numbers], Numbers]


def meet(
    sketches: Sketches, holders: Callable[[NDArray[np.uint64]], tuple[Numbers, Numbers]], sizes: Callable[..., Numbers]
) -> Met:
    """Look up who holds the hashes of some texts."""
    import numpy as np  # noqa: PLC0415 - heavy

    hashes, places = np.unique(sketches.hashes, return_inverse=True)
    place, number = holders(hashes)
    order = np.argsort(place, kind="stable")
    begins = np.searchsorted(place[order], np.arange(len(hashes) + 1))
    unseen = np.zeros(len(sketches.starts) - 1, np.int64)
    return Met(begins[:-1][places], np.diff(begins)[places], number[order], unseen, sizes)


def met_enough(sketches: Sketches, met: Met) -> tuple[Numbers, Numbers]:
    """
    Return which texts share enough with whom they meet, or may share it.

    Returns:
        Places of texts, and numbers of those whom they met.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    sizes = np.diff(sketches.starts)
    found = [np.empty((2, 0), np.int64)]
    for first, last in blocks_of(np.concatenate([[0], np.cumsum(met.counts)])[sketches.starts]):
        entries = slice(sketches.starts[first], sketches.starts[last])
        counts = met.counts[entries]
        text = np.repeat(np.repeat(np.arange(first, last), sizes[first:last]), counts)
        number = met.numbers[spread(met.begins[entries], counts)]
        pairs, shared = np.unique(text << BITS_OF_NUMBER | number, return_counts=True)
        some, other = pairs >> BITS_OF_NUMBER, pairs & MOST_NUMBER
        enough = shared + met.unseen[some] >= enough_of(np.minimum(sizes[some], met.sizes(other)))
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
