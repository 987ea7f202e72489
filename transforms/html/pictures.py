"""
Captions that no element and no class names: a line or two in the box of a picture, set otherwise than the story.

Such a box holds the picture and bare text; the story's sentences are paragraphs. Where a story is set in bare text as
well, nothing tells the two apart, and nothing is taken for a caption.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from transforms.html.density import MOSTLY_LINKS
from transforms.records import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.html.blocks import Line
    from transforms.html.density import Survey
    from transforms.html.nest import Nest
    from transforms.html.tree import Element

BARE = frozenset(("div", "span", "a"))
"""Elements whose own text is no paragraph."""

BOXES = frozenset(("div", "a", "span", "section", "aside"))
MOST_LEVELS = 3
"""Elements between a picture and the box that holds its caption, and between that and the box."""

MOST_LINES, LONGEST_CAPTION = 3, 500
SHORTEST_CAPTION = 25
"""Characters; shorter lines are labels, names, prices."""

BARE_STORY = 0.3
"""Share of a page's sentences in bare text from which the story itself is set so."""


def with_captions_named(lines: list[Line], pictures: Iterable[Element], known: Survey) -> list[Line]:
    """Return the lines of a page, those that are captions by their place named so."""
    if is_set_bare(lines, known):
        return lines
    named = list(lines)
    for n in caption_lines(lines, known.nest, boxes_of(pictures)):
        block, element, share = lines[n]
        named[n] = (Block("caption", block.text), element, share)
    return named


def is_set_bare(lines: Sequence[Line], known: Survey) -> bool:
    """Return whether many sentences of a page stand in no paragraph, so that a story may."""
    prose = [(weight, line[1].tag in BARE) for weight, line in zip(known.alone, lines, strict=True) if weight > 0]
    bare = sum([weight for weight, is_bare in prose if is_bare])
    return bare >= BARE_STORY * sum([weight for weight, _ in prose])


def boxes_of(pictures: Iterable[Element]) -> set[Element]:
    """Return the elements that may be boxes of pictures: the nearest few around each."""
    found: set[Element] = set()
    for picture in pictures:
        for around in islice(picture.iterancestors(), MOST_LEVELS):
            if around.tag not in BOXES:
                break
            found.add(around)
    return found


def caption_lines(lines: Sequence[Line], nest: Nest, boxes: set[Element]) -> set[int]:
    """Return the lines that stand in the box of a picture with no paragraph beside them."""
    held: dict[int, list[int]] = defaultdict(list)
    near = boxes_near(nest, boxes)
    for n, number in enumerate(nest.innermost):
        for box in near[number]:
            held[box].append(n)
    captions: set[int] = set()
    for numbers in held.values():
        if len(numbers) <= MOST_LINES and all(is_bare(lines[n]) for n in numbers):
            captions.update(n for n in numbers if len(lines[n][0].text) >= SHORTEST_CAPTION)
    return captions


def boxes_near(nest: Nest, boxes: set[Element]) -> list[tuple[int, ...]]:
    """Return for each element which of itself and the few around it are boxes, the outermost first."""
    near: list[tuple[int, ...]] = []
    depths: list[int] = []
    for number, (element, parent) in enumerate(zip(nest.elements, nest.parents, strict=True)):
        above = near[parent] if parent >= 0 else ()
        depths.append(depths[parent] + 1 if parent >= 0 else 0)
        if above and depths[number] - depths[above[0]] > MOST_LEVELS:
            above = above[1:]
        near.append((*above, number) if element in boxes else above)
    return near


def is_bare(line: Line) -> bool:
    """Return whether a line is bare text that can be a caption: no paragraph, heading or item, no link, not long."""
    block, element, share = line
    is_text = block.kind in ("paragraph", "caption") and share <= MOSTLY_LINKS
    return is_text and element.tag in BARE and len(block.text) <= LONGEST_CAPTION
