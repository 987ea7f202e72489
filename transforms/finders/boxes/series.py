"""Which classes name one thing in several pieces: `body-1` and `body-2`, `content` and `content-more`."""

from __future__ import annotations

import functools
import re

MOST_LISTS = 4_096
"""Class lists that are remembered: a page repeats few of them many times."""

LONGEST_LIST = 500
"""Characters of a class list that are looked at."""

FIRST_WORD = re.compile(r"[a-z]{4,}(?![^\W_])")
"""The word with which a class begins; shorter ones (`sc-`, `col-`) say how an element is set."""

DIGITS = re.compile(r"\d+")


@functools.lru_cache(maxsize=MOST_LISTS)
def series_of(classes: str) -> frozenset[str]:
    """
    Return of each class in a list what it shares with the other pieces of the same thing; "" of an empty list.

    >>> sorted(series_of("body-2")), sorted(series_of("content part2")), sorted(series_of("s3")), sorted(series_of(""))
    (['body'], ['content', 'part'], ['s'], [''])
    """
    plain = DIGITS.sub("", classes[:LONGEST_LIST].lower()).split()
    return frozenset(first.group() if (first := FIRST_WORD.match(name)) else name for name in plain) or frozenset([""])
