"""
What is kept of a text that must be known again though it may not be kept: some hashes of its runs of three words.

Traces stand in tombstones for years, so nothing here follows when words, shingles or sketches get better elsewhere:
a change is a second kind of trace beside this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

SAMPLED = 8
"""
One run of so many is kept, chosen by its hash.

All runs of a text could be strung together again by whoever tries the words of a language; of an eighth no two
neighbours are left, as a rule, to begin with.
"""

FEWEST_KEPT = 24
"""Hashes that are kept of a short text, as far as it has so many: an eighth of forty runs would tell nothing."""

FEWEST_SHARED = 8
"""Hashes below which a share says nothing."""

MOST_WORDS = 20_000
"""Words of a text that are looked at, as where texts are compared."""

COPY = 0.8
"""Share of a forgotten text's trace that makes another text a copy of it, also where more stands around."""

COPY_OF_SHORT = 0.9
"""The same for a text below `SHORT` words: a few standing phrases are a large part of one."""

SHORT = 60
"""Words below which a text is short."""

SAME_STORY = 0.6
"""
Share from which two texts of one address are one story. Texts themselves are taken for one from half on; a trace of
forty hashes guesses that share by some .08, and another story under the address must not go for it.
"""

WORD = re.compile(r"\w+")
FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers by which the hashes of a run's words are told apart by their place."""

MIX = 0xBF58476D1CE4E5B9


def runs_of(text: str) -> NDArray[np.uint64]:
    """Return the hashes of a text's runs of three words, folded; sorted, each once. A shorter text is one run."""
    import numpy as np  # noqa: PLC0415 - few texts come this way

    words = WORD.findall(text.casefold())[:MOST_WORDS]
    if not words:
        return np.empty(0, np.uint64)
    hashes = np.array([hash_of(word) for word in words] + [0] * (3 - len(words)), np.uint64)
    with np.errstate(over="ignore"):
        n = len(hashes) - 2
        mixed = sum(
            (hashes[at : at + n] * np.uint64(factor) for at, factor in enumerate(FACTORS)), np.zeros(n, np.uint64)
        )
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(MIX)
        return np.unique(mixed ^ (mixed >> np.uint64(32)))


@lru_cache(maxsize=1 << 16)
def hash_of(word: str) -> int:
    """Return a hash of a word (64 bits) that is the same everywhere."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def trace_of(runs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return what is kept of a text's runs: an eighth of them, and the smallest where that is little."""
    import numpy as np  # noqa: PLC0415 - few texts come this way

    return np.unique(np.concatenate([sample_of(runs), runs[:FEWEST_KEPT]]))


def sample_of(runs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the eighth of some runs that the trace of any text which has them holds as well."""
    import numpy as np  # noqa: PLC0415 - few texts come this way

    kept: NDArray[np.uint64] = runs[runs % np.uint64(SAMPLED) == 0]
    return kept


def share_held(part: NDArray[np.uint64], whole: NDArray[np.uint64]) -> float:
    """Return the share of some hashes that stands among others, both sorted; 0.0 where there are none."""
    import numpy as np  # noqa: PLC0415 - few texts come this way

    if not len(part) or not len(whole):
        return 0.0
    at = np.minimum(np.searchsorted(whole, part), len(whole) - 1)
    return float(np.count_nonzero(whole[at] == part)) / len(part)


def likeness(trace: NDArray[np.uint64], n_words: int, runs: NDArray[np.uint64], other_words: int) -> float:
    """
    Return how much of a traced text another one holds, or how much of the other it holds, whichever is more.

    Of a part of the text only one that is at least half of it counts: a shorter one is a quotation.
    """
    held = share_held(trace, runs)
    sample = sample_of(runs)
    if len(sample) < FEWEST_SHARED or 2 * other_words < n_words:
        return held
    return max(held, share_held(sample, trace))


def is_copy(trace: NDArray[np.uint64], n_words: int, share: float) -> bool:
    """Return whether a likeness to a traced text makes a copy of it; a text of a few words only has none."""
    return len(trace) >= FEWEST_SHARED and share >= (COPY_OF_SHORT if n_words < SHORT else COPY)


@dataclass(frozen=True, slots=True)
class Traces:
    """
    Many traces, laid out so that one text is compared with all of them at once.

    Attributes:
        hashes: The hashes of all, sorted.

        owners: Whose each is, by number.

        sizes: How many hashes each trace has.
    """

    hashes: NDArray[np.uint64]
    owners: NDArray[np.int64]
    sizes: NDArray[np.int64]


def gather(traces: Sequence[NDArray[np.uint64]]) -> Traces:
    """Return traces laid out to be compared with."""
    import numpy as np  # noqa: PLC0415 - few texts come this way

    sizes = np.array([len(trace) for trace in traces], np.int64)
    hashes = np.concatenate([np.empty(0, np.uint64), *traces])
    order = np.argsort(hashes, kind="stable")
    return Traces(hashes[order], np.repeat(np.arange(len(traces)), sizes)[order], sizes)


def sharing(traces: Traces, runs: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the numbers of the traces that share so much with a text that they may be its: most share nothing."""
    import numpy as np  # noqa: PLC0415 - few texts come this way

    first, last = (np.searchsorted(traces.hashes, runs, side) for side in ("left", "right"))
    met = [traces.owners[a:b] for a, b in zip(first[last > first], last[last > first], strict=True)]
    if not met:
        return np.empty(0, np.int64)
    shared = np.bincount(np.concatenate(met), minlength=len(traces.sizes))
    return np.flatnonzero((shared >= FEWEST_SHARED) | ((shared > 0) & (shared >= SAME_STORY * traces.sizes)))
