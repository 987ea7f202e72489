"""
The pass over the bytes of a few texts that needs no compiler: numpy over Arrow's buffers.

A word's hash is a polynomial of its bytes. Sums over all bytes, taken at both ends of a word, give it without a loop:
multiplication by an odd number can be undone among 64-bit numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.duplicates.agree import MOST_WORDS
from transforms.duplicates.runs import (
    ASCII,
    FIRST,
    LEAST,
    LIMIT,
    MIX,
    OF_FOUR,
    OF_THREE,
    RUN,
    SECOND,
    STEP,
    Parts,
    kind_of_code,
)
from transforms.duplicates.words import ALONE, PARTS, UNSEEN, WORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Hashes = NDArray[np.uint64]
    Places = NDArray[np.int64]
    Marks = NDArray[np.bool_]

ASCII_KINDS = np.array([kind_of_code(code) for code in range(ASCII)] + [PARTS] * ASCII, np.uint8)
"""What each byte of ASCII is to words; the others are written over."""

UNDONE = pow(STEP, -1, 2**64)
"""What undoes a multiplication by STEP."""


def sketch_slice(data: Bytes, offsets: Places) -> Parts:
    """Return the hashes of some texts, how many each has, and its words."""
    leads, kinds = kinds_of(data)
    texts = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    if (kinds == UNSEEN).any():
        seen = kinds != UNSEEN
        data, leads, kinds, texts = data[seen], leads[seen], kinds[seen], texts[seen]
    begins, ends = words_in(leads, kinds, texts)
    of = texts[begins]
    rank = np.arange(len(of)) - np.searchsorted(of, of)
    some = rank < MOST_WORDS
    begins, ends, of = begins[some], ends[some], of[some]
    words = np.bincount(of, minlength=len(offsets) - 1)
    runs_of, runs = hash_runs(hash_words(data, begins, ends), of, words)
    hashes, counts = keep_runs(runs_of, runs, len(offsets) - 1)
    return hashes, counts, words.astype(np.int32)


def kinds_of(data: Bytes) -> tuple[Marks, Bytes]:
    """Return for each byte whether a character begins with it, and what that character is to words."""
    leads = (data & 0xC0) != 0x80  # noqa: PLR2004 - the form of bytes behind the first in UTF-8
    kinds = ASCII_KINDS[data]
    if (high := data >= ASCII).any():
        at = np.flatnonzero(high & leads)
        found, which = np.unique(codes_at(data, at), return_inverse=True)
        kinds[at] = np.array([kind_of_code(code) for code in found.tolist()], np.uint8)[which]
        behind = np.flatnonzero(~leads)
        kinds[behind] = kinds[at[np.searchsorted(at, behind) - 1]]
    return leads, kinds


def codes_at(data: Bytes, at: Places) -> Places:
    """Return the code points beyond ASCII whose bytes begin at some places."""
    padded = np.concatenate([data, np.zeros(RUN, np.uint8)])
    lead, second, third, fourth = (padded[at + n].astype(np.int64) for n in range(4))
    two = (lead & 0x1F) << 6 | second & 0x3F
    three = (lead & 0x0F) << 12 | (second & 0x3F) << 6 | third & 0x3F
    four = (lead & 0x07) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | fourth & 0x3F
    return np.select([lead < OF_THREE, lead < OF_FOUR], [two, three], four)


def words_in(leads: Marks, kinds: Bytes, texts: Places) -> tuple[Places, Places]:
    """Return where each word begins and ends."""
    within = kinds != PARTS
    first = np.ones(len(kinds), bool)
    first[1:] = texts[1:] != texts[:-1]
    before = np.concatenate([np.full(1, PARTS, np.uint8), kinds[:-1]])
    opens = within & (first | (before == PARTS) | ((kinds == ALONE) & leads) | ((kinds == WORD) & (before == ALONE)))
    closes = np.ones(len(kinds), bool)
    closes[:-1] = ~within[1:] | opens[1:] | first[1:]
    return np.flatnonzero(opens), np.flatnonzero(within & closes) + 1


def hash_words(data: Bytes, begins: Places, ends: Places) -> Hashes:
    """Return the hash of each word."""
    growing, shrinking = powers_of(STEP, len(data)), powers_of(UNDONE, len(data))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(data * shrinking, dtype=np.uint64)])
    return mixed((sums[ends] - sums[begins]) * growing[ends - 1])


def powers_of(base: int, count: int) -> Hashes:
    """Return the first powers of a number, from 1 on, among 64-bit numbers."""
    powers = np.full(count, base, np.uint64)
    powers[:1] = 1
    return np.multiply.accumulate(powers)


def mixed(values: Hashes) -> Hashes:
    """Return hashes with every bit spread over all."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(MIX[0])
    values = (values ^ (values >> np.uint64(27))) * np.uint64(MIX[1])
    return values ^ (values >> np.uint64(31))


def hash_runs(words: Hashes, of: Places, counts: Places) -> tuple[Places, Hashes]:
    """Return the hash of each run of three words and its text; a text of one or two words is one run."""
    one, two, three = words[:-2], words[1:-1], words[2:]
    inside = of[:-2] == of[2:]
    runs = (one * np.uint64(FIRST) + two * np.uint64(SECOND) + three)[inside]
    brief = np.flatnonzero((counts > 0) & (counts < RUN))
    ends = np.cumsum(counts)[brief]
    before = np.where(counts[brief] == RUN - 1, words[ends - 2], np.uint64(0))
    both = np.concatenate([runs, before * np.uint64(SECOND) + words[ends - 1]])
    return np.concatenate([of[:-2][inside], brief]), mixed(both)


def keep_runs(of: Places, runs: Hashes, texts: int) -> tuple[Hashes, Places]:
    """Return the hashes that are kept, by text and ascending, and how many each text has."""
    low = runs < np.uint64(LIMIT)
    kept_of, kept = without_repeats(of[low], runs[low])
    counts = np.bincount(kept_of, minlength=texts)
    few = counts < LEAST
    if few.any():
        brief = few[of]
        few_of, few_runs = without_repeats(of[brief], runs[brief])
        least = np.arange(len(few_of)) - np.searchsorted(few_of, few_of) < LEAST
        stay = ~few[kept_of]
        kept_of, kept = np.concatenate([kept_of[stay], few_of[least]]), np.concatenate([kept[stay], few_runs[least]])
        order = np.argsort(kept_of, kind="stable")
        kept_of, kept = kept_of[order], kept[order]
    return kept, np.bincount(kept_of, minlength=texts)


def without_repeats(of: Places, runs: Hashes) -> tuple[Places, Hashes]:
    """Return hashes by text and ascending, each once in a text."""
    order = np.lexsort((runs, of))
    of, runs = of[order], runs[order]
    new = np.ones(len(of), bool)
    new[1:] = (of[1:] != of[:-1]) | (runs[1:] != runs[:-1])
    return of[new], runs[new]
