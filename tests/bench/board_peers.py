"""Extractors that are scored beside each other, each a function from a page to its story; none is tuned to a board."""

import datetime as dt
import logging
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version

from transforms import Article, clean_html

Extract = Callable[[str, str | None], str]
AS_OF = dt.date(2026, 11, 20)


def saring(html: str, url: str | None) -> str:
    """Return the clean text, empty where the page is refused: a lost page counts as such."""
    outcome = clean_html(html, url=url, seen_day=AS_OF)
    return outcome.text if isinstance(outcome, Article) else ""


def trafilatura(html: str, url: str | None) -> str:
    """Return what trafilatura finds by default, comments aside."""
    return import_module("trafilatura").extract(html, url=url, include_comments=False) or ""


def trafilatura_fast(html: str, url: str | None) -> str:
    """Return what its fast path finds."""
    return import_module("trafilatura").extract(html, url=url, include_comments=False, fast=True) or ""


def readability(html: str, url: str | None) -> str:
    """Return the text of the markup that readability-lxml finds."""
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    summary = import_module("readability").Document(html, url=url).summary(html_partial=True)
    return text_of(summary)


def resiliparse(html: str, url: str | None) -> str:
    """Return the main content as resiliparse finds it."""
    del url
    return import_module("resiliparse.extract.html2text").extract_plain_text(html, main_content=True, alt_texts=False)


def text_of(markup: str) -> str:
    """Return the text of a piece of markup, a line each block."""
    from transforms.html.blocks import visible_lines
    from transforms.html.tree import UnreadableHtml, parse_html

    try:
        return "\n".join(block.text for block, _, _ in visible_lines(parse_html(markup)))
    except UnreadableHtml:
        return ""


PEERS: dict[str, tuple[str, Extract]] = {
    "saring": ("saring", saring),
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura fast": ("trafilatura", trafilatura_fast),
    "readability-lxml": ("readability-lxml", readability),
    "resiliparse": ("resiliparse", resiliparse),
}
"""Each by the name that it is shown with, with the package that it needs."""


def installed() -> dict[str, tuple[str, Extract]]:
    """Return the version and the function of every extractor that is there."""
    found = {}
    for name, (package, extract) in PEERS.items():
        try:
            found[name] = (version(package), extract)
        except ModuleNotFoundError:
            continue
    return found
