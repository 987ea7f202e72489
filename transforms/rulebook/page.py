"""One page as the rules see it, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from transforms.records import Layer, Removal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.rulebook.book import Rule

Ends: TypeAlias = dict[int, list[int]]
"""By the number of a rule, where its literals end in a line."""


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page as the rules see it.

    Attributes:
        numbers: The block number of each line.

        texts: The lines that still stand in the story.

        left: The same lines without what their own rules struck inside them.

        before: Share of the page's story-like characters that stands before each line.

        signed: Lines right behind a sign-off, which ends what a heading before it announced.

        known: Words of prompts, casefolded: a capital on them opens no sentence.

        dangling: Words, casefolded, that no glued prompt ends on.

        networks: Names of networks, casefolded: a prompt at the head of a paragraph may end on one without a mark.

        reader: Words, casefolded, of questions that prompts put to the reader.

        firm: Words, casefolded, that belong to stories: no rule passes over one.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    left: Sequence[str]
    before: Sequence[float]
    signed: frozenset[int]
    known: frozenset[str]
    dangling: frozenset[str]
    networks: frozenset[str]
    reader: frozenset[str]
    firm: frozenset[str]


def claim(page: Page, line: int, start: int, end: int, rule: Rule) -> Removal:
    """Return a removal that says which rule claims a span of a line."""
    layer: Layer = "site" if rule.site else "rule"
    return Removal(page.numbers[line], start, end, rule.kind, rule.name, layer)
