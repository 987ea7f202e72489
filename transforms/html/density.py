"""
Which lines are story, judged from prose, links and names of elements alone: the cheap judge, asked first.

Every line weighs for or against the elements around it: a full sentence for, a link or a scrap against. The story
is in the element with the highest sum.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.html.words import chrome_names, chrome_pairs
from transforms.lexicon.fold import fold
from transforms.text.lines import ends_marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.tree import Element
    from transforms.records import Block

SENTENCE = 100
"""Characters from which a line that ends like a sentence counts in full."""

SHORT_SENTENCE = 40
LONG_SCRAP = 140
"""Characters from which a line counts although it does not end like a sentence."""

DENSE_SCRIPT = 2.5
"""Characters of a European script that one of Chinese, Japanese or Korean is worth."""

DENSE_CHARACTERS = 20
"""Such characters among a line's first 60 that make it one of these scripts."""

MOSTLY_LINKS = 0.5
ALL_LINKS = 0.8
"""Share of link text from which a line in the story is a pointer to another one, not a sentence with links."""

SCRAP = -15.0
LARGEST_PART_OF_CHROME = 0.4
"""Share of a page's prose that an element named like chrome can hold; one with more is the page's frame."""

NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
CHROME_TAGS = frozenset("nav footer aside form button figure".split())
FRAME_TAGS = frozenset("body html article main".split())
LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Density:
    """
    What the lines say about where the story is.

    Attributes:
        story: For each line, whether it is story.

        weights: For each line, how much it speaks for the elements around it.

        chrome: For each line, whether it stands in an element named like chrome.

        container: The element that holds the story.

        share: Share of the page's prose that is in the story.
    """

    story: tuple[bool, ...]
    weights: tuple[float, ...]
    chrome: tuple[bool, ...]
    container: Element
    share: float


@dataclass(frozen=True, slots=True)
class Nest:
    """
    The elements around a page's lines, outer ones before those in them.

    Attributes:
        elements: Each of them once.

        parents: For each element, the number of the one around it, -1 for the outermost.

        innermost: For each line, the number of its element.

        upward: The elements' numbers, the deepest first.
    """

    elements: tuple[Element, ...]
    parents: tuple[int, ...]
    innermost: tuple[int, ...]
    upward: tuple[int, ...]


def weigh_lines(lines: Sequence[Line]) -> Density:
    """Return the weights of every line of a page."""
    first = [weight_of(block, share) for block, _, share in lines]
    first = [min(w, SCRAP) if n and w > 0 and is_pointer(lines[n - 1]) else w for n, w in enumerate(first)]
    nest = nest_of(lines)
    prose = sums_by_element(nest, [max(0.0, weight) for weight in first])
    total = sum(weight for weight in first if weight > 0)
    chrome = chrome_lines(nest, prose, LARGEST_PART_OF_CHROME * total)
    weights = [min(-10.0, -0.5 * w) if bad and w > 0 else w for w, bad in zip(first, chrome, strict=True)]
    sums = sums_by_element(nest, weights)
    container = max(range(len(sums)), key=sums.__getitem__)
    inside = inherit(nest, [number == container for number in range(len(sums))])
    kept = [
        within and not bad and share < ALL_LINKS
        for within, bad, (_, _, share) in zip(inside, chrome, lines, strict=True)
    ]
    prose_at = [n for n, keep in enumerate(kept) if keep and weights[n] > 0]
    low, high = (prose_at[0], prose_at[-1]) if prose_at else (0, -1)
    story = tuple(keep and low <= n <= high for n, keep in enumerate(kept))
    held = sum(w for w, keep in zip(weights, story, strict=True) if keep and w > 0)
    share = held / total if total else 0.0
    return Density(story, tuple(weights), tuple(chrome), nest.elements[container], share)


def weight_of(block: Block, link_share: float) -> float:
    """Return the weight of one line: above 0 it speaks for story, below 0 against."""
    length = len(block.text)
    if link_share > MOSTLY_LINKS:
        return -0.5 * min(length, 100) - 10
    if block.kind == "heading":
        return 0.0
    dense = sum(c > "\u2e7f" for c in block.text[:60]) > DENSE_CHARACTERS
    worth = length * DENSE_SCRIPT if dense else float(length)
    ends = ends_marked(block.text)
    if worth >= SENTENCE and ends:
        return worth
    if worth >= LONG_SCRAP:
        return 0.6 * worth
    if worth >= SHORT_SENTENCE and ends:
        return 0.4 * worth
    return SCRAP if block.kind not in ("table", "item") else SCRAP / 5


def is_pointer(line: Line) -> bool:
    """Return whether a line is a heading that leads elsewhere: the sentence under it is a teaser."""
    block, _, link_share = line
    return block.kind == "heading" and link_share >= ALL_LINKS


def nest_of(lines: Sequence[Line]) -> Nest:
    """Return the elements around a page's lines; each element is visited once."""
    numbers: dict[Element | None, int] = {None: -1}
    elements: list[Element] = []
    parents: list[int] = []
    depths: list[int] = []
    for _, element, _ in lines:
        chain = []
        around = element
        while around not in numbers:
            chain.append(around)
            around = around.getparent()
        parent = numbers[around]
        depth = depths[parent] if parent >= 0 else 0
        for inner in reversed(chain):
            numbers[inner] = len(elements)
            elements.append(inner)
            parents.append(parent)
            parent = numbers[inner]
            depth += 1
            depths.append(depth)
    innermost = tuple(numbers[element] for _, element, _ in lines)
    upward = sorted(range(len(elements)), key=depths.__getitem__, reverse=True)
    return Nest(tuple(elements), tuple(parents), innermost, tuple(upward))


def sums_by_element(nest: Nest, weights: Sequence[float]) -> list[float]:
    """Return for every element around a line the sum over its lines."""
    sums = [0.0] * len(nest.elements)
    for number, weight in zip(nest.innermost, weights, strict=True):
        sums[number] += weight
    for number in nest.upward:
        parent = nest.parents[number]
        if parent >= 0:
            sums[parent] += sums[number]
    return sums


def inherit(nest: Nest, passes: Sequence[bool]) -> list[bool]:
    """Return for each line whether its element or one around it passes."""
    verdicts: list[bool] = []
    for passed, parent in zip(passes, nest.parents, strict=True):
        verdicts.append(passed or (parent >= 0 and verdicts[parent]))
    return [verdicts[number] for number in nest.innermost]


def chrome_lines(nest: Nest, prose: Sequence[float], most: float) -> list[bool]:
    """Return for each line whether an element around it is named like chrome and holds `most` prose or less."""
    named = [held <= most and is_named_chrome(element) for held, element in zip(prose, nest.elements, strict=True)]
    return inherit(nest, named)


def is_named_chrome(element: Element) -> bool:
    """Return whether an element's tag, class or id names a thing that is not story."""
    if element.tag in FRAME_TAGS:
        return False
    if element.tag in CHROME_TAGS:
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_NAME]
    return name != " " and names_chrome(name)


@functools.lru_cache(maxsize=4_096)
def names_chrome(name: str) -> bool:
    """Return whether classes and ids hold a word for what is not story. A page repeats few lists many times."""
    parts = [fold(part) for part in NAME_PART.findall(name)]
    return not chrome_names().isdisjoint(parts) or not chrome_pairs().isdisjoint(pairwise(parts))
