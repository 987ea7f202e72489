"""Finding the people: who wrote and who edited, by the copy, the markup and the hints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.credits.above_story import names_at_head
from transforms.finders.credits.author_box import boxed_authors
from transforms.finders.credits.initials import find_initials, is_signoff_line
from transforms.finders.credits.labels import find_credits, label_roles
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
    inner_credit,
    phrases,
    report,
    team,
    trade_ends,
    traded,
    written,
)
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import words
from transforms.names.persons import is_name, is_person, people_in, tidy
from transforms.names.squeeze import squeeze
from transforms.records import Block, Removal
from transforms.sheet import LONGEST_BYLINE
from transforms.text.lines import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.sheet import Standing

LONGEST_LABEL = 24
"""Characters in front of a colon that may hold a label."""
ONE_LINE = 600
"""Characters from which a line may be a whole page that lost its line breaks."""
TOP = 20
"""Standing blocks in which a bare name with a day is a byline."""

DIGIT = re.compile(r"\d")
LONGEST_CLOCK = 12
LAST = 4
"""Standing blocks at the end among which an editor is named without a mark."""


@dataclass(frozen=True, slots=True)
class People:
    """
    Who made a copy.

    Attributes:
        authors: Reporters and writers, in the order of the page.

        editors: Editors.

        removals: The credits as they stand in the text: byline, editor_credit, credit,
            copyright, copy_protection.
    """

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    removals: tuple[Removal, ...] = ()


@dataclass(slots=True)
class Notes:
    """What has been gathered so far; only inside one call."""

    outlet: str | None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)

    def cut(self, block: int, start: int, end: int, kind: str, rule: str) -> None:
        """Note a span."""
        self.removals.append(Removal(block, start, end, kind, f"{kind}.{rule}", "metadata"))


def find_people(standing: Standing, *, outlet: str | None = None) -> People:
    """
    Find who wrote and who edited a copy.

    Args:
        standing: The article. Credits are cut from blocks still standing; boxes about the
            author are read even where a rule has struck them. Of what came along with the page,
            `author` and `editor` are read.

        outlet: The copy's outlet, which is no person.

    Returns:
        Names without duplicates: the copy's own first, then the markup's, then the hints'.
    """
    notes = Notes(outlet)
    facts, hints = standing.sheet.facts, standing.sheet.hints
    story = standing.credited
    held = [(literal, pattern) for literal, pattern in phrases() if literal.lower() in standing.sheet.places]
    for n in range(len(story)) if held else standing.marked:
        index, block = story[n]
        line = block.text
        if len(line) <= LONGEST_BYLINE and read_line(notes, story, n, index, line):
            continue
        read_block(notes, len(story), n, index, line)
        read_phrases(notes, index, line, held)
    notes.authors += find_heads(notes, standing)
    notes.authors += boxed_authors(standing.blocks, outlet)
    claimed = (*facts.authors, hints.get("author", ""))
    authors = merged(notes.authors, claimed, outlet)
    editors = merged(notes.editors, (*facts.editors, hints.get("editor", "")), outlet)
    return People(authors, editors, tuple(notes.removals))


def find_heads(notes: Notes, standing: Standing) -> list[str]:
    """Note the persons whose names stand alone among headline, date and share row, and cut them."""
    named = names_at_head(standing, notes.outlet)
    for index, _ in named:
        notes.cut(index, 0, len(standing.blocks[index].text), "byline", "name")
    return [name for _, name in named if name]


def merged(printed: Iterable[str], claimed: Iterable[str], outlet: str | None) -> tuple[str, ...]:
    """Return names without duplicates; a claim that holds several is split."""
    every = [*printed, *(name for claim in claimed if claim for name in people_in(claim, outlet))]
    kept: dict[str, str] = {}
    for name in every:
        kept.setdefault(squeeze(name), name)
    return tuple(kept.values())


def read_line(notes: Notes, story: Sequence[tuple[int, Block]], n: int, index: int, line: str) -> bool:
    """Read a short block that is nothing but a sign-off, a byline or a deed; say whether it was one."""
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


def read_block(notes: Notes, blocks: int, n: int, index: int, line: str) -> None:
    """Read the credits and initials in a block that may hold more than them."""
    if has_label(line):
        read_credit_pieces(notes, n, blocks, index, line)
        read_inner_credits(notes, index, line)
    if "(" in line or "[" in line:
        for start, end, _ in find_initials(line):
            notes.cut(index, start, end, "credit", "initials")


def has_deed(line: str) -> bool:
    """Return whether a short line may be a credit for a deed: the quick question before the slow one."""
    if any(map(line.__contains__, deed_marks())) and deed_by().search(line):
        return True
    return deed_head().match(line) is not None


def read_deed_line(notes: Notes, index: int, line: str, *, ending: bool) -> bool:
    """Read a line that says who did what to the copy and nothing else, or that a team of the outlet made it."""
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


@cache
def labels() -> tuple[str, ...]:
    """Return the casefolded labels of credits."""
    return tuple(label_roles())


@cache
def label_heads() -> frozenset[str]:
    """Return the first two letters of every label."""
    return frozenset(label[:2] for label in labels())


@cache
def label_tails() -> frozenset[str]:
    """Return the last two letters of every label."""
    return frozenset(label[-2:] for label in labels())


def has_label(line: str) -> bool:
    """Return whether a line holds a credit's label: the quick question before the slow one."""
    at = line.find(":")
    while at > 0:
        front = fold(line[max(0, at - LONGEST_LABEL) : at].rstrip())
        if front[-2:] in label_tails() and front.endswith(labels()):
            return True
        at = line.find(":", at + 1)
    if len(line) > LONGEST_BYLINE:
        return False
    head = fold(line.lstrip("(*_ "))
    return head[:2] in label_heads() and head.startswith(labels())


