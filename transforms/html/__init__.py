"""HTML pages: blocks of visible text, the story told from the chrome, and what the markup claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.html.blocks import visible_lines
from transforms.html.claims import read_claims, read_metas
from transforms.html.facts import find_canonical, page_facts
from transforms.html.story import find_chrome, reset_caches
from transforms.html.streams import show_streamed
from transforms.html.tree import UnreadableHtml, is_fragment, parse_html
from transforms.records.facts import NO_FACTS, Markup, PageFacts

if TYPE_CHECKING:
    from transforms.html.tree import Element
    from transforms.records import Block, RawPage, Removal

__all__ = ["HtmlPage", "UnreadableHtml", "read_html", "reset_caches"]


class HtmlPage(NamedTuple):
    """
    What is read of an HTML page.

    Attributes:
        blocks: The visible lines in reading order.

        chrome: For each line that is not story one removal of the whole line (`layer` extractor), not yet settled.

        facts: What the markup claims about the page.

        markup: Where each line stood.
    """

    blocks: tuple[Block, ...]
    chrome: tuple[Removal, ...]
    facts: PageFacts
    markup: Markup


def read_html(page: RawPage) -> HtmlPage:
    """
    Read one HTML page.

    A fragment (an export's `content` field) is story from end to end and claims nothing.

    Raises:
        UnreadableHtml: The page is empty, beyond all bounds, or shows no line of text.
    """
    tree = parse_html(page.content)
    show_streamed(tree, page.content)
    lines = visible_lines(tree)
    if not lines:
        raise UnreadableHtml("the page shows no text", own_address(tree, page.content))
    blocks = tuple(block for block, _, _ in lines)
    markup = Markup(tuple([share for _, _, share in lines]), tuple([element for _, element, _ in lines]))
    if is_fragment(page.content):
        return HtmlPage(blocks, (), NO_FACTS, markup)
    facts = page_facts(tree)
    return HtmlPage(blocks, find_chrome(tree, lines, facts, page.url or facts.canonical_url), facts, markup)


def own_address(tree: Element, content: str) -> str | None:
    """Return the address that a page without text names as its own, as `page_facts` finds it; a fragment names none."""
    if is_fragment(content):
        return None
    tagged = read_claims(tree).tagged
    return find_canonical(tagged["link"], read_metas(tagged["meta"]))
