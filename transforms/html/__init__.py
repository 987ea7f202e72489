"""HTML pages: blocks of visible text, the story told from the chrome, and what the markup claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transforms.html.blocks import visible_lines
from transforms.html.caches import reset_caches
from transforms.html.claims import read_claims, read_metas
from transforms.html.confidence import confidence_of
from transforms.html.facts import find_canonical, page_facts
from transforms.html.outline import outline
from transforms.html.panels import show_panels
from transforms.html.reading import read_story
from transforms.html.story import strike_rest
from transforms.html.streams import show_streamed
from transforms.html.tree import UnreadableHtml, is_fragment, parse_html
from transforms.records.facts import NO_FACTS, Markup, PageFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.claims import Claims
    from transforms.html.tree import Element
    from transforms.records import Block, RawPage, Removal

JUDGES = "extractor."
"""What the rules have in common by which pages are struck in the name of who found the story."""

__all__ = ["HtmlPage", "UnreadableHtml", "outline", "read_html", "reset_caches"]


class HtmlPage(NamedTuple):
    """
    What is read of an HTML page.

    Attributes:
        blocks: The visible lines in reading order.

        chrome: For each line that is not story one removal of the whole line (`layer` extractor).

        facts: What the markup claims about the page.

        markup: Where each line stood.

        told_by: Who found the story, None where the page is a fragment and story from end to end.

        confidence: How likely it is that the story was found, None where nothing had to be.
    """

    blocks: tuple[Block, ...]
    chrome: tuple[Removal, ...]
    facts: PageFacts
    markup: Markup
    told_by: str | None = None
    confidence: float | None = None


def read_html(page: RawPage) -> HtmlPage:
    """
    Read one HTML page.

    A fragment (an export's `content` field) is story from end to end and claims nothing.

    Raises:
        UnreadableHtml: The page is empty, beyond all bounds, or holds no line of text.
    """
    claims = read_shown(page)
    tree = claims.tree
    if is_fragment(page.content):
        return as_read(refuse_empty(visible_lines(tree, claims), tree, page), (), NO_FACTS)
    facts = page_facts(claims, page.url)
    lines, found = read_story(claims, facts, page.url or facts.canonical_url)
    refuse_empty(lines, tree, page)
    if found is None:
        return as_read(lines, (), facts)
    read = as_read(lines, strike_rest(lines, found), facts)
    return read._replace(told_by=found.judge.removeprefix(JUDGES), confidence=confidence_of(lines, found))


def read_shown(page: RawPage) -> Claims:
    """Return the elements of a page as a browser shows them: streamed parts in their places, panels open."""
    claims = read_claims(parse_html(page.content, page.utf8))
    for show in (show_streamed, show_panels):
        if show(claims):
            claims = read_claims(claims.tree)
    return claims


def as_read(lines: Sequence[Line], chrome: tuple[Removal, ...], facts: PageFacts) -> HtmlPage:
    """Return what was read of a page, its lines told apart from their places."""
    markup = Markup(tuple([share for _, _, share in lines]), tuple([element for _, element, _ in lines]))
    return HtmlPage(tuple([block for block, _, _ in lines]), chrome, facts, markup)


def refuse_empty(lines: list[Line], tree: Element, page: RawPage) -> list[Line]:
    """Return a page's lines, of which there must be one."""
    if not lines:
        raise UnreadableHtml("the page shows no text", own_address(tree, page.content))
    return lines


def own_address(tree: Element, content: str) -> str | None:
    """Return the address that a page without text names as its own, as `page_facts` finds it; a fragment names none."""
    if is_fragment(content):
        return None
    tagged = read_claims(tree).tagged
    return find_canonical(tagged["link"], read_metas(tagged["meta"]))
