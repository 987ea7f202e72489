"""What stands between two prompts to pay: what a subscription brings, and praise of the outlet that sells it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded
from transforms.rulebook.edges import BULLET
from transforms.rulebook.page import covers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transforms.rulebook.page import Claim

MOST_BETWEEN = 12
"""Lines between two such prompts; offers are shorter, and more of them is a story."""

LONGEST_POINT = 140
"""Characters of a point in a list of what is sold."""

FEWEST_WORDS = 2
"""Words of selling, or to the reader, in a sentence of an offer; a story has one by chance."""

QUOTES = frozenset('"“”')
WALL = "paywall"


def between_walls(texts: Sequence[str], claims: Mapping[int, Sequence[Claim]]) -> dict[int, list[Claim]]:
    """
    Return claims on the lines between two prompts to pay, where each of them is a point of a list or part of the offer.

    Args:
        texts: The lines of the page.

        claims: What the rules claim of them.
    """
    walls = {
        line: rule
        for line, some in claims.items()
        for start, end, rule in some
        if rule.kind == WALL and covers(start, end, texts[line])
    }
    whole = {line for line, some in claims.items() if any(covers(start, end, texts[line]) for start, end, _ in some)}
    found: dict[int, list[Claim]] = {}
    for above, below in pairwise(sorted(walls)):
        between = range(above + 1, below)
        if 0 < len(between) <= MOST_BETWEEN and all(n in whole or sells(texts[n]) for n in between):
            found |= {n: [(0, len(texts[n]), walls[above])] for n in between if n not in whole}
    return found


def sells(text: str) -> bool:
    """
    Return whether a line is a point of a list, or speaks to the reader of what is sold; nobody is quoted in it.

    >>> sells("— Lists of places to swim"), sells("You get our stories first."), sells("The river rose again.")
    (True, True, False)
    """
    if not QUOTES.isdisjoint(text):
        return False
    if BULLET.match(text) and len(text) <= LONGEST_POINT:
        return True
    words = [fold(word.strip(".,;:!?()")) for word in text.replace("’", " ").replace("'", " ").split()]
    return sum(word in folded("prompts/subscription", "offer_word") for word in words) >= FEWEST_WORDS
