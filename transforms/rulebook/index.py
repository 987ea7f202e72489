"""
What tells at once which rules could say something about a line: their literals, and how their matches begin.

A set of rules is a whole number: bit n stands for rule n of the book, so that sets are joined
and met by one operation each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.rulebook.heads import DIGIT, ENDED, LETTERS, OPEN
from transforms.rulebook.quoted import QUOTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from transforms.rulebook.rule import Rule

RuleSet: TypeAlias = int
ALL: RuleSet = -1

EARLY = 104
"""Characters at the head of a line in which a literal must end for a rule that takes whole lines and has it early."""

LONGEST_LEADER = 64
"""Characters of decoration in front of such a rule's match: bullets, arrows, dashes."""

MOST_WORDS = 8192
"""First words of sentences that are remembered with their rules."""

FIRST_WORD = re.compile(rf"[\W_]{{0,40}}([^\W_]{{1,{LETTERS}}})")
"""The letters by which a place says which rules could begin there, marks before them passed over."""


@dataclass(frozen=True, eq=False)
class Index:
    """
    The rules of a book by what can be told of them without trying them. Equal only to itself.

    Attributes:
        strings: Literals and witnesses of all rules. Empty where there is no literal.

        sets: By the number of such a string, the set of its rules, and `size` bits higher of those it is a witness of.

        size: How many rules there are.

        witnessed: Rules that have witnesses.

        heads: Rules by the letters with which the first word of their matches begins.

        headless: Rules whose matches may begin with any word, or hold none.

        line: Rules that take whole lines.

        area: Rules that take what stands under a heading.

        inline: Rules that are tried inside lines where a sentence has ended.

        span: Rules that take any part of a line.

        guarded: Rules for lines that stand behind some share of the story.

        guards: The shares they want, and which of them want it.

        early: Rules for whole lines alone of which a literal stands at the head of the line, if anywhere.

        site: Rules for one host only.

        quoted: Rules that spare what stands inside a quotation.
    """

    strings: tuple[str, ...]
    sets: tuple[RuleSet, ...]
    size: int
    witnessed: RuleSet
    heads: Mapping[str, RuleSet]
    headless: RuleSet
    line: RuleSet
    area: RuleSet
    inline: RuleSet
    span: RuleSet
    guarded: RuleSet
    guards: tuple[tuple[float, RuleSet], ...]
    early: RuleSet
    site: RuleSet
    quoted: RuleSet

    @cached_property
    def barriers(self) -> tuple[list[float], list[RuleSet]]:
        """The shares of `guards`, ascending, and for each the rules that want it or a larger one; none at the end."""
        shares = [share for share, _ in self.guards]
        return shares, [rules_at(self.guards[at:]) for at in range(len(shares) + 1)]

    @cached_property
    def able(self) -> Callable[[str], RuleSet]:
        """The rules that could begin with a word; remembered, for sentences begin with few words."""
        return lru_cache(maxsize=MOST_WORDS)(partial(able_with, self))


def index_of(rules: Sequence[Rule]) -> Index:
    """Return the index of rules, which are numbered as they come."""

    def of(wanted: Callable[[Rule], object]) -> RuleSet:
        return sum(1 << number for number, rule in enumerate(rules) if wanted(rule))

    shares = sorted({rule.after for rule in rules if rule.after})
    strings, sets = strings_of(rules)
    return Index(
        strings=strings,
        sets=sets,
        size=len(rules),
        witnessed=of(lambda rule: rule.traits.witnesses),
        heads=table_of(rules),
        headless=of(lambda rule: OPEN in rule.traits.heads),
        line=of(lambda rule: rule.scope == "line"),
        area=of(lambda rule: rule.scope in ("rest", "run")),
        inline=of(lambda rule: rule.glued != "no"),
        span=of(lambda rule: rule.scope == "span"),
        guarded=of(lambda rule: rule.after),
        guards=tuple((share, of(partial(wants, share=share))) for share in shares),
        early=of(lambda rule: rule.scope != "span" and rule.glued == "no" and rule.reach <= EARLY - LONGEST_LEADER),
        site=of(lambda rule: rule.site),
        quoted=of(lambda rule: rule.kind in QUOTED_KINDS),
    )


