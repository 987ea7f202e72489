"""
Find text that stands twice in one document. The first copy stays.

The words of the story are one stream (`stream`), stretches that recur are found
in it (`runs`), and each block decides by how much of it recurs (`judge`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.finders.repeats.headline import find_headlines
from transforms.finders.repeats.judge import find_copies
from transforms.finders.repeats.letters import find_glued_copies
from transforms.finders.repeats.lines import find_line_copies
from transforms.finders.repeats.runs import find_anchors, find_runs
from transforms.finders.repeats.scattered import without_scattered
from transforms.finders.repeats.stream import read_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.records import Removal
    from transforms.sheet import Standing


def find_repeats(standing: Standing, title: str | None = None) -> tuple[Removal, ...]:
    """
    Find copies of the headline and of text that stands earlier in the document.

    Run it *after* furniture was struck: what is struck is nobody's first copy, so
    story text stays even where a teaser above it gave its first sentences away. Poems, short
    lines, table rows and sentences that only begin alike are spared. Linear in the text.

    Args:
        standing: The page.

        title: The headline. Where it is struck already (kind `title`), every copy that still
            stands is one too many.

    Returns:
        Removals of kind and layer `repeat`: `repeat.headline`, `repeat.paragraph`, `repeat.body`
        (two or more blocks on end), `repeat.part` (a passage inside a block, or a short block
        that a later one contains), `repeat.letters` (a line whose letters stand in an earlier one).
    """
    lines = (*find_headlines(standing, title), *find_line_copies(standing))
    words = standing.words
    anchors = find_anchors(words)
    if not anchors:
        return lines
    stream = read_stream(standing, (*standing.removals, *lines))
    runs = find_runs(stream.words, anchors if is_blanked(stream.words, words) else None)
    found = find_copies(standing.blocks, stream, runs)
    if found and standing.sheet.kind == "html":
        found = without_scattered(found, standing.blocks, stream.bounds)
    copies = (*lines, *found)
    return (*copies, *find_glued_copies(standing, copies))


def is_blanked(stream: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether a stream holds these words but for some that are empty, so that it has no other anchors."""
    return stream == words or (
        len(stream) == len(words) and stream == [one and other for one, other in zip(stream, words, strict=True)]
    )
