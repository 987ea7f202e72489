"""What each line of a story was in its page's markup: a heading and its rank, an item and its depth, a cell."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.html.tree import Element
    from transforms.records import Block, BlockKind

MOST_ABOVE = 100
"""Elements around a line that are asked: 5,000 lines, each 2,000 deep, would take seconds."""

DEEPEST = 9
"""Levels of lists and quotes that are told apart: a level has one digit."""
HOLDERS: dict[BlockKind, frozenset[str]] = {
    "heading": frozenset("h1 h2 h3 h4 h5 h6".split()),
    "item": frozenset("li dt dd".split()),
    "quote": frozenset(("blockquote",)),
    "table": frozenset(("td", "th")),
}
"""The elements that make a line what it is; lines of other kinds have no level."""

LISTS = ("ol", "ul", "dl")
CELLS = ("td", "th")


def outline(blocks: Sequence[Block], elements: Sequence[Element], standing: Iterable[int]) -> tuple[str, ...]:
    """
    Return what each standing line was, as the column `line_kinds` writes it; see `records.outline`.

    Args:
        blocks: The lines of the page.

        elements: The element of each.

        standing: The numbers of those that still leave a line.
    """
    kinds: list[str] = []
    before: Element | None = None
    for number in standing:
        kind, element = blocks[number].kind, elements[number]
        holder = holder_of(element, kind)
        if holder is None:
            kinds.append(kind)
        else:
            kinds.append(f"{name_of(holder, kind)} {level_of(holder, kind)}{' more' if holder is before else ''}")
        before = holder
    return tuple(kinds)


def holder_of(element: Element, kind: BlockKind) -> Element | None:
    """Return the element that makes a line an item, a cell and so on; None where nothing does."""
    tags = HOLDERS.get(kind)
    if not tags:
        return None
    around = (element, *islice(element.iterancestors(), MOST_ABOVE))
    return next((one for one in around if one.tag in tags), None)


def name_of(holder: Element, kind: BlockKind) -> str:
    """Return the kind of a line, items of numbered lists told apart."""
    if kind != "item":
        return kind
    around = next(islice(holder.iterancestors(*LISTS), 1), None)
    return "numbered" if around is not None and around.tag == "ol" else kind


def level_of(holder: Element, kind: BlockKind) -> int:
    """Return the rank of a heading, the column of a cell, the depth of an item or a quote; 1 is the first."""
    if kind == "heading":
        return int(holder.tag[1])
    if kind == "table":
        return 1 + sum(1 for _ in holder.itersiblings(*CELLS, preceding=True))
    around = holder.iterancestors(*(LISTS if kind == "item" else HOLDERS[kind]))
    depth = sum(1 for _ in islice(around, DEEPEST))
    return max(1, min(DEEPEST, depth + (kind == "quote")))
