"""The day of publication: every witness heard, the best supported one believed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from transforms.finders.published.furniture import Found, find_bylines
from transforms.finders.published.witnesses import (
    ONE_DAY,
    Claim,
    Origin,
    Precision,
    mention_claim,
    plausible,
    read_claim,
    strong_claims,
    turn_round,
    weak_claims,
)
from transforms.records import Removal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from transforms.records.facts import PageFacts

NOT_LOCAL = 0.4
"""What a moment without the outlet's zone keeps of its weight in the choice of the day."""

LOCAL = 2.0
"""How much more a moment with the outlet's own zone counts in the choice of the day."""

SHORTEST_OUTLET = 4
DATELINE_DASH = re.compile(r"(?:,? [^-–—]{0,40})?\s?[-–—]")


@dataclass(frozen=True, slots=True)
class Published:
    """
    When a story was published, and on whose word.

    Attributes:
        date: The calendar day as the outlet printed it.

        at: The moment (aware, UTC); None when only the day is known. Its day may differ from `date`.

        precision: What `at` is known to; `day` where there is only a date.

        origin: Which witness won. `inferred`: the year follows only from today.

        raw: What that witness wrote.

        modified_at: The last change (aware, UTC), never before `at`.

        removals: Byline furniture to strike, kind `byline`, layer `metadata`.

        authors: Persons that the byline furniture names.
    """

    date: dt.date | None = None
    at: dt.datetime | None = None
    precision: Precision | None = None
    origin: Origin | None = None
    raw: str | None = None
    modified_at: dt.datetime | None = None
    removals: tuple[Removal, ...] = ()
    authors: tuple[str, ...] = ()


def choose_published(
    *,
    facts: PageFacts,
    url: str | None,
    lines: Sequence[tuple[int, str]],
    hints: Mapping[str, str],
    today: dt.date,
) -> Published:
    """
    Choose the day of publication and find the byline furniture.

    Args:
        facts: What the page's markup claims.

        url: Where the page was fetched.

        lines: (block number, text) of every visible line, in reading order.

        hints: What came along with the page; only its dates are read.

        today: Nothing is published later than the day after.

    Returns:
        The best supported day, or one with all fields None where there is no witness.
    """
    found = find_bylines(lines)
    bylines = {f.block for f in found if f.byline.rule != "byline.glued"}
    story = [(n, text) for n, text in lines if n not in bylines]
    strong = [c for c in turn_round(list(strong_claims(facts, url, found)), today) if plausible(c.day, today)]
    claims = [*strong, *(c for c in weak_claims(strong, url, story, hints, today) if plausible(c.day, today))]
    best = best_claim(claims)
    removals = tuple(
        Removal(f.block, f.byline.start, f.byline.end, "byline", f.byline.rule, "metadata") for f in found if f.strike
    )
    authors = tuple(dict.fromkeys(n for f in found for n in f.byline.authors if not is_outlet(n, facts, url, story)))
    if best is None:
        return Published(removals=removals, authors=authors)
    near = [c for c in claims if abs(c.day - best.day) <= ONE_DAY]
    printed = printed_day(best, near)
    timed = next((c for c in (best, *near) if c.at), None)
    return Published(
        date=printed,
        at=timed.at if timed else None,
        precision=timed.precision if timed else "day",
        origin=best.origin,
        raw=best.raw,
        modified_at=last_change(facts, found, timed, printed, today),
        removals=removals,
        authors=authors,
    )


def is_outlet(name: str, facts: PageFacts, url: str | None, story: Sequence[tuple[int, str]]) -> bool:
    """Say whether a byline's name is the outlet: its host, its site name, or the opening of its datelines say so."""
    folded = letters(name)
    host = letters(re.sub(r"^[a-z]{1,10}://|[/?#].{0,2000}", "", url or ""))
    if len(folded) >= SHORTEST_OUTLET and (folded in host or folded == letters(facts.site_name or "")):
        return True
    return any(text.startswith(name) and DATELINE_DASH.match(text, len(name)) for _, text in story)


def letters(text: str) -> str:
    """Return the letters and digits of a text, casefolded."""
    return "".join(c for c in text.casefold() if c.isalnum())


def best_claim(claims: Sequence[Claim]) -> Claim | None:
    """Return the claim with the most support: the best of each kind of witness within a day is added up."""
    if not claims:
        return None
    if agree(claims):
        return max(claims, key=attrgetter("weight"))
    ranked = sorted(range(len(claims)), key=lambda n: (-support(claims[n], claims), -claims[n].weight, n))
    return claims[ranked[0]]


def agree(claims: Sequence[Claim]) -> bool:
    """Say whether all claims name one day, as those of most pages do: then there is nothing to weigh."""
    return all(claim.day == claims[0].day for claim in claims)


def support(claim: Claim, claims: Sequence[Claim]) -> float:
    """Return the summed weight of the witnesses that agree with a claim to a day."""
    best: dict[str, float] = {}
    for other in claims:
        if abs(other.day - claim.day) <= ONE_DAY:
            voice = "markup" if other.origin in ("jsonld", "meta", "time") else other.origin
            best[voice] = max(best.get(voice, 0), other.weight)
    return sum(best.values())


def printed_day(best: Claim, near: Sequence[Claim]) -> dt.date:
    """
    Return the day as readers saw it, of days that lie next to each other.

    A moment in UTC says little about the day on the page; a day that is printed, stands in the URL
    or comes with the outlet's own zone says more.
    """
    if agree(near):
        return best.day
    votes: dict[dt.date, dict[str, float]] = {}
    for claim in near:
        markup = claim.origin in ("jsonld", "meta", "time")
        voice = "markup" if markup else claim.origin
        weight = claim.weight * ((LOCAL if markup else 1) if claim.local and claim.at else NOT_LOCAL if claim.at else 1)
        day = votes.setdefault(claim.day, {})
        day[voice] = max(day.get(voice, 0), weight)
    return max(votes, key=lambda day: (sum(votes[day].values()), day == best.day, day))


def last_change(
    facts: PageFacts, found: Sequence[Found], timed: Claim | None, printed: dt.date, today: dt.date
) -> dt.datetime | None:
    """Return the latest change that is not before publication and not after today."""
    claims = [read_claim(w.origin, w.raw, 1) for w in facts.modified]
    claims += [
        mention_claim("byline", f.byline.modified, 1) for f in found if f.byline.modified and f.byline.modified.day
    ]
    for claim in claims:
        if claim is None or claim.at is None or not plausible(claim.day, today):
            continue
        if claim.at >= timed.at if timed and timed.at else claim.day >= printed:
            return claim.at
    return None
