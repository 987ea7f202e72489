"""
Standing passages of houses in the store: read for comparing pages, learned now and then, by house.

What is learned changes what pages say to one another: those that hold a passage that is new, or is none any more, are
sketched anew, and nobody else is asked. The store keeps keys of lines and no words.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from flows.corpus.database import connect, count, make_view
from flows.store import files, replace_table
from transforms.duplicates.passages import Lines, Names, cut
from transforms.schema import DATASETS, arrow_schema

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from flows.store import Draft

HOUSE = "coalesce({0}.outlet_domain, {0}.outlet, '')"
"""SQL of what a page's house is called; pages of nobody have none, and no passages."""

Passages = dict[str, tuple[frozenset[str], ...]]
"""The passages of each house."""

Learned = dict[str, dict[Lines, Names]]
"""The same with their lines in order, each with the pages that show it."""


def open_passages(
    con: duckdb.DuckDBPyConnection,
    clean: Path,
    learned: Mapping[str, Mapping[Lines, Names]] | None = None,
    arrivals: Path | None = None,
) -> None:
    """
    Make the views `known_passages`, what the store knows, and `passages`, what holds for this run.

    Args:
        con: The run's database.

        clean: The clean folder.

        learned: All passages by house, each with the pages that show it; None where nobody looked for any.

        arrivals: A store whose passages are taken over, as its arrivals are, by one that has sketched no page yet.
    """
    # What was unlearned leaves a store without passages that is not new: its sketches were made without any.
    known = any(file.rows for name in ("passages", "sketches") for file in files(clean, name))
    make_view(con, "known_passages", clean, "passages")
    if learned is not None:
        con.register("passages", table_of(learned))
    else:
        taken_over = arrivals and arrivals.is_dir() and not known
        make_view(con, "passages", arrivals if arrivals and taken_over else clean, "passages")


def table_of(learned: Mapping[str, Mapping[Lines, Names]]) -> pa.Table:
    """Return passages as the store keeps them."""
    import pyarrow as pa

    rows = [
        {"house": house, "lines": list(lines), "pages": list(pages)}
        for house, some in learned.items()
        for lines, pages in some.items()
    ]
    return pa.Table.from_pylist(rows, schema=arrow_schema(DATASETS["passages"]))


def passages_of(con: duckdb.DuckDBPyConnection) -> Passages:
    """Return the passages of each house, from the view `passages`."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for house, lines in con.execute("SELECT house, lines FROM passages ORDER BY house, lines").fetchall():
        found[house].append(frozenset(lines))
    return {house: tuple(some) for house, some in found.items()}


def learned_of(con: duckdb.DuckDBPyConnection) -> Learned:
    """Return the passages of each house with the pages that show each, from the view `known_passages`."""
    found: Learned = defaultdict(dict)
    for house, lines, pages in con.execute("SELECT house, lines, pages FROM known_passages ORDER BY ALL").fetchall():
        found[house][tuple(lines)] = tuple(pages or ())
    return dict(found)


def read_passages(clean: Path) -> Passages:
    """Return the passages of each house, as a store knows them."""
    with connect() as con:
        make_view(con, "passages", clean, "passages")
        return passages_of(con)


def without_passages(text: str, house: str | None, passages: Passages) -> str:
    """Return a text without the passages of its house."""
    return cut(text, passages[house]) if house and house in passages else text


def write_passages(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Write all passages, where some are other than they were."""
    if count(con, "((FROM passages EXCEPT FROM known_passages) UNION ALL (FROM known_passages EXCEPT FROM passages))"):
        replace_table(draft, "passages", con.sql("FROM passages ORDER BY house, lines").to_arrow_table())
