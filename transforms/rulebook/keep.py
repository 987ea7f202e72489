"""
What is kept: lines that neither rules nor the model may strike, and outlets at which the model keeps silent.

A line is kept where a rule has it among its spares, the packaged rules and a user's alike, or where `keep.toml` holds
it. It is known whole, and by its words: any number stands for any other.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from transforms.lexicon.tables import KEEP, read_table
from transforms.names.hosts import host_of
from transforms.names.outlets import core
from transforms.text.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.records import Removal
    from transforms.rulebook.book import RuleBook

BOUND = frozenset({"rule", "site", "model"})
"""Layers that kept lines bind: metadata reads a byline that some rule spares, a repeat is a copy whatever it says."""

BOOKS_KEPT = 4

NUMBER = re.compile(r"\d+")


def known_as(line: str) -> str:
    """
    Return what a kept line is known by.

    >>> known_as("Hasil: 3 dari 12 kursi")
    'Hasil: 0 dari 0 kursi'
    """
    return NUMBER.sub("0", line)


@cache
def kept_rows() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the lines that `keep.toml` holds, as they are known, and its outlets."""
    rows = read_table(KEEP)["keep"]
    lines = frozenset(known_as(normalise(row["line"])) for row in rows if "line" in row)
    return lines, tuple(row["outlet"] for row in rows if "outlet" in row)


@lru_cache(maxsize=BOOKS_KEPT)
def kept_with(book: RuleBook) -> frozenset[str]:
    """Return all lines that are kept, as they are known: those that rules of a book spare, and those of `keep.toml`."""
    spared = frozenset(known_as(normalise(spare)) for rule in book.rules for spare in rule.spares)
    return spared | kept_rows()[0]


@cache
def silent_at() -> tuple[frozenset[str], frozenset[str]]:
    """Return the hosts and the names of outlets at which the model keeps silent."""
    outlets = kept_rows()[1]
    hosts = [host_of(outlet) for outlet in outlets]
    names = [core(outlet) for outlet, host in zip(outlets, hosts, strict=True) if host is None]
    return frozenset(host for host in hosts if host), frozenset(names)


def without_kept(removals: tuple[Removal, ...], texts: Sequence[str], book: RuleBook) -> tuple[Removal, ...]:
    """
    Return what was found but for what it would take of lines that are kept.

    Args:
        removals: What a finder of one of the layers in `BOUND` found.

        texts: The page's lines.

        book: The rules, whose spares are kept.
    """
    kept = kept_with(book)
    spared = {block for block in {removal.block for removal in removals} if known_as(texts[block]) in kept}
    return tuple([removal for removal in removals if removal.block not in spared]) if spared else removals


def keeps_silent(hosts: Iterable[str | None], name: str | None) -> bool:
    """Return whether the model keeps silent at an outlet, known by its hosts and its name."""
    at, names = silent_at()
    if not (at or names):
        return False
    below = [host for host in (*hosts, host_of(name)) if host]  # pages may call their outlet by its host
    under = any(host == one or host.endswith(f".{one}") for host in below for one in at)
    return under or (name is not None and core(name) in names)
