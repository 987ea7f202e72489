"""What operators decided of single pages, kept in the store: which state stands, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.corpus.database import count, insert_rows, make_view
from flows.store import replace_query
from transforms.schema import DATASETS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.corpus.plan import RunPlan
    from flows.store import Draft


def open_preferences(con: duckdb.DuckDBPyConnection, clean: Path, arrivals: Path | None) -> None:
    """Make the table `preferred`: the decisions that stand, one for each page, and those that come with arrivals."""
    make_view(con, "old_preferred", clean, "preferred")
    con.execute("CREATE TABLE preferred AS FROM old_preferred")
    if arrivals is not None and arrivals.is_dir():
        make_view(con, "other_preferred", arrivals, "preferred")
        con.execute("INSERT INTO preferred FROM other_preferred WHERE id NOT IN (SELECT id FROM old_preferred)")


def take_preference(con: duckdb.DuckDBPyConnection, plan: RunPlan, run: int) -> None:
    """Put a run's decision in the place of an earlier one, and let the page be worked out anew."""
    wish = plan.preference
    if wish is None:
        return
    con.execute("INSERT INTO wanted SELECT record_id FROM preferred WHERE id = $1", [wish.id])
    con.execute("DELETE FROM preferred WHERE id = $1", [wish.id])
    if wish.record_id is None:
        return
    row: dict[str, object] = {"id": wish.id, "record_id": wish.record_id, "reason": wish.reason, "day": plan.as_of}
    insert_rows(con, "preferred", [row | {"run": run, "freshest": wish.freshest}], DATASETS["preferred"])
    con.execute("INSERT INTO wanted VALUES ($1)", [wish.record_id])


def write_preferences(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Write the decisions that stand, where one came or went."""
    if not count(
        con, "((FROM preferred EXCEPT FROM old_preferred) UNION ALL (FROM old_preferred EXCEPT FROM preferred))"
    ):
        return
    old = [file for file in draft.published.get("preferred", ()) if file.rows]
    draft.gone["preferred"].update(file.name for file in old)
    if count(con, "preferred"):
        replace_query(draft, "preferred", old, con, "FROM preferred ORDER BY id")
