"""Credits in lines that hold more than them: labels and initials at their ends, in a page on one line, in sentences."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.credits.initials import find_initials
from transforms.finders.credits.labels import find_credits, label_roles
from transforms.finders.credits.notes import TOP, Notes
from transforms.finders.credits.wordings import behind_clock, inner_credit
from transforms.lexicon.fold import fold
from transforms.names.credited import people_in
from transforms.sheet import LONGEST_BYLINE

if TYPE_CHECKING:
    from collections.abc import Iterable


LONGEST_LABEL = 24
"""Characters in front of a colon that may hold a label."""

HEADER = 300
"""Characters of such a page in which its headline, day and author stand."""

ONE_LINE = 600
"""Characters from which a line may be a whole page that lost its line breaks."""


def read_block(notes: Notes, blocks: int, n: int, index: int, line: str) -> None:
    """Read the credits and initials in a block that may hold more than them."""
    if has_label(line):
        read_credit_pieces(notes, n, blocks, index, line)
        read_inner_credits(notes, index, line)
    if "(" in line or "[" in line:
        for start, end, _ in find_initials(line):
            notes.cut(index, start, end, "credit", "initials")


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
        kind = credit.role if credit.role in {"copyright", "copy_protection", "tags"} else "editor_credit"
        top = credit.role == "author" and credit.start == 0 and n < min(TOP, blocks // 2)
        notes.cut(index, credit.start, credit.end, "byline" if top else kind, "people")


def read_inner_credits(notes: Notes, index: int, line: str) -> None:
    """Read credits inside a page that came on one line: a label and a name, with furniture behind them."""
    if len(line) < ONE_LINE or any(r.block == index for r in notes.removals):
        return
    header = behind_clock().search(line, 0, HEADER) if ":" in line[:HEADER] else None
    if header:
        notes.authors += people_in(header["names"], notes.outlet)
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


def read_phrases(notes: Notes, index: int, line: str, held: Iterable[tuple[str, re.Pattern[str]]]) -> None:
    """Read the credits that are sentences: the phrases that the page has, by a literal in each."""
    for literal, pattern in held:
        match = pattern.search(line) if literal in line else None
        names = people_in(match["names"], notes.outlet) if match else ()
        if match and names:
            notes.authors += names
            notes.cut(index, match.start(), match.end(), "byline", "phrase")
