"""What a page claims about itself in its markup."""

from __future__ import annotations

from transforms.facts import PageFacts
from transforms.html.tree import Element


def page_facts(tree: Element) -> PageFacts:
    """Return what the markup claims."""
    return PageFacts(language=tree.get("lang"))
