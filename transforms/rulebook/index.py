"""
What tells at once which rules could say something about a line: their literals, and how their matches begin.

A set of rules is a whole number: bit n stands for rule n of the book, so that sets are joined
and met by one operation each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.rulebook.heads import DIGIT, ENDED, LETTERS, OPEN
from transforms.rulebook.quoted import QUOTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from transforms.rulebook.book import Rule

RuleSet: TypeAlias = int
Hits: TypeAlias = "list[tuple[int, RuleSet]]"
"""Where literals end in a line, in reading order, and whose they are."""

ALL: RuleSet = -1

FIRST_WORD = re.compile(rf"[\W_]{{0,40}}([^\W_]{{1,{LETTERS}}})")
"""The letters by which a place says which rules could begin there, marks before them passed over."""


@dataclass(frozen=True, slots=True)
class Index:
    """
    The rules of a book by what can be told of them without trying them.

    Attributes:
        scanner: Automaton over the literals of all rules; a hit carries the set of its rules. None
            where there is no literal.

        heads: Rules by the letters with which the first word of their matches begins.

        headless: Rules whose matches may begin with any word, or hold none.

        line: Rules that take whole lines.

        area: Rules that take what stands under a heading.

        inline: Rules that are tried inside lines where a sentence has ended.

        span: Rules that take any part of a line.

        guarded: Rules for lines that stand behind some share of the story.

        site: Rules for one host only.

        quoted: Rules that spare what stands inside a quotation.
    """

    scanner: Any
    heads: Mapping[str, RuleSet]
    headless: RuleSet
    line: RuleSet
    area: RuleSet
    inline: RuleSet
    span: RuleSet
    guarded: RuleSet
    site: RuleSet
    quoted: RuleSet


def index_of(rules: Sequence[Rule]) -> Index:
    """Return the index of rules, which are numbered as they come."""

    def of(wanted: Callable[[Rule], object]) -> RuleSet:
        return sum(1 << number for number, rule in enumerate(rules) if wanted(rule))

    return Index(
        scanner=scanner_of(rules),
        heads=table_of(rules),
        headless=of(lambda rule: OPEN in rule.heads),
        line=of(lambda rule: rule.scope == "line"),
        area=of(lambda rule: rule.scope in ("rest", "run")),
        inline=of(lambda rule: rule.glued != "no"),
        span=of(lambda rule: rule.scope == "span"),
        guarded=of(lambda rule: rule.after),
        site=of(lambda rule: rule.site),
        quoted=of(lambda rule: rule.kind in QUOTED_KINDS),
    )


def scanner_of(rules: Sequence[Rule]) -> Any:  # noqa: ANN401 - the automaton has no types
    """Build the automaton that finds every literal in one pass; None where there is none."""
    import ahocorasick  # noqa: PLC0415 - heavy

    found: dict[str, RuleSet] = {}
    for number, rule in enumerate(rules):
        for literal in rule.literals:
            found[literal] = found.get(literal, 0) | 1 << number
    if not found:
        return None
    scanner = ahocorasick.Automaton()
    for literal, of_rules in found.items():
        scanner.add_word(literal, of_rules)
    scanner.make_automaton()
    return scanner


def table_of(rules: Sequence[Rule]) -> dict[str, RuleSet]:
    """Return the rules by head. A head that is open holds `OPEN`; all others hold those of the open heads in them."""
    table: dict[str, RuleSet] = {}
    for number, rule in enumerate(rules):
        for head in rule.heads - {OPEN}:
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
    if word is None or not word[1].isascii():
        return ALL  # casefolding and ignoring case differ for few letters, none of them ASCII
    letters = word[1].casefold()
    table = index.heads
    if letters in table:
        return index.headless | table[letters]
    if letters[0].isdigit():
        return index.headless | table.get(DIGIT + OPEN, 0)
    for size in range(len(letters), 0, -1):
        if letters[:size] + OPEN in table:
            return index.headless | table[letters[:size] + OPEN]
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


def ends_of(number: int, hits: Iterable[tuple[int, RuleSet]]) -> list[int]:
    """Return where the literals of one rule end in a line."""
    bit = 1 << number
    return [end for end, rules in hits if rules & bit]


def first_of(number: int, hits: Iterable[tuple[int, RuleSet]]) -> int:
    """Return where the first literal of a rule that has one in a line ends."""
    bit = 1 << number
    return next(end for end, rules in hits if rules & bit)
