"""HTML pages: blocks of visible text, the story told from the chrome, and what the markup claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.html.blocks import visible_lines
from transforms.html.facts import page_facts
from transforms.html.story import find_chrome, reset_caches
from transforms.html.tree import UnreadableHtml, is_fragment, parse_html
from transforms.records.facts import NO_FACTS, PageFacts

if TYPE_CHECKING:
    from transforms.records import Block, RawPage, Removal

__all__ = ["UnreadableHtml", "read_html", "reset_caches"]


def read_html(page: RawPage) -> tuple[tuple[Block, ...], tuple[Removal, ...], PageFacts]:
    """
    Read one HTML page.

    A fragment (an export's `content` field) is story from end to end and claims nothing.

    Returns:
        The visible lines in reading order; for each line that is not story one removal of the whole
        line (`layer` extractor), not yet settled; what the markup claims about the page.

    Raises:
        UnreadableHtml: The page is empty, beyond all bounds, or shows no line of text.
    """
    tree = parse_html(page.content)
    lines = visible_lines(tree)
    if not lines:
        raise UnreadableHtml("the page shows no text")
    blocks = tuple(block for block, _, _ in lines)
    if is_fragment(page.content):
        return blocks, (), NO_FACTS
    facts = page_facts(tree)
    return blocks, find_chrome(tree, lines, facts), facts
