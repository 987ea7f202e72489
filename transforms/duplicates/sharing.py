"""Which texts share hashes, and how many: a loop over numbers, compiled for many texts and run as it is for few."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.integer]

COMMON = 20
"""Earlier texts that hold a hash from which it finds nobody: it is a phrase of the house, a form, a footer."""

LEAST_LOOKED_UP = 8
"""Of a text with fewer hashes that find somebody so many are looked up, the rarest, however common they are."""

SEEN_BEFORE = 0.375
"""Share of its hashes that earlier texts hold from which common ones may find a copy: half of what copies share."""

MOST_OF_ONE = 25
"""Earlier texts, the first of them, that one common hash is looked up among: 200 partners in all."""

COPY = 0.75
"""Share of the smaller sketch that copies share."""

CHANCE = 1.3
"""Three standard deviations of a share of .75, times the root of how many hashes were drawn."""


def enough_of(least: Numbers) -> NDArray[np.float64]:
    """Return how many hashes copies share at least, by the size of the smaller sketch; the loop has it once more."""
    return COPY * least - CHANCE * least**0.5


def find_partners(  # noqa: C901, PLR0912 - one loop, for the compiler's sake
    hashes: Hashes,
    sketches: Numbers,
    starts: Numbers,
    groups: Numbers,
    ranks: Numbers,
    bounds: Numbers,
    members_from: Numbers,
    members: Numbers,
    shared: Numbers,
    met: Numbers,
    at: int,
    found: Numbers,
) -> tuple[int, int, int]:
    """
    Fill in who may be a copy of whom, from one text on, until all texts are done or there is no more room.

    Args:
        hashes: The sketches, one behind the other, each ascending.

        sketches: Where each begins, and behind the last where they end.

        starts: Where the shared hashes of each text begin, rarest first, and behind the last where they end.

        groups: For each of them, which hash it is.

        ranks: For each of them, how many earlier texts hold it.

        bounds: How many partners each text has at most.

        members_from: Where the texts that hold each hash begin.

        members: These texts, in order of arrival.

        shared: Room for a count for each text, all nought.

        met: Room for as many numbers.

        at: The first text.

        found: Room for rows of text, earlier text, and how many hashes their sketches share.

    Returns:
        The text to go on with, the number of rows, and of texts with a hash that more hold than were looked at.
    """
    filled = cut = 0
    while at < len(bounds) and filled + bounds[at] <= len(found):
        some_cut = partners = finding = seen = 0
        size = sketches[at + 1] - sketches[at]
        for entry in range(starts[at], starts[at + 1]):
            if ranks[entry] > 0:
                seen += 1
                if ranks[entry] < COMMON:
                    finding += 1
        common_left = max(LEAST_LOOKED_UP - finding, 0) if seen >= SEEN_BEFORE * size else 0
        unseen = 0  # common hashes that are not looked up, or not among all: who is met may hold them too
        for entry in range(starts[at], starts[at + 1]):
            most = ranks[entry]
            if most >= COMMON:
                if common_left == 0:
                    unseen += 1
                    continue
                common_left -= 1
                if most > MOST_OF_ONE:
                    some_cut, most = 1, MOST_OF_ONE
                    unseen += 1
            first = members_from[groups[entry]]
            for place in range(first, first + most):
                other = members[place]
                if shared[other] == 0:
                    met[partners] = other
                    partners += 1
                shared[other] += 1
        for place in range(partners):
            other = met[place]
            mine, its, end = sketches[at], sketches[other], sketches[other + 1]
            least = min(size, end - its)
            enough = COPY * least - CHANCE * least**0.5
            both = shared[other]
            shared[other] = 0
            if both + unseen < enough:
                continue
            if unseen:
                both = 0
                while mine < sketches[at + 1] and its < end:  # both ascend
                    if hashes[mine] == hashes[its]:
                        both += 1
                        mine += 1
                        its += 1
                    elif hashes[mine] < hashes[its]:
                        mine += 1
                    else:
                        its += 1
            if both >= enough:
                found[filled, 0], found[filled, 1], found[filled, 2] = at, other, both
                filled += 1
        cut += some_cut
        at += 1
    return at, filled, cut
