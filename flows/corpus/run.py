"""Publishing a run: from staged rows to the next snapshot."""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from typing import TYPE_CHECKING

from flows.corpus.clusters import place_pages
from flows.corpus.crawls import check_staged, find_batch, find_crawls, open_arrivals, open_batch
from flows.corpus.database import connect, count, open_files, open_index, open_staging, tally
from flows.corpus.edges import find_edges
from flows.corpus.guards import check_nobody, check_whole_run, hold_back, outlets_beyond
from flows.corpus.near import find_near, joins_near, near_misses, open_near
from flows.corpus.nights import Held, silent_night, watch_nights, watch_silence, write_nights
from flows.corpus.outcomes import find_changes, find_outcomes
from flows.corpus.own import expected_rows, write_changes, write_held, write_index, write_manifest, write_raw_files
from flows.corpus.pages import settle_pages
from flows.corpus.passages import open_passages, write_passages
from flows.corpus.plan import RunPlan, RunSummary
from flows.corpus.preferences import open_preferences, take_preference, write_preferences
from flows.corpus.references import open_references, write_references
from flows.corpus.referred import count_referred, find_referred, has_other_references
from flows.corpus.relations import write_likeness
from flows.corpus.write import write_datasets
from flows.store import StoreError, begin, check_target, commit, discard, is_outdated, keep, lock
from flows.store.errors import disk_errors
from flows.store.tombstones import read_acts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from flows.store import Draft

WORKED_OUT = ("batch", "hits", "crawls", "tangled", "harm", "several", "shared", "meeting")
"""Tables that are done with before rows are written; of a million records they fill the memory."""

REPLACED = """
after a JOIN old o ON o.id = a.id AND o.current AND o.outcome IN ('article', 'duplicate')
WHERE a.current AND a.fresh AND (a.record_id <> o.record_id OR a.row_key <> o.row_key)
"""
"""Pages that say something else since this run."""

GROWN = """
SELECT cluster_id, max(cluster_size) AS pages FROM after
WHERE fresh AND current AND cluster_size > 1
  AND id NOT IN (SELECT id FROM old WHERE current AND outcome IN ('article', 'duplicate'))
GROUP BY 1 ORDER BY pages DESC, cluster_id LIMIT 3
"""
"""The largest stories that pages came to in this run."""

CONFLICTS = """
SELECT field, count(*) AS n FROM (
    SELECT unnest(conflicts) AS field FROM all_rows WHERE record_id IN (
        SELECT record_id FROM after WHERE fresh AND outcome IN ('article', 'duplicate')))
GROUP BY 1 ORDER BY n DESC, field
"""
"""Of how many pages of this run witnesses of a field disagree."""

MOST_ROUNDS = 4
"""How often a run is worked out anew because outlets were held back; what is left then refuses the run."""


def publish_run(clean: Path, staging: Path, plan: RunPlan) -> RunSummary:
    """
    Combine staged records with the published corpus and publish the next snapshot.

    Works out anew every page and cluster that the batch touches, writes the files that hold a row which
    changes and takes over the rest. Writes nothing at all when nothing is new. Order, number and names of
    the staged files change nothing.

    Args:
        clean: The clean folder; made if there is none.

        staging: Folder with `rows-*.parquet`, `removals-*.parquet`, `rejects-*.parquet`, `files-*.parquet` and
            `sightings-*.parquet` of the staged schemas in `transforms.schema`. Temporary files go there too.

        plan: What the run knows of itself.

    Returns:
        The run's counts.

    Raises:
        StoreError: Staged files are broken, counts do not reconcile, another run is writing, a guard refuses
            the run, or the disk failed. Nothing was published.
    """
    check_target(clean)
    nothing = RunSummary(
        None,
        plan.skipped + plan.redelivered + plan.waiting + plan.forgotten,
        skipped=plan.skipped,
        redelivered=plan.redelivered,
        waiting=plan.waiting,
        forgotten=plan.forgotten,
        vanished=plan.vanished,
    )
    outdated = is_outdated(clean)
    asked = any(
        [
            *(plan.accepted, plan.preference, plan.rebuild, plan.references is not None, plan.passages is not None),
            *(outdated, read_acts(clean)),
        ]
    )
    if not any(staging.glob("*.parquet")) and not asked:
        return dataclasses.replace(nothing, flagged=silent_night(clean, plan))
    with lock(clean), disk_errors(staging), open_database(clean, staging, plan) as con:
        check_staged(con)
        find_batch(con)
        compared = has_other_references(con, plan)
        anew = plan.preference or plan.rebuild or compared or plan.passages is not None or outdated
        if is_nothing(con) and not anew:
            met = count(con, "forgetting")
            nothing = dataclasses.replace(nothing, records_in=nothing.records_in + met, forgotten=plan.forgotten + met)
            return dataclasses.replace(nothing, flagged=watch_silence(con, clean, plan))
        with draft_of(clean) as draft:
            take_preference(con, plan, draft.number)
            held = work_out(con, draft, staging / "spill", plan)
            files = find_referred(con, clean, staging / "spill", plan)
            changed = find_changes(con, {"stamp": plan.stamp, "as_of": plan.as_of, "run": draft.number})
            summary = reconcile(summarise(con, plan, held), con, plan)
            same = not (changed or outdated or plan.rebuild or compared or plan.passages is not None)
            if same and not (count(con, "staged_files") or is_held_anew(con)):
                discard(draft)
                return summary
            write_nights(con, draft, plan, held)
            write_references(draft, files, anew=compared)
            write_passages(con, draft)
            return write_and_publish(con, draft, staging / "spill", summary, plan)


