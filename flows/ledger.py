"""One page as its ledger tells it: which line stayed, what was struck from where, by which rule."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.errors import SaringError
from flows.query import open_views

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import duckdb

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line; `removal` is the ledger row that struck it, None where it stayed."""

    text: str
    removal: Row | None


@dataclass(frozen=True, slots=True)
class Page:
    """A published record: its dataset, its row, its ledger."""

    dataset: str
    row: Row
    removals: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A published record that a name could mean; `exact` where it is the whole of its source, URL or an id."""

    dataset: str
    record_id: str
    source: str
    exact: bool


def find_page(wanted: str, clean: Path) -> Page:
    """
    Find a published record. Of the states of one page the one in `articles` is meant.

    Args:
        wanted: Its source, a part of its source, its id, its record id or its URL.

        clean: The folder of the datasets.

    Raises:
        SaringError: Nothing matches, or more than one record does.
    """
    views = open_views(clean)
    hits = [hit for dataset in ("articles", "duplicates", "rejects") for hit in hits_in(views, dataset, wanted)]
    hits = [hit for hit in hits if hit.exact] or hits
    if not hits:
        raise SaringError(f"no record of {clean} is called {wanted!r}; list some with: saring query 'FROM articles'")
    if hits[0].exact:
        hits = [hit for hit in hits if hit.dataset == hits[0].dataset]
    if len(hits) > 1:
        names = "\n  ".join(f"{hit.source} (record {hit.record_id})" for hit in hits[:10])
        raise SaringError(f"{wanted!r} names {len(hits)} records; say which:\n  {names}")
    (hit,) = hits
    (row,) = read_rows(views, f"FROM {hit.dataset} WHERE record_id = ? AND source = ?", hit)
    removals = read_rows(views, 'FROM removals WHERE record_id = ? AND source = ? ORDER BY block, "start"', hit)
    return Page(hit.dataset, row, tuple(removals))


def hits_in(views: duckdb.DuckDBPyConnection, dataset: str, wanted: str) -> list[Hit]:
    """Return the records of one dataset that a name could mean."""
    url = "" if dataset == "rejects" else "OR url = $1"
    exact = f"coalesce(source = $1 OR id = $1 OR record_id = $1 {url}, false)"
    where = f"{exact} OR contains(source, $1)"
    sql = f"SELECT record_id, source, {exact} FROM {dataset} WHERE {where} ORDER BY source"  # noqa: S608 - one of three
    return [Hit(dataset, *row) for row in views.execute(sql, [wanted]).fetchall()]


def read_rows(views: duckdb.DuckDBPyConnection, sql: str, hit: Hit) -> list[Row]:
    """Return the rows of a record as dicts."""
    answer = views.execute(sql, [hit.record_id, hit.source])
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def lay_out(text: str, removals: Sequence[Row]) -> Iterator[list[Piece]]:
    """
    Yield the page's lines in order, kept and struck.

    Chrome stands in the ledger as runs of blocks without their text: one line for each run.
    """
    by_block: dict[int, list[Row]] = defaultdict(list)
    for removal in removals:
        by_block[removal["block"]].append(removal)
    kept = iter(text.split("\n") if text else [])
    number = 0
    last = max(by_block, default=-1)
    while number <= last:
        spans = by_block.get(number, [])
        if spans and spans[0]["kind"] == "chrome" and spans[0]["layer"] == "extractor":
            yield [Piece(f"… {spans[0]['end']} lines of page chrome …", spans[0])]
            number += spans[0]["end"]
            continue
        yield [Piece(s["text"], s) for s in spans] if spans and spans[0]["whole"] else weave(next(kept), spans)
        number += 1
    for line in kept:
        yield [Piece(line, None)]


def weave(line: str, removals: Sequence[Row]) -> list[Piece]:
    """Return one kept line with its struck spans back in their places."""
    pieces: list[Piece] = []
    length = at = 0
    for removal in removals:
        take = removal["start"] - length
        pieces += [Piece(line[at : at + take], None), Piece(removal["text"], removal)]
        length = removal["end"]
        at += take + len(removal["joint"])
    return [piece for piece in [*pieces, Piece(line[at:], None)] if piece.text]
