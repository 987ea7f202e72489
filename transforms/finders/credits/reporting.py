"""Credits that say what somebody did: `Reporting by X; Editing by Y`, `Diterjemahkan oleh X`, `Rep: x/ Red: y`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded
from transforms.names.credited import people_in
from transforms.names.persons import joint, person

SMALL = r"[^\W\d_][\w.'’-]{0,20}(?: [^\W\d_][\w.'’-]{0,20}){0,4}"
MARKS = r"[\s;,./|()\[\]&*_–—-]{0,6}"
LONGEST = 180
"""Characters; longer lines are prose."""


@cache
def deed() -> re.Pattern[str]:
    """Return the pattern of one deed with the names of those who did it."""
    wrote, edited, joined = any_of("roles", "wrote"), any_of("roles", "edited"), any_of("roles", "deed_joint")
    return re.compile(
        rf"(?i:(?P<wrote>{wrote}(?: {joined} (?P<both>{any_of('roles', 'and_edited')}))?)"
        rf"|(?P<edited>(?:{any_of('roles', 'wrote_and')} )?{edited})) (?i:{any_of('roles', 'by')}) ?:? ?"
        rf"(?P<names>{person()}(?:{joint()}(?!(?i:{wrote}|{edited})\b){person()}){{0,4}})"
    )


@cache
def trade() -> re.Pattern[str]:
    """Return the pattern of what may stand behind the last name: a trade, marks."""
    trades = any_of("roles", "deed_trades")
    return re.compile(rf"(?:, (?:[\w-]{{3,14}} ){{0,2}}{trades}(?: [\w-]{{2,14}}){{0,2}})?{MARKS}", re.IGNORECASE)


@cache
def between() -> re.Pattern[str]:
    """Return the pattern of what may stand between two deeds: marks, a place, a joining word."""
    joined = any_of("names", "joints")
    return re.compile(rf"{MARKS}(?:{any_of('roles', 'in_place')} [A-Z]\w{{1,20}})?{joined}?{MARKS}")


@cache
def pair() -> re.Pattern[str]:
    """Return the pattern of `Rep: x/ Red: y`."""
    return re.compile(
        rf"[^\w]{{0,4}}(?i:{any_of('roles', 'short_author')}) ?: ?(?P<wrote>{SMALL})"
        rf" ?[/|,;]? ?(?i:{any_of('roles', 'short_editor')}) ?: ?(?P<edited>{SMALL})\W{{0,4}}"
    )


@cache
def bare_editor() -> re.Pattern[str]:
    """Return the pattern of an editor's label without a mark, and the name."""
    return re.compile(rf"{any_of('roles', 'bare_editor')} (?P<edited>{person()})")


@dataclass(frozen=True, slots=True)
class Deeds:
    """Who wrote and who edited, by a line that says nothing else."""

    authors: tuple[str, ...]
    editors: tuple[str, ...]


def read_deeds(line: str, outlet: str | None = None, *, ending: bool) -> Deeds | None:
    """
    Read a line that is nothing but such credits.

    Args:
        line: The line.

        outlet: The copy's outlet, which is no person.

        ending: The line stands where the story ends, so `Editor Rina Dewi` needs no mark.

    Returns:
        None where the line is, or also is, something else, or names nobody.

    >>> read_deeds("Reporting by Rina Dewi; Editing by Budi Harsono and Agus Salim", ending=False)
    Deeds(authors=('Rina Dewi',), editors=('Budi Harsono', 'Agus Salim'))
    """
    if len(line) > LONGEST:
        return None
    found = pair().fullmatch(line) or (bare_editor().fullmatch(line) if ending else None)
    if found:
        wrote = found.groupdict().get("wrote") or ""
        return Deeds(people_in(wrote, outlet), people_in(found["edited"], outlet))  # initials name nobody
    return read_each(line, outlet)


def read_each(line: str, outlet: str | None) -> Deeds | None:
    """Read deed after deed; nothing but marks and places may stand between them."""
    authors: list[str] = []
    editors: list[str] = []
    at, named = 0, False
    for match in deed().finditer(line):
        if not between().fullmatch(line, at, match.start()):
            return None
        names = people_in(match["names"], outlet)
        named = named or bool(names)
        authors += names if match["wrote"] and fold(match["wrote"]) not in folded("roles", "translators") else ()
        editors += names if match["edited"] or match["both"] else ()
        at = match.end()
    ends = trade().fullmatch(line, at) or between().fullmatch(line, at)
    return Deeds(tuple(authors), tuple(editors)) if ends and named else None
