"""
What stands above the story: everything over its headline, its byline or its dateline.

On 1,128 labelled pages no line above headline or dateline was story, however much it read like a sentence:
slogans, captions and standfirsts stand there, and menus that no rule knows.
"""

from __future__ import annotations

from transforms.sheet import Standing
from transforms.text.lines import announces


def header_end(page: Standing) -> int:
    """
    Return the block up to which nothing is story; 0 where neither headline, byline nor dateline was found.

    A paragraph ends the search: bylines and datelines below one belong to other stories, or sign this one.
    """
    end = 0
    for removal in page.removals:
        if removal.block > page.first:
            break
        opens = removal.kind == "dateline" or (removal.kind in ("title", "byline") and removal.layer == "metadata")
        if opens and (removal.block < page.first or removal.start == 0):
            end = removal.block
    if page.first == len(page.left) or any(announces(text) for text in page.left[:end]):
        return 0
    return end


def opened(page: Standing) -> int:
    """Return the block of the dateline with which the story opens, however its lines are broken; -1 without one."""
    return next((r.block for r in page.removals if r.kind == "dateline"), -1)


def find_header(page: Standing) -> dict[int, str]:
    """
    Return the blocks that stand above the story, with the kind of those whose place tells it; else "".

    A sentence below the headline says what a picture shows; a standfirst was told before, where one is.
    """
    headline = next((r.block for r in page.removals if r.kind == "title"), -1)
    end = header_end(page)
    return {
        n: "caption" if -1 < headline < n and text.endswith(".") else ""
        for n, text in enumerate(page.left[:end])
        if text
    }
