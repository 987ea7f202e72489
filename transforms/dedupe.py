"""
Which records are one story, and which of them stands for it.

Everything here is a function of the *set* of members: their order is nothing, and a component
clustered anew after a late arrival comes out as if all had come at once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

SAME_STORY = 0.5
"""Containment of word-3 shingles from which two texts under one URL are one story."""

MOST_TEXTS_OF_ONE_URL = 64
"""Distinct texts under one URL; above, it is a front page or a feed, and titles alone speak."""

MOST_WORDS = 20_000
"""Words of a text that are compared; no story is longer, and hostile ones shall cost no more."""

SHORTEST_CREDIT = 3
"""Letters of a credit that may stand for the beginning of an outlet's name (`BBC`, `BBC Indonesia`)."""

LONGEST_CREDIT = 60
WORD = re.compile(r"\w+")
NEVER = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
LATEST = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)


Runs = frozenset[tuple[str, ...]]
"""A text's runs of three words."""

Shingles = dict[str, Runs]
"""Runs of the texts compared so far, by text digest: each is made once."""


@dataclass(frozen=True, slots=True)
class Member:
    """
    What clustering needs to know of one record.

    Attributes:
        id: The record's key.

        url_key: `transforms.urls.url_key` of its address.

        text_sha256: Digest of its clean text in normal form.

        n_chars: Length of the clean text; an empty text is like no other.

        text: The clean text, or None where nobody shall compare it.

        title: As shown.

        published_date: The day as printed.

        published_at: The moment (aware), where it is known.

        seen_at: When it was fetched or first came in (aware).

        outlet: Name of the outlet.

        outlet_domain: Its host.

        credits: Whom the page credits: wire sources, and the outlet it was taken from.
    """

    id: str
    url_key: str | None
    text_sha256: str
    n_chars: int
    text: str | None = None
    title: str | None = None
    published_date: dt.date | None = None
    published_at: dt.datetime | None = None
    seen_at: dt.datetime | None = None
    outlet: str | None = None
    outlet_domain: str | None = None
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """
    Where a record ends: canonical of its cluster, or a duplicate of the canonical.

    Attributes:
        id: The record's key.

        cluster_id: The smallest id of the cluster.

        cluster_size: How many records the cluster holds.

        verdict: None for the canonical, else `same_url` or `same_text`.

        matched_id: The canonical's id, for a duplicate.

        containment: Share of the shorter text's word-3 shingles that the canonical's text shares;
            None where the texts were not compared.
    """

    id: str
    cluster_id: str
    cluster_size: int
    verdict: str | None = None
    matched_id: str | None = None
    containment: float | None = None


def cluster_members(members: Iterable[Member]) -> tuple[Placement, ...]:
    """
    Cluster records and choose each cluster's canonical one.

    Same text merges. Same URL merges where texts agree (containment from `SAME_STORY`) or folded
    titles are equal. Of the crawls of one URL only the newest may be canonical; of what is left,
    the outlet that others credit goes first, then the earliest, the longest, the smallest id.

    Args:
        members: In any order, each id once.

    Returns:
        One placement for each member, by id.
    """
    ranked = sorted(members, key=lambda m: m.id)
    known: Shingles = {}
    parent = list(range(len(ranked)))
    for group in grouped(ranked, text_of):
        join_all(parent, group)
    for group in grouped(ranked, lambda m: m.url_key):
        join_agreeing(parent, ranked, group, known)
    clusters: dict[int, list[Member]] = defaultdict(list)
    for n, member in enumerate(ranked):
        clusters[root(parent, n)].append(member)
    placed = [p for cluster in clusters.values() for p in place(cluster, known)]
    return tuple(sorted(placed, key=lambda p: p.id))


def text_of(member: Member) -> str | None:
    """Return the digest under which a member's text is the same as another's."""
    return member.text_sha256 if member.n_chars else None


