"""Short lines that are nothing but a credit: a sign-off, a byline, a name in brackets, a field, a deed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.credits.initials import is_signoff_line
from transforms.finders.credits.labels import find_credits
from transforms.finders.credits.notes import TOP, Notes
from transforms.finders.credits.reporting import read_deeds
from transforms.finders.credits.wordings import (
    LAST_LETTERS,
    all_people,
    bare_byline,
    bracketed_name,
    clock,
    clock_alone,
    dated,
    day,
    day_first,
    deed_by,
    deed_head,
    deed_marks,
    issue,
    opening_cue,
    report,
    team,
    trade_ends,
    traded,
    written,
)
from transforms.lexicon.calendar import calendar, fold_word
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words
from transforms.names.credit_lines import credits_in, named_role
from transforms.names.credited import people_in
from transforms.names.outlets import is_known, is_shaped
from transforms.names.persons import is_name, is_person, tidy
from transforms.names.places import for_readers
from transforms.names.signed import is_full_name
from transforms.parts import parts_of
from transforms.text.lines import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from transforms.names.cues import Role
    from transforms.parts import Part
    from transforms.records import Block

DIGIT = re.compile(r"\d")
LETTER = re.compile(r"[^\W\d_]")

MOST_ABOVE = 2
"""Paragraphs above a line beneath which a place and a day are no byline any more."""

PERSON, DAY, ROLE, AUTHOR, PLACE = "person", "day", "role", "author", "place"
BESIDE_PERSONS = frozenset({PERSON, DAY, ROLE, AUTHOR, PLACE, "paper", "cue"})
"""Parts of which a byline is made."""
BETWEEN = re.compile(r"[|•·●,/]|\s[-–—]\s?")
"""A mark that sets a day off from the name beside it; a headline may end in a day as well."""

PLACE_AND_DAY = re.compile(r"[A-Z][a-z]{2,20}, \d{1,2} [A-Z]")

LONGEST_CLOCK = 12
LONGEST_SPLIT = 30

CREDITED_LINES = 12
"""Standing lines at the end among which a label that no list holds is a credit's."""

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
        or (n < TOP and is_above_story(story, n) and read_opened(notes, index, line))
        or (has_deed(line) and read_deed_line(notes, index, line, ending=n >= len(story) - LAST))
        or (":" in line and at_edge(story, n) and read_labels(notes, index, line, top=is_above_story(story, n)))
        or (n < TOP and stands_over_paragraph(story, n) and read_named(notes, story, index, line))
    )


def at_edge(story: Sequence[tuple[int, Block]], n: int) -> bool:
    """Return whether a line stands above the first paragraph or among the last lines, where copies are credited."""
    return is_above_story(story, n) or n >= len(story) - CREDITED_LINES


def read_labels(notes: Notes, index: int, line: str, *, top: bool) -> bool:
    """Read a line that is nothing but labels of an open class and persons behind them; return whether it was one."""
    found = None if find_credits(line) else credits_in(line)  # listed labels are read with whatever they stand in
    if found is None:
        return False
    notes.authors += found.authors
    notes.editors += found.editors
    notes.cut(index, 0, len(line), "byline" if top else "editor_credit", "labels")
    return True


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
        if not names or is_weekday(names[0]):
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


def is_weekday(name: str) -> bool:
    """Return whether a name is a weekday's, short or long, as in `Tue, 14 June 2022`."""
    return fold_word(name) in calendar().weekdays


def is_near_top(story: Sequence[tuple[int, Block]], n: int) -> bool:
    """Return whether no more than a standfirst stands above: beneath a story, place and day are the writer's own."""
    return sum(len(block.text) >= PARAGRAPH for _, block in story[:n]) < MOST_ABOVE


def stands_over_paragraph(story: Sequence[tuple[int, Block]], n: int) -> bool:
    """Return whether no more than a standfirst stands above a line and a paragraph below it soon."""
    below = story[n + 1 : n + 1 + LAST]
    return any(len(block.text) >= PARAGRAPH for _, block in below) and is_near_top(story, n)


def is_above_story(story: Sequence[tuple[int, Block]], n: int) -> bool:
    """Return whether no paragraph stands above a line and one stands below it soon."""
    below = story[n + 1 : n + 1 + LAST]
    soon = any(len(block.text) >= PARAGRAPH for _, block in below)  # asked first: it looks at few lines
    return soon and not any(len(block.text) >= PARAGRAPH for _, block in story[:n])


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


