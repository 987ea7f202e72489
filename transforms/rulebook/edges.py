"""Rules for what stands at the edges of a page spare what they would take in the midst of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.rulebook.page import covers
from transforms.text.midst import in_midst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.rulebook.page import Claim
    from transforms.rulebook.rule import Rule

CLOSING = frozenset({"author_box", "comments", "tags"})
"""Kinds that close a page: no deck stands above them as above a byline, so that one paragraph is story enough."""

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
