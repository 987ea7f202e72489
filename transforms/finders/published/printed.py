"""Claims whose clock is the printed one and whose zone is not: plugins wrote local times as UTC for years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.finders.published.claims import Dated, Day

PRINTED = "byline"


def printed_moments(claims: Sequence[Dated]) -> list[Day]:
    """Return the moments that a page prints with a zone."""
    return [c.value for c in claims if c.origin == PRINTED and c.value.at and c.value.clock]


def in_true_zone(claim: Dated, printed: Sequence[Day]) -> Dated:
    """
    Return a claim in the zone that the page prints beside the same clock time.

    What is printed is read by people, who would see an hour that is wrong; what stands in the markup is not.
    """
    said = claim.value
    if not printed or claim.origin == PRINTED or not said.at or not said.clock:
        return claim
    minute = said.clock.replace(second=0, microsecond=0)
    for one in printed:
        if one.clock and one.at and one.clock.replace(second=0) == minute:
            return claim._replace(value=replace(said, at=one.at + (said.clock - one.clock), local=True))
    return claim
