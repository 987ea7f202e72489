"""
Which pages are one story, and which of them stands for it.

Clustering reads edges only: pages that an edge finder joined hang together. Everything here is a
function of the *set* of pages and edges: their order is nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from transforms.duplicates.crawls import root

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

SHORTEST_CREDIT = 3
"""Letters of a credit that may stand for the beginning of an outlet's name (`BBC`, `BBC Indonesia`)."""

LONGEST_CREDIT = 60
LATEST = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
Why = Literal["same_text", "same_url", "same_source", "near"]
"""What joins two pages; of several the others are told before `near`, which hides no equal text."""

ONE_PLACE = ("same_url", "same_source")
"""Edges between crawls of one place: of such pages only the newest may stand for the story."""


@dataclass(frozen=True, slots=True)
class Member:
    """
    What clustering needs to know of one page.

    Attributes:
        id: The page's name.

        arrived: Day and run in which it first came in, as numbers.

        seen_at: When its row was fetched or came in (aware).

        n_chars: Length of the clean text.

        withdrawn: The paper took the story back.

        published_date: The day as printed.

        published_at: The moment (aware), where it is known.

        outlet: Name of the outlet.

        outlet_domain: Its host.

        credits: Whom the page credits: wire sources, and the outlet it was taken from.

        heir_of: Arrival and id of a forgotten page of its story, whose name lives on with it.
    """

    id: str
    arrived: tuple[int, int]
    seen_at: dt.datetime
    n_chars: int
    withdrawn: bool = False
    published_date: dt.date | None = None
    published_at: dt.datetime | None = None
    outlet: str | None = None
    outlet_domain: str | None = None
    credits: tuple[str, ...] = ()
    heir_of: tuple[tuple[int, int], str] | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """
    Two pages that are one story, and why.

    Attributes:
        a: The one page.

        b: The other.

        why: Why they are.

        containment: Share of the shorter text's word-3 shingles that both share; None where titles spoke alone.
    """

    a: str
    b: str
    why: Why
    containment: float | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """
    Where a page ends: canonical of its cluster, or a duplicate of the canonical.

    Attributes:
        id: The page.

        cluster_id: The name of the member that arrived first, forgotten ones among them.

        cluster_size: How many pages the cluster holds.

        verdict: None for the canonical, else the edge that holds the page.

        matched_id: The canonical's id.

        containment: The edge's, where the page hangs on the canonical itself.
    """

    id: str
    cluster_id: str
    cluster_size: int
    verdict: str | None
    matched_id: str
    containment: float | None = None


def place(cluster: Sequence[Member], edges: Iterable[Edge]) -> list[Placement]:
    """
    Return the placements of one cluster.

    Of pages of one place (one address, one file) only the newest may be canonical; of what is left, the
    outlet that others credit goes first, then the earliest, the longest, the smallest id.

    Args:
        cluster: Its members, in any order.

        edges: What holds them together.
    """
    known = sorted(edges, key=lambda e: (e.why == "near", e.a, e.b, e.why))
    _, name = min(name for m in cluster for name in ((m.arrived, m.id), m.heir_of) if name)
    credited = credited_outlets(cluster)
    canonical = min(newest_of_places(cluster, known), key=lambda m: precedence(m, credited)).id
    direct = {e.b if e.a == canonical else e.a: e for e in reversed(known) if canonical in (e.a, e.b)}
    other = {end: e for e in reversed(known) for end in (e.a, e.b)}
    placed = []
    for member in sorted(cluster, key=lambda m: m.id):
        edge = direct.get(member.id)
        verdict = None if member.id == canonical else (edge or other[member.id]).why
        held = edge.containment if edge and member.id != canonical else None
        placed.append(Placement(member.id, name, len(cluster), verdict, canonical, held))
    return placed


def newest_of_places(cluster: Sequence[Member], edges: Iterable[Edge]) -> list[Member]:
    """Return the newest page of each place; a page without such an edge is the newest of its own."""
    ordered = sorted(cluster, key=lambda m: m.id)
    at = {member.id: n for n, member in enumerate(ordered)}
    parent = list(range(len(ordered)))
    for edge in edges:
        if edge.why in ONE_PLACE:
            a, b = root(parent, at[edge.a]), root(parent, at[edge.b])
            parent[max(a, b)] = min(a, b)
    newest: dict[int, Member] = {}
    for n, member in enumerate(ordered):
        rival = newest.get(root(parent, n))
        if rival is None or (member.seen_at, member.id) > (rival.seen_at, rival.id):
            newest[root(parent, n)] = member
    return list(newest.values())


def precedence(member: Member, credited: set[tuple[str, str]]) -> tuple[bool, bool, dt.date, dt.datetime, int, str]:
    """Return what sorts canonical candidates: no notice, the credited outlet, the earliest, the longest, the id."""
    return (
        member.withdrawn,
        outlet_of(member) not in credited,
        member.published_date or LATEST.date(),
        member.published_at or LATEST,
        -member.n_chars,
        member.id,
    )


def outlet_of(member: Member) -> tuple[str, str]:
    """Return an outlet's folded name and host."""
    return fold_name(member.outlet), fold_name((member.outlet_domain or "").removeprefix("www."))


def credited_outlets(cluster: Iterable[Member]) -> set[tuple[str, str]]:
    """
    Return the outlets of a cluster that another outlet's page credits.

    A credit names an outlet when one begins with the other: `Antara` and `ANTARA News`.
    """
    creditors: dict[str, set[tuple[str, str]]] = defaultdict(set)
    outlets = set()
    for member in cluster:
        outlets.add(outlet_of(member))
        for credit in member.credits:
            creditors[fold_name(credit)].add(outlet_of(member))
    beginnings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for credit, names in creditors.items():
        for length in range(SHORTEST_CREDIT, len(credit) + 1):
            beginnings[credit[:length]] |= names
    return {o for o in outlets if {c for name in o for c in creditors_of(name, creditors, beginnings)} - {o}}


def creditors_of(
    name: str, creditors: dict[str, set[tuple[str, str]]], beginnings: dict[str, set[tuple[str, str]]]
) -> set[tuple[str, str]]:
    """Return the outlets whose credits begin with a name, or begin it."""
    found = set(beginnings.get(name, ()))
    for length in range(SHORTEST_CREDIT, len(name) + 1):
        found |= creditors.get(name[:length], set())
    return found


def fold_name(name: str | None) -> str:
    """Return the letters and digits of a name, folded."""
    return "".join(filter(str.isalnum, (name or "").casefold()))[:LONGEST_CREDIT]


def components(a: NDArray[np.int64], b: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """
    Return a label for each page; pages that edges join, over any number of steps, share one.

    Args:
        a: One end of each edge, numbers below `n`.

        b: The other ends.

        n: How many there are to label.

    Returns:
        For each of them the smallest number that it hangs together with.
    """
    import numpy as np  # noqa: PLC0415 - only clusters of several come this way

    labels = np.arange(n, dtype=np.int64)
    while True:
        before = labels.copy()
        smallest = np.minimum(labels[a], labels[b])
        np.minimum.at(labels, a, smallest)
        np.minimum.at(labels, b, smallest)
        labels = labels[labels]
        if np.array_equal(before, labels):
            return labels
