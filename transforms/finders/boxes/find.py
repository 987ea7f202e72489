"""
Find boxes of furniture in the body of an HTML page: an offer under a call to subscribe, a life under its heading.

Rules know how such boxes are headed; what stands under the head is worded anew by every paper. The element around both
says how far the box goes. Boxes of the story's own (a table of facts, questions and answers, ingredients, sources) are
headed by words that no rule takes, and stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, islice, takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.finders.boxes.heads import kind_of_head
from transforms.finders.boxes.series import series_of
from transforms.records import Removal

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from transforms.records import Kind
    from transforms.sheet import Standing

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""

Name: TypeAlias = "tuple[str, str]"
"""A tag and a class."""

Place: TypeAlias = "tuple[str, str, str]"
"""The tag of a line's element, and a name of the one around it."""

CALLS = frozenset({"app_promo", "follow", "newsletter", "paywall"})
"""Kinds of lines that ask for something: papers set them between a story's paragraphs as well, with nothing under."""

HEADED = CALLS | {"author_box", "copy_protection", "disclaimer", "republication"}
"""Kinds of lines that head a box of their own kind. Below `Advertisement` the story goes on, a network's name heads a
part of a story about networks, `Related` and `Highlights` what reviews and guides consist of; those say nothing of what
stands under them."""

LARGEST_BOX = 0.1
"""Share of a page's prose that a box holds at most; a part of a story that a wrong head takes with it is larger."""

LONGEST_LABEL = 30
"""Characters of a line that is a link and says what it does (`Subscribe now`); other stories' headlines are longer."""

MOSTLY_LINK = 0.8
"""Share of a line's characters from which the line is a link."""

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
    Yield the boxes whose head a rule struck, with its kind, that are set otherwise than the story.

    What asks for something must hold a form: buttons to share and links end stories as well. A head that is no heading
    may stand first among a story's paragraphs, so that it takes no sentence.
    """
    from transforms.html.controls import FORMS, has_control  # noqa: PLC0415 - heavy: lxml

    struck = (r for r in standing.removals if r.whole and r.layer == "rule" and r.kind in HEADED)
    prose = prose_of(standing)
    for removal in islice(struck, MOST_HEADS):
        box, is_heading = box_under(standing, removal.block, prose), standing.blocks[removal.block].kind == "heading"
        if box is None or not (is_heading or prose[box.lines.start] == prose[box.lines.stop]):
            continue
        asks = has_control(box.element, FORMS) or removal.kind not in CALLS if is_heading else acts(standing, box)
        if asks and is_set_apart(standing, box):
            yield removal.kind, box


def boxes_under_headings(standing: Standing) -> Iterator[tuple[Kind, Box]]:
    """Yield the boxes whose heading says by its words what they hold, with its kind; parts of the story are none."""
    said = ((n, kind_of_head(block, standing.sheet.facts.titles)) for n, block in standing.story)
    heads = [*islice(((n, kind) for n, kind in said if kind), MOST_HEADS)]
    if not heads:
        return
    prose, holders = prose_of(standing), holders_of(standing)
    for number, kind in heads:
        box = box_under(standing, number, prose)
        if box and (kind not in CALLS or acts(standing, box)) and not has_likes_beside(holders, box):
            yield kind, box


def box_under(standing: Standing, head: int, prose: Sequence[int]) -> Box | None:
    """Return the largest element that begins with a line and holds little of a page's prose, if any does."""
    from transforms.html.controls import FRAME_TAGS  # noqa: PLC0415 - heavy: lxml

    elements = standing.sheet.markup.elements
    above = frozenset(around(elements[head - 1])) if head else frozenset()
    box, end = None, head + 1
    for element in around(elements[head]):
        if element in above or element.tag in FRAME_TAGS:
            break
        while end < len(elements) and element in around(elements[end]):
            end += 1
        if prose[end] - prose[head] > LARGEST_BOX * prose[-1]:
            break
        box = Box(element, range(head, end))
    return box if box and len(box.lines) > 1 else None


def prose_of(standing: Standing) -> list[int]:
    """Return for each line how many characters of prose stand above it, and for the whole page behind the last."""
    stands = zip(standing.left, standing.prose, strict=True)
    return [0, *accumulate([len(text) if is_prose else 0 for text, is_prose in stands])]


def acts(standing: Standing, box: Box) -> bool:
    """Return whether a box holds something to fill in or to press, or under its head a link that is a label."""
    from transforms.html.controls import has_control  # noqa: PLC0415 - heavy: lxml

    if has_control(box.element):
        return True
    told = {r.block for r in standing.removals if r.layer == "rule" and r.kind not in HEADED}
    links, sizes = standing.sheet.markup.links, standing.sheet.sizes
    return any(links[n] >= MOSTLY_LINK and sizes[n] <= LONGEST_LABEL and n not in told for n in box.lines[1:])


def is_set_apart(standing: Standing, box: Box) -> bool:
    """Return whether no line of a box stands in elements that are named as those of the story around it."""
    inside: set[Place] = set()
    outside: set[Place] = set()
    for n, element in enumerate(standing.sheet.markup.elements):
        if standing.left[n]:
            (inside if n in box.lines else outside).update(places_of(element))
    return inside.isdisjoint(outside)


def places_of(element: Element) -> frozenset[Place]:
    """Return by which names a line's element stands in the one around it."""
    parent = element.getparent()
    return frozenset() if parent is None else frozenset((element.tag, *name) for name in names_of(parent))


def has_likes_beside(holders: Container[Element], box: Box) -> bool:
    """Return whether elements beside a box are named as it is and hold lines, as the parts of one story are."""
    names = names_of(box.element)
    beside = (one for one in box.element.getparent() if one is not box.element and one in holders)
    return any(not names.isdisjoint(names_of(one)) for one in beside)


def holders_of(standing: Standing) -> set[Element]:
    """Return every element in which a line stands that is left."""
    holders: set[Element] = set()
    for text, element in zip(standing.left, standing.sheet.markup.elements, strict=True):
        if text:
            holders.update(takewhile(lambda one: one not in holders, around(element)))
    return holders


def names_of(element: Element) -> frozenset[Name]:
    """Return what an element is called: its tag with each of its classes, or with none."""
    return frozenset((element.tag, name) for name in series_of(element.get("class") or ""))


def around(element: Element) -> tuple[Element, ...]:
    """Return an element and those around it, the innermost first."""
    return (element, *islice(element.iterancestors(), MOST_ABOVE))
