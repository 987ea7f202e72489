"""
Lines that other lines give away: labels walled in by furniture, headlines behind a cue, and tables of contents.

Of 44 short lines walled in by struck ones behind the story on 921 labelled pages, none was story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from transforms.lexicon.fold import fold
from transforms.records import Removal
from transforms.sheet import Standing
from transforms.text.chains import in_quotation
from transforms.text.lines import ends_in_full_stop, is_label, sentence_starts

MOST_WALLED = 4
"""Lines of a run between two walls, behind the story."""

LONGEST_INSIDE = 24
"""Characters of a lone line between two walls of one kind inside the story; sub-heads are mostly longer."""

INTERRUPTING = frozenset({"ad", "related", "video", "follow", "pagination"})
"""Kinds that interrupt stories: between two of them a list may go on with which a story ends."""

MOST_CUE_WORDS, FEWEST_WORDS, MOST_WORDS = 4, 3, 20
"""Words of a cue, and of the headline that it announces."""

NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]?\s+")
FEWEST_ENTRIES = 2
TWICE = 2
LONGEST_ENTRY = 120
"""Characters of a sub-head, as tables of contents list them."""


def find_walled(page: Standing, struck: frozenset[int]) -> dict[int, str]:
    """
    Return the standing blocks that furniture walls in, with its kind.

    Args:
        page: The page.

        struck: Blocks that are to be struck beside those that were struck as furniture.
    """
    walls = [furniture or n in struck for n, furniture in enumerate(page.furniture)]
    return {
        n: page.kinds[run.start - 1] or "widget"
        for run in standing_runs(page, walls)
        if is_walled_in(page, run, walls)
        for n in run
    }


def standing_runs(page: Standing, walls: list[bool]) -> Iterator[range]:
    """Yield each run of standing lines that are no paragraphs, between two blocks that are none such."""
    start = 0
    for n in range(len(page.left) + 1):
        if n < len(page.left) and page.left[n] and not (walls[n] or page.prose[n]):
            continue
        if n > start:
            yield range(start, n)
        start = n + 1


def is_walled_in(page: Standing, run: range, walls: list[bool]) -> bool:
    """Return whether a run of standing lines is a piece of the furniture around it."""
    if run.start == 0 or run.stop == len(walls) or not (walls[run.start - 1] and walls[run.stop]):
        return False
    lines = [page.left[n] for n in run]
    if len(lines) > MOST_WALLED or not all(map(is_label, lines)):
        return False
    if run.start > page.last:
        return INTERRUPTING.isdisjoint((page.kinds[run.start - 1], page.kinds[run.stop]))
    alike = page.kinds[run.start - 1] == page.kinds[run.stop]
    return alike and len(lines) == 1 and len(lines[0]) <= LONGEST_INSIDE and run.start >= page.first


def find_announced(page: Standing) -> Iterator[tuple[int, int, int]]:
    """
    Yield (block, start, end) of each headline left standing between a struck cue and what is struck next.

    A cue is a struck span of few words that names links to other stories (`Baca juga:`). Of such stretches of at most
    `MOST_WORDS` words, none of which ends a sentence, 45 of 45 on pages that were read were headlines.
    """
    removals = page.removals
    for cue, following in pairwise(removals):
        if cue.kind != "related" or len(cue.text.split()) > MOST_CUE_WORDS or following.kind not in INTERRUPTING:
            continue
        if cue.block == following.block:
            number, start, end = cue.block, cue.end, following.start
        elif cue.block + 2 == following.block and following.start == 0 and opens_below(page, cue):
            number, start, end = cue.block + 1, 0, page.sheet.sizes[cue.block + 1]
        else:
            continue
        if reads_like_headline(page.sheet.texts[number][start:end].strip()):
            yield number, start, end


def opens_below(page: Standing, cue: Removal) -> bool:
    """Return whether a cue announces what stands in the block below: it ends its own, in a colon."""
    return cue.text.rstrip().endswith(":") and cue.end >= page.sheet.sizes[cue.block]


def reads_like_headline(text: str) -> bool:
    """Return whether a text has the words of a headline, and neither ends a sentence nor quotes or announces."""
    if not FEWEST_WORDS <= len(text.split()) <= MOST_WORDS or in_quotation((text,), 0):
        return False
    return not (sentence_starts(text) or ends_in_full_stop(text) or text.endswith(":"))


def find_contents(page: Standing) -> frozenset[int]:
    """
    Return the blocks of a table of contents: lines in a row, each of which stands once more below, in the same order.

    Labels that a list sets under each of its items stand more often than twice.
    """
    places: dict[str, list[int]] = {}
    for n, text in enumerate(page.left):
        if text and len(text) <= LONGEST_ENTRY and not (page.prose[n] or text[0].islower()):
            places.setdefault(entry_of(text), []).append(n)
    found: list[int] = []
    row: list[int] = []
    below = -1
    for n in sorted(some[0] for some in places.values() if len(some) == TWICE):
        last = places[entry_of(page.left[n])][-1]
        if row and (n != row[-1] + 1 or last <= below):
            found += row if is_contents(row, below, page, places) else []
            row = []
        row.append(n)
        below = last
    found += row if is_contents(row, below, page, places) else []
    return frozenset(found)


def is_contents(row: list[int], below: int, page: Standing, places: dict[str, list[int]]) -> bool:
    """Return whether lines in a row are a table of contents: paragraphs stand between the lines that they name."""
    if len(row) < FEWEST_ENTRIES:
        return False
    first = places[entry_of(page.left[row[0]])][-1]
    return first > row[-1] and any(page.prose[n] for n in range(first, below))


def entry_of(text: str) -> str:
    """
    Return a line as a table of contents names it: without its number, in small letters.

    >>> entry_of("2. Cara mendaftar")
    'cara mendaftar'
    """
    return fold(NUMBERED.sub("", text))
