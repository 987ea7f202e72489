"""The words by which pages name their parts, from `words.toml`."""

from __future__ import annotations

from functools import cache

from transforms.lexicon.tables import read_table


def words(part: str, name: str) -> list[str]:
    """Return one list of words, such as the `labels` of a `byline`."""
    found: list[str] = read_table("lexicon/markup.toml")[part][name]
    return found


@cache
def chrome_names() -> frozenset[str]:
    """Return the parts of names that what is not story bears."""
    return frozenset(words("chrome", "names"))


@cache
def chrome_pairs() -> frozenset[tuple[str, ...]]:
    """Return the pairs of parts that say so only beside each other."""
    return frozenset(tuple(pair.split("-")) for pair in words("chrome", "pairs"))


@cache
def lead_names() -> frozenset[str]:
    """Return the parts of names that a story's lead bears."""
    return frozenset(words("lead", "names"))


@cache
def byline_labels() -> frozenset[str]:
    """Return the labels that stand before an author on a page's cards."""
    return frozenset(words("byline", "labels"))
