"""
Captions that no element and no class names: a line or two in the box of a picture, set otherwise than the story.

Such a box holds the picture and bare text; the story's sentences are paragraphs. Where a story is set in bare text as
well, nothing tells the two apart, and nothing is taken for a caption.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from transforms.html.density import MOSTLY_LINKS, weight_of
from transforms.records import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.html.blocks import Line
    from transforms.html.tree import Element

PICTURES = ("img", "picture", "amp-img", "video")
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


def with_captions_named(lines: list[Line], tree: Element) -> list[Line]:
    """Return the lines of a page, those that are captions by their place named so."""
    if is_set_bare(lines):
        return lines
    captions = caption_lines(lines, boxes_of(tree.iter(*PICTURES)))
    return [
        (Block("caption", block.text), element, share) if n in captions else (block, element, share)
        for n, (block, element, share) in enumerate(lines)
    ]


def is_set_bare(lines: Iterable[Line]) -> bool:
    """Return whether many sentences of a page stand in no paragraph, so that a story may."""
    prose = [(weight_of(block, share), element.tag in BARE) for block, element, share in lines]
    bare = sum(weight for weight, is_bare in prose if weight > 0 and is_bare)
    return bare >= BARE_STORY * sum(weight for weight, _ in prose if weight > 0)


def boxes_of(pictures: Iterable[Element]) -> set[Element]:
    """Return the elements that may be boxes of pictures: the nearest few around each."""
    found: set[Element] = set()
    for picture in pictures:
        for around in islice(picture.iterancestors(), MOST_LEVELS):
            if around.tag not in BOXES:
                break
            found.add(around)
    return found


def caption_lines(lines: list[Line], boxes: set[Element]) -> set[int]:
    """Return the lines that stand in the box of a picture with no paragraph beside them."""
    held: dict[Element, list[int]] = defaultdict(list)
    for n, (_, element, _) in enumerate(lines):
        for around in (element, *islice(element.iterancestors(), MOST_LEVELS)):
            if around in boxes:
                held[around].append(n)
    captions: set[int] = set()
    for numbers in held.values():
        if len(numbers) <= MOST_LINES and all(is_bare(lines[n]) for n in numbers):
            captions.update(n for n in numbers if len(lines[n][0].text) >= SHORTEST_CAPTION)
    return captions


def is_bare(line: Line) -> bool:
    """Return whether a line is bare text that can be a caption: no paragraph, heading or item, no link, not long."""
    block, element, share = line
    is_text = block.kind in ("paragraph", "caption") and share <= MOSTLY_LINKS
    return is_text and element.tag in BARE and len(block.text) <= LONGEST_CAPTION
