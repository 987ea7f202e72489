"""
Panels of a page that open when their heading is pressed, shown as a reader who asks for them sees them.

Most pages close such panels by a class, and their text is read anyway; some close them by an attribute. What a heading
opens, and is called a region of the page by its markup, is a part of what the page tells where it stands with its
story: what is asked of readers about cookies and comments opens likewise. A button of a menu or of a dialogue opens
something as well: it is no heading.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from typing import TYPE_CHECKING

from transforms.html.blocks import HEADINGS, is_unseen
from transforms.html.controls import FRAME_TAGS
from transforms.html.density import SENTENCE, is_named_chrome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.html.claims import Claims
    from transforms.html.tree import Element

OPENS = "aria-controls"
"""The attribute that names what an element opens."""

MOST_REGIONS = 500
MOST_ABOVE = 60
"""Elements around a panel that are asked whether they are chrome."""

NEAREST = 3
"""Elements between what opens a panel and the heading that it stands in."""

HIDES = ("hidden", "style")
STORY_TAGS = frozenset(("article", "main"))
MOST_PARAGRAPHS = 2000
"""Paragraphs of a page that are asked what frame they stand in."""

FEWEST_BESIDE = 2
"""Paragraphs beside a panel that make it a part of a story in no frame."""


def show_panels(page: Claims) -> bool:
    """
    Show the closed panels of a page that headings open.

    Args:
        page: The page. Its tree is changed.

    Returns:
        Whether headings open any.
    """
    openers = page.bearing[OPENS]
    regions = [one for one in page.bearing["role"] if one.get("role") == "region"] if openers else []
    closed = [region for region in regions[:MOST_REGIONS] if region.get("id") and is_closed(region)]
    if not closed:
        return False
    opened = {name: opener for opener in openers if stands_in_heading(opener) for name in names_opened(opener)}
    pressed = [(panel, opened[panel.get("id")]) for panel in closed if panel.get("id") in opened]
    frame = story_frame(page.tree) if pressed else None
    for panel, opener in pressed:
        if stands_with_story(panel, frame) and not any(map(is_named_chrome, near(panel))):
            show(panel, opener)
    return bool(pressed)


def story_frame(tree: Element) -> Element | None:
    """Return the article, or the main part of a page, that holds most of its paragraphs itself."""
    held: Counter[Element] = Counter()
    for paragraph in islice(tree.iter("p"), MOST_PARAGRAPHS):
        frame = next((one for one in near(paragraph) if one.tag in STORY_TAGS), None)
        if frame is not None:
            held[frame] += len("".join(paragraph.itertext()))
    return max(held, key=held.__getitem__) if held else None


def stands_with_story(panel: Element, frame: Element | None) -> bool:
    """Return whether a panel stands in the story's frame; where there is none, beside paragraphs."""
    if frame is not None:
        return any(one is frame for one in near(panel))
    around = (one for one in islice(panel.iterancestors(), NEAREST) if one.tag not in FRAME_TAGS)
    return any(sum(map(is_paragraph, islice(one, MOST_PARAGRAPHS))) >= FEWEST_BESIDE for one in around)


def is_paragraph(element: Element) -> bool:
    """Return whether an element is a paragraph that holds a full sentence."""
    return element.tag == "p" and len("".join(element.itertext())) >= SENTENCE


def show(panel: Element, opener: Element) -> None:
    """Take away what closes a panel; what opens it leads nowhere else, and is no link."""
    for name in HIDES:
        panel.attrib.pop(name, None)
    if opener.tag == "a":
        opener.tag = "span"


def is_closed(region: Element) -> bool:
    """Return whether a region is not shown, by an attribute of its own."""
    return is_unseen(region, region.tag, region.get("style"))


def names_opened(opener: Element) -> list[str]:
    """Return the ids of what an element opens."""
    return str(opener.get(OPENS)).split()


def stands_in_heading(opener: Element) -> bool:
    """Return whether an element is a heading, stands in one or holds one."""
    return any(map(is_heading, chain(islice(opener.iter("*"), 1 + NEAREST), islice(opener.iterancestors(), NEAREST))))


def is_heading(element: Element) -> bool:
    """Return whether an element is a heading by its tag or by its role."""
    return element.tag in HEADINGS or element.get("role") == "heading"


def near(panel: Element) -> Iterable[Element]:
    """Return a panel and the elements around it."""
    return chain((panel,), islice(panel.iterancestors(), MOST_ABOVE))
