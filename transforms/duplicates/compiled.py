"""
The compiled pass over the bytes of many texts: some fifty thousand texts of 2 kB a CPU second.

Importing this module loads the compiler; what it compiled lies in a cache beside the module or in the user's folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from transforms.duplicates import runs as told
from transforms.duplicates import sharing
from transforms.duplicates.agree import MOST_WORDS
from transforms.duplicates.words import ALONE, PARTS, UNSEEN, WORD

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Hashes = NDArray[np.uint64]
    Places = NDArray[np.int64]

CODES = 0x110000
ASCII, OF_THREE, OF_FOUR, RUN = told.ASCII, told.OF_THREE, told.OF_FOUR, told.RUN
UNKNOWN = np.uint8(255)
LIMIT = np.uint64(told.LIMIT)
STEP = np.uint64(told.STEP)
FIRST, SECOND = np.uint64(told.FIRST), np.uint64(told.SECOND)
MIX_A, MIX_B = map(np.uint64, told.MIX)
NOUGHT = np.uint64(0)
SHIFT_A, SHIFT_B, SHIFT_C = np.uint64(30), np.uint64(27), np.uint64(31)
LEAST = told.LEAST
MOST = MOST_WORDS
SPACE, LETTER, SIGN, HIDDEN = PARTS, WORD, ALONE, UNSEEN
"""Numbers that a compiled function may read: globals of its own module."""

compiled = numba.njit(cache=True, nogil=True)


def sketch_slice(data: Bytes, offsets: Places) -> told.Parts:
    """Return the hashes of some texts, how many each has, and its words."""
    kinds = kinds_in(data)
    hashes = np.empty(len(data) // 2 + len(offsets) + LEAST, np.uint64)  # a word and its space are two bytes at least
    counts = np.empty(len(offsets) - 1, np.int64)
    words = np.empty(len(offsets) - 1, np.int32)
    found = sketch_texts(data, offsets, kinds, hashes, counts, words)
    return hashes[:found].copy(), counts, words


def kinds_in(data: Bytes) -> Bytes:
    """Return what the code points in some bytes are to words, by code point; those that do not occur are unknown."""
    seen = np.zeros(CODES, np.bool_)
    seen[:ASCII] = True
    mark_codes(data, seen)
    kinds = np.full(CODES, UNKNOWN)
    codes = np.flatnonzero(seen)
    kinds[codes] = [told.kind_of_code(code) for code in codes.tolist()]
    return kinds


@compiled
def code_at(data: Bytes, at: int) -> tuple[np.int64, int]:
    """Return the code point whose bytes begin at a place, and how many they are."""
    lead = np.int64(data[at])
    if lead < ASCII:
        return lead, 1
    if lead < OF_THREE:
        return (lead & 0x1F) << 6 | np.int64(data[at + 1]) & 0x3F, 2
    two = (np.int64(data[at + 1]) & 0x3F) << 6 | np.int64(data[at + 2]) & 0x3F
    if lead < OF_FOUR:
        return (lead & 0x0F) << 12 | two, 3
    return (lead & 0x07) << 18 | two << 6 | np.int64(data[at + 3]) & 0x3F, 4


@compiled
def mark_codes(data: Bytes, seen: NDArray[np.bool_]) -> None:
    """Mark the code points beyond ASCII that occur."""
    at = 0
    while at < len(data):
        if data[at] < ASCII:
            at += 1
            continue
        code, size = code_at(data, at)
        seen[code] = True
        at += size


@compiled
def mixed(value: np.uint64) -> np.uint64:
    """Return a hash with every bit spread over all."""
    value = (value ^ (value >> SHIFT_A)) * MIX_A
    value = (value ^ (value >> SHIFT_B)) * MIX_B
    return value ^ (value >> SHIFT_C)


@compiled
def hash_runs(data: Bytes, at: int, end: int, kinds: Bytes, runs: Hashes) -> tuple[int, int]:
    """Fill in the hash of each run of three words of a text, and return how many runs and words there are."""
    one = two = three = word = NOUGHT
    words = found = 0
    inside = SPACE
    while True:
        code, size = code_at(data, at) if at < end else (0, 0)
        kind = kinds[code] if at < end else SPACE
        if kind == HIDDEN:
            at += size
            continue
        if inside == SIGN or (inside == LETTER and kind != LETTER):
            one, two, three = two, three, mixed(word)
            word, inside, words = NOUGHT, SPACE, words + 1
            if words >= RUN:
                runs[found] = mixed(one * FIRST + two * SECOND + three)
                found += 1
            if words == MOST:
                break
        if at >= end:
            break
        if kind != SPACE:
            for near in range(at, at + size):
                word = word * STEP + np.uint64(data[near])
            inside = kind
        at += size
    if found == 0 and words:
        runs[0] = mixed(one * FIRST + two * SECOND + three)
        found = 1
    return found, words


@compiled
def keep_runs(runs: Hashes, hashes: Hashes, at: int) -> int:
    """Write the hashes of a text that are kept behind a place, ascending and each once; return where they end."""
    behind = at
    for run in runs:
        if run < LIMIT:
            hashes[behind] = run
            behind += 1
    hashes[at:behind].sort()
    kept = without_repeats(hashes[at:behind])
    if kept < LEAST and kept < len(runs):
        runs.sort()
        kept = min(without_repeats(runs), LEAST)
        hashes[at : at + kept] = runs[:kept]
    return at + kept


@compiled
def without_repeats(values: Hashes) -> int:
    """Move each of sorted values to the front once, and return how many there are."""
    kept = 0
    for value in values:
        if kept == 0 or value != values[kept - 1]:
            values[kept] = value
            kept += 1
    return kept


@compiled
def sketch_texts(
    data: Bytes, offsets: Places, kinds: Bytes, hashes: Hashes, counts: Places, words: NDArray[np.int32]
) -> int:
    """Fill in the hashes of all texts, and what each has; return how many hashes there are."""
    runs = np.empty(MOST, np.uint64)
    at = 0
    for text in range(len(counts)):
        found, words[text] = hash_runs(data, offsets[text], offsets[text + 1], kinds, runs)
        behind = keep_runs(runs[:found], hashes, at)
        counts[text] = behind - at
        at = behind
    return at


find_partners = compiled(sharing.find_partners)
