"""Datelines that the page's own paper shows wherever they stand in the first paragraph, glued to what is in front."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.finders.dateline.context import is_spoken_of
from transforms.finders.dateline.found import Found, Walk
from transforms.finders.dateline.grammar import Head
from transforms.finders.dateline.opening import REST_OF_WEAK, TITLE_WORD
from transforms.lexicon.fold import fold
from transforms.names.places import for_readers, has_form, is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.records import Block

WITHIN = 600
"""Characters of a paragraph within which its dateline stands, headline, byline and caption in front of it."""

LONGEST_PAPER = 48
"""Characters within which a bracket opens behind a paper's name."""

SHORTEST_PAPER = 6
"""Letters of a paper's name that is looked for in the midst of a line; its initials want a comma and a dash as well."""

DASH = r" ?(?:--|[-–—])(?: |(?=[A-Z\"“]))"
PLACE = r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
BESIDE_UNKNOWN = re.compile(rf"(?P<paper>[A-Z][\w.]+(?: [A-Z][\w.]+){{0,2}}) \({PLACE}\){DASH}")
"""A paper that nobody knows and a town in brackets, at the head of the story: `Kabar Rawa (Palu) -- `."""


def find_beside_paper(line: str, walk: Walk) -> Found | None:
    """
    Find the town beside the page's own paper and a dash, in a paragraph that comes with what stood in front of it.

    `… Foto: Ayu Palu, Kabar Rawa — Warga`, `… Print MERBAH BAY (Kabar Rawa) -- Warga`, `… 13.05 Kabar Rawa/Palu. Wa`.
    """
    near = line[:WITHIN]
    for name in walk.names:
        for paper, pattern in spelled(name):
            match = pattern.search(near) if paper in near else None
            place = match and town_of(match, line)
            if match and place and goes_on(line, match.end()):
                start = match.end("place") - len(place) if match["place"] else match.start()
                found = Head(for_readers(place), paper, sure_outlet=True)
                return Found(found, start, match.end(), "outlet-place-inside")
    return None


def find_bracketed_town(line: str, story: Sequence[tuple[int, Block]]) -> Found | None:
    """Find a town in brackets of which the story speaks, behind a name that is no place and so a paper."""
    head = BESIDE_UNKNOWN.match(line) if "(" in line[:LONGEST_PAPER] else None
    if not head or is_place(head["paper"]) or has_form(head["paper"]) or not goes_on(line, head.end()):
        return None
    if not is_spoken_of(head["place"], story):
        return None
    return Found(Head(for_readers(head["place"]), head["paper"]), 0, head.end(), "outlet-place-bracket")


def goes_on(line: str, at: int) -> bool:
    """Return whether a sentence begins at an offset and is no short one."""
    return len(line) - at >= REST_OF_WEAK and TITLE_WORD.match(line, at) is not None


@lru_cache(maxsize=1024)
def spelled(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a paper's name and its initials, each with the pattern of a town beside it."""
    return tuple(patterns(name))


def patterns(name: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield a paper's name and its initials, each with the pattern of a town in front of it or behind it."""
    if len(name) >= SHORTEST_PAPER and " " in name:
        paper = re.escape(name)
        behind = PLACE.replace("place", "town")
        first = rf"{PLACE}(?:, ?{paper}| \({paper}\)){DASH}"
        yield name, re.compile(rf"\b(?:{first}|{paper}(?:, |/| \(){behind}(?:\)?{DASH}|\. ))")
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    if len(initials) > 1:
        yield initials, re.compile(rf"\b{PLACE}, {initials}{DASH}")


def town_of(match: re.Match[str], line: str) -> str | None:
    """Return the town of a match: its last words that are known, shouted, or said again behind; None where none are."""
    groups = match.groupdict()
    words = (groups.get("town") or groups["place"] or "").split(" ")
    shouted = [word for word in words if word.isupper()]
    rest = fold(line[match.end() :])
    for n in range(len(words), 0, -1):
        town = " ".join(words[-n:])
        if is_place(town) or (n == len(shouted) and town.isupper()) or f" {fold(town)}" in rest:
            return town
    return None
