"""Near copies of forgotten texts at other places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.forget.stones import tables_with_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from flows.forget.stones import Meant

HUNDREDTHS = 2


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
    """Return the pages elsewhere that hold the text of one that is meant, or are held by it; the closest first."""
    closest: dict[str, Copy] = {}
    for copy in copies_in(con, clean, meant):
        before = closest.get(copy.id)
        if before is None or before.share < copy.share:
            closest[copy.id] = copy
    return tuple(sorted(closest.values(), key=lambda copy: (-copy.share, copy.id)))


def copies_in(con: duckdb.DuckDBPyConnection, clean: Path, meant: Meant) -> Iterator[Copy]:
    """Yield the rows that are near copies."""
    from flows.corpus.forgotten import hashes_of
    from transforms.duplicates.traces import WORD, gather, is_copy, likeness, runs_of, sharing

    traced = [(hashes_of(row["trace"]), int(row["n_words"])) for row in meant.rows if row["trace"]]
    gathered = gather([trace for trace, _ in traced])
    if not traced:
        return
    for row in rows_elsewhere(con, clean):
        runs, n_words = runs_of(row["text"]), len(WORD.findall(row["text"]))
        share = 0.0
        for number in sharing(gathered, runs).tolist():
            trace, length = traced[number]
            held = likeness(trace, length, runs, n_words)
            share = max(share, held) if is_copy(trace, length, held) else share
        if share:
            yield Copy(row["id"], row["source"], row["outlet_domain"] or row["outlet"] or "", round(share, HUNDREDTHS))


def rows_elsewhere(con: duckdb.DuckDBPyConnection, clean: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows with a text that are not meant."""
    for table in tables_with_text(con, clean, "*", "record_id NOT IN (FROM meant)"):
        page = "id" if "id" in table.column_names else "page_key"
        told = ["source", "outlet_domain", "outlet", "text"]
        yield from table.select([page, *told]).rename_columns(["id", *told]).to_pylist()
