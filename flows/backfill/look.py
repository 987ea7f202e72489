"""What a backfill changes: the published rows of its records beside the new ones, and the clusters."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import dataclasses
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.compare import Comparison, compare
from flows.corpus.database import tally
from flows.corpus.published import holding_days, published
from transforms.schema import SPAN, TOLD_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.backfill.gather import Gathered
    from flows.corpus import RunPlan
    from flows.store import Draft

BATCH = "(SELECT record_id FROM batch)"

SHOWN = "(SELECT record_id FROM after WHERE fresh AND outcome IN ('article', 'duplicate'))"
"""Records of the batch that have a row; crawls that say what others say have none, before nor now."""


@dataclass(frozen=True, slots=True)
class Look:
    """
    What a backfill changes.

    Attributes:
        comparison: Rows before and now.

        clusters: Pages by what becomes of them: changed, redated, demoted, promoted, merged, split, removed, added.

        held: Outlets that a guard holds back, with reasons: their new rows wait.

        refused: Why guards refuse the whole of it; empty where they do not.
    """

    comparison: Comparison = field(default_factory=Comparison)
    clusters: dict[str, int] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    refused: str = ""

    def said(self) -> dict[str, Any]:
        """Return what may stand in a manifest: ids and counts, no text."""
        return self.comparison.said() | {"clusters": self.clusters}


def look_at(plan: RunPlan, gathered: Gathered, store: Path) -> Look:
    """
    Work out what would be published, and publish nothing.

    Args:
        plan: What the backfill would hand to publishing.

        gathered: What it would publish.

        store: A view of the store that stays as it is.
    """
    from flows.corpus.crawls import check_staged, find_batch
    from flows.corpus.outcomes import find_changes
    from flows.corpus.run import open_database, work_out
    from flows.store.errors import RefusedError, disk_errors

    draft = draft_for(store, gathered.folder / "spill")
    with disk_errors(gathered.folder), open_database(store, gathered.folder, plan) as con:
        check_staged(con)
        find_batch(con)
        held: dict[str, str] = {}
        refused = ""
        try:
            held = dict(work_out(con, draft, gathered.folder / "spill", plan).outlets)
        except RefusedError as refusal:
            refused = str(refusal)
        find_changes(con, {"stamp": plan.stamp, "as_of": plan.as_of, "run": draft.number})
        look = look_in(con, draft)
    shutil.rmtree(gathered.folder / "spill", ignore_errors=True)
    return dataclasses.replace(look, held=held, refused=refused)


def draft_for(store: Path, folder: Path) -> Draft:
    """Return a draft that is never written, so that all can be worked out as for one that is."""
    from flows.store import Draft
    from flows.store.catalogue import read_catalogue
    from flows.store.layout import current_number, resolved_root

    base = resolved_root(store)
    return Draft(store, (current_number(store) or 0) + 1, folder, base, read_catalogue(base))


def look_in(con: duckdb.DuckDBPyConnection, draft: Draft) -> Look:
    """Return what a run that is worked out changes, from its database."""
    open_sides(con, draft)
    clusters = tally(con, "SELECT change, count(*) FROM changed_ids GROUP BY 1 ORDER BY 1")
    return Look(compare(con), clusters)


def open_sides(con: duckdb.DuckDBPyConnection, draft: Draft) -> None:
    """Make the views of both sides: what is published of the batch's records, and what was cleaned anew."""
    told = ", ".join(f'"{name}"' for name, _ in TOLD_COLUMNS)
    days = "SELECT record_id, source, seen_day FROM old"
    rows = published(con, draft.clean, BATCH, ["record_id", *(name for name, _ in TOLD_COLUMNS)])
    was = f"SELECT o.source, o.seen_day, r.* FROM ({rows}) r JOIN ({days}) o USING (record_id)" if rows else None
    con.execute(f"""
        CREATE OR REPLACE VIEW now_rows AS
        SELECT record_id, source, seen_day, {told} FROM all_rows WHERE record_id IN {SHOWN}
    """)
    con.execute(f"CREATE OR REPLACE VIEW was_rows AS {was or 'SELECT * FROM now_rows LIMIT 0'}")
    spans = ", ".join(f'"{name}"' for name, _ in SPAN)
    con.execute(f"""
        CREATE OR REPLACE VIEW now_spans AS SELECT record_id, {spans} FROM all_removals WHERE record_id IN {SHOWN}
    """)
    con.execute(
        f"CREATE OR REPLACE VIEW was_spans AS {published_spans(con, draft) or 'SELECT * FROM now_spans LIMIT 0'}"
    )
    con.execute(f"""
        CREATE OR REPLACE VIEW now_refused AS
        SELECT record_id, source, stage, reason FROM all_rejects WHERE record_id IN {BATCH}
    """)
    con.execute(f"CREATE OR REPLACE VIEW was_refused AS {published_rejects(draft)}")


def published_spans(con: duckdb.DuckDBPyConnection, draft: Draft) -> str | None:
    """Return the query for the published ledger of the batch's records; None where there is none."""
    from flows.store import scan

    days = con.execute(
        f"SELECT DISTINCT date FROM old WHERE outcome IN ('article', 'duplicate') AND record_id IN {BATCH}"
    ).fetchall()
    some = holding_days(draft.published.get("removals", ()), (day for (day,) in days if day))
    if not some or draft.base is None:
        return None
    spans = ", ".join(f'"{name}"' for name, _ in SPAN)
    return f"SELECT record_id, {spans} FROM {scan(draft.base, 'removals', some)} WHERE record_id IN {BATCH}"


def published_rejects(draft: Draft) -> str:
    """Return the query for the published rejects of the batch's records."""
    from flows.store import scan

    some = [file for file in draft.published.get("rejects", ()) if file.rows]
    if not some or draft.base is None:
        return "SELECT * FROM now_refused LIMIT 0"
    return (
        f"SELECT record_id, source, stage, reason FROM {scan(draft.base, 'rejects', some)} WHERE record_id IN {BATCH}"
    )
