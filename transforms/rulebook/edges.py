"""Rules for what stands at the edges of a page spare what they would take in the midst of its story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.rulebook.page import covers
from transforms.text.midst import in_midst

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from transforms.rulebook.page import Claim
    from transforms.rulebook.rule import Rule

CLOSING = frozenset({"author_box", "comments", "tags"})
"""Kinds that close a page: no deck stands above them as above a byline, so that one paragraph is story enough."""

FEWEST_STEPS, FEWEST_UNKNOWN = 3, 2
"""Steps in a row, and those of them that no rule claims; rows of share buttons are claimed one and all."""

LONGEST_STEP = 110
BULLET = re.compile(r"^[-–—•*·▪►»>]{1,2} ?")

Claims = dict[int, list["Claim"]]
Headings = dict[int, list["Rule"]]


def without_midst(texts: Sequence[str], claims: Claims, headings: Headings) -> tuple[Claims, Headings]:
    """Return what rules claim of lines and of what stands under them, without what `edge` spares."""
    rules = rules_by_line(texts, claims, headings)
    doubted = {line for line, some in rules.items() if all(rule.edge for rule in some)}
    if not doubted:
        return claims, headings
    gone = rules.keys() - doubted
    spared = {
        line
        for line in doubted
        if in_midst(texts, gone, line, doubted, least=1 if all(rule.kind in CLOSING for rule in rules[line]) else 2)
    }
    return without(spared, claims, headings)


def without_steps(
    texts: Sequence[str], claims: Claims, headings: Headings, openers: frozenset[str]
) -> tuple[Claims, Headings]:
    """
    Return the same without lines among steps of instructions: what they tell readers to press looks like a prompt.

    Several lines in a row begin with such words, and some of them no rule knows.
    """
    rules = rules_by_line(texts, claims, headings)
    spared = {
        line for line in rules if opens_step(texts[line], openers) and stands_among_steps(texts, rules, line, openers)
    }
    return without(spared, claims, headings) if spared else (claims, headings)


def stands_among_steps(texts: Sequence[str], claimed: Container[int], line: int, openers: frozenset[str]) -> bool:
    """Return whether enough lines in a row around one are steps, and enough of them stand."""
    first = last = line
    while first and opens_step(texts[first - 1], openers):
        first -= 1
    while last + 1 < len(texts) and opens_step(texts[last + 1], openers):
        last += 1
    steps = range(first, last + 1)
    return len(steps) >= FEWEST_STEPS and sum(n not in claimed for n in steps) >= FEWEST_UNKNOWN


def opens_step(text: str, openers: frozenset[str]) -> bool:
    """Return whether a line, its bullet aside, is short and begins as a step does."""
    if len(text) > LONGEST_STEP:
        return False
    words = BULLET.sub("", text).split(" ", 1)
    return len(words) > 1 and fold(words[0]) in openers


def without(spared: Container[int], claims: Claims, headings: Headings) -> tuple[Claims, Headings]:
    """Return claims without those on some lines."""
    return (
        {line: some for line, some in claims.items() if line not in spared},
        {line: some for line, some in headings.items() if line not in spared},
    )


def rules_by_line(
    texts: Sequence[str], claims: Mapping[int, Sequence[Claim]], headings: Mapping[int, Sequence[Rule]]
) -> dict[int, list[Rule]]:
    """Return the rules that take a line whole, or what stands under it."""
    rules = {line: list(some) for line, some in headings.items()}
    for line, some in claims.items():
        whole = [rule for start, end, rule in some if covers(start, end, texts[line])]
        if whole:
            rules.setdefault(line, []).extend(whole)
    return rules