def parts_of(index: Index) -> list[Any]:
    """Return an index as plain lists and numbers."""
    return [getattr(index, part.name) for part in fields(Index)]


def index_from(parts: Sequence[Any]) -> Index:
    """Return an index from what `parts_of` gave."""
    named: dict[str, Any] = {part.name: value for part, value in zip(fields(Index), parts, strict=True)}
    named["guards"] = tuple((share, rules) for share, rules in named["guards"])
    return Index(**{**named, "strings": tuple(named["strings"]), "sets": tuple(named["sets"])})


def wants(rule: Rule, share: float) -> bool:
    """Return whether a rule wants this share of the story before its line."""
    return rule.after == share


def strings_of(rules: Sequence[Rule]) -> tuple[tuple[str, ...], tuple[RuleSet, ...]]:
    """Return every literal and witness with the set of its rules; nothing where there is no literal."""
    found: dict[str, RuleSet] = {}
    for number, rule in enumerate(rules):
        for literal in rule.literals:
            found[literal] = found.get(literal, 0) | 1 << number
        for witness in rule.traits.witnesses:
            found[witness] = found.get(witness, 0) | 1 << number + len(rules)
    if not any(rule.literals for rule in rules):
        return (), ()
    return tuple(found), tuple(found.values())


def table_of(rules: Sequence[Rule]) -> dict[str, RuleSet]:
    """Return the rules by head. A head that is open holds `OPEN`; all others hold those of the open heads in them."""
    table: dict[str, RuleSet] = {}
    for number, rule in enumerate(rules):
        for head in rule.traits.heads - {OPEN}:
            key = head.removesuffix(ENDED)
            table[key] = table.get(key, 0) | 1 << number
    for key in sorted(table, key=len):
        letters = key.removesuffix(OPEN)
        shorter = (letters[:n] + OPEN for n in range(1, len(letters) + (key == letters)))
        for of_rules in [table.get(other, 0) for other in shorter]:
            table[key] |= of_rules
    return table


def able_at(index: Index, text: str, at: int) -> RuleSet:
    """Return the rules that could begin at a place in a text, to judge by the first word there."""
    word = FIRST_WORD.match(text, at)
    return ALL if word is None else index.able(word[1])


def able_with(index: Index, word: str) -> RuleSet:
    """Return the rules that could begin with a word, of which the first `LETTERS` letters count."""
    if not word.isascii():
        return ALL  # casefolding and ignoring case differ for few letters, none of them ASCII
    table, letters = index.heads, word.lower()
    if letters in table:
        return index.headless | table[letters]
    if letters[0].isdigit():
        return index.headless | table.get(DIGIT + OPEN, 0)
    while letters:
        if letters + OPEN in table:
            return index.headless | table[letters + OPEN]
        letters = letters[:-1]
    return index.headless


def numbers_in(rules: RuleSet) -> list[int]:
    """
    Return the numbers of a set's rules.

    >>> numbers_in(0b1011)
    [0, 1, 3]
    """
    numbers: list[int] = []
    while rules:
        last = rules & -rules
        numbers.append(last.bit_length() - 1)
        rules ^= last
    return numbers


def rules_at(places: Iterable[tuple[float, RuleSet]]) -> RuleSet:
    """Return the rules of all places of a line together: of literals, or of where furniture may begin."""
    joined = 0
    for _, rules in places:
        joined |= rules
    return joined


def ends_by_rule(wanted: RuleSet, hits: Iterable[tuple[int, RuleSet]]) -> dict[int, list[int]]:
    """Return where the literals of each of some rules end in a line; rules without one there are no keys."""
    ends: dict[int, list[int]] = {}
    for end, rules in hits:
        for number in numbers_in(rules & wanted):
            ends.setdefault(number, []).append(end)
    return ends


def first_by_rule(wanted: RuleSet, hits: Iterable[tuple[int, RuleSet]]) -> dict[int, int]:
    """Return where the first literal of each of some rules ends in a line; rules without one there are no keys."""
    first: dict[int, int] = {}
    for end, rules in hits:
        fresh = rules & wanted
        first |= dict.fromkeys(numbers_in(fresh), end)
        wanted ^= fresh
    return first
