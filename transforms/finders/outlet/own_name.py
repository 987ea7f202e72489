"""How an outlet names itself on its own page: copyright and follow lines, its desk, its app."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, lexicon_table, words
from transforms.names.outlets import is_domain, is_known, is_shaped
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.sheet import Standing

LETTER = r"(?:[\w&'’-]|\.(?=\w))"
NOT_YEAR = r"(?!(?:19|20)\d\d\b)"
NAME = (
    rf"(?P<name>{NOT_YEAR}(?:[A-Z0-9À-Þ]{LETTER}{{1,40}}(?: {NOT_YEAR}[A-Z0-9]{LETTER}{{0,30}}){{0,3}}"
    r"|[a-z0-9][\w-]{2,40}(?:\.[a-z]{2,6}){1,2}|[a-z]{1,6}[A-Z]\w{2,30}))"
)
LONGEST_NAME = 160
"""Characters that `NAME` and a dash in front of it can take."""
LONGEST_LINE = 220
"""In longer lines only a name that looks like a paper's counts: they hold prose."""
SURE = 2
"""Weight from which self-naming names the outlet: one clear notice, or two photo credits."""
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Naming:
    """
    A way in which outlets name themselves.

    Attributes:
        literals: What a line holds that names the outlet so, in small letters.

        pattern: What is read.

        weight: How surely the named one publishes the page.

        heads_line: The pattern holds only at a line's head.

        ends_line: The name runs to the line's end.
    """

    literals: tuple[str, ...]
    pattern: re.Pattern[str]
    weight: int
    heads_line: bool
    ends_line: bool

    def matches(self, line: str) -> Iterable[re.Match[str]]:
        """Return the namings in a line; where they begin or end it only its head or end is searched."""
        if not self.heads_line:
            return self.pattern.finditer(line, max(0, len(line) - LONGEST_NAME) if self.ends_line else 0)
        match = self.pattern.match(line)
        return (match,) if match else ()


@cache
def namings() -> tuple[Naming, ...]:
    """Return the compiled ways of self-naming."""
    return tuple(as_naming(**row) for row in lexicon_table("roles")["naming"])


def as_naming(literals: list[str], pattern: str, weight: int) -> Naming:
    """Return a row of the table, compiled."""
    return Naming(tuple(literals), compiled(pattern), weight, pattern.startswith("^"), pattern.endswith(" NAME$"))


@cache
def namings_by_literal() -> dict[str, tuple[int, ...]]:
    """Return at each literal the ways of self-naming that it may begin, by their place in `namings`."""
    found: dict[str, tuple[int, ...]] = {}
    for n, naming in enumerate(namings()):
        for literal in naming.literals:
            found[literal] = (*found.get(literal, ()), n)
    return found


def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the table with its `NAME` filled in, compiled: any case but in the name itself."""
    before, after = pattern.split("NAME")
    return re.compile(f"(?i:{before}){NAME}" + (f"(?i:{after})" if after else ""), re.MULTILINE)


@cache
def never_names() -> frozenset[str]:
    """Return what is no name when it stands alone."""
    return frozenset(words("roles", "never_names"))


@cache
def never_named() -> frozenset[str]:
    """Return the first words of what is no name."""
    return frozenset(words("roles", "never_named"))


def self_names(standing: Standing) -> tuple[tuple[str, int], ...]:
    """
    Find what an outlet calls itself.

    Returns:
        Names as printed with their weights, the surest first, then in reading order.
    """
    lines: dict[int, set[int]] = {}
    for literal in standing.sheet.places.keys() & namings_by_literal().keys():
        blocks = {bisect_right(standing.sheet.starts, at) - 1 for at in standing.sheet.places[literal]}
        for n in namings_by_literal()[literal]:
            lines.setdefault(n, set()).update(blocks)
    if not lines:
        return ()
    votes: Counter[str] = Counter()
    printed: dict[str, str] = {}
    for n in sorted(lines):
        for block in sorted(lines[n]):
            count(votes, printed, namings()[n], standing.blocks[block].text)
    return tuple((printed[key], weight) for key, weight in votes.most_common())


def bare_firm(name: str) -> str | None:
    """
    Return a firm's name without its legal form, None where it has none.

    >>> bare_firm("PT Kabar Rawa Media"), bare_firm("Portal Rawa Sdn Bhd"), bare_firm("Kabar Rawa")
    ('Kabar Rawa', 'Portal Rawa', None)
    """
    before, after, trade = firm_forms()
    bare = after.sub("", before.sub("", name))
    if bare == name:
        return None
    return trade.sub("", bare) if bare.count(" ") > 1 else bare


@cache
def firm_forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a legal form in front of a firm's name, of one behind it, and of what it trades in."""
    after = any_of("names", "firm_after").replace(" ", r"\.? ")
    return (
        re.compile(rf"^{any_of('names', 'firm_before')}\.? "),
        re.compile(rf",? {after}\.?$"),
        re.compile(rf" {any_of('names', 'firm_trades')}$"),
    )


def has_number(name: str) -> bool:
    """
    Return whether a word of a name is a number or a clock: behind a dash at a line's end they say when, or which round.

    >>> has_number("23.00 WIB"), has_number("Matchday 10"), has_number("Kabar24.id")
    (True, True, False)
    """
    return any(word.replace(".", "").isdigit() for word in name.split())


def count(votes: Counter[str], printed: dict[str, str], naming: Naming, line: str) -> None:
    """Add to `votes` what one way of naming finds in a line, and to `printed` each name as it stands there."""
    for match in naming.matches(line):
        firm = bare_firm(match["name"].strip(" .'’-"))
        name = firm or match["name"].strip(" .'’-")
        if len(name) < SHORTEST or fold(name.split(" ")[0]) in never_named() or fold(name) in never_names():
            continue
        if (len(line) > LONGEST_LINE or naming.weight < SURE) and not (
            is_domain(name) or is_shaped(name) or is_known(name)
        ):
            continue
        if naming.weight <= SURE and has_number(name) and not (is_known(name) or is_shaped(name)):
            continue
        key = squeeze(name)
        votes[key] += naming.weight
        printed.setdefault(key, name)
