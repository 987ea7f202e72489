"""
Names that sign a story by their place alone: in capitals with a town above it, or beneath its last paragraph.

A name in such a line is none where any of its words stands small on the page, or where the story speaks of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, words
from transforms.names.persons import DEGREE, parted, people, tidy
from transforms.names.signed import LONGEST, are_names, named_with_place, placed_town
from transforms.text.lines import PARAGRAPH, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.records import Block
    from transforms.sheet import Numbered, Standing

MOST_ABOVE = 3
"""Lines above the story among which a name with its town stands: a deck and a caption may come first."""
LATE = 3
"""The share of the story's lines behind which names in capitals may sign it: beyond the first third."""
FEWEST_LINES = 3
BESIDE = frozenset({"author_box", "editor_credit", "byline", "credit"})
"""Kinds of what stands beside a name that signs."""
SHORTEST_OPENING = 12
"""Characters of an office's name with which the story begins."""
LAST_LINES = 3
"""Standing lines at the end of which a label and a name behind a dash are looked for."""
LONGEST_LABELLED = 110
LETTERS = re.compile(r"[^\W\d_]+")


def is_told_of(names: str, own: int, blocks: Sequence[Block]) -> bool:
    """Return whether any other line holds one of some names, or a word of them in small letters."""
    whole = [name for name in map(str.strip, parted().split(names)) if name]
    some = {fold(word) for word in LETTERS.findall(names) if len(word) > 1}
    for number, block in enumerate(blocks):
        text = block.text
        if number != own and any(name in text or tidy(name) in text for name in whole):
            return True
        if not some.isdisjoint(word for word in LETTERS.findall(text) if word.islower()):
            return True
    return False


def names_above(standing: Standing) -> list[tuple[int, str]]:
    """Find a line above the story that names its reporter and the town: (block, names)."""
    story = standing.story
    for n, (index, block) in enumerate(story[: MOST_ABOVE + 1]):
        names = named_with_place(block.text)
        if names and stands_over_story(story, n) and not is_told_of(names, index, standing.blocks):
            return [(index, names)]
    return []


def town_beside(standing: Standing, above: list[tuple[int, str]]) -> str | None:
    """Return the town behind the names of such a line, as readers write it."""
    return placed_town(standing.blocks[above[0][0]].text) if above else None


def stands_over_story(story: Numbered, n: int) -> bool:
    """Return whether at most one paragraph stands above a line, and one right below it."""
    below = [block.text for _, block in story[n + 1 : n + 2]]
    above = sum(len(block.text) >= PARAGRAPH for _, block in story[:n])
    return above <= 1 and any(len(text) >= PARAGRAPH for text in below)


def names_below(standing: Standing) -> list[tuple[int, str]]:
    """
    Find a line beneath a paragraph that is nothing but its reporters' names: (block, names).

    Some names in capitals may have a box of facts below them; all others stand in the last line, and names in small
    letters want a sign beside them: a town, a bar between them, a credit or a box that was struck.
    """
    story = standing.story
    boxes = {removal.block for removal in standing.removals if removal.kind in BESIDE}
    for n in range(len(story) - 1, len(story) // LATE, -1):
        index, block = story[n]
        if len(block.text) > LONGEST or not stands_under(story, n):
            continue
        placed = named_with_place(block.text)
        names = (placed or block.text.strip(" *-–—_()[].")).replace("|", "/")
        if not may_sign(
            names, last=n == len(story) - 1, told=placed is not None or bool({index - 1, index + 1} & boxes)
        ):
            continue
        if (n + 1 == len(story) or is_free(story, n)) and not is_told_of(names, index, standing.blocks):
            return [(index, names)]
    return []


def may_sign(names: str, *, last: bool, told: bool) -> bool:
    """Return whether a line's names may sign a story, by how they are written and where; `told` where a sign is by."""
    if not are_names(names) or not is_cased(names):
        return False
    many = len(parted().split(names)) > 1
    if not last:
        return names.isupper() and many
    return names.isupper() or told or "/" in names


def stands_under(story: Numbered, n: int) -> bool:
    """Return whether a paragraph that ends a sentence stands right above a line."""
    above = story[n - 1][1].text if n else ""
    return len(above) >= PARAGRAPH and ends_sentence(above)


def is_cased(names: str) -> bool:
    """Return whether names are written in capitals, or each word with one: `Ayu Lestari`, no `McAyu LESTARI`."""
    return names.isupper() or all(word[:1].isupper() and word[1:].islower() for word in LETTERS.findall(names))


def is_free(story: Numbered, n: int) -> bool:
    """Return whether no paragraph stands right below a line: one would make a sub-head of it."""
    return n + 1 == len(story) or len(story[n + 1][1].text) < PARAGRAPH


def labelled_below(standing: Standing) -> list[tuple[int, int, str, bool]]:
    """Find a label, a dash and names behind the story's last words: (block, start, names, is an editor's)."""
    for index, block in standing.story[: -LAST_LINES - 1 : -1]:
        text = block.text
        match = labelled().search(text, max(0, len(text) - LONGEST_LABELLED)) if is_dashed(text) else None
        if match:
            return [(index, match.start(), match["names"], match["editor"] is not None)]
    return []


def is_dashed(text: str) -> bool:
    """Return whether a dash with spaces stands near the end of a text: the quick question."""
    end = text[-LONGEST_LABELLED:]
    return " - " in end or " – " in end


@cache
def labelled() -> re.Pattern[str]:
    """Return the pattern of a label behind the end of a sentence, and names behind a dash: `Editor - Ayu Lestari`."""
    editor, author = any_of("roles", "inner_editor"), any_of("roles", "inner_author")
    label, degrees = rf"(?:(?P<editor>{editor})|{author})", rf"(?:, ?(?:{DEGREE.pattern}))*"
    return re.compile(rf"(?<=[.!?”\")\]] ){label} [-–] (?P<names>{people()}){degrees}\.?\s?$")


def office_below(standing: Standing) -> int | None:
    """
    Find the last line, if it is nothing but the name of the office that wrote the copy.

    The story begins with the same name, or the name begins as those of offices do (`Humas Polres Lereng`).
    """
    story = standing.story
    if len(story) < FEWEST_LINES:
        return None
    index, block = story[-1]
    line = block.text.strip(" *-–—_().")
    before = story[-2][1].text
    if not SHORTEST_OPENING <= len(line) <= LONGEST or len(before) < PARAGRAPH or not is_office_name(line):
        return None
    opens = story[0][1].text.startswith(line + " ")
    return index if opens or (ends_sentence(before) and is_headed(line)) else None


def is_headed(line: str) -> bool:
    """Return whether a line begins as the names of offices do, a team's word in front or not."""
    first, second, *_ = (*map(fold, line.split()), "")
    heads = folded("roles", "office_heads")
    return first in heads or (first in folded("roles", "team_heads") and second in heads)


def is_office_name(line: str) -> bool:
    """Return whether a line is written as offices' names are: large, but for small words between."""
    small = words("roles", "office_small")
    return line[:1].isupper() and all(not word[:1].islower() or word in small for word in line.split())
