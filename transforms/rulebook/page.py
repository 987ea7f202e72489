"""One page as the rules see it, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transforms.records import Layer, Removal
from transforms.rulebook.lines import is_story_like

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.rulebook.book import Rule, RuleBook
    from transforms.rulebook.index import Hits, RuleSet
    from transforms.rulebook.starts import Starts


@dataclass(frozen=True)
class Page:
    """
    One page as the rules see it.

    Attributes:
        numbers: The block number of each line.

        texts: The lines that still stand in the story.

        book: The book whose rules are tried.

        starts: Where furniture may begin in each line, and what could begin there.

        hits: By line, where literals end.

        tried: By line, the rules of which a literal stands there.

        able: By line, those of them that could also begin somewhere in it; lines without any are left out.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    book: RuleBook
    starts: Sequence[Starts]
    hits: Mapping[int, Hits]
    tried: Mapping[int, RuleSet]
    able: Mapping[int, RuleSet]

    @cached_property
    def before(self) -> Sequence[float]:
        """Share of the page's story-like characters that stands before each line."""
        return shares_before(self.texts)

    def allows(self, rule: Rule, line: int) -> bool:
        """Say whether enough of the story stands before a line for a rule."""
        return not rule.after or self.before[line] >= rule.after


def shares_before(texts: Sequence[str]) -> list[float]:
    """Return for each line the share of the page's story-like characters that stands before it."""
    sizes = [len(text) if is_story_like(text) else 0 for text in texts]
    total, so_far, shares = sum(sizes), 0, []
    for size in sizes:
        shares.append(so_far / total if total else 1.0)
        so_far += size
    return shares


def claim(page: Page, line: int, start: int, end: int, rule: Rule) -> Removal:
    """Return a removal that says which rule claims a span of a line."""
    layer: Layer = "site" if rule.site else "rule"
    return Removal(page.numbers[line], start, end, rule.kind, rule.name, layer)
