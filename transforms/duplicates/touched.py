"""
Which texts must be asked again because others came, left, or join another.

That a text shares a hash with one of these is not enough: common hashes are shared by a hundredth of all texts, and a
night would cost by the size of the store. What `find_partners` finds for a text changes only where one of them shares
enough to be found, or where one of its hashes is counted otherwise than before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.duplicates.meeting import Met, met_enough
from transforms.duplicates.sharing import COMMON, MOST_OF_ONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.corpus import Corpus

    Numbers = NDArray[np.int64]


def later_copies(corpus: Corpus, numbers: Numbers) -> Numbers:
    """Return the texts that arrived after one of some others and share so much with it that it may be found."""
    import numpy as np  # noqa: PLC0415 - heavy

    sketches = corpus.sketches(numbers)
    hashes, places = np.unique(sketches.hashes, return_inverse=True)
    place, number = corpus.holders(hashes)
    seats = corpus.arrived(np.concatenate([number, numbers]))
    arrived, mine = seats[: len(number)], seats[len(number) :]
    late = arrived > mine.min(initial=0)  # of a night's pages, which came last, few
    place, number, arrived = place[late], number[late], arrived[late]
    met = Met(places, place, number, sizes=corpus.sizes)
    return np.unique(met_enough(sketches, met, lambda text, row: arrived[row] > mine[text])[1])


def counted_anew(corpus: Corpus, came: Numbers, left: Numbers) -> Numbers:
    """
    Return the texts that hold a hash whose count among earlier texts means something else than before.

    That is one that no earlier text held, or none holds any more; and a common one that more or fewer hold, for the
    rarest of these are looked up, or of which others that stay are the first. Who came or left is no matter here: it
    is found only where enough is shared.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    gone = corpus.sketches(left)
    hashes = np.unique(np.concatenate([corpus.sketches(came).hashes, gone.hashes]))
    place, number = corpus.holders(hashes)
    place = np.concatenate([place, np.searchsorted(hashes, gone.hashes)])
    number = np.concatenate([number, np.repeat(left, np.diff(gone.starts))])
    order = np.lexsort((corpus.arrived(number), place))
    place, number = place[order], number[order]
    here, there = np.isin(number, came), np.isin(number, left)
    now, before = (rank_in(place, held) for held in (~there, ~here))
    stays, common = ~here & ~there, np.maximum(now, before) >= COMMON
    shifted = stays & ((now < MOST_OF_ONE) != (before < MOST_OF_ONE))
    anew = ((now == 0) != (before == 0)) | (common & ((now != before) | (rank_in(place, shifted) > 0)))
    return np.unique(number[stays & anew])


def rank_in(place: Numbers, counts: NDArray[np.bool_]) -> Numbers:
    """Return for each row, rows of one place together, how many rows before it at its place count."""
    import numpy as np  # noqa: PLC0415 - heavy

    before: Numbers = np.cumsum(counts) - counts
    return before - before[np.searchsorted(place, place)]
