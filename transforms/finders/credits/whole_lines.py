"""Short lines that are nothing but a credit: a sign-off, a byline, a name in brackets, a field, a deed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.credits.initials import is_signoff_line
from transforms.finders.credits.notes import TOP, Notes
from transforms.finders.credits.reporting import read_deeds
from transforms.finders.credits.wordings import (
    LAST_LETTERS,
    bare_byline,
    bracketed_name,
    clock_alone,
    dated,
    day_first,
    deed_by,
    deed_head,
    deed_marks,
    report,
    team,
    trade_ends,
    traded,
    written,
)
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import words
from transforms.names.credited import people_in
from transforms.names.persons import is_name, is_person, tidy
from transforms.names.signed import is_full_name
from transforms.text.lines import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.records import Block

DIGIT = re.compile(r"\d")

MOST_ABOVE = 2
"""Paragraphs above a line beneath which a place and a day are no byline any more."""

PLACE_AND_DAY = re.compile(r"[A-Z][a-z]{2,20}, \d{1,2} [A-Z]")

LONGEST_CLOCK = 12

LAST = 4
"""Standing blocks at the end among which an editor is named without a mark."""


def read_line(notes: Notes, story: Sequence[tuple[int, Block]], n: int, index: int, line: str) -> bool:
    """
    Read a line that may be nothing but a credit.

    Args:
        notes: Where its names and its span go.

        story: Index and block of each block that still stands.

        n: The place of this one among them.

        index: The block's index on the page, which removals name.

        line: Its text, of `LONGEST_BYLINE` characters at most.

    Returns:
        Whether it was a sign-off, a byline, a field on two lines or a deed. Then nothing else is to be read in it.
    """
    if is_signoff_line(line) and not is_break(story, n, line):
        notes.cut(index, 0, len(line), "editor_credit", "initials-line")
        return True
    return (
        read_byline(notes, story, n, index, line)
        or read_split(notes, story, n, index, line)
        or (has_deed(line) and read_deed_line(notes, index, line, ending=n >= len(story) - LAST))
    )


def is_break(story: Sequence[tuple[int, Block]], n: int, line: str) -> bool:
    """Return whether a line is three stars between two parts of a story: a paragraph follows."""
    return not any(c.isalnum() for c in line) and any(len(block.text) >= PARAGRAPH for _, block in story[n + 1 :])


def has_deed(line: str) -> bool:
    """Return whether a short line may be a credit for a deed: the quick question before the slow one."""
    if any(map(line.__contains__, deed_marks())) and deed_by().search(line):
        return True
    return deed_head().match(line) is not None


def read_deed_line(notes: Notes, index: int, line: str, *, ending: bool) -> bool:
    """Read a line that only says who did what to the copy, or which team made it; return whether it was one."""
    if team().fullmatch(line):
        notes.cut(index, 0, len(line), "byline", "team")
        return True
    deeds = read_deeds(line, notes.outlet, ending=ending)
    if deeds is None:
        return False
    notes.authors += deeds.authors
    notes.editors += deeds.editors
    notes.cut(index, 0, len(line), "editor_credit", "deed")
    return True


def read_byline(notes: Notes, story: Sequence[tuple[int, Block]], n: int, index: int, line: str) -> bool:
    """Read a line that is nothing but a byline or a name in brackets; return whether it was one."""
    match = byline_match(line, top=n < TOP and (is_near_top(story, n) or not PLACE_AND_DAY.match(line)))
    if match:
        near = match.groupdict().get("near")
        names = people_in(near or match["names"], notes.outlet)
        if not names:
            return False
        notes.authors += names
        notes.cut(index, 0, len(line), "byline", "people")
        return True
    if len(line) <= LONGEST_CLOCK and n < TOP and clock_alone().fullmatch(line) and is_above_story(story, n):
        notes.cut(index, 0, len(line), "byline", "piece")
        return True
    alone = bracketed_name().fullmatch(line) if line.startswith("(") else None
    if alone and n >= len(story) - 2 and n and is_full_name(alone["names"]) and is_person(alone["names"], notes.outlet):
        notes.authors.append(tidy(alone["names"]))
        notes.cut(index, 0, len(line), "editor_credit", "name-alone")
        return True
    return False


def is_near_top(story: Sequence[tuple[int, Block]], n: int) -> bool:
    """Return whether no more than a standfirst stands above: beneath a story, place and day are the writer's own."""
    return sum(len(block.text) >= PARAGRAPH for _, block in story[:n]) < MOST_ABOVE


def is_above_story(story: Sequence[tuple[int, Block]], n: int) -> bool:
    """Return whether no paragraph stands above a line and one stands below it soon."""
    below = story[n + 1 : n + 1 + LAST]
    return not any(len(block.text) >= PARAGRAPH for _, block in story[:n]) and any(
        len(block.text) >= PARAGRAPH for _, block in below
    )


def byline_match(line: str, *, top: bool) -> re.Match[str] | None:
    """Return the match of a line that is nothing but a byline, else None; `top` allows a bare name with a day."""
    if has_any(fold(line[:40]), words("roles", "byline_words")):
        match = report().fullmatch(line) or bare_byline().fullmatch(line) or written().fullmatch(line)
        if match:
            return match
    if not top:
        return None
    if line[-1:].isalpha() and (line[-LAST_LETTERS:] in trade_ends() or DIGIT.search(line, 0, 12)):
        match = traded().fullmatch(line) or day_first().fullmatch(line)
        if match:
            return match
    return dated().fullmatch(line) if DIGIT.search(line[-24:]) else None


def has_any(text: str, some: Iterable[str]) -> bool:
    """Return whether a text holds any of some words."""
    for word in some:  # noqa: SIM110 - `any` takes twice as long, and every short line is asked
        if word in text:
            return True
    return False


@cache
def split_roles() -> dict[str, str]:
    """Return the roles of labels that stand on a line of their own, casefolded."""
    return {label: role for role in ("editor", "author") for label in words("roles", f"split_{role}")}


def read_split(notes: Notes, story: Sequence[tuple[int, Block]], n: int, index: int, line: str) -> bool:
    """Read a field whose label stands on this line and whose name on the next; return whether it was one."""
    role = split_roles().get(fold(line))
    if not role or n + 1 >= len(story):
        return False
    at, block = story[n + 1]
    if not is_name().fullmatch(block.text) or not is_person(block.text, notes.outlet):
        return read_empty(notes, story, n, index, line)
    (notes.authors if role == "author" else notes.editors).append(tidy(block.text))
    kind = "byline" if role == "author" else "editor_credit"
    notes.cut(index, 0, len(line), kind, "field")
    notes.cut(at, 0, len(block.text), kind, "field")
    return True


def read_empty(notes: Notes, story: Sequence[tuple[int, Block]], n: int, index: int, line: str) -> bool:
    """Read a field above the story whose label stands alone, because nobody is named: `Reporter:`."""
    beside = [block.text for _, block in (*story[max(0, n - 1) : n], *story[n + 1 : n + 2])]
    if not line.endswith(":") or not is_above_story(story, n) or any(len(text) >= PARAGRAPH for text in beside[-1:]):
        return False
    notes.cut(index, 0, len(line), "byline", "piece")
    return True
