"""
`saring index --rebuild`: sketch all pages anew, and join by their words those that are one story.

A store of an earlier version has no sketches, and its nightly runs join nothing by nearly equal words: the first time
that may move many pages, which is an operator's decision and no night's surprise. In a store that has them, nothing
changes: what is worked out anew from all texts is what the nights came to.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.corpus.database import count, tally
from flows.corpus.plan import NOBODY, RunPlan, what_makes_rows
from flows.corpus.run import publish_run

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.retention import Retention
    from flows.store import Draft


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """
    What a store came to that was sketched anew.

    Attributes:
        snapshot: The snapshot that was published.

        sketched: Pages that have a sketch.

        relations: Pairs of pages that share much of their words, by what they are to one another.

        changes: Pages by what became of them, as `changes/` calls it.
    """

    snapshot: int | None
    sketched: int
    relations: Mapping[str, int]
    changes: Mapping[str, int]


def rebuild(
    clean: Path,
    *,
    accepted: Mapping[str, str] = NOBODY,
    retention: Retention | None = None,
    as_of: dt.date | None = None,
) -> Rebuilt:
    """
    Sketch all pages of a store anew, join what is one story, and publish.

    Args:
        clean: The clean folder.

        accepted: Outlets that may pass their guards, or `*` for the whole, with reasons.

        retention: How long old snapshots stay; None is as the store was told last.

        as_of: Day that counts as today; None is today in UTC.

    Raises:
        StoreError: As `publish_run`: more than a guard allows would change its story, another run is writing.
    """
    from flows.store import begin_staging, lock, resolved_root
    from flows.store.without import read_model

    resolved_root(clean)
    started = dt.datetime.now(tz=dt.UTC)
    made_by, stamp = what_makes_rows(None, model=read_model(clean))
    seen: dict[str, int] = {}
    relations: dict[str, int] = {}
    changes: dict[str, int] = {}

    def look(con: duckdb.DuckDBPyConnection, draft: Draft) -> Mapping[str, object]:
        del draft
        seen["sketched"] = count(con, "came_sketches")
        relations.update(tally(con, "SELECT verdict, count(*) FROM told_stars GROUP BY 1 ORDER BY 1"))
        changes.update(tally(con, "SELECT change, count(*) FROM changed_ids GROUP BY 1 ORDER BY 1"))
        return {"rebuild": seen | {"relations": relations}}

    day = as_of or started.date()
    plan = RunPlan(
        day, stamp, made_by, started, accepted=accepted, retention=retention, tell=look, rebuild=True
    )  # fmt: skip
    with lock(clean), begin_staging(clean) as staging:
        summary = publish_run(clean, staging, plan)
    return Rebuilt(summary.snapshot, seen.get("sketched", 0), relations, changes)
