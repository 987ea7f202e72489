"""The elements around a page's lines, each known once, and sums and verdicts that pass along them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transforms.html.blocks import Line
    from transforms.html.tree import Element


@dataclass(frozen=True, slots=True)
class Nest:
    """
    The elements around a page's lines, outer ones before those in them.

    Attributes:
        elements: Each of them once.

        classes: The class list of each, empty where it has none; asked for once, as each answer is a new text.

        parents: For each element, the number of the one around it, -1 for the outermost.

        innermost: For each line, the number of its element.

        upward: The elements' numbers, the deepest first.
    """

    elements: tuple[Element, ...]
    classes: tuple[str, ...]
    parents: tuple[int, ...]
    innermost: tuple[int, ...]
    upward: tuple[int, ...]


def nest_of(lines: Sequence[Line], class_lists: Mapping[Element, str] | None = None) -> Nest:
    """
    Return the elements around a page's lines; each element is visited once.

    Args:
        lines: The lines.

        class_lists: The class list of each element that has one, where that is known.
    """
    numbers: dict[Element | None, int] = {None: -1}
    elements: list[Element] = []
    parents: list[int] = []
    depths: list[int] = []
    innermost: list[int] = []
    for _, element, _ in lines:
        if element not in numbers:
            chain = [element]
            while (around := chain[-1].getparent()) not in numbers:
                chain.append(around)
            parent = numbers[around]
            depth = depths[parent] if parent >= 0 else 0
            for inner in reversed(chain):
                parents.append(parent)
                numbers[inner] = parent = len(elements)
                elements.append(inner)
                depth += 1
                depths.append(depth)
        innermost.append(numbers[element])
    upward = sorted(range(len(elements)), key=depths.__getitem__, reverse=True)
    if class_lists is None:
        classes = [element.get("class") or "" for element in elements]
    else:
        classes = [class_lists.get(element, "") for element in elements]
    return Nest(tuple(elements), tuple(classes), tuple(parents), tuple(innermost), tuple(upward))


def sums_by_element(nest: Nest, weights: Sequence[float]) -> list[float]:
    """Return for every element around a line the sum over its lines."""
    sums = [0.0] * (len(nest.elements) + 1)  # the last place is that around the outermost, number -1
    for number, weight in zip(nest.innermost, weights, strict=True):
        sums[number] += weight
    parents = nest.parents
    for number in nest.upward:
        sums[parents[number]] += sums[number]
    sums.pop()
    return sums


def lines_within(nest: Nest, numbers: Iterable[int]) -> list[bool]:
    """Return for each line whether it stands in one of some elements."""
    passes = [False] * len(nest.elements)
    for number in numbers:
        passes[number] = True
    return inherit(nest, passes)


def inherit(nest: Nest, passes: Sequence[bool]) -> list[bool]:
    """Return for each line whether its element or one around it passes."""
    if True not in passes:
        return [False] * len(nest.innermost)
    verdicts = [*passes, False]  # the last place is that around the outermost, number -1
    for number, parent in enumerate(nest.parents):
        if verdicts[parent]:
            verdicts[number] = True
    return [verdicts[number] for number in nest.innermost]