def is_nothing(con: duckdb.DuckDBPyConnection) -> bool:
    """Return whether a run has nothing to publish."""
    return not any(count(con, table) for table in ("batch", "staged_files", "staged_sightings", "wanted"))


def is_held_anew(con: duckdb.DuckDBPyConnection) -> bool:
    """Return whether other records are held back than before, or they say something else."""
    before, now = (
        f"(SELECT record_id, row_key FROM {rows} {where} UNION ALL SELECT record_id, reason FROM {rejects} {where})"
        for rows, rejects, where in (
            ("held_rows", "held_rejects", ""),
            ("all_rows", "all_rejects", "WHERE record_id IN (FROM holding)"),
        )
    )
    return count(con, f"((FROM {now} EXCEPT FROM {before}) UNION ALL (FROM {before} EXCEPT FROM {now}))") > 0


@contextlib.contextmanager
def open_database(clean: Path, staging: Path, plan: RunPlan) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with views of what was staged and what is published; clear its spills at the end."""
    spill = staging / "spill"
    try:
        with connect(spill / "duckdb") as con:
            spill.mkdir(exist_ok=True)
            open_staging(con, staging, clean)
            open_index(con, clean)
            open_files(con, clean)
            open_preferences(con, clean, plan.arrivals)
            open_arrivals(con, plan.arrivals)
            con.execute("CREATE TABLE wanted (record_id VARCHAR)")
            open_references(con, clean)
            open_passages(con, clean, plan.passages, plan.arrivals)
            open_near(con, clean, anew=plan.rebuild, resketched=plan.resketched)
            open_batch(con, clean)
            yield con
    finally:
        shutil.rmtree(spill, ignore_errors=True)


@contextlib.contextmanager
def draft_of(clean: Path) -> Iterator[Draft]:
    """Begin a snapshot; whatever goes wrong before it is published, no draft is left."""
    draft = begin(clean)
    try:
        yield draft
    except BaseException:
        discard(draft)
        raise


def work_out(con: duckdb.DuckDBPyConnection, draft: Draft, spill: Path, plan: RunPlan) -> Held:
    """
    Settle pages, cluster them and find what changes; outlets that a guard or an alarm stops are held back.

    Returns:
        The outlets that are held back, with reasons, and what else the alarms found.

    Raises:
        StoreError: Guards refuse the whole run.
    """
    held: dict[str, str] = {}
    watched = None
    for _ in range(MOST_ROUNDS):
        find_batch(con)
        hang_together(con, draft, spill, plan)
        place_pages(con)
        find_outcomes(con)
        beyond = outlets_beyond(con, plan.accepted)
        if watched is None:
            watched = watch_nights(con, draft.clean, plan)
            beyond |= watched.outlets
        if plan.rebuild or plan.passages is not None:
            check_nobody(beyond)
        if not beyond:
            check_whole_run(con, held, plan.accepted)
            return dataclasses.replace(watched, outlets=held)
        before = count(con, "holding")
        held |= beyond
        if hold_back(con, beyond) == before:
            check_whole_run(con, held, plan.accepted)
            return dataclasses.replace(watched, outlets=held)
        check_whole_run(con, held, plan.accepted)
    raise StoreError(f"{draft.clean}: holding back {', '.join(held)} did not settle. Nothing was published.")


def hang_together(con: duckdb.DuckDBPyConnection, draft: Draft, spill: Path, plan: RunPlan) -> None:
    """Find the pages that hang together with the batch, what they say and what joins them, until none is left out."""
    while True:
        find_crawls(con, plan, draft.number)
        settle_pages(con, draft.clean, spill)
        find_edges(con, draft.clean, spill)
        if not find_near(con, draft.clean, spill):
            return


def write_and_publish(
    con: duckdb.DuckDBPyConnection,
    draft: Draft,
    spill: Path,
    summary: RunSummary,
    plan: RunPlan,
) -> RunSummary:
    """Write the draft's datasets and manifest, and publish it."""
    told = plan.tell(con, draft) if plan.tell else {}
    with disk_errors(draft.clean):
        write_likeness(con, draft, spill, anew=plan.rebuild)
        for table in WORKED_OUT:
            con.execute(f"DROP TABLE IF EXISTS {table}")
        write_datasets(con, draft, spill, plan.as_of)
        write_held(con, draft)
        write_preferences(con, draft)
        write_index(con, draft)
        write_raw_files(con, draft)
        write_changes(con, draft, plan)
        write_manifest(con, draft, summary, plan, told)
        renewed = keep(draft)
        rows = expected_rows(con, draft)
        commit(draft, expected_rows=rows, retention=plan.retention)
    totals = {name: sum(file.rows for file in draft.files(name)) for name in ("removals", "changes", "runs")}
    return dataclasses.replace(summary, snapshot=draft.number, corpus=rows | totals, renewed=renewed)


