"""The words by which pages name their parts."""

from __future__ import annotations

from functools import cache

from transforms.lexicon.lists import words


@cache
def chrome_names() -> frozenset[str]:
    """Return the parts of names that what is not story bears."""
    return frozenset(words("markup", "chrome_names"))


@cache
def chrome_pairs() -> frozenset[tuple[str, ...]]:
    """Return the pairs of parts that say so only beside each other."""
    return frozenset(tuple(pair.split("-")) for pair in words("markup", "chrome_pairs"))


@cache
def lead_names() -> frozenset[str]:
    """Return the parts of names that a story's lead bears."""
    return frozenset(words("markup", "lead_names"))


@cache
def byline_labels() -> frozenset[str]:
    """Return the labels that stand before an author on a page's cards."""
    return frozenset(words("markup", "labels"))
