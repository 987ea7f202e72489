"""What regrouping asks of a store, whatever keeps it: who holds a hash, and what is known of some texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.sketch import Sketches
    from transforms.duplicates.verdict import Story

    Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """
    All texts as they stand after a batch, by number.

    Attributes:
        holders: Returns who holds some hashes, as `transforms.duplicates.holders.find_in_parts` does; what left holds
            none.

        sketches: Returns the sketches of some texts, of such as left too.

        sizes: Returns how many hashes some texts have.

        arrived: Returns for some texts what sorts these by arrival, no two alike; of such as left too.

        stories: Returns for some texts what tells of each what a verdict needs to know.

        leaders: Whom each text joined before the batch; a text that leads or joins nobody is not in it.
    """

    holders: Callable[[NDArray[np.uint64]], tuple[Numbers, Numbers]]
    sketches: Callable[[Numbers], Sketches]
    sizes: Callable[[Numbers], Numbers]
    arrived: Callable[[Numbers], Numbers]
    stories: Callable[[Numbers], Callable[[int], Story]]
    leaders: Mapping[int, int]
