"""Datelines that the page's own paper shows wherever they stand in the first paragraph, glued to what is in front."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.finders.dateline.context import is_said_of_place, is_spoken_of
from transforms.finders.dateline.found import Found, Walk
from transforms.finders.dateline.grammar import Head
from transforms.finders.dateline.opening import REST_OF_WEAK, TITLE_WORD
from transforms.lexicon.calendar import calendar, fold_word
from transforms.lexicon.fold import fold
from transforms.names.places import for_readers, is_place, shouts
from transforms.names.squeeze import squeeze
from transforms.text.casing import is_function_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.records import Block

WITHIN = 600
"""Characters of a paragraph within which its dateline stands, headline, byline and caption in front of it."""

LONGEST_PAPER = 48
"""Characters within which a bracket opens behind a paper's name."""

SHORTEST_PAPER = 6
"""Letters of a paper's name that is looked for in the midst of a line; its initials want a comma and a dash as well."""

SHORTEST_WORD = 4
"""Letters of a word of a paper's name that is looked for in a host."""

DASH = r" ?(?:--|[-–—])(?: |(?=[A-Z\"“]))"
PLACE = r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
BESIDE = re.compile(rf"(?P<paper>[A-Z][\w.]+(?: [A-Z][\w.]+){{0,2}}) \({PLACE}\){DASH}")
"""A paper and a town in brackets, at the head of the story: `Kabar Rawa (Palu) -- `."""


def find_beside_paper(line: str, walk: Walk) -> Found | None:
    """
    Find the town beside the page's own paper and a dash, in a paragraph that comes with what stood in front of it.

    `… Foto: Ayu Palu, Kabar Rawa — Warga`, `… Print MERBAH BAY (Kabar Rawa) -- Warga`, `… 13.05 Kabar Rawa/Palu. Wa`.
    """
    near = line[:WITHIN]
    for name in walk.names:
        for paper in spellings(name):
            match = beside(paper, whole=paper is name).search(near) if paper in near else None
            place = match and town_of(match, line)
            if not match or not place or not goes_on(line, match.end()):
                continue
            start = match.end("place") - len(place) if match["place"] else match.start()
            if not runs_into(line[:start], place_first=match["place"] is not None):
                found = Head(for_readers(place), paper, sure_outlet=True)
                return Found(found, start, match.end(), "outlet-place-inside")
    return None


def find_bracketed_town(line: str, walk: Walk, story: Sequence[tuple[int, Block]]) -> Found | None:
    """Find a town in brackets of which the story speaks, behind a paper that nothing but the host's labels spell."""
    head = BESIDE.match(line) if walk.host and "(" in line[:LONGEST_PAPER] else None
    if not head or not goes_on(line, head.end()) or not is_spelled_in(head["paper"], walk.host):
        return None
    if not is_spoken_of(head["place"], story):
        return None
    return Found(Head(for_readers(head["place"]), head["paper"]), 0, head.end(), "outlet-place-bracket")


def is_spelled_in(name: str, host: str) -> bool:
    """
    Return whether a host has each word of a name, in whatever order; short words stand in many.

    >>> is_spelled_in("Semut Kilat", "kilat.semutbukit.example"), is_spelled_in("Ayu Lestari", "lestari.example")
    (True, False)
    """
    letters = squeeze(host)
    return all(len(word) >= SHORTEST_WORD and squeeze(word) in letters for word in name.split())


def runs_into(front: str, *, place_first: bool) -> bool:
    """
    Return whether the sentence in front runs into a town and a paper: `told The Rawa Times (Palu) - Work`.

    In front of a paper's name stands neither a small word nor a colon (`Photo: Rawa Times/Agus. `). A headline's last
    small word may stand in front of a town, but none that ties the town to it, `di` or `in`.
    """
    last = front.rstrip().rpartition(" ")[2]
    return is_function_word(last) if place_first else last.endswith(":") or (last[:1].islower() and last.isalpha())


def goes_on(line: str, at: int) -> bool:
    """Return whether a sentence begins at an offset and is no short one."""
    return len(line) - at >= REST_OF_WEAK and TITLE_WORD.match(line, at) is not None


def spellings(name: str) -> Iterator[str]:
    """Yield a paper's name, where it is one that is looked for in the midst of a line, and its initials."""
    if len(name) >= SHORTEST_PAPER and " " in name:
        yield name
    initials = "".join([word[0] for word in name.split() if word[0].isupper()])
    if len(initials) > 1:
        yield initials


@lru_cache(maxsize=1024)
def beside(paper: str, *, whole: bool) -> re.Pattern[str]:
    """Return the pattern of a town in front of a paper's name or behind it, and of one in front of its initials."""
    if not whole:
        return re.compile(rf"\b{PLACE}, {paper}{DASH}")
    name = re.escape(paper)
    behind, near = (PLACE.replace("place", group) for group in ("town", "near"))
    first = rf"{PLACE}(?:, ?{name}| \({name}\)){DASH}"
    return re.compile(rf"\b(?:{first}|{name}(?:(?:, |/| \(){behind}\)?{DASH}|/{near}\. ))")


def town_of(match: re.Match[str], line: str) -> str | None:
    """
    Return the town of a match: its last words that are known, shouted, or a place's behind; None where none are.

    Behind a slash and in front of a full stop stands nothing but a town: there it is enough that it is said again.
    """
    groups = match.groupdict()
    words = (groups.get("town") or groups.get("near") or groups["place"] or "").split(" ")
    shouted = [word for word in words if word.isupper()]
    rest = line[match.end() :]
    for n in range(len(words), 0, -1):
        town = " ".join(words[-n:])
        if any(fold_word(word) in calendar().weekdays for word in words[-n:]):
            continue
        said = is_said_of_place(for_readers(town), rest) or (groups.get("near") and f" {fold(town)}" in fold(rest))
        if said or is_place(town) or (n == len(shouted) and shouts(town)):
            return town
    return None
