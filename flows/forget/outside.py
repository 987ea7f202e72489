"""What lies outside of a store and may hold what is forgotten there: told to the operator, touched by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb

MOST_PLACES = 20
"""Raw files that are named one by one."""

PLACES = """
SELECT path FROM old_files WHERE len(list_intersect(records, $records)) > 0
UNION SELECT regexp_replace(source, '#[0-9]{1,12}$', '') FROM known WHERE list_contains($records, record_id)
ORDER BY 1
"""


def places_of(con: duckdb.DuckDBPyConnection, records: Sequence[str]) -> list[str]:
    """Return the raw files that held some deliveries when they were last read, or from which they first came."""
    return [path for (path,) in con.execute(PLACES, {"records": list(records)}).fetchall()]


def outside_of(clean: Path, places: Sequence[str]) -> tuple[str, ...]:
    """Return what an operator has to see to: one sentence for each kind of place."""
    from flows.store.feeds import read_feeds

    roots = ", ".join(str(root) for _, root in sorted(read_feeds(clean).items())) or "RAW"
    more = f" and {len(places) - MOST_PLACES} more" if len(places) > MOST_PLACES else ""
    raw = [f"raw pages, which are never touched ({roots}): {', '.join(places[:MOST_PLACES])}{more}"] if places else []
    return (
        *raw,
        "folders written by `saring export` and readers' replicas: export again; `changes` says `forgotten`",
        "backups of the clean folder and of RAW",
        "Prefect's database and logs: they hold ids and counts of runs, and what your own hooks wrote",
    )
