"""Bylines above the story that the line below them shows: a trade, the writer's card, the town and the day."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.finders.credits.above_story import OPENING_BLOCKS
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded
from transforms.names.outlets import is_domain, is_known, is_shaped, same_outlet
from transforms.names.persons import is_person, parted, tidy
from transforms.names.places import for_readers, has_form, is_place
from transforms.names.signed import is_full_name
from transforms.parts import parts_of
from transforms.text.lines import LONGER_THAN_HEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.sheet import Standing

LONGEST_CARD = 160
"""Characters of a card: a name, what waits for it, a trade; longer lines are prose that begins with the name."""
FIRST_LINES = 2
"""Lines of which one is short where anything stands above the story."""
DAY_REACH = 3
"""Lines below a byline among which its day stands."""
DAY = "day"
LONGEST_DAY = 60
"""Characters of a line that is a day: weekday, date, clock and zone, and a town in front."""
PAPER = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}")
"""A paper that no list knows, in brackets behind persons: two or three words with capitals."""


def names_by_trade(standing: Standing, outlet: str | None) -> list[tuple[int, str]]:
    """
    Find the persons above the story whose trade, or whose name once more, stands on the line below.

    `Ayu Lestari` over `Kontributor`, and the card of a writer at a platform: `Ayu Lestari` over `Ayu Lestari Mohon
    Tunggu... Guru`.

    Returns:
        (block, name) of each line, that of the second with an empty name.
    """
    texts = standing.sheet.texts
    if all(len(text) >= LONGER_THAN_HEADS for text in texts[:FIRST_LINES]):
        return []
    opening = [(n, block.text) for n, block in standing.story[:OPENING_BLOCKS] if n <= OPENING_BLOCKS]
    for (n, line), (below, text) in pairwise(opening):
        if len(line) >= LONGER_THAN_HEADS:
            break
        traded = fold(text.strip(" .:")) in folded("roles", "reporters")
        carded = len(text) <= LONGEST_CARD and text.startswith(f"{line} ") and waiting_card().match(text, len(line) + 1)
        if (traded or carded) and is_full_name(line) and is_person(line, outlet):
            return [(n, tidy(line)), (below, "")]
    return []


@cache
def waiting_card() -> re.Pattern[str]:
    """Return the pattern of what a platform prints until it has the writer's card."""
    return re.compile(rf"(?i:{any_of('roles', 'card_waits')})")


def names_with_paper(standing: Standing, outlet: str | None) -> tuple[list[tuple[int, str]], str | None]:
    """
    Find a line above a day that is persons and their paper in brackets, and the town on the next lines.

    Returns:
        (block, name) of each person; of the town's line with an empty name. And the town.
    """
    if not any(text.endswith(")") and len(text) < LONGER_THAN_HEADS for text in standing.sheet.texts[:OPENING_BLOCKS]):
        return [], None
    opening = [(n, block.text) for n, block in standing.credited if n <= OPENING_BLOCKS]
    for at, (n, line) in enumerate(opening):
        names = with_paper(line, outlet)
        below = opening[at + 1 : at + 1 + DAY_REACH] if names else []
        towns = towns_above_day(below)
        if towns is not None:
            return [*((n, name) for name in names), *((m, "") for m, _ in towns)], next((t for _, t in towns), None)
    return [], None


def towns_above_day(below: Sequence[tuple[int, str]]) -> list[tuple[int, str]] | None:
    """Return (block, town) of what stands above the day or in front of it, None where no line is a day."""
    for at, (n, line) in enumerate(below):
        front, mark, rest = line.rpartition("●") if "●" in line else ("", "", line)
        if len(line) <= LONGEST_DAY and [part.kind for part in parts_of(rest.strip())] == [DAY]:
            lines = [*below[:at], *([(n, front.strip())] if mark else [])]
            return [(m, for_readers(text)) for m, text in lines if is_place(text) or has_form(text)]
    return None


def with_paper(line: str, outlet: str | None) -> list[str]:
    """Return the persons of a line that is nothing but them and their paper in brackets."""
    names, bracket, paper = line.removesuffix(")").partition(" (")
    if not bracket or not line.endswith(")") or len(line) >= LONGER_THAN_HEADS:
        return []
    own = bool(outlet and same_outlet(paper, outlet))
    shaped = is_known(paper) or is_domain(paper) or is_shaped(paper) or PAPER.fullmatch(paper) is not None
    parts = [part.strip() for part in parted().split(names)]
    return [tidy(part) for part in parts] if (own or shaped) and all(map(is_full_name, parts)) else []
