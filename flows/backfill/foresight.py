"""
Which records may answer a selection once they are cleaned anew, as far as it can be told without cleaning them.

An outlet that is called otherwise by today's tables, a date whose day and month were taken for one another, a date
that was not found: each is looked at, and dropped again where its new values do not answer.
"""
# ruff: noqa: S608 - SQL is put together from our own names; `where` is the operator's own, other values are bound

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.backfill.selection import conditions, values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb

    from flows.backfill.selection import Selection

DAYS_UNTIL_SEEN = 31
"""Days within which a page without a date is taken to have come in after it was printed."""

OTHER_READINGS = (
    "if(day(published_date) <= 12, make_date(year(published_date), day(published_date), month(published_date)), NULL)",
    "(published_date + INTERVAL 1 DAY)::DATE",
    "(published_date - INTERVAL 1 DAY)::DATE",
)
"""What a printed day may have meant: day and month changed about, the day in another zone."""


def foresee(con: duckdb.DuckDBPyConnection, selection: Selection, table: str, knowledge: Path | None) -> str | None:
    """
    Return the condition under which records of a table are looked at beside those that answer; None for none.

    Args:
        con: The database.

        selection: What is asked.

        table: Table or view with the index's columns, keys in hex.

        knowledge: The user's folder of rules, outlets and words.
    """
    asked = conditions(selection)
    if selection.outlets:
        domains, names = today_of(con, selection.outlets, table, knowledge)
        con.execute("CREATE OR REPLACE TABLE their_domains AS SELECT unnest($1::VARCHAR[]) AS name", [domains])
        con.execute("CREATE OR REPLACE TABLE their_names AS SELECT unnest($1::VARCHAR[]) AS name", [names])
        renamed = "outlet_domain IN (FROM their_domains) OR outlet IN (FROM their_names)"
        asked["outlet"] = f"({asked['outlet']} OR coalesce({renamed}, false))"
    if selection.first or selection.last:
        within = f"({' AND '.join(asked.pop(name) for name in ('first', 'last') if name in asked)})"
        asked["days"] = f"({within} OR {read_otherwise(selection)})"
    return " AND ".join(asked.values()) if {"outlet", "days"} & asked.keys() else None


def read_otherwise(selection: Selection) -> str:
    """Return the SQL that says whether a date may turn out to lie within the selection's days."""
    first = "$first" if selection.first else "DATE '0001-01-01'"
    last = "$last" if selection.last else "DATE '9999-12-31'"
    readings = " OR ".join(f"coalesce({reading} BETWEEN {first} AND {last}, false)" for reading in OTHER_READINGS)
    seen = f"seen_day >= {first}" + (f" AND seen_day <= $last + {DAYS_UNTIL_SEEN}" if selection.last else "")
    return f"({readings} OR (published_date IS NULL AND outcome <> 'reject' AND {seen}))"


def widen(selection: Selection) -> str:
    """Return the condition of all records whose new values may answer: what no cleaning changes holds still."""
    asked = conditions(selection)
    told = [asked[name] for name in ("source",) if name in asked]
    if selection.first:
        told.append("seen_day >= $first - 1")  # a date lies a day behind the day on which it was seen, at most
    return " AND ".join(told) or "true"


def today_of(
    con: duckdb.DuckDBPyConnection, wanted: Sequence[str], table: str, knowledge: Path | None
) -> tuple[list[str], list[str]]:
    """
    Return domains and names of outlets that today's tables call one of those that are wanted.

    Names are those that a table's records carry: few, whatever the number of records.
    """
    from flows.shard import load
    from transforms.finders.outlet.believed import for_readers
    from transforms.names.hosts import known_at, registrable
    from transforms.names.outlets import hosts

    load(knowledge)
    asked = {name.strip().lower() for name in wanted}
    domains = {registrable(host) or host for host, name in hosts().items() if asked & {name.lower(), host}}
    there = con.execute(f"SELECT DISTINCT outlet, outlet_domain FROM {table}").fetchall()
    domains |= {domain for _, domain in there if domain and (known_at(domain) or "").lower() in asked}
    names = {name for name, _ in there if name and for_readers(name).lower() in asked}
    return sorted(domains), sorted(names)


def bound_values(selection: Selection, condition: str) -> dict[str, object]:
    """Return the values that a condition names; DuckDB refuses others."""
    return {name: value for name, value in values(selection).items() if f"${name}" in condition}
