"""
Captions that a paper's name in brackets credits: `Ayu Lestari (Kabarrawa.com)`, alone between paragraphs.

A list of people and their papers looks the same, so that no line beside it may; a paper that ends the story credits it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.dates.parse import find_dates
from transforms.finders.pictures.credits import is_unspoken
from transforms.names.outlets import is_domain, is_known, is_shaped
from transforms.names.persons import parted
from transforms.names.signed import is_full_name
from transforms.text.lines import ANY_BREAK, ENDING_MARKS, NUMBERED, PARAGRAPH, announces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.records import Block

LONGEST = 110
DAY_REACH = 3
"""Lines below a byline among which its day stands: a label and the town may come first."""
LONGEST_DAY = 40
SHORTEST_PAPER = 5
"""Characters; shorter names are parties and teams."""
FORM = re.compile(r"(?P<seen>[A-Z0-9][^()\n]{2,80}) \((?P<paper>[A-Z][\w.-]{1,24}(?: [A-Z][\w.-]{1,20}){0,3})\)\.?")


def is_papers(blocks: Sequence[Block], number: int) -> bool:
    """Return whether a line is a caption by the paper in its bracket and by where it stands."""
    if not is_credited(blocks[number].text) or not 0 < number < len(blocks) - 1:
        return False
    beside = [blocks[number - 1].text, blocks[number + 1].text]
    if announces(beside[0], 1) or any(is_credited(text) or NUMBERED.match(text) for text in beside):
        return False
    return any(len(text) >= PARAGRAPH for text in beside) and not is_byline(blocks, number)


def is_byline(blocks: Sequence[Block], number: int) -> bool:
    """Return whether a line names persons alone, and the day stands soon below: then they wrote for the paper."""
    names = blocks[number].text.partition(" (")[0]
    below = [block.text for block in blocks[number + 1 : number + 1 + DAY_REACH]]
    dated = any(len(text) <= LONGEST_DAY and any(text.endswith(m.raw) for m in find_dates(text)) for text in below)
    return dated and all(map(is_full_name, parted().split(names)))


def is_credited(text: str) -> bool:
    """
    Return whether a line is a few words and a paper in brackets.

    >>> is_credited("Ayu Lestari (Kabarrawa.com)"), is_credited("Ayu Lestari (Partai Rawa)")
    (True, False)
    """
    match = FORM.fullmatch(text) if len(text) <= LONGEST and text[-1:] in ")." and "(" in text else None
    if match is None or match["seen"][-1] in ENDING_MARKS or match["seen"][-1] in ",:;" or not is_unspoken(text):
        return False
    paper = match["paper"]
    if ANY_BREAK.search(match["seen"]) or NUMBERED.match(text) or len(paper) < SHORTEST_PAPER:
        return False
    return is_domain(paper) or is_known(paper) or is_shaped(paper)
