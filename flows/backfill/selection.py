"""Which records a backfill is asked for, and whether a record's old or new values answer."""
# ruff: noqa: S608 - SQL is put together from our own names; `where` is the operator's own, other values are bound

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flows.errors import UsageError

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Selection:
    """
    Which records are cleaned anew. A record is chosen that answers all that is asked; nothing asked is all of them.

    Attributes:
        outlets: Outlets, by name or domain, in any case.

        first: First day of `date`, that day included.

        last: Last day of `date`.

        source: What the source, or the file in it, looks like: `2026/*/kompas*`; `*` crosses folders.

        where: A condition in SQL over the columns of the store's index.

        wide: Clean also records of which nobody can tell beforehand whether their new values answer, and keep those
            that do. Without it, only what is foreseen is looked at: outlets by today's tables, dates by their digits.
    """

    outlets: tuple[str, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    source: str | None = None
    where: str | None = None
    wide: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked."""
        return not (self.outlets or self.first or self.last or self.source or self.where)

    def said(self) -> dict[str, Any]:
        """Return the selection as JSON holds it, without what is not asked."""
        told = {
            "outlets": list(self.outlets),
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "source": self.source,
            "where": self.where,
            "wide": self.wide,
        }
        return {name: value for name, value in told.items() if value}

    @property
    def title(self) -> str:
        """The selection in a few words: `kompas.com 2025-01-01…2025-03-31`."""
        days = f"{self.first or ''}…{self.last or ''}" if self.first or self.last else ""
        parts = (*self.outlets, days, self.source or "", f"where {self.where}" if self.where else "")
        return " ".join(part for part in parts if part) or "everything"


def selection_from(said: dict[str, Any]) -> Selection:
    """Return the selection of which `said` tells."""
    first, last = (dt.date.fromisoformat(said[name]) if said.get(name) else None for name in ("first", "last"))
    return Selection(
        tuple(said.get("outlets", ())), first, last, said.get("source"), said.get("where"), bool(said.get("wide"))
    )


def check_selection(selection: Selection) -> None:
    """
    Refuse a selection that cannot mean what it says.

    Raises:
        UsageError: The days are in the wrong order, or an outlet has no name.
    """
    if selection.first and selection.last and selection.first > selection.last:
        raise UsageError(f"--from {selection.first} lies behind --to {selection.last}")
    if not all(name.strip() for name in selection.outlets):
        raise UsageError("--outlet: name an outlet, as `outlet` or `outlet_domain` in the articles does")


DATE = "coalesce(date, published_date, first_seen)"
"""The day by which a record is chosen; older states and refetched crawls have no `date` of their own."""

FILE = "regexp_replace(source, '#[0-9]{1,12}$', '')"


def conditions(selection: Selection) -> dict[str, str]:
    """Return the SQL of each thing that is asked, over a table with the index's columns."""
    asked = {}
    if selection.outlets:
        asked["outlet"] = (
            "(coalesce(list_contains($outlets, lower(outlet)), false)"
            " OR coalesce(list_contains($outlets, lower(outlet_domain)), false))"
        )
    if selection.first:
        asked["first"] = f"{DATE} >= $first"
    if selection.last:
        asked["last"] = f"{DATE} <= $last"
    if selection.source:
        asked["source"] = f"(source GLOB $source OR {FILE} GLOB $source)"
    if selection.where:
        asked["where"] = f"coalesce(({selection.where}), false)"
    return asked


def values(selection: Selection) -> dict[str, object]:
    """Return what is bound to the names in `conditions`."""
    bound: dict[str, object] = {}
    if selection.outlets:
        bound["outlets"] = [name.strip().lower() for name in selection.outlets]
    if selection.first:
        bound["first"] = selection.first
    if selection.last:
        bound["last"] = selection.last
    if selection.source:
        bound["source"] = selection.source
    return bound


def matching(con: duckdb.DuckDBPyConnection, selection: Selection, table: str, into: str) -> None:
    """
    Make a table of the record ids whose values in a table answer a selection.

    Args:
        con: The database.

        selection: What is asked.

        table: A table or view with the index's columns, keys in hex.

        into: The name of the new table, with one column `record_id`.

    Raises:
        UsageError: The operator's SQL does not work.
    """
    import duckdb

    asked = " AND ".join(conditions(selection).values()) or "true"
    try:
        con.execute(f"CREATE OR REPLACE TABLE {into} AS SELECT record_id FROM {table} WHERE {asked}", values(selection))
    except duckdb.Error as error:
        if not selection.where:
            raise
        raise UsageError(
            f"--where {selection.where!r}: {str(error).splitlines()[0]}. It is a condition over the columns of the "
            "index: record_id, id, outcome, source, first_seen, seen_day, published_date, outlet, outlet_domain, "
            "title, n_chars, date, verdict, checked …"
        ) from error
