"""
Proving that a pattern cannot match without one of its literals.

Runs of a pattern that can be spelt out are spelt out; where every spelling of
one run holds a literal, so does every match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from transforms.lexicon.fold import fold
from transforms.rulebook.parsing import REPEATS, codes, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_STRINGS = 4000
"""Spellings kept together at most; beyond that a run is closed and a new one begun."""

WIDEST_CLASS = 12
"""Characters of a class that are spelt out; a wider one could be anything."""

MOST_WITNESSES = 240
"""Strings of the largest set that is looked for in place of a rule's literals."""

RARER = 8.0
"""How much rarer a string is taken to be for each character more."""


def has_necessary(pattern: str, literals: tuple[str, ...]) -> bool:
    """Return whether every match of a pattern holds one of the (casefolded) literals."""
    return proves(list(parse(pattern)), literals)


def proves(items: list[Any], literals: tuple[str, ...]) -> bool:
    """Return whether a sequence cannot match without a literal."""
    run: frozenset[str] = frozenset({""})
    for item in items:
        if item[0] is codes.ASSERT and item[1][0] > 0 and proves(list(item[1][1]), literals):
            return True
        exact = exact_strings(item)
        if exact is not None and len(run) * len(exact) <= MOST_STRINGS:
            run = frozenset(a + b for a in run for b in exact)
            continue
        if holds(run, literals) or proves_within(item, literals):
            return True
        run = exact if exact is not None else frozenset({""})
    return holds(run, literals)


def holds(run: frozenset[str], literals: tuple[str, ...]) -> bool:
    """Return whether each spelling of a run holds a literal."""
    return all(any(x in string for x in literals) for string in run)


def proves_within(item: Any, literals: tuple[str, ...]) -> bool:  # noqa: ANN401 - the parser's own tuples
    """Return whether an item that cannot be spelt out cannot match without a literal."""
    op, value = item
    if op is codes.ATOMIC_GROUP:
        return proves(list(value), literals)
    if op is codes.SUBPATTERN:
        return proves(list(value[3]), literals)
    if op in REPEATS and value[0] > 0:
        return proves(list(value[2]), literals)
    if op is codes.BRANCH:
        return all(proves(list(branch), literals) for branch in value[1])
    return False


SHORTEST_WITNESS = 3
"""Characters; shorter strings stand in every line, and every place of theirs costs."""

FOREIGN = 4
"""Letters that an arrow, an emoji or a letter of another script is worth: few pages hold any."""


def rarest_of(tree: Iterable[Any], literals: Iterable[str]) -> tuple[str, ...]:
    """Return the strings that tell matches most surely, one in each; none where the literals are nearly as sure."""
    best = min(necessary_in(tree), key=chance_of, default=frozenset())
    best = frozenset(string for string in best if not any(other != string and other in string for other in best))
    told = best and min(map(len, best)) >= SHORTEST_WITNESS and 2 * chance_of(best) < chance_of(literals)
    return tuple(sorted(best)) if told else ()


def chance_of(strings: Iterable[str]) -> float:
    """Return how often some strings stand in a text, to judge by their letters: a measure to compare by."""
    return sum(RARER ** -sum(1 if letter.isascii() else FOREIGN for letter in string) for string in strings)


def necessary_in(items: Iterable[Any]) -> Iterator[frozenset[str]]:
    """Yield sets of casefolded strings; every match of a sequence holds a string of each."""
    run: frozenset[str] = frozenset({""})
    for item in items:
        if item[0] is codes.ASSERT and item[1][0] > 0:
            yield from necessary_in(item[1][1])
        exact = exact_strings(item, MOST_WITNESSES)
        if exact is not None and len(run) * len(exact) <= MOST_WITNESSES:
            run = frozenset(a + b for a in run for b in exact)
            continue
        if "" not in run:
            yield run
        yield from necessary_within(item)
        run = exact if exact is not None else frozenset({""})
    if "" not in run:
        yield run


def necessary_within(item: Any) -> Iterator[frozenset[str]]:  # noqa: ANN401 - the parser's own tuples
    """Yield such sets for an item that cannot be spelt out; of alternatives, the rarest of each together."""
    op, value = item
    if op in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
        yield from necessary_in(value if op is codes.ATOMIC_GROUP else value[3])
    elif op in REPEATS and value[0] > 0:
        yield from necessary_in(value[2])
    elif op is codes.BRANCH:
        each = [min(necessary_in(branch), key=chance_of, default=frozenset[str]()) for branch in value[1]]
        if all(each):
            yield frozenset[str]().union(*each)


def exact_strings(item: Any, most: int = MOST_STRINGS) -> frozenset[str] | None:  # noqa: ANN401, PLR0911 - a table of the parser's operators
    """Return all strings that an item can match, casefolded; None when they are too many to spell out."""
    op, value = item
    if op is codes.LITERAL:
        return frozenset({fold(chr(value))})
    if op in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return frozenset({""})
    if op in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
        return exact_sequence(list(value if op is codes.ATOMIC_GROUP else value[3]), most)
    if op is codes.BRANCH:
        return exact_choice(value[1], most)
    if op in REPEATS and value[1] == 1:
        inner = exact_sequence(list(value[2]), most)
        return None if inner is None else inner | ({""} if value[0] == 0 else frozenset())
    if op is codes.IN and all(kind is codes.LITERAL for kind, _ in value) and len(value) <= WIDEST_CLASS:
        return frozenset(fold(chr(code)) for _, code in value)
    return None


def exact_choice(branches: list[Any], most: int) -> frozenset[str] | None:
    """Return all strings of alternatives, None when they are too many."""
    union: frozenset[str] = frozenset()
    for branch in branches:
        exact = exact_sequence(list(branch), most)
        if exact is None:
            return None
        union |= exact
    return union if len(union) <= most else None


def exact_sequence(items: list[Any], most: int) -> frozenset[str] | None:
    """Return all strings of a sequence, None when they are too many."""
    run: frozenset[str] = frozenset({""})
    for item in items:
        exact = exact_strings(item, most)
        if exact is None or len(run) * len(exact) > most:
            return None
        run = frozenset(a + b for a in run for b in exact)
    return run


def reach_of(tree: Any, literals: tuple[str, ...]) -> int:  # noqa: ANN401 - the parser's own tree
    """
    Return the characters from a match's beginning within which one of its literals must end.

    >>> from transforms.rulebook.parsing import parse
    >>> reach_of(parse(r"(?:klik )?baca juga:?.{0,80}"), ("baca juga",))
    14
    """
    while len(tree) == 1 and tree[0][0] is codes.SUBPATTERN:
        tree = tree[0][1][3]
    for n in range(1, len(tree) + 1):
        head = tree[:n]
        if not any(op is codes.ASSERT for op, _ in head) and proves(list(head), literals):
            return int(head.getwidth()[1])
    return int(tree.getwidth()[1])
