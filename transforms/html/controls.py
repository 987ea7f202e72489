"""
What a page gives its readers to fill in, to choose or to press, and the boxes that are there for that alone.

A box that asks for an address, or for a vote, holds a heading and a sentence or two beside its control, worded anew by
every paper. What it asks with tells it, whatever it says and whatever its classes are.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.html.nest import Nest
    from transforms.html.tree import Element

FORMS = ("form", "input")
CONTROLS = (*FORMS, "button")

ASKING = frozenset(("email", "radio"))
"""Types of an input for which readers give an address or a vote; text is typed into searches and games as well."""

MOST_INPUTS = 60
"""Inputs of a page that are asked for the box around them; a page with more is a form."""

MOST_ABOVE = 12
"""Elements around an input among which its box is."""

LONGEST_ASKING = 400
"""Characters, links aside, of a box that asks for something: a heading, a sentence or two, a note below."""

LARGEST_ASKING = 0.2
"""Share of a page's prose that they may be: of a page that tells little a box that tells as much is the story."""

MOST_INSIDE = 200
"""Elements in what asks or offers; larger ones hold a part of the page."""

PARTS = frozenset(("li", "td", "pre", "figure"))
"""Elements of lists, tables and pictures: where one holds no input, more than a question stands in a box."""

FRAME_TAGS = frozenset("body html article main".split())
"""Elements that hold a page or its story, whatever they are called."""


def has_control(element: Element, tags: Sequence[str] = CONTROLS) -> bool:
    """Return whether an element holds something to fill in or to press."""
    return next(element.iter(*tags), None) is not None


def elements_in(element: Element) -> list[Element]:
    """Return an element and all in it, nothing where these are more than a box holds."""
    inside = [*islice(element.iter("*"), MOST_INSIDE + 1)]
    return inside if len(inside) <= MOST_INSIDE else []


def asking_boxes(nest: Nest, told: Sequence[float], prose: float) -> list[int]:
    """
    Return the largest elements that hold little but what they ask for.

    Args:
        nest: The elements around a page's lines.

        told: How many characters that are no links each holds.

        prose: How much prose the page has.
    """
    inputs = [*islice(asking_inputs(nest.elements[0]), MOST_INPUTS)]
    if not inputs:
        return []
    numbers = {element: number for number, element in enumerate(nest.elements)}
    most = min(LONGEST_ASKING, LARGEST_ASKING * prose)
    boxes = {}
    for asked in inputs:
        for around in islice(asked.iterancestors(), MOST_ABOVE):
            number = numbers.get(around)
            if around.tag in FRAME_TAGS or (number is not None and told[number] > most) or holds_more(around):
                break
            if number is not None:
                boxes[asked] = number
    return [*boxes.values()]


def asking_inputs(page: Element) -> Iterator[Element]:
    """Yield the inputs of a page that ask for an address or a vote."""
    return (one for one in page.iter("input") if (one.get("type") or "").lower() in ASKING)


def holds_more(element: Element) -> bool:
    """Return whether an element is larger than a box, or holds an item, a cell or a picture that is no answer."""
    inside = elements_in(element)
    return not inside or any(part.tag in PARTS and not has_control(part, ("input",)) for part in inside)
