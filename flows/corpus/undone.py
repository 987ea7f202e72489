"""Which runs were undone by a rollback and stand no more. Their manifests stay: what happened happened."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flows.store import files, scan
from flows.store.layout import current_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb


def undone_runs(manifests: Iterable[tuple[str, str | None]]) -> frozenset[str]:
    """
    Return the runs that what is published holds nothing of.

    A rollback that is undone by another one gives back the runs that it had undone.

    Args:
        manifests: `run_id` and `facts` of every run.
    """
    standing: frozenset[str] = frozenset()
    known: dict[str, frozenset[str]] = {}
    for run, facts in sorted(manifests):
        back = json.loads(facts or "{}").get("rollback")
        base = standing if back is None else known.get(f"{back['to']:06d}", frozenset())
        standing = known[run] = base | {run}
    return frozenset(known) - standing


def find_undone(con: duckdb.DuckDBPyConnection, clean: Path) -> frozenset[str]:
    """Return the undone runs of a store; none where nothing is published."""
    root = current_snapshot(clean)
    some = [file for file in files(clean, "runs") if file.rows]
    if root is None or not some:
        return frozenset()
    return undone_runs(con.execute(f"SELECT run_id, facts FROM {scan(root, 'runs', some)}").fetchall())
