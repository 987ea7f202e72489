"""Every outlet's night against its own nights; small outlets together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.alarms.bounds import Bounds
from flows.alarms.night import LOOK_BACK, Night, sum_of
from flows.alarms.shares import Finding, find_shares
from flows.alarms.volume import find_low, find_silent, find_volume, gaps_of

SMALL = "small outlets together"

FOUR_WEEKS = dt.timedelta(days=28)
"""In which an outlet must have brought `history.small` pages to be judged by itself."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """
    What a night's alarms say.

    Attributes:
        held: Outlets beyond a hold bound, with what was found.

        flagged: Outlets beyond a warn bound only.
    """

    held: Mapping[str, str] = field(default_factory=dict)
    flagged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Past:
    """
    The nights that teach, by outlet.

    Attributes:
        nights: Whole nights, in order.

        days: Rows of the days that their pages were printed on.

        alone: Outlets that are judged by themselves.

        together: Outlets that are judged together.
    """

    nights: Mapping[str, Sequence[Night]]
    days: Mapping[str, Sequence[Night]]
    alone: Sequence[str]
    together: Sequence[str]


def judge(tonight: Iterable[Night], taught: Iterable[Night], today: dt.date, bounds: Bounds) -> Verdicts:
    """
    Judge a night. Order of the rows is nothing.

    Args:
        tonight: What every outlet brought: whole nights and rows by day.

        taught: The same of the nights that teach.

        today: The night.

        bounds: The bounds.
    """
    past = past_of(taught, today, bounds)
    came = defaultdict(list)
    for night in tonight:
        came[night.outlet].append(night)
    found: dict[str, list[Finding]] = defaultdict(list)
    for outlet in past.alone:
        if came[outlet]:
            found[outlet] += findings(came[outlet], past.nights[outlet], past.days[outlet], bounds)
    for outlet, finding in find_together(came, past, bounds):
        found[outlet].append(finding)
    flat = [night for nights in past.nights.values() for night in nights]
    silent = [name for name in past.alone if not came[name]]
    for outlet, finding in find_silent(silent, flat, today, bounds):
        found[outlet].append(finding)
    return verdicts_of(found)


def verdicts_of(found: Mapping[str, Sequence[Finding]]) -> Verdicts:
    """Return what was found as sentences: outlets that are held back say why, and what else was found."""
    held: dict[str, str] = {}
    flagged: dict[str, str] = {}
    for outlet, findings in sorted(found.items()):
        worst_first = sorted(findings, key=lambda f: (not f.holds, f.name, f.says))
        if worst_first:
            into = held if worst_first[0].holds else flagged
            into[outlet] = "; ".join(f.says for f in worst_first)
    return Verdicts(held, flagged)


def past_of(taught: Iterable[Night], today: dt.date, bounds: Bounds) -> Past:
    """Return the nights that teach, in order, and which outlets are known well enough to be judged, and how."""
    nights: dict[str, list[Night]] = defaultdict(list)
    days: dict[str, list[Night]] = defaultdict(list)
    for night in sorted(taught, key=lambda n: (n.night, n.run_id, n.outlet, n.printed or dt.date.min)):
        if today - LOOK_BACK <= night.night <= today:
            (nights if night.printed is None else days)[night.outlet].append(night)
    alone, together = [], []
    for outlet, own in sorted(nights.items()):
        if (today - own[0].night).days < bounds.days or not outlet:
            continue
        lately = sum(n.pages + n.counts["rejects"] for n in own if n.night >= today - FOUR_WEEKS)
        if lately < bounds.small:
            together.append(outlet)
        elif len({n.night for n in own}) >= bounds.nights:
            alone.append(outlet)
    return Past(nights, days, alone, together)


def findings(
    came: Sequence[Night], nights: Sequence[Night], days: Sequence[Night], bounds: Bounds
) -> Iterable[Finding]:
    """Yield what is found of one outlet."""
    whole = sum_of(n for n in came if n.printed is None)
    gaps = gaps_of([*nights, whole])
    yield from find_shares(whole, nights, bounds)
    yield from find_volume([n for n in came if n.printed], days, gaps, bounds)
    yield from find_low(whole, nights, gaps, bounds)


def find_together(came: Mapping[str, Sequence[Night]], past: Past, bounds: Bounds) -> Iterable[tuple[str, Finding]]:
    """Yield what is found of the small outlets, each that a finding befalls by its name."""
    members = {name: came[name] for name in past.together if came.get(name)}
    if not members:
        return
    nights = by_night(night for name in past.together for night in past.nights[name])
    days = [day for name in past.together for day in past.days[name]]
    if len({n.night for n in nights}) < bounds.nights:
        return
    pooled = sum_of(n for own in members.values() for n in own if n.printed is None)
    own_gaps: dict[tuple[str, dt.date], int] = {}
    for name, own in members.items():
        own_gaps |= gaps_of([*past.nights[name], *(n for n in own if n.printed is None)])
    some = [day for own in members.values() for day in own if day.printed]
    for finding in (*find_shares(pooled, nights, bounds), *find_volume(some, days, own_gaps, bounds)):
        for name, own in members.items():
            if finding.befalls(sum_of(n for n in own if n.printed is None)):
                says = f"{finding.says}, {SMALL}"
                yield name, Finding(finding.name, finding.holds, says, finding.befalls)


def by_night(nights: Iterable[Night]) -> list[Night]:
    """Return the nights of several outlets as those of one."""
    groups: dict[dt.date, list[Night]] = defaultdict(list)
    for night in nights:
        groups[night.night].append(night)
    return [sum_of(groups[night]) for night in sorted(groups)]
