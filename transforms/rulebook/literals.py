"""
Proving that a pattern cannot match without one of its literals.

A pattern is read into clauses: sets of strings of which one stands in every
match. A rule's literals are necessary if some clause's strings all hold one.
"""

from __future__ import annotations

import re._constants as c
import re._parser as p
from typing import Any

MOST_STRINGS = 3000
"""Alternatives spelt out together at most; beyond that a clause is closed and a new one begun."""

WIDEST_CLASS = 12
"""Characters of a class that are spelt out; a wider one could be anything."""


def has_necessary(pattern: str, literals: tuple[str, ...]) -> bool:
    """Say whether every match of a pattern holds one of the (casefolded) literals."""
    clauses = clauses_of(list(p.parse(pattern)))
    return any(all(any(x in string for x in literals) for string in clause) for clause in clauses)


def clauses_of(items: list[Any]) -> list[frozenset[str]]:
    """Return the clauses of a sequence."""
    clauses: list[frozenset[str]] = []
    run: frozenset[str] = frozenset({""})
    for item in items:
        exact = exact_strings(item)
        if exact is not None and len(run) * len(exact) <= MOST_STRINGS:
            run = frozenset(a + b for a in run for b in exact)
            continue
        clauses.append(run)
        run = exact if exact is not None else frozenset({""})
        if exact is None:
            clauses += clauses_within(item)
    return [*clauses, run]


def clauses_within(item: Any) -> list[frozenset[str]]:  # noqa: ANN401 - the parser's own tuples
    """Return the clauses of an item that cannot be spelt out."""
    op, value = item
    if op is c.SUBPATTERN:
        return clauses_of(list(value[3]))
    if op in (c.MAX_REPEAT, c.MIN_REPEAT) and value[0] > 0:
        return clauses_of(list(value[2]))
    if op is c.BRANCH:
        return [frozenset().union(*choice) for choice in _one_clause_each(value[1])]
    return []


def _one_clause_each(branches: list[Any]) -> list[list[frozenset[str]]]:
    """Pick each branch's clause with the longest shortest string: a match holds one of their strings."""
    best = []
    for branch in branches:
        clauses = clauses_of(list(branch))
        best.append(max(clauses, key=lambda clause: min(map(len, clause), default=0)))
    return [best]


def exact_strings(item: Any) -> frozenset[str] | None:  # noqa: ANN401, C901, PLR0911 - a table of the parser's operators
    """Return all strings that an item can match, casefolded; None when they are too many to spell out."""
    op, value = item
    if op is c.LITERAL:
        return frozenset({chr(value).casefold()})
    if op in (c.AT, c.ASSERT, c.ASSERT_NOT):
        return frozenset({""})
    if op is c.SUBPATTERN:
        return exact_sequence(list(value[3]))
    if op is c.BRANCH:
        options = [exact_sequence(list(branch)) for branch in value[1]]
        if any(o is None for o in options):
            return None
        union = frozenset().union(*(o for o in options if o is not None))
        return union if len(union) <= MOST_STRINGS else None
    if op in (c.MAX_REPEAT, c.MIN_REPEAT) and value[1] == 1:
        inner = exact_sequence(list(value[2]))
        return None if inner is None else inner | ({""} if value[0] == 0 else frozenset())
    if op is c.IN and all(kind is c.LITERAL for kind, _ in value) and len(value) <= WIDEST_CLASS:
        return frozenset(chr(code).casefold() for _, code in value)
    return None


def exact_sequence(items: list[Any]) -> frozenset[str] | None:
    """Return all strings of a sequence, None when they are too many."""
    run: frozenset[str] = frozenset({""})
    for item in items:
        exact = exact_strings(item)
        if exact is None or len(run) * len(exact) > MOST_STRINGS:
            return None
        run = frozenset(a + b for a in run for b in exact)
    return run
