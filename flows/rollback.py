"""
`saring rollback` and `saring release`: a snapshot is published again under a new number.

What came in by the runs that are undone is known and held: the next run does not take the same bad night in again.
`release` lets it in once its cause is mended.
"""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.retention import Retention
from flows.store.layout import RUN_BY_RUN

if TYPE_CHECKING:
    import duckdb

    from flows.corpus.plan import RunPlan
    from flows.store import Draft


@dataclass(frozen=True, slots=True)
class RolledBack:
    """
    What a rollback came to.

    Attributes:
        snapshot: The number under which the old rows are published now.

        again: The number under which they were published before.

        undone: Numbers of the runs that are undone.

        held: Records that came in by these runs; they wait until `saring release`.

        changes: Pages by change, as `changes/` calls it.

        reason: Why.
    """

    snapshot: int
    again: int
    undone: tuple[int, ...]
    held: int
    changes: Mapping[str, int]
    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """
    What a release came to.

    Attributes:
        snapshot: The snapshot that says so; None where nothing was held.

        records: Records that the next run over their raw pages takes in.

        reason: Why.
    """

    snapshot: int | None
    records: int
    reason: str


def rollback(
    clean: Path, number: int, reason: str, *, retention: Retention | None = None, as_of: dt.date | None = None
) -> RolledBack:
    """
    Publish a snapshot again under a new number; `changes` and the manifest tell it.

    Records that came in since are held, decisions of `saring prefer` since are undone. The snapshots in between stay
    until retention lets them go, so that a rollback can itself be undone.

    Args:
        clean: The clean folder.

        number: The snapshot whose rows shall stand.

        reason: Why; kept in the manifest.

        retention: How long old snapshots stay; None is as the store was told last.

        as_of: Day that counts as today; None is today in UTC.

    Raises:
        StoreError: The snapshot does not stand, is the published one, is broken, or holds what was forgotten since;
            another run is writing, or the disk failed. Nothing was published.
    """
    from flows.corpus.database import connect, tally
    from flows.corpus.run import draft_of
    from flows.inspect.changed import find_changed
    from flows.store import check_target, lock
    from flows.store.catalogue import read_catalogue
    from flows.store.errors import disk_errors
    from flows.store.exporting import standing_root

    check_target(clean)
    plan = plan_of(clean, as_of, retention)
    with lock(clean), disk_errors(clean), connect() as con:
        root = standing_root(clean, number)
        check_sound(clean, root)
        with draft_of(clean) as draft:
            assert draft.base is not None  # noqa: S101 - a snapshot stands, so one is published
            now = draft.base
            back = dataclasses.replace(draft, base=root, published=read_catalogue(root))
            take_over_histories(back, now)
            find_changed(con, now, root)
            held = hold_undone(con, back)
            changes = tally(con, "SELECT change, count(*) AS n FROM changed GROUP BY 1 ORDER BY n DESC, change")
            undone = runs_between(con, now, number)
            told = {"to": number, "undone": list(undone), "held": held, "reason": reason}
            publish(con, back, plan, {"rollback": told})
    return RolledBack(back.number, number, undone, held, changes, reason)


def release(clean: Path, reason: str = "", *, retention: Retention | None = None) -> Released:
    """
    Let the records of undone runs in again, with the next run over their raw pages. Publishes nothing but that.

    Raises:
        StoreError: Nothing is published yet, another run is writing, or the disk failed.
    """
    from flows.corpus.database import UNDONE, connect, first, open_index
    from flows.corpus.own import write_index_rows
    from flows.corpus.run import draft_of
    from flows.store import check_target, lock, resolved_root
    from flows.store.errors import disk_errors

    resolved_root(clean)
    check_target(clean)
    plan = plan_of(clean, None, retention)
    with lock(clean), disk_errors(clean), connect() as con:
        open_index(con, clean)
        waiting = f"FROM old_index WHERE outcome = 'held' AND stage = '{UNDONE}'"
        records = int(first(con, f"SELECT count(*) {waiting}"))
        if not records:
            return Released(None, 0, reason)
        with draft_of(clean) as draft:
            write_index_rows(con, draft, f"SELECT * REPLACE ('released' AS stage) {waiting}", "old_index")
            publish(con, draft, plan, {"release": {"records": records, "reason": reason}}, changed=False)
    return Released(draft.number, records, reason)


def plan_of(clean: Path, as_of: dt.date | None, retention: Retention | None) -> RunPlan:
    """Return what the manifest says of the run."""
    from flows.corpus.plan import RunPlan, what_makes_rows
    from flows.store.without import read_model

    started = dt.datetime.now(tz=dt.UTC)
    made_by, stamp = what_makes_rows(None, model=read_model(clean))
    return RunPlan(as_of or started.date(), stamp, made_by, started, retention=retention)


