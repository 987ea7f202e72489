"""
What two pages are compared by, whoever asks: a run for what came and what stands, or `saring dups` for who looks.

The text without what its house sets under many, the title, and the day that the page prints. A day that is only about
right is none: the page may be of any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.corpus.passages import without_passages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.corpus.passages import Passages
    from transforms.duplicates.verdict import Story

PRINTED = "if({0}.published_about, NULL, {0}.published_date)"
"""SQL of the day by which a page is compared, of the index or of crawls."""

PRINTED_IN_ROW = "if({0}.published_precision = 'about', NULL, {0}.published_date)"
"""The same of a published row."""

ABOUT = "if({0}.published_about, 'about', NULL)"
"""SQL of what a page's day is, where it is not what it seems; a page of which this changes is compared anew."""


def compared_story(row: Mapping[str, Any], passages: Passages) -> Story:
    """
    Return a page as a verdict wants it; its address joins nothing, for only what it says is compared.

    Args:
        row: Text, title, `printed` day and `house` of the page.

        passages: The passages of each house.
    """
    from transforms.duplicates.verdict import story_of

    return story_of(without_passages(row["text"] or "", row["house"], passages), row["title"], row["printed"])
