"""
What is true after every night, whatever was delivered.

Each law returns what breaks it, in words, so that a test asserts an empty list and a failure reads
like a report.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from deliveries import house

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from deliveries.house import Row

STAMPS = frozenset({"run_id", "rulebook", "knowledge", "code"})
"""They say what last changed a row and are no part of equality."""

TOLD = frozenset({"source", "cluster_size", "last_seen"})
"""Told for people, or refreshed when a file is written anyway."""

ASIDE = STAMPS | TOLD
ONE_OF_SEVERAL = frozenset({"fetched_at"})
"""A delivery that came in twice was fetched at two moments; which one its row tells hangs on which came first."""

COMPARED = ("articles", "duplicates", "removals")
OUTCOMES = "articles duplicates rejects refetched superseded redelivered held waiting forgotten skipped".split()
MOST_TOLD = 12


def told(row: Row) -> str:
    """Return a row as text, its keys first."""
    first = {name: row.get(name) for name in ("id", "record_id")}
    return repr(first | {name: row[name] for name in sorted(row) if name not in ASIDE})


def differ(clean: Path, other: Path, aside: frozenset[str] = ASIDE) -> list[str]:
    """Return how the datasets of two folders differ: dataset, side, key, and the columns that disagree."""
    found: list[str] = []
    for dataset in COMPARED:
        mine, theirs = (keyed(folder, dataset) for folder in (clean, other))
        found += [f"{dataset}: only the nights have {brief(mine[key])}" for key in sorted(mine.keys() - theirs.keys())]
        found += [f"{dataset}: only one run has {brief(theirs[key])}" for key in sorted(theirs.keys() - mine.keys())]
        for key in sorted(mine.keys() & theirs.keys()):
            found += [f"{dataset}: {brief(mine[key])}: {said}" for said in columns_apart(mine[key], theirs[key], aside)]
    return found[:MOST_TOLD]


def keyed(clean: Path, dataset: str) -> dict[tuple[str, ...], Row]:
    """Return a dataset's rows by what names them; a row that stands twice gets a number."""
    rows: dict[tuple[str, ...], Row] = {}
    for row in sorted(house.rows_of(clean, dataset), key=told):
        name = (row["id"], row["record_id"], *(repr(row.get(c)) for c in ("block", "start", "end", "kind", "rule")))
        while name in rows:
            name = (*name, "again")
        rows[name] = row
    return rows


def columns_apart(row: Row, other: Row, aside: frozenset[str] = ASIDE) -> list[str]:
    """Return the columns in which two rows disagree, with both values."""
    names = sorted((row.keys() | other.keys()) - aside)
    return [
        f"{n} is {str(row.get(n))[:80]!r}, in one run {str(other.get(n))[:80]!r}"
        for n in names
        if row.get(n) != other.get(n)
    ]


def brief(row: Row) -> str:
    """Return what tells a person which row it is."""
    words = (
        row["id"][:8],
        row["record_id"][:8],
        row.get("title"),
        row.get("verdict"),
        row.get("source"),
        row.get("kind"),
    )
    return " ".join(str(word) for word in words if word)


def unreconciled(summary: Row) -> list[str]:
    """Return what is wrong with a summary's sum."""
    counted = sum(summary.get(name, 0) for name in OUTCOMES)
    if counted == summary["records_in"]:
        return []
    return [f"{summary['records_in']} records in, {counted} accounted for: {summary}"]


def lost(before: Iterable[str], clean: Path, changed: Iterable[str]) -> list[str]:
    """Return the ids that are gone without a word in `changes`."""
    return sorted(set(before) - house.ids_of(clean) - set(changed))


def doubled(clean: Path) -> list[str]:
    """Return the ids that stand in the articles more than once, and the records that stand anywhere more than once."""
    articles = Counter(row["id"] for row in house.rows_of(clean, "articles"))
    records = Counter(row["record_id"] for name in ("articles", "duplicates") for row in house.rows_of(clean, name))
    return sorted(key for counts in (articles, records) for key, number in counts.items() if number > 1)


class Replica:
    """A copy of `articles` that is kept by `changes` alone, as a warehouse keeps it."""

    def __init__(self) -> None:
        """Begin empty."""
        self.rows: dict[str, Row] = {}

    def follow(self, clean: Path, run_id: str) -> set[str]:
        """Take in one run: drop every id it names, then take those that its articles hold. Return the ids named."""
        named = {row["id"] for row in house.changes_of(clean, run_id)}
        for key in named:
            self.rows.pop(key, None)
        self.rows |= {key: row for key, row in house.by_id(clean).items() if key in named}
        return named

    def differs(self, clean: Path) -> list[str]:
        """Return where it is another than the articles."""
        rows = house.by_id(clean)
        found = [f"the replica lacks {brief(rows[key])}" for key in sorted(rows.keys() - self.rows.keys())]
        found += [f"the replica still has {brief(self.rows[key])}" for key in sorted(self.rows.keys() - rows.keys())]
        for key in sorted(rows.keys() & self.rows.keys()):
            found += [f"{brief(rows[key])}: {said}" for said in columns_apart(rows[key], self.rows[key])]
        return found[:MOST_TOLD]
