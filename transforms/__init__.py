"""
Saring's pure rooms: records, finders and enrichers that turn one raw page into one clean article.

What a caller needs for one page stands here by name and is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.api import clean_html, clean_text
    from transforms.knowledge import load_knowledge
    from transforms.records import Article, Reject, rebuild
    from transforms.records.outline import markdown_of, story_blocks

HOMES = {
    "Article": "transforms.records",
    "Reject": "transforms.records",
    "clean_html": "transforms.api",
    "clean_text": "transforms.api",
    "load_knowledge": "transforms.knowledge",
    "markdown_of": "transforms.records.outline",
    "rebuild": "transforms.records",
    "story_blocks": "transforms.records.outline",
}
"""Where each name is defined."""


def __getattr__(name: str) -> object:
    """Return what is defined elsewhere; records and command line load without the libraries that read pages."""
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Article",
    "Reject",
    "clean_html",
    "clean_text",
    "load_knowledge",
    "markdown_of",
    "rebuild",
    "story_blocks",
]
