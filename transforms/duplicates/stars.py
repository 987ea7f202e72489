"""
Which text each text is a copy of: stars around the text that arrived first, never chains.

A text joins a leader, or is one. Of eight texts each like the next but for a sentence the last may share nothing with
the first; joined over all steps they would be one story. So a copy of a copy is compared with its leader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.duplicates.verdict import Verdict, verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from transforms.duplicates.verdict import Story

MOST_TRIED = 20
"""Leaders that a text is compared with, those that share most first; only recurring pieces have more."""


@dataclass(frozen=True, slots=True)
class Relation:
    """
    What a later text is to an earlier one.

    Attributes:
        leader: Number of the earlier text.

        follower: Number of the later one.

        verdict: What they are to one another.
    """

    leader: int
    follower: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Stars:
    """
    Texts that are alike.

    Attributes:
        relations: Each text that joins a leader once, and pairs with a leader that are told but not joined.

        cut: Texts that were like more leaders than they were compared with.
    """

    relations: tuple[Relation, ...]
    cut: int


def find_stars(
    found: Iterable[tuple[int, list[int]]],
    story: Callable[[int], Story],
    settled: Callable[[int], int] = int,
) -> Stars:
    """
    Return which texts join which.

    Args:
        found: Texts in order of arrival, each with the earlier ones that it may be a copy of, the likeliest first.

        story: Returns what a verdict needs to know of a text.

        settled: Returns the leader of a text that `found` lacks, the text itself where it joins nobody.
    """
    leader_of: dict[int, int] = {}
    relations: list[Relation] = []
    cut = 0
    for text, partners in found:
        leaders = list(dict.fromkeys(leader_of.get(partner, settled(partner)) for partner in partners))
        cut += len(leaders) > MOST_TRIED
        for leader in leaders[:MOST_TRIED]:
            said = verdict(story(leader), story(text))
            if said.relation != "apart":
                relations.append(Relation(leader, text, said))
            if said.joins:
                leader_of[text] = leader
                break
    return Stars(tuple(relations), cut)
