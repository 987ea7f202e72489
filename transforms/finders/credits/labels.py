"""
Credit lines: labels with names, alone on a line or glued to the end of one.

`Reporter: X | Editor: Y`, `Pewarta: X Editor: Y Copyright © Z 2026`, `(Laporan:
X)`. The whole line, or everything from the first label to the line's end, must
read as credits, else it is prose and nothing is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, either, folded, words
from transforms.lexicon.lists import longest_first as by_length
from transforms.names.credited import people_in
from transforms.names.persons import people
from transforms.text.lines import ENDING_MARKS
from transforms.text.words import small_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_RESIDUE = 8
"""Characters of marks that may stand behind the last name: an emoji, an arrow."""
LONGEST_TAIL = 420
"""Characters from a glued label to the end of its line; agency notices run to 330."""
BEFORE_LABEL = ENDING_MARKS | {" "}
GAP = re.compile(r"[\s|,;/()\[\]*_.•»›→↓>…!:–-]{0,8}")
DECORATION = re.compile(r"[^\w(\[]{0,8}")


Role = Literal["author", "editor", "other", "copyright", "copy_protection", "tags", "day"]


@dataclass(frozen=True, slots=True)
class Credit:
    """
    One piece of a credit line.

    Attributes:
        role: What it says of the persons, or that it is a notice or a day.

        names: The persons named.

        start: First character of the piece in its line.

        end: One past its last character.
    """

    role: Role
    names: tuple[str, ...]
    start: int
    end: int


@cache
def label_roles() -> dict[str, Role]:
    """Return the casefolded labels with their roles."""
    roles: tuple[Role, ...] = ("other", "editor", "author")
    return {fold(label): role for role in roles for label in words("roles", role)}


@cache
def label_pattern() -> str:
    """Return the alternation of all labels, the longest first."""
    return either(label_roles())


@cache
def strong() -> re.Pattern[str]:
    """Return the pattern of labels that may follow anything, if two capitalised words follow them."""
    return re.compile(rf"\(?{any_of('roles', 'strong')} ?: ?[A-Z][a-z]+ [A-Z]")


@cache
def glued_label() -> re.Pattern[str]:
    """Return the pattern of a label or notice that stands glued to the name in front of it."""
    tags = any_of("roles", "tags_behind")
    return re.compile(rf"(?<=[a-z\s])(?:{any_of('roles', 'glued')} ?:|{any_of('roles', 'notices')}\b|(?i:{tags}) ?:)")


@cache
def piece() -> re.Pattern[str]:
    """Return the pattern of one label with its names, or of a notice that follows them."""
    labels = label_pattern()
    domain, initials = r"[A-Za-z0-9-]{2,30}(?:\.[a-z]{2,6}){1,2}", r"\(?[a-z]{2,5}(?:/[a-z]{2,5}){0,2}\)?"
    names = rf"{domain}|{people()}|[A-Za-z0-9.]{{2,30}}|{initials}"
    ends = rf"(?=$|[\s|,;/)\]»›→↓>*.…!:-]|(?i:{labels}) ?:)"
    return re.compile(
        rf"(?P<label>(?i:{labels})) ?(?::|\||–|-(?=[ A-Z])) ?(?P<names>{names}){ends}"
        rf"|(?P<copyright>(?i:{any_of('roles', 'copyright')}) ?(?:©|\(c\))? ?"
        r"(?:[A-Z0-9][\w.&-]{1,30} ?){0,4}(?:©|\d{4})?)"
        rf"|(?P<tags>(?i:{any_of('roles', 'tags_behind')}) ?: ?[^\n]{{1,300}}$)"
        rf"|(?P<protection>(?i:{any_of('roles', 'forbidden')} {any_of('roles', 'copying')}[^|]{{0,260}}))"
        r"|(?P<day>(?:\w{4,9}, )?\d{1,2}[ /-](?:\w{3,9}|\d{1,2})[ /-]\d{2,4}"
        rf"(?:,? (?:{any_of('roles', 'clock')} )?\d{{1,2}}[.:]\d{{2}}(?: {any_of('zones', 'indonesia')})?)?)"
    )


@cache
def longest_first() -> tuple[str, ...]:
    """Return the casefolded labels, the longest first."""
    return tuple(by_length(label_roles()))


def openers(line: str, start: int) -> Iterator[int]:
    """
    Return where in a line labels with their colon begin, brackets included, from an offset on (1 at least).

    In front of a label stands a space or the end of a sentence. Each colon is looked at, and what stands
    in front of it: a pattern of all labels tries each of them at every space.
    """
    colon = line.find(":", start)
    while colon >= 0:
        end = colon - line[start:colon].endswith(" ")
        small = small_letters(line[start:end])
        labels = longest_first() if small.endswith(longest_first()) else ()
        for at in (opens_at(line, end - len(label), start) for label in labels if small.endswith(label)):
            if at:
                yield at
                break
        start = colon + 1
        colon = line.find(":", start)


def opens_at(line: str, at: int, start: int) -> int:
    """Return where a label that may open credits begins, its bracket included; 0 where it may not."""
    if at > start and line[at - 1] == "(":
        at -= 1
    return at if line[at - 1] in BEFORE_LABEL else 0


def read_credits(line: str, start: int, outlet: str | None = None) -> tuple[Credit, ...]:
    """
    Read a line as credits from an offset to its end.

    Returns:
        The pieces in order; nothing where any part of the line is something else.
    """
    at = start
    found: list[Credit] = []
    while at < len(line):
        gap = GAP.match(line, at)
        begin = gap.end() if gap else at
        if begin >= len(line):
            break
        match = piece().match(line, begin, next_label(line, begin))
        if not match:
            tail = line[begin:]
            if found and not any(c.isalnum() for c in tail) and len(tail) <= LONGEST_RESIDUE:
                break
            return ()
        found.append(as_credit(match, outlet))
        at = match.end()
    if not any(c.role in {"author", "editor"} for c in found):
        return ()
    return tuple(found)


def next_label(line: str, at: int) -> int:
    """Return where the next label after the one at an offset begins, glued or not."""
    told = ":" in line[at + 3 :] or any(map(line.__contains__, words("roles", "notices")))
    match = glued_label().search(line, at + 3) if told else None
    return match.start() if match else len(line)


def as_credit(match: re.Match[str], outlet: str | None) -> Credit:
    """Return a matched piece as a credit; `day` is the role of a date, which names nobody."""
    if match["label"]:
        role = label_roles()[fold(match["label"])]
        names = () if fold(match["label"]) in folded("roles", "translators") else people_in(match["names"], outlet)
        return Credit(role, names, match.start(), match.end())
    notice: Role = "copyright" if match["copyright"] else "copy_protection" if match["protection"] else "day"
    notice = "tags" if match["tags"] else notice
    return Credit(notice, (), match.start(), match.end())


def find_credits(line: str, outlet: str | None = None) -> tuple[Credit, ...]:
    """
    Find the credits that fill a line or end it.

    The last piece runs to the end of the line, the first begins at its label or bracket.
    """
    first = DECORATION.match(line)
    whole = read_credits(line, first.end() if first else 0, outlet)
    if whole:
        return stretched(whole, 0, len(line))
    for at in openers(line, max(1, len(line) - LONGEST_TAIL)):
        if not is_after_sentence(line, at) and not strong().match(line, at):
            continue
        tail = read_credits(line, at, outlet)
        if tail:
            return stretched(tail, at, len(line))
    return ()


def is_after_sentence(line: str, at: int) -> bool:
    """Return whether a sentence, a bracket or a quote ends in front of an offset."""
    before = line[:at].rstrip()
    return not before or before[-1] in ENDING_MARKS


def stretched(found: tuple[Credit, ...], start: int, end: int) -> tuple[Credit, ...]:
    """Return the pieces without gaps between them, from start to end."""
    starts = [start, *(c.start for c in found[1:])]
    ends = [*starts[1:], end]
    return tuple(Credit(c.role, c.names, a, b) for c, a, b in zip(found, starts, ends, strict=True))
