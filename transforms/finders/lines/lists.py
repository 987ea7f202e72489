"""The model's vocabularies: which lists a word stands in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from transforms.lexicon.lists import folded, lexicon_table, lists_of

LISTS = ("function", "prompt", "speech", "reader", "house", "section", "time")
"""The lists of `lines.toml`, in the order of their bits."""

FUNCTION, PROMPT, SPEECH, READER, HOUSE, SECTION, TIME = (1 << n for n in range(len(LISTS)))


@lru_cache(maxsize=1)
def languages() -> Mapping[str, tuple[float, frozenset[str]]]:
    """Return for each language the model was trained for the least share of small words in prose, and the words."""
    small = lists_of("lines")[LISTS[0]]
    prose = lexicon_table("lines")["prose"]
    return {row["name"]: (float(row["least"]), frozenset(small[row["name"]])) for row in prose}


@lru_cache(maxsize=1)
def word_bits() -> Mapping[str, int]:
    """Return for each casefolded word the bits of the lists that hold it."""
    bits: dict[str, int] = {}
    for number, name in enumerate(LISTS):
        for word in folded("lines", name):
            bits[word] = bits.get(word, 0) | 1 << number
    return bits
