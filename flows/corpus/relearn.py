"""Learning standing passages and applying them: pages that hold one which is new, or is none any more, meet anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.corpus.database import tally
from flows.corpus.learning import learn_passages
from flows.corpus.plan import NOBODY, RunPlan, what_makes_rows
from flows.corpus.run import publish_run

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.corpus.passages import Learned
    from flows.retention import Retention
    from flows.store import Draft


@dataclass(frozen=True, slots=True)
class Relearned:
    """
    What learning passages came to.

    Attributes:
        snapshot: The snapshot that was published; None where nothing is other than it was.

        passages: New passages by house.

        unlearned: Passages by house that too few pages show any more.

        pages: Pages that hold one of either.

        changes: Pages by what became of them, as `changes/` calls it.
    """

    snapshot: int | None
    passages: Mapping[str, int]
    unlearned: Mapping[str, int]
    pages: int
    changes: Mapping[str, int]


def relearn(
    clean: Path,
    *,
    accepted: Mapping[str, str] = NOBODY,
    retention: Retention | None = None,
    as_of: dt.date | None = None,
) -> Relearned:
    """
    Learn which passages stand in a store, compare the pages that hold one which is new or none any more, and publish.

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
    changes: dict[str, int] = {}
    with lock(clean), begin_staging(clean) as staging:
        learned = learn_passages(clean, staging / "learning")
        new, gone = more_in(learned.now, learned.before), more_in(learned.before, learned.now)
        if learned.now == learned.before:
            return Relearned(None, {}, {}, 0, {})

        def look(con: duckdb.DuckDBPyConnection, draft: Draft) -> Mapping[str, object]:
            del draft
            changes.update(tally(con, "SELECT change, count(*) FROM changed_ids GROUP BY 1 ORDER BY 1"))
            return {"passages": new, "unlearned": gone}

        made_by, stamp = what_makes_rows(None, model=read_model(clean))
        plan = RunPlan(
            *(as_of or started.date(), stamp, made_by, started),
            accepted=accepted,
            retention=retention,
            tell=look,
            passages=learned.now,
            resketched=learned.pages,
        )
        summary = publish_run(clean, staging, plan)
    return Relearned(summary.snapshot, new, gone, len(learned.pages), changes)


def more_in(some: Learned, others: Learned) -> dict[str, int]:
    """Return by house how many passages some have and others lack."""
    lacking = {house: len(found.keys() - others.get(house, {}).keys()) for house, found in sorted(some.items())}
    return {house: count for house, count in lacking.items() if count}
