"""
What both paths to a sketch have in common: which hash a run of words has, and which are kept.

A word's hash is the polynomial of its UTF-8 bytes to the base STEP, mixed; a run's is the mixed sum of its three words,
each times the constant of its place; a text of one or two words is one run.

The compiler keeps its work until `compiled.py` is newer: whoever changes a number here touches that file as well.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from transforms.duplicates.words import kind_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 3
"""Words of a run."""

KEPT_OF = 8
"""One of so many runs is kept."""

LIMIT = 2**64 // KEPT_OF
"""Hashes below are kept."""

LEAST = 8
"""A shorter text keeps so many of its smallest, for one of twenty words would often keep none."""

STEP = 0x9E3779B97F4A7C15
FIRST, SECOND = 0xD6E8FEB86659FD93, 0xA0761D6478BD642F
MIX = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""Odd constants: of the hash of a word's bytes, of the places in a run, of the last mixing (splitmix64)."""

ASCII, OF_THREE, OF_FOUR = 0x80, 0xE0, 0xF0
"""First bytes from which a character has two bytes, three, four; below it is a byte of its own."""

Parts = tuple["NDArray[np.uint64]", "NDArray[np.int64]", "NDArray[np.int32]"]
"""Hashes, how many each text has, words: what both paths return of a slice."""


@cache
def kind_of_code(code: int) -> int:
    """Return what a code point is to words."""
    return kind_of(chr(code))