def summarise(con: duckdb.DuckDBPyConnection, plan: RunPlan, held: Held) -> RunSummary:
    """Count what became of the records that came in."""
    outcomes = tally(con, "SELECT outcome, count(*) FROM after WHERE fresh GROUP BY 1")
    n_held = count(con, "holding")
    forgotten = plan.forgotten + count(con, "forgetting")
    read = sum(outcomes.values()) + n_held + plan.skipped + plan.redelivered + plan.waiting + forgotten
    withdrawn = con.execute("SELECT id FROM after WHERE fresh AND current AND withdrawn ORDER BY id").fetchall()
    healed = "old WHERE stage = 'read' AND outcome = 'reject' AND record_id NOT IN (SELECT record_id FROM after)"
    return RunSummary(
        snapshot=None,
        records_in=read,
        articles=outcomes.get("article", 0),
        duplicates=outcomes.get("duplicate", 0),
        rejects=outcomes.get("reject", 0) + outcomes.get("followed", 0),
        refetched=outcomes.get("refetched", 0),
        superseded=outcomes.get("superseded", 0),
        redelivered=plan.redelivered,
        held=n_held,
        waiting=plan.waiting,
        forgotten=forgotten,
        skipped=plan.skipped,
        replaced=count(con, REPLACED),
        vanished=plan.vanished,
        healed=count(con, healed),
        taken_down=count(con, "forgotten_pages"),
        withdrawn=tuple(name for (name,) in withdrawn),
        struck=tally(
            con,
            "SELECT kind, count(*) AS n FROM all_removals WHERE record_id IN (SELECT record_id FROM after "
            "WHERE fresh AND outcome IN ('article', 'duplicate')) GROUP BY 1 ORDER BY n DESC, kind",
        ),
        conflicts=tally(con, CONFLICTS),
        verdicts=tally(
            con, "SELECT verdict, count(*) FROM after WHERE fresh AND outcome = 'duplicate' GROUP BY 1 ORDER BY 1"
        ),
        refused=tally(
            con,
            "SELECT reason, count(*) AS n FROM all_rejects WHERE record_id NOT IN (FROM holding) "
            "GROUP BY 1 ORDER BY n DESC, reason",
        ),
        held_outlets=dict(held.outlets),
        largest=tally(con, GROWN),
        misses=near_misses(con),
        referred=count_referred(con),
        apart=not joins_near(con),
        flagged={name: found for name, found in held.flagged.items() if name not in held.outlets},
    )


def reconcile(summary: RunSummary, con: duckdb.DuckDBPyConnection, plan: RunPlan) -> RunSummary:
    """
    Return the summary, if every input record ends in exactly one place.

    Raises:
        StoreError: Records are missing or too many.
    """
    came = count(con, "came_rows") + count(con, "came_rejects")
    wanted = came + plan.skipped + plan.redelivered + plan.waiting + plan.forgotten
    if summary.records_in != wanted:
        raise StoreError(
            f"{wanted} records came in, but {summary.records_in} ended somewhere: {summary}. "
            "Nothing was published; please report this."
        )
    return summary
