"""A page as the enrichers look at it: read once, asked often."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from transforms.finders.literals import folded, places_by_literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.records import Article, Block

WITNESSES = frozenset(
    {"author_box", "byline", "editor_credit", "credit", "copyright", "copy_protection", "dateline", "republication"}
)
"""Kinds of furniture that name people and sources; other furniture tells of other stories."""

LONGEST_BYLINE = 140
"""Characters up to which a line as a whole may be a byline or another credit."""

Numbered = tuple[tuple[int, "Block"], ...]
"""Blocks with their index among all blocks."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    What enrichers ask of a page, struck furniture in it.

    Attributes:
        article: The article that was read.

        story: Every block that still leaves a line.

        credited: Those, and blocks that were struck as a credit.

        marked: Which of `credited` may hold a credit by their looks: short ones, and those with a
            colon or brackets.

        text: Every block's text, one line each.

        small: The same in small letters, letter for letter.

        starts: Where each block begins in `text`.

        found: Where each literal of the tables stands in `small`; literals that it lacks are no keys.
    """

    article: Article
    story: Numbered
    credited: Numbered
    marked: Sequence[int]
    text: str
    small: str
    starts: Sequence[int]
    found: Mapping[str, Sequence[int]]

    @property
    def blocks(self) -> Sequence[Block]:
        """All blocks of the page."""
        return self.article.blocks


def gather(article: Article) -> Evidence:
    """Read an article once for all enrichers. It is not changed."""
    lines = [block.text for block in article.blocks]
    text = "\n".join(lines)
    small = folded(text)
    starts = [0, *accumulate([len(line) + 1 for line in lines])]
    whole = [r for r in article.removals if r.whole]
    story = credited = tuple(enumerate(article.blocks))
    if whole:
        struck = {r.block for r in whole}
        silent = {r.block for r in whole if r.kind not in WITNESSES}
        credited = tuple([pair for pair in story if pair[0] not in silent])
        story = tuple([pair for pair in credited if pair[0] not in struck])
    marked = [  # `[` for `[]`: a search for two characters takes ten times as long
        n
        for n, (_, block) in enumerate(credited)
        if len(line := block.text) <= LONGEST_BYLINE or ":" in line or "(" in line or "[" in line
    ]
    return Evidence(article, story, credited, marked, text, small, starts, places_by_literal(small))
