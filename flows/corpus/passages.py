"""
Standing passages of houses in the store: read for comparing pages, learned now and then, by house.

What is learned changes what pages say to one another: those that hold a passage that is new are sketched anew, and
nobody else is asked. The store keeps keys of lines and no words; they stay until all pages are sketched anew.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from flows.corpus.database import count, make_view
from flows.store import files, replace_table
from transforms.duplicates.passages import cut
from transforms.schema import DATASETS, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from flows.store import Draft

HOUSE = "coalesce({0}.outlet_domain, {0}.outlet, '')"
"""SQL of what a page's house is called; pages of nobody have none, and no passages."""

Passages = dict[str, tuple[frozenset[str], ...]]
"""The passages of each house."""


def open_passages(
    con: duckdb.DuckDBPyConnection,
    clean: Path,
    learned: Mapping[str, Iterable[tuple[str, ...]]] | None = None,
    arrivals: Path | None = None,
) -> None:
    """
    Make the view `passages`: what the store knows, and what was learned now.

    Args:
        con: The run's database.

        clean: The clean folder.

        learned: Passages that are new, by house; None where nobody looked for any.

        arrivals: A store whose passages are taken over where this one has none, as its arrivals are.
    """
    known = any(file.rows for file in files(clean, "passages"))
    make_view(con, "known_passages", arrivals if arrivals and arrivals.is_dir() and not known else clean, "passages")
    rows: list[dict[str, object]] = [
        {"house": house, "lines": list(lines)} for house, some in (learned or {}).items() for lines in some
    ]
    con.register("new_passages", table_of(rows))
    con.execute("CREATE VIEW passages AS SELECT * FROM known_passages UNION ALL SELECT * FROM new_passages")


def table_of(rows: list[dict[str, object]]) -> pa.Table:
    """Return passages as the store keeps them."""
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema=arrow_schema(DATASETS["passages"]))


def passages_of(con: duckdb.DuckDBPyConnection) -> Passages:
    """Return the passages of each house, from the view `passages`."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for house, lines in con.execute("SELECT house, lines FROM passages ORDER BY house, lines").fetchall():
        found[house].append(frozenset(lines))
    return {house: tuple(some) for house, some in found.items()}


def without_passages(text: str, house: str | None, passages: Passages) -> str:
    """Return a text without the passages of its house."""
    return cut(text, passages[house]) if house and house in passages else text


def write_passages(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Write all passages, where some are new."""
    if count(con, "passages") > sum(file.rows for file in draft.published.get("passages", ())):
        replace_table(draft, "passages", con.sql("FROM passages ORDER BY house, lines").to_arrow_table())
