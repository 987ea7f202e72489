"""
Which earlier texts each text may be a copy of: more than its copies, never fewer but by rare chance.

Nothing here decides: a verdict does, on the two texts. Whether a hash finds anybody hangs on how many texts that
*arrived* before hold it, so that batches and their order change nothing.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.duplicates.runs import LIMIT
from transforms.duplicates.sharing import MOST_OF_ONE, find_partners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from transforms.duplicates.sketch import Sketches

PARTITION = 2**19
"""Hashes that are sorted at once, about: they and their texts stay in the processor's cache."""

MOST_PARTS = 256
"""Parts that hashes are told into."""

BITS_BELOW = 48
"""Bits of a hash below the sixteen that tell its part."""

ROOM = 2**20
"""Rows that are found at once."""

FEWEST_COMPILED = 1_000_000
"""
Steps from which the compiled loop is loaded, which takes .8 CPU seconds: without it a step takes .35 µs of lists.

A step is a text, a hash that it shares, or an earlier text that holds that; so many lists take 100 MB at most.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """
    Pairs of texts that may be copies, by number in order of arrival.

    Attributes:
        texts: The later text of each pair, ascending.

        partners: The earlier one; of one text those that share most come first, then the earliest.

        shared: How many hashes of their sketches both hold.

        cut: Texts of which a hash is held by more than were looked at.
    """

    texts: NDArray[np.int64]
    partners: NDArray[np.int64]
    shared: NDArray[np.int64]
    cut: int

    def by_text(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each later text that has partners, with them."""
        import numpy as np  # noqa: PLC0415 - heavy

        begins = np.flatnonzero(np.diff(self.texts, prepend=-1)).tolist()
        for begin, end in pairwise([*begins, len(self.texts)]):
            yield int(self.texts[begin]), self.partners[begin:end].tolist()


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """
    The hashes that more than one text holds.

    Attributes:
        starts: Where those of each text begin in the next two, rarest first.

        groups: Which hash it is.

        ranks: How many earlier texts hold it.

        members_from: Where the holders of each hash begin.

        members: The holders, in order of arrival.
    """

    starts: NDArray[np.int64]
    groups: NDArray[np.int32]
    ranks: NDArray[np.int32]
    members_from: NDArray[np.int64]
    members: NDArray[np.int32]


def candidates(sketches: Sketches, *, compiled: bool | None = None) -> Candidates:
    """
    Return which earlier texts each text may be a copy of.

    Args:
        sketches: Of all texts, in order of arrival.

        compiled: Whether the compiled loop is taken; None lets the number of its steps decide.
    """
    return look_up(sketches, shared_hashes(sketches), compiled=compiled)


def look_up(sketches: Sketches, some: Shared, *, compiled: bool | None = None) -> Candidates:
    """Return which earlier texts the texts with shared hashes may be a copy of; see `candidates`."""
    import numpy as np  # noqa: PLC0415 - heavy

    parts = list(in_parts(sketches, some, compiled=compiled))
    none = [np.empty(0, np.int64)]
    texts, partners, shared = (
        np.concatenate([getattr(part, name) for part in parts] or none) for name in ("texts", "partners", "shared")
    )
    return Candidates(texts, partners, shared, sum(part.cut for part in parts))


def in_parts(sketches: Sketches, some: Shared, *, compiled: bool | None = None) -> Iterator[Candidates]:
    """
    Yield what `look_up` returns a part at a time, each of whole texts, in their order.

    Of a million texts of one house there are thirty million pairs: nobody has room for all at once.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    sums = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.minimum(some.ranks, MOST_OF_ONE))])
    bounds = sums[some.starts[1:]] - sums[some.starts[:-1]]
    counts, met = np.zeros(len(bounds), np.int32), np.empty(len(bounds), np.int32)
    room = np.empty((max(min(ROOM, sums[-1]), bounds.max(initial=0)), 3), np.int64)
    steps = len(bounds) + len(some.groups) + int(sums[-1])
    loop = loop_for(steps, compiled=compiled)
    columns: tuple[NDArray[np.integer], ...] = (
        sketches.starts,
        some.starts,
        some.groups,
        some.ranks,
        bounds,
        some.members_from,
        some.members,
        counts,
        met,
    )
    few = loop is find_partners and steps < FEWEST_COMPILED
    numbers = [column.tolist() if few else column for column in columns]  # Python reads lists in a third of the time
    at = 0
    while at < len(bounds):
        at, filled, cut = loop(sketches.hashes, *numbers, at, room)
        texts, partners, shared = room[:filled].T
        order = np.lexsort((partners, -shared, texts))
        yield Candidates(texts[order], partners[order], shared[order], int(cut))


def loop_for(steps: int, *, compiled: bool | None) -> Callable[..., tuple[int, int, int]]:
    """Return the loop for so many steps: the same one, compiled or not."""
    if compiled or (compiled is None and steps >= FEWEST_COMPILED):
        with contextlib.suppress(ImportError, RuntimeError):
            from transforms.duplicates.compiled import find_partners as quick  # noqa: PLC0415 - loads the compiler

            return quick
    return find_partners


def shared_hashes(sketches: Sketches) -> Shared:
    """Return the hashes that more than one text holds, a part of all hashes at a time."""
    import numpy as np  # noqa: PLC0415 - heavy

    texts = np.repeat(np.arange(len(sketches.starts) - 1, dtype=np.int32), np.diff(sketches.starts))
    parts = min(1 << (len(texts) // PARTITION).bit_length(), MOST_PARTS)
    part_of = parts_of(sketches.hashes, parts)
    found = [(np.empty(0, np.int32), np.empty(0, bool))]
    for part in range(parts):
        mine = np.flatnonzero(part_of == part) if parts > 1 else slice(None)
        found.append(repeated(sketches.hashes[mine], texts[mine]))
    del texts, part_of
    members, first = (np.concatenate(column) for column in zip(*found, strict=True))
    found.clear()
    members_from = np.flatnonzero(first)
    groups = np.cumsum(first, dtype=np.int32) - np.int32(1)
    ranks = np.arange(len(members), dtype=np.int32) - members_from.astype(np.int32)[groups]
    order = np.lexsort((groups, ranks, members))  # groups ascend as their hashes do
    starts = np.searchsorted(members[order], np.arange(len(sketches.starts)))
    return Shared(starts, groups[order], ranks[order], members_from, members)


def parts_of(hashes: NDArray[np.uint64], parts: int) -> NDArray[np.uint8]:
    """Return in which part each hash is looked at; a hash of a higher part is above all of the lower ones."""
    import numpy as np  # noqa: PLC0415 - heavy

    upper = hashes.view(np.uint16)[hashes.itemsize // 2 - 1 :: hashes.itemsize // 2]
    beyond = np.uint16((LIMIT >> BITS_BELOW).bit_length() - parts.bit_length())
    part_of: NDArray[np.uint8] = np.minimum(upper >> beyond, np.uint16(parts - 1)).astype(np.uint8)
    return part_of


def repeated(hashes: NDArray[np.uint64], texts: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return the texts of hashes that several hold, by hash and arrival, and which are the first of their hash."""
    import numpy as np  # noqa: PLC0415 - heavy

    ascending = np.argsort(hashes)
    as_before = np.diff(hashes[ascending], prepend=hashes[ascending[:1]] + np.uint64(1)) == 0
    several = as_before.copy()
    several[:-1] |= as_before[1:]
    some = ascending[several]
    some = some[np.lexsort((texts[some], hashes[some]))]
    held = hashes[some]
    first = np.ones(len(some), bool)
    first[1:] = held[1:] != held[:-1]
    return texts[some], first
