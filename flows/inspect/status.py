"""`saring status`: what a store holds, what waits, who writes, what lies about. Nothing is written."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.corpus.database import first
from flows.inspect.lying import Lying, find_lying
from flows.inspect.opened import open_snapshot
from flows.inspect.pending import Pending, find_pending
from flows.inspect.schedule import next_scheduled
from flows.inspect.snapshots import Snapshot, kind_of, list_snapshots
from flows.store import layout
from flows.store.catalogue import read_version
from flows.store.lock import holder_now
from flows.store.usage import used_bytes

if TYPE_CHECKING:
    from flows.inspect.opened import Opened

LAST_RUNS = 5
RUN_COUNTS = "articles duplicates rejects refetched held skipped".split()


@dataclass(frozen=True, slots=True)
class LastRun:
    """
    A run that published.

    Attributes:
        run_id: Its number.

        what: What it was: a night, a backfill, …

        finished_at: When it published.

        seconds: How long it took.

        counts: What became of its records.

        held_outlets: Outlets that it held back, with reasons.

        flagged: Outlets whose night was unlike their others and was published, with what was found.
    """

    run_id: str
    what: str
    finished_at: dt.datetime
    seconds: float
    counts: Mapping[str, int]
    held_outlets: Mapping[str, str]
    flagged: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Held:
    """
    What waits in the store.

    Attributes:
        outlets: Records of each outlet that is held back by a guard or an alarm.

        undone: Records of runs that were rolled back; `saring release` lets them in.

        released: Records of them that the next run over their raw pages takes in.
    """

    outlets: Mapping[str, int]
    undone: int
    released: int


@dataclass(frozen=True, slots=True)
class MadeBy:
    """
    What the store's rows were made by, beside what is installed.

    Attributes:
        code: Digest of the code of the last run.

        knowledge: Digest of its knowledge.

        installed_code: Digest of the code that is installed.

        installed_knowledge: Digest of the packaged knowledge that is installed.

        records: Records that the store knows.

        unchecked: Records that `--again` would clean anew.

        schema: Schema version of the store's files.

        installed_schema: Schema version that runs write.
    """

    code: str
    knowledge: str
    installed_code: str
    installed_knowledge: str
    records: int
    unchecked: int
    schema: str
    installed_schema: str


@dataclass(frozen=True, slots=True)
class Status:
    """
    What there is to know of a store.

    Attributes:
        clean: The clean folder.

        snapshot: The published snapshot.

        age_hours: Hours since it was published.

        older: The other snapshots that stand, the newest first.

        rows: Rows of each dataset.

        bytes: Bytes of each dataset.

        disk: Bytes of all that lies in the folder.

        pending: What lies in the raw folders and was not taken in yet, by feed.

        held: What waits in the store.

        last_runs: The runs that published last, the newest first.

        made_by: What the rows were made by.

        lock: Who writes at the moment; empty where nobody does.

        lying: What unfinished runs and backfills left.

        schedule: When the next run is scheduled, in words.
    """

    clean: Path
    snapshot: Snapshot
    age_hours: float
    older: tuple[Snapshot, ...]
    rows: Mapping[str, int]
    bytes: Mapping[str, int]
    disk: int
    pending: tuple[Pending, ...]
    held: Held
    last_runs: tuple[LastRun, ...]
    made_by: MadeBy
    lock: str
    lying: tuple[Lying, ...]
    schedule: str


def find_status(clean: Path, *, raw: Path | None = None) -> Status:
    """
    Return what there is to know of a store. Nothing is written, and a run may go on meanwhile.

    Args:
        clean: The clean folder.

        raw: Where the raw pages of the first feed lie now; None is where the store was fed from.

    Raises:
        StoreError: Nothing is published yet, or the store cannot be read.
    """
    root = layout.resolved_root(clean)
    newest, *older = list_snapshots(clean)
    with open_snapshot(clean, root) as opened:
        sizes = {name: sum(file.bytes for file in files) for name, files in opened.files.items()}
        rows = {name: sum(file.rows for file in files) for name, files in opened.files.items()}
        held, runs, made_by = find_held(opened), find_last_runs(opened), find_made_by(opened)
    return Status(
        clean=clean,
        snapshot=newest,
        age_hours=hours_since(newest.published_at),
        older=tuple(older),
        rows={name: rows.get(name, 0) for name in layout.PUBLIC},
        bytes={name: sizes.get(name, 0) for name in layout.PUBLIC},
        disk=used_bytes(clean),
        pending=tuple(find_pending(clean, raw)),
        held=held,
        last_runs=runs,
        made_by=made_by,
        lock=holder_now(clean),
        lying=tuple(find_lying(clean)),
        schedule=next_scheduled(),
    )


def hours_since(moment: dt.datetime) -> float:
    """Return the hours since a moment."""
    return round((dt.datetime.now(tz=dt.UTC) - moment).total_seconds() / 3600, 1)


def find_held(opened: Opened) -> Held:
    """Return what waits in the store."""
    outlets = opened.con.execute(
        "SELECT coalesce(outlet_domain, outlet, '(no outlet)') AS name, count(*) AS n FROM held_rows "
        "GROUP BY 1 ORDER BY n DESC, name"
    ).fetchall()
    waiting = "SELECT count(*) FROM hex_index WHERE outcome = 'held' AND stage = $1"
    undone, released = (int(first(opened.con, waiting, [stage])) for stage in ("undone", "released"))
    return Held(dict(outlets), undone, released)


def find_last_runs(opened: Opened) -> tuple[LastRun, ...]:
    """Return the runs that published last."""
    rows = opened.con.sql(f"SELECT * FROM runs ORDER BY run_id DESC LIMIT {LAST_RUNS}").to_arrow_table().to_pylist()  # noqa: S608 - our own words
    return tuple(last_run(row) for row in rows)


def last_run(row: Mapping[str, Any]) -> LastRun:
    """Return a manifest as it is told."""
    facts = json.loads(row["facts"] or "{}")
    return LastRun(
        run_id=row["run_id"],
        what=kind_of(row["as_of"], facts),
        finished_at=row["finished_at"],
        seconds=round((row["finished_at"] - row["started_at"]).total_seconds(), 1),
        counts={name: row[name] or 0 for name in RUN_COUNTS},
        held_outlets=facts.get("held_outlets") or {},
        flagged=facts.get("flagged") or {},
    )


def find_made_by(opened: Opened) -> MadeBy:
    """Return what the rows were made by. A folder of one's own knowledge is not known here: its records count too."""
    from flows.corpus.plan import what_makes_rows
    from flows.store.without import read_model
    from transforms.schema import SCHEMA_VERSION

    installed, stamp = what_makes_rows(None, model=read_model(opened.clean))
    con = opened.con
    last = con.execute("SELECT code, knowledge FROM runs ORDER BY run_id DESC LIMIT 1").fetchall()
    code, knowledge = last[0] if last else ("", "")
    return MadeBy(
        code=code,
        knowledge=knowledge,
        installed_code=installed.code,
        installed_knowledge=installed.knowledge,
        records=int(first(con, "SELECT count(*) FROM index")),
        unchecked=int(first(con, "SELECT count(*) FROM index WHERE checked <> $1 AND outcome <> 'held'", [stamp])),
        schema=read_version(opened.root),
        installed_schema=SCHEMA_VERSION,
    )
