"""One scan of a page for every literal: those of the rules, and those that finders know credits and names by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from transforms.lexicon.fold import fold
from transforms.names.literals import all_literals

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

    from transforms.rulebook.index import Index, RuleSet
    from transforms.sheet import Hits

Match: TypeAlias = tuple[int, int, int]
"""The number of a string, where it begins, and one past where it ends."""

BOOKS_KEPT = 4


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """
    Every string that is looked for, and whose it is. Those of rules come first, those of finders last.

    Attributes:
        automaton: What finds all of them in one pass.

        sets: By number, the set of the rules whose literal or witness it is; strings of finders alone are not counted.

        first: The number of the first string that is a finder's.

        words: The finders' strings from there on.
    """

    automaton: AhoCorasick
    sets: Sequence[RuleSet]
    first: int
    words: Sequence[str]


def scan_for(index: Index) -> Scan:
    """Return the scan for what a book's rules and the tables of the finders look for."""
    return scan_with(index, all_literals())


@lru_cache(maxsize=BOOKS_KEPT)
def scan_with(index: Index, literals: frozenset[str] = frozenset()) -> Scan:
    """Return the scan for the strings of a book's rules and these literals."""
    from ahocorasick_rs import AhoCorasick, Implementation  # noqa: PLC0415 - heavy

    of_rules = dict(zip(index.strings, index.sets, strict=True))
    ordered = sorted(of_rules, key=literals.__contains__)
    sets = [of_rules[string] for string in ordered]
    ordered += sorted(literals - of_rules.keys())
    first = sum(string not in literals for string in of_rules)
    # A full table of so many strings takes megabytes: between two pages the processor's cache loses them.
    automaton = AhoCorasick(ordered, implementation=Implementation.ContiguousNFA)
    return Scan(automaton, sets, first, ordered[first:])


def scan_page(texts: Sequence[str], text: str, small: str, scan: Scan) -> tuple[dict[int, Hits], dict[str, list[int]]]:
    """
    Scan a page once.

    Args:
        texts: Its lines.

        text: The same, joined.

        small: That in small letters, letter for letter.

        scan: What is looked for.

    Returns:
        By line, where literals of rules end, and whose they are, as the line reads casefolded; and where each
        literal of the finders stands in `text`. Few pages hold a letter that makes these two readings differ:
        those are scanned twice.
    """
    if not scan.sets and not scan.words:
        return {}, {}
    folded = small if text.isascii() else fold(text)
    matches = scan.automaton.find_matches_as_indexes(folded, overlapping=True)
    lines = texts if len(folded) == len(text) else folded.split("\n")
    prompts = by_line(matches, lines, scan.sets)
    if small != folded:
        matches = scan.automaton.find_matches_as_indexes(small, overlapping=True)
    places: dict[str, list[int]] = {}
    first, words = scan.first, scan.words
    for number, at, _ in matches:
        if number >= first:
            places.setdefault(words[number - first], []).append(at)
    return prompts, places


def by_line(matches: Sequence[Match], lines: Sequence[str], sets: Sequence[RuleSet]) -> dict[int, Hits]:
    """Return by line where literals of rules end in it, and whose they are."""
    found: dict[int, Hits] = {}
    line, begin, stop = -1, -1, -1
    of_line: Hits = []
    count = len(sets)
    for number, _, behind in matches:
        if number >= count:
            continue
        end = behind - 1
        if end >= stop:
            while end >= stop:
                line += 1
                begin, stop = stop + 1, stop + 1 + len(lines[line])
            of_line = found[line] = []
        of_line.append((end - begin, sets[number]))
    return found
