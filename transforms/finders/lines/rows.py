"""
Rows of tables, lists of figures, items that the story announces: they stay together, or they go together.

Prices, standings, weather by district, chords over verses look like menus one by one. Of furniture in such a form every
line is known; where the model is sure of some lines alone, the list is the story's, and a row that left would take its
sense from the others. What stands right below a colon of the story is the story's, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from transforms.finders.lines.candidates import asks
from transforms.finders.lines.lists import READER, word_bits
from transforms.lexicon.fold import fold
from transforms.sheet import Standing
from transforms.text.lines import announces, ends_sentence
from transforms.text.words import WORD

FIGURE = re.compile(r"\d+(?:[.,:/]\d+)*")
WORDS = re.compile(r"[^\W\d_]+(?:[\s'’&-]+[^\W\d_]+)*")

FEWEST_ROWS = 2
"""Lines of one form next to each other."""

LONGEST_CELL = 40
"""Characters of a line that may be a cell of a table, a street in a list, a chord."""

FEWEST_CELLS = 6
"""Such lines next to each other, nothing struck between them: a list or a table, whatever is in it."""

MOST_TOLD = 1 / 3
"""Share of such a list that may look like furniture line by line, by chance."""

LONGEST_ITEM = 80
"""Characters of an item below a colon: a street, a rider, a director with his office."""


def form_of(line: str) -> str:
    """
    Return the form of a row: a figure for every figure, a word for words in a row; empty without figure or label.

    The last row of a list may end the sentence.

    >>> form_of("DST 1.5L P PLUS: Rp 240 juta") == form_of("DST 1.3L M: Rp 193 juta"), form_of("Baca juga")
    (True, '')
    """
    if ":" not in line and not any(map(str.isdigit, line)):
        return ""
    return WORDS.sub("a", FIGURE.sub("9", line.rstrip(".")))


def rows_to_keep(page: Standing, told: Collection[int]) -> Iterator[int]:
    """Yield which of the lines that are told to be furniture stand in a list or a table that is not."""
    yield from rows_of_a_form(page, told)
    yield from cells_of_a_list(page, told)
    yield from items_announced(page, told)


def items_announced(page: Standing, told: Collection[int]) -> Iterator[int]:
    """
    Yield those right below a line of the story with a colon, up to what was struck, ends a sentence or recurs.

    On labelled pages none of these was furniture: a cue of links was struck before, is told, or speaks of readers.
    """
    announced = False
    for number in range(max(0, page.first), len(page.left)):
        announced = announced and is_item(page.left, number)
        if announced and number in told:
            yield number
        line = page.left[number]
        announced = announced or (number not in told and announces(line) and not addresses(line))


def addresses(line: str) -> bool:
    """Return whether a line asks for something, or speaks of its readers."""
    bits = word_bits()
    return asks(line) or any(bits.get(word, 0) & READER for word in WORD.findall(fold(line)))


def is_item(lines: Sequence[str], number: int) -> bool:
    """Return whether a line may be an item below a colon; a headline that is printed twice is none."""
    line = lines[number]
    return (
        line != ""
        and len(line) <= LONGEST_ITEM
        and not ends_sentence(line)
        and line not in lines[number + 1 : number + 2]
    )


def cells_of_a_list(page: Standing, told: Collection[int]) -> Iterator[int]:
    """Yield those that stand in a long run of short lines of which few are told."""
    run: list[int] = []
    for number, line in [*enumerate(page.left), (-1, "")]:
        if line and len(line) <= LONGEST_CELL and not ends_sentence(line):
            run.append(number)
            continue
        some = [n for n in run if n in told]
        if len(run) >= FEWEST_CELLS and len(some) <= MOST_TOLD * len(run):
            yield from some
        run = []


def rows_of_a_form(page: Standing, told: Collection[int]) -> Iterator[int]:
    """Yield those that stand among rows of their form that are not told."""
    run: list[int] = []
    form = above = ""
    for number, line in [*((n, text) for n, text in enumerate(page.left) if text), (-1, "")]:
        own = "" if line == above and " " in line else form_of(line)  # a headline that is printed twice is no row
        if run and own != form:
            if len(run) >= FEWEST_ROWS and not all(n in told for n in run):
                yield from (n for n in run if n in told)
            run = []
        if own:
            run.append(number)
        form, above = own, line
