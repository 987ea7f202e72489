"""
A short line read into its parts: days, cues, roles, and the names of persons, places and papers.

This is the one reading of a line. Who looks for bylines, for the paper behind a headline, for a town above a day asks
it what the parts are, and decides by their order and by where the line stands.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from transforms.dates.parse import find_dates
from transforms.lexicon.calendar import month_names
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, either, folded
from transforms.names.cues import roles_of
from transforms.names.outlets import is_domain, is_known, is_shaped, same_outlet
from transforms.names.persons import parted
from transforms.names.pieces import PieceKind, take_apart
from transforms.names.places import has_form, is_place
from transforms.names.signed import is_full_name

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["day", "author", "cue", "role", "person", "place", "paper", "name", "other"]
"""
What a part is. `author`: a word behind which stands who wrote. `cue`: another word of bylines, such as `diterbitkan`.
`role`: a trade beside a name. `name`: it is written as names are, and nothing says whose it is.
"""

LONGEST = 140
"""Characters of a line that is read; longer ones are prose."""


class Part(NamedTuple):
    """
    A part of a line.

    Attributes:
        kind: What it is.

        text: Its words, empty for days.
    """

    kind: Kind
    text: str = ""


@lru_cache(maxsize=4096)
def parts_of(line: str, outlet: str | None = None) -> tuple[Part, ...]:
    """
    Return the parts of a line in their order, nothing of a line that is too long.

    >>> [part.kind for part in parts_of("Ayu Lestari, Kabar Rawa | Palu, 12 Mei 2026 14:33 WIB")]
    ['person', 'paper', 'place', 'day']
    >>> [part.kind for part in parts_of("Oleh Ayu Lestari dan Agus Salim | Edisi Maret 2026")]
    ['author', 'person', 'person', 'day']
    """
    if len(line) > LONGEST:
        return ()
    days = [(day.start, day.end) for day in find_dates(line) if day.has_year or day.time]
    days = days or [match.span() for match in issue().finditer(line)]
    return tuple([part for kind, text in take_apart(line, days) for part in named(kind, text, outlet)])


@cache
def issue() -> re.Pattern[str]:
    """Return the pattern of the month of the issue in which a magazine printed a story: `Edisi Maret 2026`."""
    months = either([name.capitalize() for name in month_names()])
    return re.compile(rf"(?<!\w)(?:(?i:{any_of('roles', 'issues')}) )?{months} [12]\d{{3}}(?!\w)")


def named(kind: PieceKind, text: str, outlet: str | None) -> Iterator[Part]:
    """Yield what one piece of a line is: one part, or a person for each name that a joint parts."""
    if kind == "hole":
        yield Part("day")
    elif kind in NAMES and (halves := unmarked(text)):
        yield from (Part(kind_of(half, outlet), half) for half in halves)
    elif kind in NAMES:
        names = [name.strip() for name in parted().split(text)]
        if len(names) > 1 and all(map(is_full_name, names)):
            yield from (Part("person", name) for name in names)
        else:
            yield Part(kind_of(text, outlet), text)
    elif kind != "other":
        yield Part(cue_of(kind, text), text)
    elif at := from_place().fullmatch(text):
        yield from (Part(kind_of(at["name"], outlet), at["name"]), Part(kind_of(at["place"], outlet), at["place"]))
    else:
        yield Part("role" if is_trade(text) else "other", text)


def unmarked(text: str) -> tuple[str, str] | None:
    """
    Return the two halves of a piece that stand side by side without a mark, None where it is one.

    >>> unmarked("KabarRawa.com Ayu Lestari"), unmarked("Ayu Lestari I Palu"), unmarked("Ayu Lestari")
    (('KabarRawa.com', 'Ayu Lestari'), ('Ayu Lestari', 'Palu'), None)
    """
    first, _, rest = text.partition(" ")
    if rest and is_domain(first) and "." in first:
        return first, rest
    front, bar, place = text.rpartition(LETTER_FOR_BAR)
    return (front, place) if bar and is_place(place) else None


LETTER_FOR_BAR = " I "
"""What is typed for a bar."""


def cue_of(kind: PieceKind, text: str) -> Kind:
    """Return what a byline's word is; those of teams, desks and editors are other things."""
    if kind in ("author", "editor", "role"):
        return "author" if kind == "author" and fold(text) not in folded("roles", "team_heads") else "other"
    return "cue"


@cache
def from_place() -> re.Pattern[str]:
    """Return the pattern of a name with the town from which it writes: `Ayu Lestari dari Palu`."""
    near = any_of("roles", "name_in_place")
    return re.compile(rf"(?P<name>[A-Z][^,|]{{2,60}}?) {near} (?P<place>[A-Z][^,|]{{2,40}})")


NAMES = frozenset({"name", "by", "desk"})
"""Pieces that are written as names."""


@lru_cache(maxsize=4096)
def kind_of(name: str, outlet: str | None) -> Kind:
    """
    Return what a piece that is written as a name is.

    >>> [kind_of(name, None) for name in ("Palu", "KabarRawa.id", "Ayu Lestari", "Kontributor Palu", "Ekonomi")]
    ['place', 'paper', 'person', 'role', 'name']
    """
    if outlet and same_outlet(name, outlet):
        return "paper"
    if is_place(name):
        return "place"
    if is_trade(name) or roles_of(name):
        return "role"
    if is_domain(name) or is_known(name) or is_shaped(name):
        return "paper"
    if is_full_name(name):
        return "person"
    return "place" if has_form(name) else "name"


def is_trade(text: str) -> bool:
    """Return whether a text is a writer's trade, the town in which it is plied behind it or not."""
    trade, _, place = text.partition(" ")
    if fold(trade) in folded("roles", "reporters") and (not place or is_place(place)):
        return True
    return trades().fullmatch(text) is not None


@cache
def trades() -> re.Pattern[str]:
    """Return the pattern of a trade with its ranks: `Senior Writer`."""
    return re.compile(rf"(?:{any_of('roles', 'ranks')} ){{0,2}}{any_of('roles', 'trades')}")
