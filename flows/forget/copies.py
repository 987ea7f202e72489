"""
Near copies of forgotten texts at other places: the pages of one story, and what the trace of a text meets.

What the store joined is a copy, as `saring dups` shows it; a tombstone may keep no text, and meets by an eighth of the
runs what comes in later.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flows.forget.stones import tables_with_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from flows.forget.stones import Meant
    from transforms.duplicates.agree import Runs

HUNDREDTHS = 2

TEXTS_AT_HAND = 64
"""Texts of which the runs are kept while rows pass: those of one are some 75 kB."""

ONE_STORY = """
SELECT DISTINCT o.id, m.record_id FROM known o JOIN known m USING (cluster_id)
WHERE m.record_id IN (FROM meant) AND m.current AND m.outcome IN ('article', 'duplicate')
  AND o.record_id NOT IN (FROM meant) AND o.current AND o.outcome IN ('article', 'duplicate')
"""
"""Pages elsewhere that are one story with a delivery that is meant."""


@dataclass(frozen=True, slots=True)
class Copy:
    """
    A page that tells what a forgotten one tells.

    Attributes:
        id: The page.

        source: Where it came from.

        outlet: Its outlet's host, the name where no host is known; empty where neither is.

        share: How much of one text the other holds, by runs of three words.
    """

    id: str
    source: str
    outlet: str
    share: float


def find_copies(con: duckdb.DuckDBPyConnection, clean: Path, meant: Meant) -> tuple[Copy, ...]:
    """Return the pages elsewhere that are a copy of one that is meant; the closest first."""
    closest: dict[str, Copy] = {}
    for copy in copies_in(con, clean, meant):
        before = closest.get(copy.id)
        if before is None or before.share < copy.share:
            closest[copy.id] = copy
    return tuple(sorted(closest.values(), key=lambda copy: (-copy.share, copy.id)))


def copies_in(con: duckdb.DuckDBPyConnection, clean: Path, meant: Meant) -> Iterator[Copy]:
    """Yield the rows that are near copies."""
    from flows.corpus.forgotten import hashes_of
    from transforms.duplicates.agree import containment_of, shingle
    from transforms.duplicates.traces import WORD, gather, is_copy, likeness, runs_of, sharing

    traced = [(hashes_of(row["trace"]), int(row["n_words"])) for row in meant.rows if row["trace"]]
    gathered = gather([trace for trace, _ in traced])
    if not traced:
        return
    stories = stories_of(con, meant)

    @lru_cache(maxsize=TEXTS_AT_HAND)
    def said(record: str) -> Runs:
        return shingle(meant.texts[record])

    for row in rows_elsewhere(con, clean):
        runs, n_words = runs_of(row["text"]), len(WORD.findall(row["text"]))
        told = stories.get(row["id"], ())
        own: Runs = shingle(row["text"]) if told else frozenset()
        share = max((containment_of(own, said(record)) for record in told), default=0.0)
        for number in sharing(gathered, runs).tolist():
            trace, length = traced[number]
            held = likeness(trace, length, runs, n_words)
            share = max(share, held) if is_copy(trace, length, held) else share
        if share:
            yield Copy(row["id"], row["source"], row["outlet_domain"] or row["outlet"] or "", round(share, HUNDREDTHS))


def stories_of(con: duckdb.DuckDBPyConnection, meant: Meant) -> dict[str, list[str]]:
    """Return by page elsewhere the traced records with which it is one story."""
    traced = {row["record_id"] for row in meant.rows if row["trace"]}
    found: dict[str, list[str]] = defaultdict(list)
    for page, record in con.execute(ONE_STORY).fetchall():
        if record in traced:
            found[page].append(record)
    return found


def rows_elsewhere(con: duckdb.DuckDBPyConnection, clean: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows with a text that are not meant."""
    for table in tables_with_text(con, clean, "*", "record_id NOT IN (FROM meant)"):
        page = "id" if "id" in table.column_names else "page_key"
        told = ["source", "outlet_domain", "outlet", "text"]
        yield from table.select([page, *told]).rename_columns(["id", *told]).to_pylist()
