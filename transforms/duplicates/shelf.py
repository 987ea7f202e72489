"""
Who holds a hash: sorted runs that are never changed, so that a batch costs by its own size.

A batch is one run more; runs of a size are merged into one. A text that leaves, or says something else, is named among
those that are gone until a merge drops it. What `holders` answers hangs on the texts alone, never on the runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.sketch import Sketches

TIER = 4
"""A run is merged with the one before it unless that is so many times as large: few runs, few bytes written twice."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """
    Hashes and the texts that hold them, by hash and number.

    Attributes:
        hashes: Ascending; a hash stands as often as texts hold it.

        numbers: The text of each.
    """

    hashes: NDArray[np.uint64]
    numbers: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """
    All runs.

    Attributes:
        runs: From the largest to the last.

        gone: Numbers of texts that runs may still hold, ascending; a number is never given twice.
    """

    runs: tuple[Run, ...]
    gone: NDArray[np.int64]


def empty_shelf() -> Shelf:
    """Return a shelf without texts."""
    import numpy as np  # noqa: PLC0415 - heavy

    return Shelf((), np.empty(0, np.int64))


def add(shelf: Shelf, sketches: Sketches, numbers: NDArray[np.int64]) -> Shelf:
    """Return a shelf with some texts more, whose numbers are new."""
    import numpy as np  # noqa: PLC0415 - heavy

    of = np.repeat(numbers, np.diff(sketches.starts))
    order = np.lexsort((of, sketches.hashes))
    runs = [*shelf.runs, Run(sketches.hashes[order], of[order])]
    while len(runs) > 1 and len(runs[-2].hashes) < TIER * len(runs[-1].hashes):
        runs[-2:] = [merge(runs[-2:], shelf.gone)]
    return Shelf(tuple(runs), shelf.gone)


def remove(shelf: Shelf, numbers: NDArray[np.int64]) -> Shelf:
    """Return a shelf on which some texts are gone."""
    import numpy as np  # noqa: PLC0415 - heavy

    return Shelf(shelf.runs, np.union1d(shelf.gone, numbers))


def merge_all(shelf: Shelf) -> Shelf:
    """Return a shelf of one run, that holds nothing of what is gone."""
    import numpy as np  # noqa: PLC0415 - heavy

    runs = (merge(list(shelf.runs), shelf.gone),) if shelf.runs else ()
    return Shelf(runs, np.empty(0, np.int64))


def merge(runs: list[Run], gone: NDArray[np.int64]) -> Run:
    """Return some runs as one, without what is gone."""
    import numpy as np  # noqa: PLC0415 - heavy

    hashes = np.concatenate([run.hashes for run in runs])
    numbers = np.concatenate([run.numbers for run in runs])
    stays = ~np.isin(numbers, gone)
    hashes, numbers = hashes[stays], numbers[stays]
    order = np.lexsort((numbers, hashes))
    return Run(hashes[order], numbers[order])


def holders(shelf: Shelf, hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Return who holds some hashes.

    Args:
        shelf: All texts.

        hashes: What is looked up, each once.

    Returns:
        Places in `hashes`, and the texts that hold each.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    places, numbers = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for run in shelf.runs:
        first = np.searchsorted(run.hashes, hashes, side="left")
        counts = np.searchsorted(run.hashes, hashes, side="right") - first
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        places.append(np.repeat(np.arange(len(hashes)), counts))
        numbers.append(run.numbers[np.repeat(first, counts) + within])
    place, number = np.concatenate(places), np.concatenate(numbers)
    stays = ~np.isin(number, shelf.gone)
    return place[stays], number[stays]