def check_sound(clean: Path, root: Path) -> None:
    """
    Refuse a snapshot that cannot be published again.

    Raises:
        StoreError: It is the published one, lacks files, or holds records that were forgotten since.
    """
    from flows.corpus.forgotten import count_standing
    from flows.inspect.files import find_catalogue_faults, is_whole
    from flows.store import StoreError, is_outdated, layout
    from flows.store.catalogue import read_catalogue

    if root == layout.current_snapshot(clean):
        raise StoreError(f"{clean}: snapshot {int(root.name)} is the published one; nothing was changed")
    if is_outdated(clean):
        raise StoreError(f"{clean}: written by an earlier version; `saring maintain {clean}` first writes it anew")
    if faults := find_catalogue_faults(root):
        raise StoreError(f"{root}: {faults[0].what}; choose another snapshot")
    for dataset, files in read_catalogue(root).items():
        gone = [file.name for file in files if not is_whole(root / dataset / file.name, file)]
        if gone:
            raise StoreError(f"{root / dataset / gone[0]}: gone or torn; choose another snapshot")
    if forgotten := count_standing(clean, root):
        raise StoreError(
            f"{root}: {forgotten} records in it were forgotten since (`saring forget`), and would stand again. Go back "
            "to a snapshot from after that, or make the store anew with `saring clean RAW NEW --arrivals CLEAN`. "
            "Nothing was published."
        )


def take_over_histories(back: Draft, now: Path) -> None:
    """
    Link the files of `changes` and `runs` of the published snapshot, not those of the one that is gone back to.

    Copies that are kept by `changes` must hear of a rollback, and what happened happened.
    """
    from flows.store.catalogue import read_catalogue

    for dataset, files in read_catalogue(now).items():
        if dataset not in RUN_BY_RUN:
            continue
        back.gone[dataset].update(file.name for file in back.published.get(dataset, ()))
        for file in files:
            if file.rows:
                os.link(now / dataset / file.name, back.folder / dataset / file.name)
                back.written[dataset].append(file)


def hold_undone(con: duckdb.DuckDBPyConnection, back: Draft) -> int:
    """Write into the index the records that came in since, as held; return how many. When each came in stays known."""
    from flows.corpus.database import UNDONE, first, names_of
    from flows.corpus.own import write_index_rows
    from transforms.schema import INDEX

    kept = (
        "record_id page_key id checked source file_key one_page first_seen first_run last_seen times_seen seen_day"
    ).split()
    said = {name: name for name in kept} | {"outcome": "'held'", "stage": f"'{UNDONE}'", "current": "false"}
    # A bare NULL has no type, and readers of several files take the types of the first.
    nothing = 'CASE WHEN false THEN "{name}" END'
    told = ", ".join(f'{said.get(name, nothing.format(name=name))} AS "{name}"' for name in names_of(INDEX))
    since = (
        f"SELECT {told} FROM was_index WHERE record_id NOT IN (SELECT record_id FROM now_index) "
        "AND NOT (outcome = 'reject' AND stage = 'read')"
    )
    write_index_rows(con, back, since, "now_index")
    return int(first(con, f"SELECT count(*) FROM ({since})"))


def runs_between(con: duckdb.DuckDBPyConnection, now: Path, number: int) -> tuple[int, ...]:
    """Return the numbers of the runs since a snapshot, that one aside."""
    from flows.store import scan
    from flows.store.catalogue import read_catalogue

    some = [file for file in read_catalogue(now)["runs"] if file.rows]
    rows = con.execute(
        f"SELECT run_id::INTEGER FROM {scan(now, 'runs', some)} WHERE run_id::INTEGER > $1 ORDER BY 1", [number]
    ).fetchall()
    return tuple(run for (run,) in rows)


def publish(
    con: duckdb.DuckDBPyConnection, draft: Draft, plan: RunPlan, facts: Mapping[str, object], *, changed: bool = True
) -> None:
    """Write changes and manifest, take over the rest, and publish."""
    from flows.corpus.own import add_manifest, add_to_history
    from flows.store import commit, keep

    if changed:
        told = f"SELECT '{draft.run_id}' AS run_id, * FROM changed ORDER BY id"
        add_to_history(con, draft, "changes", con.sql(told).to_arrow_table(), plan)
    add_manifest(con, draft, plan, {}, facts)
    keep(draft)
    rows = {name: sum(file.rows for file in draft.published.get(name, ())) for name in ROWS}
    commit(draft, expected_rows=rows, retention=plan.retention)


ROWS = ("articles", "duplicates", "removals", "rejects")
"""Datasets that hold what the snapshot held that is published again."""
