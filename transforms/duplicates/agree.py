"""When two texts are one story: containment of word-3 shingles, and folded titles."""

from __future__ import annotations

import re

SAME_STORY = 0.5
"""Containment of word-3 shingles from which two texts under one address are one story."""

MOST_TEXTS_COMPARED = 64
"""Distinct texts under one address; above, it is a front page or a feed, and titles alone speak."""

MOST_WORDS = 20_000
"""Words of a text that are compared; no story is longer, and hostile ones shall cost no more."""

WORD = re.compile(r"\w+")

Runs = frozenset[tuple[str, ...]]
"""A text's runs of three words."""


def fold_title(title: str | None) -> str:
    """Return the words of a title, folded: `Banjir, Lagi!` and `banjir lagi` are equal."""
    return " ".join(WORD.findall((title or "").casefold()))


def shingle(text: str) -> Runs:
    """Return a text's runs of three words, folded; a shorter text is one run."""
    words = WORD.findall(text.casefold())[:MOST_WORDS]
    runs: Runs = frozenset(zip(words, words[1:], words[2:], strict=False))
    return runs or frozenset({tuple(words)} if words else ())


def containment_of(a: Runs, b: Runs) -> float:
    """Return the share of the smaller set that the other holds; 0.0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def share_held(part: Runs, whole: Runs) -> float:
    """Return the share of `part` that `whole` holds; 0.0 where `part` is empty."""
    return len(part & whole) / len(part) if part else 0.0