def read_opened(notes: Notes, index: int, line: str) -> bool:
    """
    Read a line above the story that opens with a cue and persons; behind them stand days, times, or the paper.

    `by Rina Dewi May 12, 2026 | 6:03 pmMay 12, 2026 | 7:10 pm`, `By Rina Dewi, Agus Salim, Kabar Rawa News`.
    """
    cue = opening_cue().match(line)
    if not cue:
        return False
    dated_at = re.search(day(), line[cue.end() :])
    at = cue.end() + dated_at.start() if dated_at else len(line)
    names = line[cue.end() : at].strip(" ,|-–—·•")
    if holds_more_than_days(line[at:]):
        return False
    *some, last = re.split(r", ", names)
    paper = [last] if some and (is_shaped(last) or is_known(last) or DIGIT.search(last)) else []
    persons = ", ".join(some if paper else [*some, last])
    found = people_in(persons, notes.outlet)
    if not found or not all_people().fullmatch(persons) or not (dated_at or paper or cue["crumbs"]):
        return False
    notes.authors += found
    notes.cut(index, 0, len(line), "byline", "opened")
    return True


def read_named(notes: Notes, story: Sequence[tuple[int, Block]], index: int, line: str) -> bool:
    """
    Read a line above the story of which each part is a person, or what stands beside one in bylines, in any order.

    `Ayu Lestari | Edisi Maret 2026`, `Palu, 12 Mei 2026 - Ayu Lestari`, `Kontributor Palu: Ayu Lestari`. A person of
    whom the story speaks is none who wrote it, but for persons, a bar and a day alone, which are nothing else.
    """
    parts = parts_of(line, notes.outlet)
    kinds = {part.kind for part in parts}
    if not kinds or not kinds <= BESIDE_PERSONS or not is_witnessed(parts, line):
        return False
    names = [part.text for part in parts if part.kind == PERSON]
    plain = "|" in line and parts[-1].kind == DAY and kinds == {PERSON, DAY}
    if not plain and any(is_told_of(name, story, notes.struck | {index}) for name in {*names, *map(tidy, names)}):
        return False
    notes.authors += people_in(", ".join(map(tidy, names)), notes.outlet)
    notes.place = notes.place or next((for_readers(part.text) for part in parts if part.kind == PLACE), None)
    notes.cut(index, 0, len(line), "byline", "names")
    return True


def is_told_of(name: str, story: Sequence[tuple[int, Block]], beside: Container[int]) -> bool:
    """
    Return whether the story speaks of a name, in other blocks than those `beside` it.

    What signs at the end is no story: a life, a name in brackets or behind a label begins with the name.
    """
    signs = re.compile(rf"\W{{0,4}}(?:[^:.]{{1,{LONGEST_SPLIT}}}: ?)?{re.escape(name)}")
    told = [(n, block.text) for n, (number, block) in enumerate(story) if number not in beside and name in block.text]
    return any(n < len(story) - LAST or not signs.match(text) for n, text in told)


def is_witnessed(parts: Sequence[Part], line: str) -> bool:
    """Return whether something beside the persons of a line says that they wrote: a cue, a trade, a day set off."""
    kinds = [part.kind for part in parts]
    if PERSON not in kinds or line.endswith(("?", "!")):
        return False
    cued = AUTHOR in kinds and PERSON in kinds[kinds.index(AUTHOR) :]
    return cued or ROLE in kinds or (DAY in kinds and BETWEEN.search(line) is not None)


def holds_more_than_days(text: str) -> bool:
    """Return whether letters are left of a text without its days, times, zones and a magazine's issue."""
    return LETTER.search(re.sub(f"{clock()}|{any_of('zones', 'indonesia')}", " ", issue().sub(" ", text))) is not None


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


def open_split_role(line: str) -> Role | None:
    """Return the role of a label that no list holds, alone on a line: it ends with a colon or with who did it."""
    if len(line) > LONGEST_SPLIT or not (line.endswith(":") or fold(line).rpartition(" ")[2] in words("roles", "by")):
        return None
    return named_role(line.rstrip(": "))


def read_split(notes: Notes, story: Sequence[tuple[int, Block]], n: int, index: int, line: str) -> bool:
    """Read a field whose label stands on this line and whose name on the next; return whether it was one."""
    role = split_roles().get(fold(line)) or open_split_role(line)
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
