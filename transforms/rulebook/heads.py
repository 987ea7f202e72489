"""How the matches of a pattern begin: the first letters of their first word, read off the pattern itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.lexicon.fold import fold
from transforms.rulebook.parsing import REPEATS, codes

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS = 8
"""Letters of a first word that are told apart."""

MOST_HEADS = 600
"""Beginnings kept for one pattern at most; one with more begins with anything."""

WIDEST_CLASS = 12
"""Letters of a class that are told apart; after a wider one comes anything."""

ENDED = " "
OPEN = "*"
"""Behind a head: its word is over here, or anything may follow."""

DIGIT = "0"
"""Stands for every digit a word begins with."""

WITHOUT_WIDTH = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)

Heads = frozenset[str]


def heads_of(tree: Iterable[Any]) -> Heads:
    """
    Return the heads of a parsed pattern: the casefolded letters with which the first word of every match begins.

    What stands before the word, marks and spaces, is passed over. A head of fewer than `LETTERS`
    letters ends with `ENDED` where the word ends with it, and with `OPEN` where anything may
    follow; `OPEN` alone says that a match may begin with any word, or hold none.

    >>> from transforms.rulebook.parsing import parse
    >>> sorted(heads_of(parse(r"(?:[»-] ?)?(?:iklan|ads? by|ini .*)")))
    ['ad ', 'ads ', 'iklan*', 'ini ']
    """
    heads = after_all(frozenset({""}), tree)
    ended = frozenset(head + OPEN if is_open(head) else head for head in heads)
    return ended if len(ended) <= MOST_HEADS and all(map(str.isascii, ended)) else frozenset({OPEN})


def is_open(head: str) -> bool:
    """Return whether the next characters still belong to a head."""
    return len(head) < LETTERS and head[-1:] not in (ENDED, OPEN)


def after_all(heads: Heads, items: Iterable[Any]) -> Heads:
    """Return what becomes of heads when a sequence follows them."""
    for item in items:
        if len(heads) > MOST_HEADS or not any(map(is_open, heads)):
            break
        heads = after(heads, item)
    return heads


def after(heads: Heads, item: Any) -> Heads:  # noqa: ANN401 - the parser's own tuples
    """Return what becomes of heads when one item of a parsed pattern follows them."""
    op, value = item
    if op in WITHOUT_WIDTH:
        return heads
    still = frozenset(filter(is_open, heads))
    done = heads - still
    if op in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
        return done | after_all(still, value if op is codes.ATOMIC_GROUP else value[3])
    if op is codes.BRANCH:
        return done.union(*(after_all(still, branch) for branch in value[1]))
    if op in REPEATS:
        return done | after_repeat(still, value[0], value[1], value[2])
    letters = letters_of(item)
    if letters is None:
        return done | {head + OPEN for head in still}
    return done | {grown(head, letter) for head in still for letter in letters}


def after_repeat(heads: Heads, least: int, most: int, items: Iterable[Any]) -> Heads:
    """Return what becomes of heads when a sequence follows them so many times."""
    found = heads if least == 0 else frozenset[str]()
    for times in range(1, min(most, least + LETTERS) + 1):
        heads = after_all(heads, items)
        found = found | heads if times >= least else found
        if not any(map(is_open, heads)):
            return found | heads
    return found | frozenset(head + OPEN for head in heads if is_open(head) and most > least + LETTERS)


def grown(head: str, letter: str) -> str:
    """Return a head with one more character behind it; a mark ends the word, and marks before the word are skipped."""
    if not letter.isalnum():
        return head + ENDED if head else head
    return DIGIT + OPEN if letter.isdigit() and not head else head + letter


def letters_of(item: Any) -> frozenset[str] | None:  # noqa: ANN401 - the parser's own tuples
    """Return the casefolded characters that an item of one character matches; None for too many to tell apart."""
    op, value = item
    if op is codes.LITERAL:
        return folded([value])
    if op is not codes.IN:
        return None
    if value[0][0] is codes.NEGATE:
        return frozenset({ENDED}) if (codes.CATEGORY, codes.CATEGORY_WORD) in value else None
    return in_class(value)


def in_class(members: Iterable[Any]) -> frozenset[str] | None:
    """Return the casefolded characters of a class, all digits as one and all spaces as one."""
    found: frozenset[str] = frozenset()
    for kind, value in members:
        if kind is codes.LITERAL:
            more = folded([value])
        elif kind is codes.RANGE and value[1] - value[0] <= WIDEST_CLASS:
            more = folded(range(value[0], value[1] + 1))
        elif kind is codes.CATEGORY:
            more = {codes.CATEGORY_DIGIT: frozenset({DIGIT}), codes.CATEGORY_SPACE: frozenset({ENDED})}.get(value)
        else:
            more = None
        if more is None:
            return None
        found |= more
    return found


def folded(codes: Iterable[int]) -> frozenset[str] | None:
    """Return characters casefolded; None where one of them becomes more than one."""
    letters = frozenset(fold(chr(code)) for code in codes)
    return letters if all(len(letter) == 1 for letter in letters) else None
