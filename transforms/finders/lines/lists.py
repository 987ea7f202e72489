"""The model's vocabularies: which lists a word stands in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from transforms.lexicon.tables import Table, read_table

LISTS = ("function", "prompt", "speech", "reader", "house", "section", "time")
"""The lists of `words.toml`, in the order of their bits."""

FUNCTION, PROMPT, SPEECH, READER, HOUSE, SECTION, TIME = (1 << n for n in range(len(LISTS)))


def shape_table(name: str) -> Table:
    """Return one of the tables beside this module."""
    return read_table(f"finders/lines/{name}")


@lru_cache(maxsize=1)
def languages() -> Mapping[str, tuple[float, frozenset[str]]]:
    """Return for each language the model was trained for the least share of small words in prose, and the words."""
    table = read_table("lexicon/lines.toml")
    (small,) = (row for row in table["list"] if row["name"] == LISTS[0])
    return {row["name"]: (float(row["least"]), frozenset(small[row["name"]])) for row in table["language"]}


@lru_cache(maxsize=1)
def word_bits() -> Mapping[str, int]:
    """Return for each casefolded word the bits of the lists that hold it."""
    bits: dict[str, int] = {}
    for table in read_table("lexicon/lines.toml")["list"]:
        bit = 1 << LISTS.index(table["name"])
        for key, words in table.items():
            if key not in ("name", "why"):
                for word in words:
                    bits[word.casefold()] = bits.get(word.casefold(), 0) | bit
    return bits