def grouped(members: Sequence[Member], key: Callable[[Member], Hashable]) -> list[list[int]]:
    """Return the positions of members that share a key, where more than one does. None is no key."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for n, member in enumerate(members):
        if (value := key(member)) is not None:
            groups[value].append(n)
    return [group for group in groups.values() if len(group) > 1]


def root(parent: list[int], n: int) -> int:
    """Return the smallest position joined with this one."""
    while parent[n] != n:
        parent[n] = parent[parent[n]]
        n = parent[n]
    return n


def join_all(parent: list[int], group: Sequence[int]) -> None:
    """Join every position of a group."""
    for n in group[1:]:
        a, b = root(parent, group[0]), root(parent, n)
        parent[max(a, b)] = min(a, b)


def join_agreeing(parent: list[int], members: Sequence[Member], group: list[int], known: Shingles) -> None:
    """Join the members of one URL whose titles or texts agree; at most `MOST_TEXTS_OF_ONE_URL` texts are compared."""
    by_title: dict[str, list[int]] = defaultdict(list)
    by_text: dict[str, int] = {}
    for n in group:
        by_title[fold_title(members[n].title)].append(n)
        by_text.setdefault(members[n].text_sha256, n)
    for title, same in by_title.items():
        if title:
            join_all(parent, same)
    if len(by_text) > MOST_TEXTS_OF_ONE_URL:
        return
    for a, b in combinations(by_text.values(), 2):
        if root(parent, a) != root(parent, b) and (containment(members[a], members[b], known) or 0) >= SAME_STORY:
            join_all(parent, (a, b))


def place(cluster: list[Member], known: Shingles) -> list[Placement]:
    """Return the placements of one cluster; its members are sorted by id."""
    key, size = cluster[0].id, len(cluster)
    if size == 1:
        return [Placement(key, key, 1)]
    newest = newest_crawls(cluster)
    credited = credited_outlets(cluster)
    canonical = min(newest.values(), key=lambda m: precedence(m, credited))
    newest_ids = {m.id for m in newest.values()}
    return [
        Placement(m.id, key, size)
        if m is canonical
        else Placement(
            m.id, key, size, verdict_on(m, canonical, newest_ids), canonical.id, containment(m, canonical, known)
        )
        for m in cluster
    ]


def newest_crawls(cluster: Iterable[Member]) -> dict[str, Member]:
    """Return the newest member of each URL; one without a URL stands for itself."""
    newest: dict[str, Member] = {}
    for member in cluster:
        key = f"url {member.url_key}" if member.url_key else f"id {member.id}"
        rival = newest.get(key)
        if rival is None or freshness(member) < freshness(rival):
            newest[key] = member
    return newest


def freshness(member: Member) -> tuple[dt.timedelta, int, str]:
    """Return what sorts the crawls of one URL, newest first; then the longest."""
    return LATEST - (member.seen_at or NEVER), -member.n_chars, member.id


def precedence(member: Member, credited: set[tuple[str, str]]) -> tuple[bool, dt.date, dt.datetime, int, str]:
    """Return what sorts canonical candidates: the credited outlet, the earliest, the longest, the smallest id."""
    return (
        outlet_of(member) not in credited,
        member.published_date or LATEST.date(),
        member.published_at or LATEST,
        -member.n_chars,
        member.id,
    )


def verdict_on(member: Member, canonical: Member, newest_ids: set[str]) -> str:
    """Say why a member is in the cluster of its canonical: a crawl of one URL, or the same text elsewhere."""
    same_url = member.url_key is not None and member.url_key == canonical.url_key
    if same_url or (member.id not in newest_ids and member.text_sha256 != canonical.text_sha256):
        return "same_url"
    return "same_text"


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


def fold_title(title: str | None) -> str:
    """Return the words of a title, folded: `Banjir, Lagi!` and `banjir lagi` are equal."""
    return " ".join(WORD.findall((title or "").casefold()))


def shingle(text: str) -> Runs:
    """Return a text's runs of three words, folded; a shorter text is one run."""
    words = WORD.findall(text.casefold())[:MOST_WORDS]
    runs: Runs = frozenset(zip(words, words[1:], words[2:], strict=False))
    return runs or frozenset({tuple(words)} if words else ())


def containment_of(a: Runs, b: Runs) -> float:
    """Return the share of the smaller set that the other holds; 0.0 where one is empty."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def containment(a: Member, b: Member, known: Shingles) -> float | None:
    """
    Return the containment of two members' texts; None where a text is not at hand.

    `known` keeps the shingles made so far, by digest; it grows.
    """
    if a.text_sha256 == b.text_sha256:
        return 1.0
    if a.text is None or b.text is None:
        return None
    for member in (a, b):
        if member.text_sha256 not in known:
            known[member.text_sha256] = shingle(member.text or "")
    return containment_of(known[a.text_sha256], known[b.text_sha256])


def components(*keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """
    Label what hangs together: rows that share a key in any of the columns, and rows linked through others.

    Args:
        keys: Columns of equal length. 0 is no key.

    Returns:
        For each row the smallest row number of its component.
    """
    import numpy as np  # noqa: PLC0415 - only large inputs come this way

    labels = np.arange(len(keys[0]), dtype=np.int64)
    columns = []
    for key in keys:
        rows = np.flatnonzero(key)
        _, codes = np.unique(key[rows], return_inverse=True)
        columns.append((rows, codes))
    while True:
        before = labels.copy()
        for rows, codes in columns:
            smallest = np.full(codes.max(initial=-1) + 1, len(labels), dtype=np.int64)
            np.minimum.at(smallest, codes, labels[rows])
            labels[rows] = smallest[codes]
        labels = labels[labels]
        if np.array_equal(before, labels):
            return labels
