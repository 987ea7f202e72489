"""Forgetting, taking it back, and finishing what was killed in between."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.corpus.database import connect, open_files, open_index
from flows.corpus.plan import RunPlan, what_makes_rows
from flows.corpus.run import publish_run
from flows.forget.aim import KNOWN, PLACED, ForgetError, aim_at
from flows.forget.copies import find_copies
from flows.forget.outside import outside_of, places_of
from flows.forget.purge import purge as purge_records
from flows.forget.purge import snapshots_holding
from flows.forget.search import find_phrases
from flows.forget.stones import Meant, gather
from flows.store.layout import current_number
from flows.store.tombstones import Act, next_number, read_acts, read_files, rows_table, write_act

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from flows.forget.aim import Aim
    from flows.forget.copies import Copy

LONGEST_PHRASES = 3
"""Lines of each text that are looked for once all is done."""

MOST_PHRASES = 300
"""Of an outlet with thousands of pages so many are a sample; its record ids are looked for one and all."""

SHORTEST_PHRASE = 40
"""Characters; shorter lines stand in other stories too."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """
    What an act of forgetting did, or would do.

    Attributes:
        act: Its number; None for a dry run.

        kind: `page`, `address` or `outlet`.

        snapshot: The snapshot without its rows; None where none was published.

        pages: Ids of the pages that are forgotten.

        records: How many deliveries of them were known.

        copies: Near copies at other places.

        copies_too: Whether these are forgotten as well.

        purged: Earlier snapshots that were deleted because they held its rows, or would be.

        held_by: Earlier snapshots that hold its rows still; before it is done, the published one among them.

        remains: Files in which a line of it was found when all was done; copies that stay are such.

        outside: What lies outside of the store and may hold it.

        before: The day on which it was forgotten already; None where it was not.
    """

    act: int | None
    kind: str
    snapshot: int | None
    pages: tuple[str, ...]
    records: int
    copies: tuple[Copy, ...] = ()
    copies_too: bool = False
    purged: tuple[int, ...] = ()
    held_by: tuple[int, ...] = ()
    remains: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """
    An act that was taken back.

    Attributes:
        act: Its number.

        reason: Why.

        records: Deliveries that may come in again.
    """

    act: int
    reason: str
    records: int


def forget(
    clean: Path,
    wanted: str,
    reason: str,
    *,
    who: str,
    copies: bool = False,
    purge: bool = False,
    dry_run: bool = False,
    as_of: dt.date | None = None,
) -> Forgotten:
    """
    Forget a page, an address or an outlet: its rows leave, and no later delivery brings them back.

    The tombstone is written first, on the disk before anything leaves: killed at any moment, the act is finished by
    the next one; any run that publishes takes the rows out, and leaves it to `finish` to purge.

    Args:
        clean: The clean folder.

        wanted: A page's id, a record id, a source, an address or an outlet's host.

        reason: Why; kept with the act.

        who: Who decided it; kept with the act.

        copies: Forget near copies at other places, too, those that come in later among them.

        purge: Delete every snapshot that holds its rows, and rewrite what else does.

        dry_run: Only tell what would happen.

        as_of: Day that counts as today; None is today in UTC.

    Raises:
        ForgetError: Nothing of the store is called so, or several pages are.

        StoreError: As `publish_run`.
    """
    from flows.store import begin_staging, lock, resolved_root

    resolved_root(clean)
    day = as_of or dt.datetime.now(tz=dt.UTC).date()
    if dry_run:
        return work_out(clean, wanted, copies=copies).told
    with lock(clean), begin_staging(clean) as staging:
        finish_here(clean, staging, day)
        plan = work_out(clean, wanted, copies=copies)
        if plan.aim is None:
            return ask_purge(clean, staging, plan.told, day) if purge else plan.told
        act = new_act(clean, plan.aim, plan.meant, reason, who, day, copies=copies, purge=purge)
        write_act(clean, act, rows_table(plan.meant.rows))
        snapshot, purged = finish_here(clean, staging, day)
        held = () if purge else tuple(snapshots_holding(clean, frozenset(plan.meant.records)))
    left = find_phrases(clean, phrases_of(plan.meant)) if purge else ()
    remains = tuple(remain.path for remain in left)
    return dataclasses.replace(
        plan.told, act=act.number, snapshot=snapshot, purged=purged, held_by=held, remains=remains
    )


@dataclass(frozen=True, slots=True)
class Worked:
    """What a name means (`aim` is None where it is forgotten already), and what is told before anything is done."""

    aim: Aim | None
    meant: Meant
    told: Forgotten


def work_out(clean: Path, wanted: str, *, copies: bool) -> Worked:
    """
    Work out what a name means, and what would be done. Reads only.

    Raises:
        ForgetError: Nothing is called so, or several pages are.
    """
    with connect() as con:
        open_index(con, clean)
        open_files(con, clean)
        con.execute(KNOWN)
        aim = aim_at(con, wanted)
        before = acts_before(con, clean, wanted, aim)
        if before:
            return Worked(None, Meant([]), told_before(clean, before))
        if aim is None:
            raise ForgetError(
                f"{wanted}: no page, source, address or outlet of {clean} is called so; nothing was changed. Sources "
                "and ids stand in the datasets: saring query 'FROM articles'"
            )
        meant = gather(con, clean, aim)
        found = find_copies(con, clean, meant)
        if copies:
            meant = gather(con, clean, aim, copies=True, also=tuple(copy.id for copy in found))
        outside = outside_of(clean, places_of(con, meant.records))
    now = [current_number(clean) or 0] if meant.records else []
    held = (*snapshots_holding(clean, frozenset(meant.records)), *now)
    pages = tuple(sorted(meant.pages))
    told = Forgotten(None, aim.kind, None, pages, len(meant.records), found, copies, held_by=held, outside=outside)
    return Worked(aim, meant, told)


def acts_before(con: duckdb.DuckDBPyConnection, clean: Path, wanted: str, aim: Aim | None) -> list[Act]:
    """Return the standing acts by which all that a name means is forgotten already; none where something stands."""
    if aim is not None and con.execute(f"FROM known WHERE {aim.where} LIMIT 1", {"name": aim.name}).fetchall():
        return []
    name = wanted.strip()
    names = {name.lower(), name.lower().removeprefix("www."), aim.name if aim else ""}
    names |= {record for (record,) in con.execute(PLACED, [name]).fetchall()}
    return [
        act
        for act, rows in read_files(clean, rows=True)
        if act.taken_back is None
        and (act.name in names or any(not names.isdisjoint(rows[key].to_pylist()) for key in ("record_id", "id")))
    ]


def told_before(clean: Path, acts: list[Act]) -> Forgotten:
    """Return what is told of a name that is forgotten already."""
    chosen = {act.number for act in acts}
    rows = [row for act, table in read_files(clean, rows=True) if act.number in chosen for row in table.to_pylist()]
    meant = Meant(rows)
    held = tuple(snapshots_holding(clean, frozenset(meant.records)))
    last = acts[-1]
    pages = tuple(sorted(meant.pages))
    return Forgotten(last.number, last.kind, None, pages, len(meant.records), held_by=held, before=last.day)


def ask_purge(clean: Path, staging: Path, told: Forgotten, day: dt.date) -> Forgotten:
    """Purge what was forgotten before without it."""
    for act, rows in read_files(clean, rows=True):
        if act.number == told.act:
            write_act(clean, dataclasses.replace(act, purge=True, purged=None), rows)
    _, purged = finish_here(clean, staging, day)
    return dataclasses.replace(told, purged=purged, held_by=())


def new_act(
    clean: Path, aim: Aim, meant: Meant, reason: str, who: str, day: dt.date, *, copies: bool, purge: bool
) -> Act:
    """Return the act that an operator decided on."""
    number = next_number(clean)
    said = repr((number, aim.kind, aim.name, day, who, reason, meant.records))
    mark = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
    return Act(number, aim.kind, aim.name, copies, purge, reason, who, day, mark)


def finish(clean: Path, *, as_of: dt.date | None = None) -> int | None:
    """
    Finish what was decided and not carried out: a kill came in between, or an older snapshot was published again.

    Returns:
        The snapshot that was published; None where there was nothing to do.
    """
    from flows.store import begin_staging, lock

    if not read_acts(clean):
        return None
    with lock(clean), begin_staging(clean) as staging:
        return finish_here(clean, staging, as_of or dt.datetime.now(tz=dt.UTC).date())[0]


def finish_here(clean: Path, staging: Path, day: dt.date) -> tuple[int | None, tuple[int, ...]]:
    """Publish the store without what is forgotten, then purge what is to be; return the snapshot, and those deleted."""
    from flows.store.without import read_model

    acts = read_files(clean, rows=True)
    if not acts:
        return None, ()
    started = dt.datetime.now(tz=dt.UTC)
    made_by, stamp = what_makes_rows(None, model=read_model(clean))
    summary = publish_run(clean, staging, RunPlan(day, stamp, made_by, started))
    gone: list[int] = []
    for act, rows in acts:
        if act.purge and act.purged is None and act.taken_back is None:
            gone += purge_records(clean, frozenset(filter(None, rows["record_id"].to_pylist())))
            write_act(clean, dataclasses.replace(act, purged=day), rows)
    return summary.snapshot, tuple(sorted(gone))


def take_back(clean: Path, wanted: str, reason: str, *, who: str, as_of: dt.date | None = None) -> TakenBack:
    """
    Let what was forgotten come in again, when it is read the next time. Its keys are thrown away.

    Args:
        clean: The clean folder.

        wanted: The act's number, or the id of the page that it was about.

        reason: Why; kept with the act.

        who: Who decided it; kept with the act.

        as_of: Day that counts as today; None is today in UTC.

    Raises:
        ForgetError: No standing act is called so.
    """
    from flows.store import lock

    with lock(clean):
        standing = [(act, rows) for act, rows in read_files(clean, rows=True) if act.taken_back is None]
        for act, rows in standing:
            if wanted.strip().lstrip("0") == str(act.number) or wanted.strip().lower() == act.name:
                day = as_of or dt.datetime.now(tz=dt.UTC).date()
                back = dataclasses.replace(act, taken_back=day, why_taken_back=f"{who}: {reason}")
                write_act(clean, back, rows.slice(0, 0))
                return TakenBack(act.number, reason, rows.num_rows)
        holding = [str(act.number) for act, rows in standing if wanted in {*rows["id"].to_pylist()}]
    more = f"; it was forgotten with act {', '.join(holding)}, which can be taken back as a whole" if holding else ""
    raise ForgetError(f"{wanted}: no act of forgetting that stands is called so{more}. See `saring forget --list`.")


def phrases_of(meant: Meant) -> list[str]:
    """Return the lines that are looked for once all is done: the longest of each text."""
    chosen: list[str] = []
    for _, text in sorted(meant.texts.items()):
        lines = sorted({line for line in text.split("\n") if len(line) >= SHORTEST_PHRASE}, key=len, reverse=True)
        chosen += lines[:LONGEST_PHRASES]
    return sorted(set(chosen))[:MOST_PHRASES]