def read_credit_pieces(notes: Notes, n: int, blocks: int, index: int, line: str) -> None:
    """Read labelled credits that fill or end a line."""
    for credit in find_credits(line, notes.outlet):
        if credit.role == "author":
            notes.authors += credit.names
        elif credit.role == "editor":
            notes.editors += credit.names
        kind = credit.role if credit.role in {"copyright", "copy_protection"} else "editor_credit"
        top = credit.role == "author" and credit.start == 0 and n < min(TOP, blocks // 2)
        notes.cut(index, credit.start, credit.end, "byline" if top else kind, "people")


def read_inner_credits(notes: Notes, index: int, line: str) -> None:
    """Read credits inside a page that came on one line: a label and a name, with furniture behind them."""
    if len(line) < ONE_LINE or any(r.block == index for r in notes.removals):
        return
    for match in inner_credit().finditer(line):
        if is_quoted(line, match.end()):
            continue
        words = match["names"].split(" ")
        end = match.end()
        if line[end : end + 2].strip() and line[end : end + 2].strip()[0].islower() and len(words) > 1:
            end -= len(words.pop()) + 1
        names = people_in(" ".join(words), notes.outlet)
        if names:
            (notes.editors if match["editor"] else notes.authors).extend(names)
            notes.cut(index, match.start(), end, "editor_credit", "people-inner")


def is_quoted(line: str, at: int) -> bool:
    """Return whether an offset stands inside a quotation: a closing mark comes before an opening one."""
    close, begin = line.find("”", at), line.find("“", at)
    return close >= 0 and (begin < 0 or close < begin)


def read_byline(notes: Notes, story: Sequence[tuple[int, Block]], n: int, index: int, line: str) -> bool:
    """Read a line that is nothing but a byline or a name in brackets."""
    match = byline_match(line, top=n < TOP)
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
    if alone and n >= len(story) - 2 and n and " " in alone["names"] and is_person(alone["names"], notes.outlet):
        notes.authors.append(tidy(alone["names"]))
        notes.cut(index, 0, len(line), "editor_credit", "name-alone")
        return True
    return False


def is_above_story(story: Sequence[tuple[int, Block]], n: int) -> bool:
    """Return whether no paragraph stands above a line and one stands below it soon."""
    below = story[n + 1 : n + 1 + LAST]
    return not any(len(block.text) >= PARAGRAPH for _, block in story[:n]) and any(
        len(block.text) >= PARAGRAPH for _, block in below
    )


def byline_match(line: str, *, top: bool) -> re.Match[str] | None:
    """Match a line that is nothing but a byline."""
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
    """Read a field whose label stands on a line of its own and whose name follows."""
    role = split_roles().get(fold(line))
    if not role or n + 1 >= len(story):
        return False
    at, block = story[n + 1]
    if not is_name().fullmatch(block.text) or not is_person(block.text, notes.outlet):
        return False
    (notes.authors if role == "author" else notes.editors).append(tidy(block.text))
    kind = "byline" if role == "author" else "editor_credit"
    notes.cut(index, 0, len(line), kind, "field")
    notes.cut(at, 0, len(block.text), kind, "field")
    return True


def read_phrases(notes: Notes, index: int, line: str, held: Iterable[tuple[str, re.Pattern[str]]]) -> None:
    """Read the credits that are sentences: the phrases that the page has, by a literal in each."""
    for literal, pattern in held:
        match = pattern.search(line) if literal in line else None
        names = people_in(match["names"], notes.outlet) if match else ()
        if match and names:
            notes.authors += names
            notes.cut(index, match.start(), match.end(), "byline", "phrase")
