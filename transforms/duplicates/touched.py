"""
Which texts must be asked again because others came, left, or join another.

That a text shares a hash with one of these is not enough: common hashes are shared by a hundredth of all texts, and a
night would cost by the size of the store. What `find_partners` finds for a text changes only where one of them is
among the first that hold a hash of it and shares enough to be found, or where one of its hashes is counted otherwise
than before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.duplicates.meeting import Met, met_enough
from transforms.duplicates.sharing import COMMON, MOST_OF_ONE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.corpus import Corpus

    Numbers = NDArray[np.int64]
    Marks = NDArray[np.bool_]


class Held(NamedTuple):
    """
    Who holds some hashes, or held them until now: a row for each hash and holder, by hash and arrival.

    Attributes:
        place: Which of the hashes it is.

        number: The holder.

        came: Whether the holder came with the batch.

        left: Whether it left with it.

        now: How many earlier texts hold the hash after the batch.

        before: How many held it before.
    """

    place: Numbers
    number: Numbers
    came: Marks
    left: Marks
    now: Numbers
    before: Numbers

    @property
    def is_first(self) -> Marks:
        """Which holders are, or were, among the first, who alone are found by a hash."""
        first: Marks = (~self.left & (self.now < MOST_OF_ONE)) | (~self.came & (self.before < MOST_OF_ONE))
        return first


def held_by(corpus: Corpus, hashes: NDArray[np.uint64], came: Numbers, left: Numbers) -> Held:
    """Return who holds some hashes, which ascend, or held them before the batch."""
    import numpy as np  # noqa: PLC0415 - heavy

    gone = corpus.sketches(left)
    wanted = np.isin(gone.hashes, hashes)
    place, number = corpus.holders(hashes)
    place = np.concatenate([place, np.searchsorted(hashes, gone.hashes[wanted])])
    number = np.concatenate([number, np.repeat(left, np.diff(gone.starts))[wanted]])
    order = np.lexsort((corpus.arrived(number), place))
    place, number = place[order], number[order]
    here, there = np.isin(number, came), np.isin(number, left)
    return Held(place, number, here, there, rank_in(place, ~there), rank_in(place, ~here))


def later_copies(corpus: Corpus, numbers: Numbers, came: Numbers, left: Numbers) -> Numbers:
    """
    Return the texts that arrived after one of some others and share so much with it that they may find it.

    Args:
        corpus: All texts.

        numbers: The others.

        came: The texts that came with the batch.

        left: Those that left with it.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    sketches = corpus.sketches(numbers)
    held = held_by(corpus, np.unique(sketches.hashes), came, left)
    mine = np.flatnonzero(np.isin(held.number, numbers))
    mine = mine[np.lexsort((held.place[mine], held.number[mine]))]  # as the sketches have them
    first = held.is_first[mine]
    behind = np.searchsorted(held.place, held.place[mine], side="right") - mine - 1
    text = np.repeat(np.arange(len(numbers)), np.diff(sketches.starts))
    unseen = np.bincount(text[~first], minlength=len(numbers))
    met = Met(mine + 1, behind * first, held.number, unseen, corpus.sizes)
    return np.setdiff1d(met_enough(sketches, met)[1], left)


def counted_anew(corpus: Corpus, came: Numbers, left: Numbers) -> Numbers:
    """
    Return the texts that hold a hash whose count among earlier texts means something else than before.

    That is one that no earlier text held, or none holds any more; and a common one that more or fewer hold, for the
    rarest of these are looked up, or of which others that stay are the first. Who came or left is no matter here: it
    is found only where enough is shared.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    hashes = np.unique(np.concatenate([corpus.sketches(came).hashes, corpus.sketches(left).hashes]))
    held = held_by(corpus, hashes, came, left)
    now, before = held.now, held.before
    stays, common = ~held.came & ~held.left, np.maximum(now, before) >= COMMON
    shifted = stays & ((now < MOST_OF_ONE) != (before < MOST_OF_ONE))
    anew = ((now == 0) != (before == 0)) | (common & ((now != before) | (rank_in(held.place, shifted) > 0)))
    return np.unique(held.number[stays & anew])


def rank_in(place: Numbers, counts: NDArray[np.bool_]) -> Numbers:
    """Return for each row, rows of one place together, how many rows before it at its place count."""
    import numpy as np  # noqa: PLC0415 - heavy

    before: Numbers = np.cumsum(counts) - counts
    return before - before[np.searchsorted(place, place)]
