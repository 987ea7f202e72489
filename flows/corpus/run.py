"""Publishing a run: from staged rows to the next snapshot."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import contextlib
import dataclasses
import shutil
from typing import TYPE_CHECKING, Any

from flows.corpus.batch import count, find_fresh, index_incoming, tally
from flows.corpus.caps import check_caps
from flows.corpus.clusters import place_records
from flows.corpus.database import connect, open_index, open_staging
from flows.corpus.manifest import write_manifest
from flows.corpus.places import find_changes, rows_after
from flows.corpus.seen import stamp_of
from flows.corpus.summary import RunSummary
from flows.corpus.write import write_datasets
from flows.store import (
    StoreError,
    begin_snapshot,
    check_target,
    dataset_files,
    discard,
    link_unchanged,
    publish,
    writer_lock,
)
from flows.store.errors import disk_errors
from flows.store.layout import current_snapshot
from flows.store.parquet import code_version

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import duckdb

    from flows.store import Draft


def say_nothing(message: str) -> None:
    """Hear of a run's steps without a word."""
    del message


def publish_run(
    clean: Path,
    staging: Path,
    *,
    as_of: dt.date,
    facts: Mapping[str, object],
    notify: Callable[[str], None] | None = None,
) -> RunSummary:
    """
    Combine staged records with the published corpus and publish the next snapshot.

    Clusters every component anew that the batch touches, writes the touched days anew and takes
    over the rest. Writes nothing at all when no record is new, changed, or cleaned by other code
    or rules. Order, number and names of the staged files change nothing.

    Args:
        clean: The clean folder; made if there is none.

        staging: Folder with `rows-*.parquet`, `removals-*.parquet` and `rejects-*.parquet` of the
            staged schemas in `transforms.schema`. Temporary files go there too.

        as_of: Today: the day under which records without any date come in.

        facts: What the run knows of itself. Understood: `rulebook`, `code_version` (together the
            stamp of the rows), `records_in` and `skipped` (counts that must reconcile), `started_at`,
            `finished_at`, `accepted` (outlet to reason). All of them stand in the manifest.

        notify: Hears what is being done.

    Returns:
        The run's counts.

    Raises:
        StoreError: Staged files are broken, counts do not reconcile, another run is writing, or
            the disk failed. Nothing was published.
    """
    notify = notify or say_nothing
    check_target(clean)
    if not any(staging.glob("*.parquet")):
        skipped = number(facts, "skipped")
        return reconcile(RunSummary(None, skipped, skipped=skipped), facts)
    stamp = stamp_of(str(facts.get("code_version") or code_version()), str(facts.get("rulebook", "")))
    notify("looking for what is new")
    with disk_errors(staging), open_database(clean, staging) as con:
        # Asked before the lock is taken, and again behind it: a run without news leaves no trace.
        skipped = find_fresh(con, stamp=stamp) + number(facts, "skipped")
        if not count(con, "fresh"):
            return reconcile(RunSummary(None, skipped, skipped=skipped), facts)
    with writer_lock(clean), disk_errors(staging), open_database(clean, staging) as con:
        skipped = find_fresh(con, stamp=stamp) + number(facts, "skipped")
        notify("clustering")
        index_incoming(con, stamp=stamp, as_of=as_of)
        place_records(con, current_snapshot(clean), staging / "spill")
        find_changes(con, stamp=stamp, as_of=as_of)
        check_caps(con, accepted_outlets(facts))
        summary = reconcile(summarise(con, skipped), facts)
        with draft_of(clean) as draft:
            return write_and_publish(con, draft, staging, summary, as_of=as_of, facts=facts, notify=notify)


@contextlib.contextmanager
def open_database(clean: Path, staging: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database with views of what was staged and of the published index; clear its spills at the end."""
    spill = staging / "spill"
    try:
        with connect(spill / "duckdb") as con:
            spill.mkdir(exist_ok=True)
            open_staging(con, staging)
            open_index(con, current_snapshot(clean))
            yield con
    finally:
        shutil.rmtree(spill, ignore_errors=True)


@contextlib.contextmanager
def draft_of(clean: Path) -> Iterator[Draft]:
    """Begin a snapshot; whatever goes wrong before it is published, no draft is left."""
    draft = begin_snapshot(clean)
    try:
        yield draft
    except BaseException:
        discard(draft)
        raise


def write_and_publish(
    con: duckdb.DuckDBPyConnection,
    draft: Draft,
    staging: Path,
    summary: RunSummary,
    *,
    as_of: dt.date,
    facts: Mapping[str, object],
    notify: Callable[[str], None],
) -> RunSummary:
    """Write the draft's datasets and manifest, and publish it."""
    rows = rows_after(con)
    with disk_errors(draft.clean):
        notify("writing")
        write_datasets(con, draft, staging / "spill")
        link_unchanged(draft, "runs")
        write_manifest(draft, summary, as_of=as_of, facts=facts)
        rows["runs"] = len(dataset_files(draft.folder, "runs"))
        notify("publishing")
        publish(draft, expected_rows=rows)
    return dataclasses.replace(summary, snapshot=draft.number, corpus=rows)


def summarise(con: duckdb.DuckDBPyConnection, skipped: int) -> RunSummary:
    """Count what became of the fresh records."""
    outcomes = tally(con, "SELECT outcome, count(*) FROM changes WHERE fresh GROUP BY 1")
    found: dict[str, Any] = {f"{name}s": outcomes.get(name, 0) for name in ("article", "duplicate", "reject")}
    return RunSummary(
        snapshot=None,
        records_in=count(con, "fresh") + skipped,
        **found,
        skipped=skipped,
        replaced=tally(con, "SELECT '', count(*) FROM fresh WHERE old_outcome IS NOT NULL")[""],
        struck=tally(con, f"SELECT kind, count(*) AS n FROM staged_removals {FRESH_ONLY} ORDER BY n DESC, kind"),
        verdicts=tally(
            con, "SELECT verdict, count(*) FROM changes WHERE fresh AND verdict <> '' GROUP BY 1 ORDER BY 1"
        ),
        refused=tally(con, f"SELECT reason, count(*) AS n FROM staged_rejects {FRESH_ONLY} ORDER BY n DESC, reason"),
    )


FRESH_ONLY = "WHERE id IN (SELECT id FROM fresh) GROUP BY 1"


def reconcile(summary: RunSummary, facts: Mapping[str, object]) -> RunSummary:
    """
    Return the summary, if every input record ends in exactly one place.

    Raises:
        StoreError: Records are missing or too many.
    """
    ended = summary.articles + summary.duplicates + summary.rejects + summary.skipped
    wanted = number(facts, "records_in") if "records_in" in facts else ended
    if not ended == wanted == summary.records_in:
        raise StoreError(
            f"{wanted} records came in, but {summary.articles} became articles, {summary.duplicates} duplicates, "
            f"{summary.rejects} rejects, and {summary.skipped} were skipped. Nothing was published; please report this."
        )
    return summary


def accepted_outlets(facts: Mapping[str, object]) -> dict[str, str]:
    """Return the outlets that may pass their caps in this run, with reasons."""
    accepted = facts.get("accepted")
    return {str(outlet): str(reason) for outlet, reason in accepted.items()} if isinstance(accepted, dict) else {}


def number(facts: Mapping[str, object], name: str) -> int:
    """Return a count among the facts, 0 where there is none."""
    return int(str(facts.get(name, 0)))
