"""
A page's markup as a tree, within bounds.

Pages are hostile: no network, no entity expansion, bounded size, bounded depth. What the parser would
cut off without a word is refused instead, so that nothing is lost unseen.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from lxml import etree
from lxml import html as lxml_html

Element = Any
"""An lxml element; lxml ships no types."""
Tag: TypeAlias = str
"""What an element is, such as `p`."""

LONGEST_PAGE = 10_000_000
"""Characters. The largest of 432 saved pages has 1.8 million."""

MOST_TAGS = 200_000
"""Opening angle brackets. Of 432 saved pages the one with most has 9,300."""

CONTROL_BYTES = bytes(c for c in (*range(0x20), 0x7F) if chr(c) not in "\t\n\r\x0c")
"""Bytes that XML forbids; trafilatura cannot write a text that holds one."""

WHOLE_PAGE = re.compile(r"<(?:html|head|body|title|!doctype)[\s>]", re.IGNORECASE)
ONE_CLASS = etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement)
"""trafilatura wants lxml.html's elements; the parser of lxml.html asks Python anew for the class of each."""

CUT_OFF = ("Excessive depth", "Resource limit", "Buffer size")
"""Messages with which libxml2 says that it stopped reading."""


class UnreadableHtml(ValueError):  # noqa: N818 - named after what it says to the operator
    """
    A page that cannot be read as HTML; the message says why, for a person.

    Attributes:
        own_address: The address that the page names as its own, where it could be read that far.
    """

    def __init__(self, message: str, own_address: str | None = None) -> None:
        """Say what is wrong."""
        super().__init__(message)
        self.own_address = own_address


def is_fragment(content: str) -> bool:
    """
    Return whether markup is a piece of a page, such as an export's `content` field.

    >>> is_fragment("<p>Banjir surut.</p>"), is_fragment("<html><p>Banjir surut.</p>")
    (True, False)
    """
    return WHOLE_PAGE.search(content) is None


def parse_html(content: str, data: bytes | None = None) -> Element:
    """
    Parse a page or a fragment.

    A declared charset means nothing: `content` is decoded already. Comments and processing
    instructions are gone from the tree.

    Args:
        content: The page, decoded.

        data: The same in UTF-8, as `RawPage.utf8` has it, where that is at hand.

    Returns:
        The `html` element (an `lxml.html.HtmlElement`, which trafilatura takes as it is).

    Raises:
        UnreadableHtml: The page is empty, too large, or nested deeper than libxml2 follows (2,048).
    """
    check_size(content)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False, huge_tree=True
    )
    parser.set_element_class_lookup(ONE_CLASS)
    try:
        root = etree.fromstring(without_controls(content.encode("utf-8", "replace") if data is None else data), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableHtml(f"the page cannot be parsed: {error}") from error
    if root is None:
        raise UnreadableHtml("the page holds no markup and no text")
    for entry in parser.error_log:
        if entry.message.startswith(CUT_OFF):
            raise UnreadableHtml(f"the parser stopped at line {entry.line}: {entry.message.strip()}")
    return root


def without_controls(page: bytes) -> bytes:
    """Return a page without the bytes that XML forbids; to look for each of them takes half as long as to take out."""
    return page.translate(None, CONTROL_BYTES) if any(map(page.__contains__, CONTROL_BYTES)) else page


def check_size(content: str) -> None:
    """Refuse a page that is empty or beyond what a page can be."""
    if len(content) > LONGEST_PAGE:
        raise UnreadableHtml(f"the page has {len(content):,} characters; at most {LONGEST_PAGE:,} are read")
    if len(content) > MOST_TAGS and content.count("<") > MOST_TAGS:
        raise UnreadableHtml(f"the page has more than {MOST_TAGS:,} tags")
    if not content.strip("\0 \t\r\n\ufeff"):
        raise UnreadableHtml("the page is empty")
