"""
Find boxes of furniture in the body of an HTML page: an offer under a call to subscribe, a life under its heading.

Rules know how such boxes are headed; what stands under the head is worded anew by every paper. The element around both
says how far the box goes. Boxes of the story's own (a table of facts, questions and answers, ingredients, sources) are
headed by words that no rule takes, and stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.finders.boxes.heads import kind_of_head
from transforms.records import Removal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.records import Kind
    from transforms.sheet import Standing

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

HEADED = frozenset(
    {
        "ad",
        "app_promo",
        "author_box",
        "copy_protection",
        "disclaimer",
        "follow",
        "newsletter",
        "paywall",
        "republication",
    }
)
"""Kinds of lines that head a box of their own kind. A network's name heads a part of a story about networks, `Related`
and `Highlights` what reviews and guides consist of; those say nothing of what stands under them."""

LARGEST_BOX, LARGEST_OFFER = 0.25, 0.1
"""Shares of a page's prose that a box holds at most: one under a line that a rule struck, one told by words alone."""

FRAME_TAGS = frozenset(("html", "body", "main", "article"))
MOST_ABOVE = 100
"""Elements around a line that are asked; pages may be 2,000 deep."""

MOST_HEADS = 20
"""Heads of each sort that are asked; a page with more is a list of such lines, and each costs a look at all others."""


@dataclass(frozen=True, slots=True)
class Box:
    """
    A box on a page.

    Attributes:
        element: The element that holds it.

        lines: Its lines, the first of which is its head.
    """

    element: Element
    lines: range


def find_boxes(standing: Standing) -> tuple[Removal, ...]:
    """Find what stands in a box whose first line is furniture; nothing on pages without markup."""
    if not standing.sheet.markup.elements or True not in standing.prose:
        return ()
    found: dict[int, Removal] = {}
    for kind, box in (*boxes_under_struck(standing), *boxes_under_headings(standing)):
        for n in box.lines:
            if standing.left[n]:
                found.setdefault(n, Removal(n, 0, standing.sheet.sizes[n], kind, f"{kind}.box", "rule"))
    return tuple(found.values())


def boxes_under_struck(standing: Standing) -> Iterator[tuple[Kind, Box]]:
    """
    Yield the boxes whose head a rule struck, with its kind.

    A head that is no heading must be set otherwise than the story: a prompt may stand first among a story's paragraphs.
    """
    struck = (r for r in standing.removals if r.whole and r.layer == "rule" and r.kind in HEADED)
    for removal in islice(struck, MOST_HEADS):
        box = box_under(standing, removal.block, LARGEST_BOX)
        if box and (standing.blocks[removal.block].kind == "heading" or is_set_apart(standing, box)):
            yield removal.kind, box


def boxes_under_headings(standing: Standing) -> Iterator[tuple[Kind, Box]]:
    """Yield the boxes whose heading says by its words what they hold, with its kind; parts of the story are none."""
    said = ((n, kind_of_head(block, standing.sheet.facts.titles)) for n, block in standing.story)
    for number, kind in islice(((n, kind) for n, kind in said if kind), MOST_HEADS):
        box = box_under(standing, number, LARGEST_OFFER)
        if box and not has_likes_beside(standing, box):
            yield kind, box


def box_under(standing: Standing, head: int, most: float) -> Box | None:
    """Return the largest element that begins with a line and holds so much of a page's prose at most, if any does."""
    elements, prose = standing.sheet.markup.elements, prose_of(standing)
    above = frozenset(around(elements[head - 1])) if head else frozenset()
    box, end = None, head + 1
    for element in around(elements[head]):
        if element in above or element.tag in FRAME_TAGS:
            break
        while end < len(elements) and element in around(elements[end]):
            end += 1
        if sum(prose[head:end]) > most * sum(prose):
            break
        box = Box(element, range(head, end))
    return box if box and len(box.lines) > 1 else None


def prose_of(standing: Standing) -> list[int]:
    """Return for each line how many characters of prose stand of it."""
    return [len(text) if is_prose else 0 for text, is_prose in zip(standing.left, standing.prose, strict=True)]


def is_set_apart(standing: Standing, box: Box) -> bool:
    """Return whether no line of a box stands in elements that are named as those of the story around it."""
    from transforms.html.extent import place_of  # noqa: PLC0415 - heavy: lxml

    places = [(n, place_of(element)) for n, element in enumerate(standing.sheet.markup.elements) if standing.left[n]]
    inside = {place for n, place in places if n in box.lines}
    return not any(n not in box.lines and place in inside for n, place in places)


def has_likes_beside(standing: Standing, box: Box) -> bool:
    """Return whether elements beside a box are named as it is and hold lines, as the parts of one story are."""
    parent = box.element.getparent()
    likes = {beside for beside in parent if beside is not box.element and named(beside) == named(box.element)}
    outside = (n for n, text in enumerate(standing.left) if text and n not in box.lines)
    return any(not likes.isdisjoint(around(standing.sheet.markup.elements[n])) for n in outside)


def named(element: Element) -> tuple[str, str | None]:
    """Return what an element is called."""
    return element.tag, element.get("class")


def around(element: Element) -> tuple[Element, ...]:
    """Return an element and those around it, the innermost first."""
    return (element, *islice(element.iterancestors(), MOST_ABOVE))
