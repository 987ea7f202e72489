"""A comparison in figures: ids and counts, never text, so that they may stand in a manifest."""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.compare.pairs import CHROME, SIDES

if TYPE_CHECKING:
    import duckdb

MOST_OUTLETS = 50
"""Pairs of outlet names that are told, most rows first."""


@dataclass(frozen=True, slots=True)
class Figures:
    """
    What differs between two states of the same records.

    Attributes:
        rows: How many rows are `equal`, `changed`, `lost` (refused now) and `gained` (refused before).

        fields: Changed rows by what differs in them: `text`, `title`, …, `ledger`.

        characters: Characters of clean text, before and now, under `text`; struck ones by kind.

        dates: Rows whose printed day `moved`, was `found` or was `lost`.

        outlets: Rows by outlet before and now, where it changed: `detikcom → detik`.
    """

    rows: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    characters: dict[str, tuple[int, int]] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """Return the figures as JSON holds them."""
        return {
            "rows": self.rows,
            "fields": self.fields,
            "characters": {kind: list(both) for kind, both in self.characters.items()},
            "dates": self.dates,
            "outlets": self.outlets,
        }


def count_all(con: duckdb.DuckDBPyConnection) -> Figures:
    """Count what differs, from the table `pairs` and the views of both sides."""
    return Figures(count_rows(con), count_fields(con), count_characters(con), count_dates(con), count_outlets(con))


def tally(con: duckdb.DuckDBPyConnection, sql: str) -> dict[str, int]:
    """Return the answer of a query for names and numbers, zeros left out."""
    return {str(name): int(number) for name, number in con.execute(sql).fetchall() if number}


def count_rows(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Count rows by what became of them."""
    fate = "CASE WHEN fate <> 'both' THEN fate WHEN len(fields) > 0 THEN 'changed' ELSE 'equal' END"
    return tally(con, f"SELECT {fate} AS fate, count(*) FROM pairs GROUP BY 1 ORDER BY 1")


def count_fields(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Count changed rows by what differs."""
    return tally(con, "SELECT unnest(fields) AS name, count(*) AS n FROM pairs GROUP BY 1 ORDER BY n DESC, name")


def count_characters(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """Count characters that stand, and struck ones by kind, on either side."""
    counts: dict[str, list[int]] = {"text": [0, 0]}
    for at, side in enumerate(SIDES):
        counts["text"][at] = sum(tally(con, f"SELECT 'text', sum(n_chars) FROM {side}_narrow").values())
        sql = f'SELECT kind, sum("end" - start) FROM {side}_spans WHERE NOT {CHROME} GROUP BY 1 ORDER BY 1'
        for kind, number in tally(con, sql).items():
            counts.setdefault(kind, [0, 0])[at] = number
    return {kind: (before, now) for kind, (before, now) in sorted(counts.items())}


def count_dates(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Count rows whose printed day changed."""
    how = "CASE WHEN now_date IS NULL THEN 'lost' WHEN was_date IS NULL THEN 'found' ELSE 'moved' END"
    where = "fate = 'both' AND now_date IS DISTINCT FROM was_date"
    return tally(con, f"SELECT {how} AS how, count(*) FROM pairs WHERE {where} GROUP BY 1 ORDER BY 1")


def count_outlets(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Count rows whose outlet is called otherwise."""
    return tally(
        con,
        f"""
        SELECT coalesce(was_outlet, '-') || ' → ' || coalesce(now_outlet, '-') AS how, count(*) AS n FROM pairs
        WHERE fate = 'both' AND now_outlet IS DISTINCT FROM was_outlet
        GROUP BY 1 ORDER BY n DESC, how LIMIT {MOST_OUTLETS}
        """,
    )
