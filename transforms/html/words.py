"""The words by which pages name their parts."""

from __future__ import annotations

import functools
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import piece, words

if TYPE_CHECKING:
    from transforms.records import BlockKind

PIECE = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
SEPARATORS = re.compile(r"[^\w]+|_+")
MOST_NAMES = 32_768
"""Class lists that are remembered: pages of 114 sites have 20,000, and a cache a little too small is none."""

LONGEST_LIST = 500
"""Characters of a class list that are looked at."""

SHORTEST_INNER = 4
"""Letters from which a word counts within camelCase: shorter ones stand in names that a machine made up."""


@cache
def chrome_names() -> frozenset[str]:
    """Return the parts of names that what is not story bears."""
    return frozenset(words("markup", "chrome_names"))


@cache
def chrome_pairs() -> frozenset[tuple[str, ...]]:
    """Return the pairs of parts that say so only beside each other."""
    return frozenset(tuple(pair.split("-")) for pair in words("markup", "chrome_pairs"))


@cache
def chrome_classes() -> frozenset[tuple[str, ...]]:
    """Return the parts of classes that say so, pairs of them, and with "" around them whole classes; never of ids."""
    return frozenset(tuple(name.split("-")) for name in words("markup", "chrome_classes"))


@cache
def offer_classes() -> frozenset[tuple[str, ...]]:
    """Return the same for classes that offers bear, and topics of stories as well."""
    return frozenset(tuple(name.split("-")) for name in words("markup", "offer_classes"))


@cache
def lead_names() -> frozenset[str]:
    """Return the parts of names that a story's lead bears."""
    return frozenset(words("markup", "lead_names"))


@cache
def byline_labels() -> frozenset[str]:
    """Return the labels that stand before an author on a page's cards."""
    return frozenset(words("markup", "labels"))


@cache
def chrome_tokens() -> frozenset[str]:
    """Return the names that say so only as a whole: `hidden`, not `overflow-hidden`."""
    return frozenset(words("markup", "chrome_tokens"))


@cache
def companions() -> frozenset[str]:
    """Return the parts behind which a name tells what stands in or beside a thing: `with-sidebar`."""
    return frozenset(words("markup", "companions"))


@cache
def block_classes() -> frozenset[str]:
    """Return the classes by which an element stands on lines of its own."""
    return frozenset(words("markup", "block_classes"))


@cache
def embed_classes() -> frozenset[str]:
    """Return the classes of an element that holds a post of a network."""
    return frozenset(words("markup", "embed_classes"))


@functools.lru_cache(maxsize=MOST_NAMES)
def stands_apart(classes: str) -> bool:
    """Return whether a class list says that an element stands on lines of its own."""
    return not block_classes().isdisjoint(classes[:LONGEST_LIST].split())


def kind_of_class(classes: str) -> BlockKind | None:
    """Return what a class list names, if that is a kind."""
    if not embed_classes().isdisjoint(classes[:LONGEST_LIST].split()):
        return "embed"
    return "caption" if names_with(classes[:LONGEST_LIST], "caption") else None


@functools.lru_cache(maxsize=MOST_NAMES)
def is_byline_class(classes: str) -> bool:
    """Return whether a class list names a byline."""
    return names_with(classes, "byline")


def names_with(classes: str, what: str) -> bool:
    """Return whether a class list names a thing by its pattern, which is tried only where one of its words stands."""
    small = classes.lower()
    for word in words("markup", f"{what}_words"):
        if word in small:
            return piece("markup", f"{what}_class").search(classes) is not None
    return False


@functools.lru_cache(maxsize=MOST_NAMES)
def names_other(token: str) -> bool:
    """
    Return whether one class or id names what is not story.

    >>> [names_other(name) for name in ("related-posts", "shareBar", "overflow-hidden", "with-sidebar", "c-b80ad2d")]
    [True, True, False, False, False]
    """
    small = fold(token)
    if small in chrome_tokens():
        return True
    parts = parts_of(token)
    if not chrome_pairs().isdisjoint(pairwise(parts)):
        return True
    return any(part in chrome_names() and not (n and parts[n - 1] in companions()) for n, part in enumerate(parts))


@functools.lru_cache(maxsize=MOST_NAMES)
def bears(classes: str, names: frozenset[tuple[str, ...]]) -> bool:
    """
    Return whether a class list holds one of some names: a part of a class, two beside each other, or all its parts.

    >>> [bears(classes, offer_classes()) for classes in ("card donate-box", "in google-news", "news-google", "donated")]
    [True, True, False, False]
    """
    own = [parts_of(token) for token in classes[:LONGEST_LIST].split()]
    return any(not names.isdisjoint([*zip(parts), *pairwise(parts), ("", *parts, "")]) for parts in own)


@functools.lru_cache(maxsize=MOST_NAMES)
def parts_of(token: str) -> tuple[str, ...]:
    """
    Return the words of a class or id, folded; what letters and digits are mixed in is a number, not a word.

    A page's class lists are made of few classes, and each list is asked for several kinds of names.
    """
    parts: list[str] = []
    for part in SEPARATORS.split(token):
        word = part.rstrip("0123456789")
        if not PIECE.fullmatch(word):
            continue
        inner = CAMEL.findall(word)
        whole = len(inner) < 2  # noqa: PLR2004 - one word
        parts += (
            [fold(word)] if whole else [fold(one) for n, one in enumerate(inner) if not n or len(one) >= SHORTEST_INNER]
        )
    return tuple(parts)
