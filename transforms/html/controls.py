"""
What a page gives its readers to fill in, to choose or to press, and the boxes that are there for that alone.

A box that asks for an address, or for a vote, holds a heading and a sentence or two beside its control, worded anew by
every paper. What it asks with tells it, whatever it says and whatever its classes are.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from transforms.html.blocks import is_hidden
from transforms.html.nest import sums_by_element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.html.nest import Nest
    from transforms.html.tree import Element

FORMS = ("form", "input")
CONTROLS = (*FORMS, "button")

ADDRESS, VOTE = "email", "radio"
"""Types of an input for which readers give an address or a vote; text is typed into searches and games as well."""

FEWEST_VOTES = 2
"""Inputs of one name among which readers choose; one alone opens a panel."""

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


def asking_boxes(
    nest: Nest,
    inputs: Sequence[Element],
    told: Sequence[float],
    prose: float,
    full: Iterable[float],
    some: Iterable[float],
) -> list[int]:
    """
    Return the largest elements that hold little but what they ask for.

    What asks for an address says so in short lines; a full sentence beside it is the story's. Who has a vote chooses
    among several answers; inputs of this kind open tabs and panels as well, and there any sentence is the story's.

    Args:
        nest: The elements around a page's lines.

        inputs: The inputs that ask.

        told: How many characters that are no links each holds.

        prose: How much prose the page has.

        full: For each line, 1 where it is a full sentence; asked only where a page has such inputs.

        some: For each line, 1 where it is a sentence of any length and no question; likewise.
    """
    if not inputs:
        return []
    held = {ADDRESS: sums_by_element(nest, [*full]), VOTE: sums_by_element(nest, [*some])}
    numbers = {element: number for number, element in enumerate(nest.elements)}
    most = min(LONGEST_ASKING, LARGEST_ASKING * prose)
    boxes = {}
    for asked in inputs:
        kind = type_of(asked)
        for around in islice(asked.iterancestors(), MOST_ABOVE):
            number = numbers.get(around)
            if around.tag in FRAME_TAGS or holds_more(around):
                break
            if number is not None:
                if told[number] > most or held[kind][number]:
                    break
                if kind == ADDRESS or holds_vote(around, asked):
                    boxes[asked] = number
    return [*boxes.values()]


def asking_inputs(inputs: Iterable[Element]) -> list[Element]:
    """Return the first inputs of a page that ask for an address or a vote, those aside that no reader sees."""
    asking = (one for one in inputs if type_of(one) in (ADDRESS, VOTE))
    return [one for one in islice(asking, MOST_INPUTS) if not is_closed(one)]


def type_of(asked: Element) -> str:
    """Return the type of an input."""
    return (asked.get("type") or "").lower()


def is_closed(asked: Element) -> bool:
    """Return whether no reader sees an input: it asks nothing, and catches those who fill in what they do not see."""
    above = (asked, *islice(asked.iterancestors(), MOST_ABOVE))
    return any(is_hidden(one, one.get("style")) for one in above if one.tag not in FRAME_TAGS)


def holds_vote(element: Element, asked: Element) -> bool:
    """Return whether an element holds several answers among which readers choose, an input being one of them."""
    names = Counter(one.get("name") for one in element.iter("input") if type_of(one) == VOTE)
    return bool(asked.get("name")) and names[asked.get("name")] >= FEWEST_VOTES


def holds_more(element: Element) -> bool:
    """Return whether an element is larger than a box, or holds an item, a cell or a picture that is no answer."""
    inside = elements_in(element)
    return not inside or any(part.tag in PARTS and not has_control(part, ("input",)) for part in inside)
