"""Planning a backfill: which records, where their raw lies, in which slices, and what it will cost."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import dataclasses
import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.backfill.cost import Cost, check_disk, cost_of
from flows.backfill.folder import (
    ORDER,
    PLAN,
    backfill_folder,
    discard_backfill,
    hold,
    name_for,
    read_json,
    write_json,
)
from flows.backfill.foresight import bound_values, foresee, widen
from flows.backfill.places import find_places
from flows.backfill.selection import Selection, check_selection, matching, selection_from
from flows.errors import SaringError, UsageError
from flows.store.quoting import quote
from transforms.schema import MadeBy

if TYPE_CHECKING:
    import duckdb

    from flows.order import Order

RECORDS_A_SLICE = 5_000
"""Records of a slice, about: some minutes of work, and what `done.json` spares after a kill."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a backfill that is staged by itself: its number, its raw files and records."""

    number: int
    files: int
    records: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """
    How many records a backfill looks at.

    Attributes:
        chosen: Records whose values answer the selection.

        foreseen: Records whose new values may answer; those that do not are dropped again.

        checked: Records that answer and were cleaned by today's knowledge already; left alone.

        gone: Chosen records whose raw is no longer there: their rows stay as they are.

        elsewhere: Chosen records that came from other raw folders than the one that was named.
    """

    chosen: int = 0
    foreseen: int = 0
    checked: int = 0
    gone: int = 0
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class Backfill:
    """
    A backfill that is planned. Plain values alone: it may be handed to other processes.

    Attributes:
        name: What it is called: its folder below `CLEAN/.saring/backfills`.

        raw: The raw folder.

        clean: The clean folder.

        feed: Name of the raw folder among the store's; None where it has none.

        as_of: Day that counts as today.

        workers: Processes that clean pages.

        knowledge: The user's folder of rules, outlets and words.

        selection: Which records.

        reason: Why; kept in the manifest.

        stamp: By what they are cleaned.

        made_by: The same in parts.

        model: Whether the model may strike.

        snapshot: The snapshot that it was planned on.

        slices: Its slices.

        chosen: How many records it looks at.

        cost: What it takes of the disk.

        begun: Whether an earlier process had planned it: what that one staged is not cleaned again.

        started_at: When it was planned.
    """

    name: str
    raw: Path
    clean: Path
    feed: str | None
    as_of: dt.date
    workers: int
    knowledge: Path | None
    selection: Selection
    reason: str
    stamp: str
    made_by: MadeBy
    model: bool
    snapshot: int
    slices: tuple[Slice, ...]
    chosen: Chosen
    cost: Cost
    begun: bool
    started_at: dt.datetime

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return backfill_folder(self.clean, self.name)

    @property
    def records(self) -> int:
        """How many records it cleans."""
        return sum(part.records for part in self.slices)


def plan_slices(
    order: Order,
    selection: Selection,
    *,
    reason: str,
    name: str | None = None,
    records_a_slice: int = RECORDS_A_SLICE,
) -> Backfill:
    """
    Choose the records and put their raw files into slices; go on with a plan of the same order that is there.

    Reads the index and the files manifest and looks at the raw files that hold chosen records; opens none.

    Args:
        order: Raw and clean folder, workers, knowledge; `again` takes also what today's knowledge cleaned already.

        selection: Which records.

        reason: Why; kept in the manifest.

        name: What to call it; by default after what is asked, so that the same order finds its plan again.

        records_a_slice: Records of a slice, about: a raw file is in one slice whole.

    Raises:
        UsageError: No reason is given, or the selection cannot mean what it says.

        StoreError: Nothing is published, or the disk has no room for it.
    """
    from flows.corpus.plan import what_makes_rows
    from flows.store import check_target, resolved_root
    from flows.store.without import read_model

    if not reason.strip():
        raise UsageError("--reason: say why; it is kept in the manifest")
    check_selection(selection)
    resolved_root(order.clean)
    check_target(order.clean)
    model = read_model(order.clean)
    made_by, stamp = what_makes_rows(order.knowledge, model=model)
    said = said_of(order, selection)
    name = name or name_for(selection.title, said)
    folder = backfill_folder(order.clean, name)
    with hold(folder, f"the backfill {name}"):
        there = read_json(folder / ORDER)
        if there is not None and (there["asked"], there["stamp"]) == (said, stamp):
            return backfill_from(there, order.clean, workers=order.workers, reason=reason)
        empty(folder)
        try:
            return make_plan(order, selection, reason, name, made_by, stamp, said, model=model, size=records_a_slice)
        except SaringError:
            discard_backfill(folder)  # a condition that no column answers leaves no plan behind, nor its lock
            raise


def said_of(order: Order, selection: Selection) -> dict[str, Any]:
    """Return what is asked, as it names a backfill."""
    folders = {"raw": str(order.raw.absolute()), "knowledge": str(order.knowledge) if order.knowledge else None}
    return {"selection": selection.said(), **folders, "feed": order.feed, "again": order.again}


def empty(folder: Path) -> None:
    """Remove what another order, or older knowledge, left in a backfill's folder; its lock stays."""
    (folder / ORDER).unlink(missing_ok=True)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()


def make_plan(
    order: Order,
    selection: Selection,
    reason: str,
    name: str,
    made_by: MadeBy,
    stamp: str,
    said: dict[str, Any],
    *,
    model: bool,
    size: int,
) -> Backfill:
    """Choose records, find their places, cut slices and write all of it down."""
    from flows.corpus.database import connect
    from flows.read import resolve_feed
    from flows.store.errors import disk_errors
    from flows.store.feeds import read_feeds
    from flows.store.layout import current_number

    folder = backfill_folder(order.clean, name)
    feed = resolve_feed(order.raw, order.feed, read_feeds(order.clean))
    snapshot = current_number(order.clean)
    assert snapshot is not None  # noqa: S101 - something is published
    with disk_errors(folder), connect(folder / "spill") as con:
        chosen = choose(con, order, selection, stamp)
        gone, elsewhere = find_places(con, feed)
        slices = cut_slices(con, size)
        cost = cost_of(con, order.clean, order.workers)
        check_disk(order.clean, cost)
        con.execute(
            f"COPY (FROM planned ORDER BY slice, path, record_id) TO {quote(str(folder / PLAN))} (FORMAT parquet)"
        )
    shutil.rmtree(folder / "spill", ignore_errors=True)
    backfill = Backfill(
        name=name,
        raw=order.raw,
        clean=order.clean,
        feed=order.feed,
        as_of=order.as_of,
        workers=order.workers,
        knowledge=order.knowledge,
        selection=selection,
        reason=reason,
        stamp=stamp,
        made_by=made_by,
        model=model,
        snapshot=snapshot,
        slices=slices,
        chosen=dataclasses.replace(chosen, gone=gone, elsewhere=elsewhere),
        cost=cost,
        begun=False,
        started_at=dt.datetime.now(tz=dt.UTC),
    )
    write_json(folder / ORDER, told(backfill) | {"asked": said})
    return backfill


HELD_FACTS = "outlet outlet_domain title n_chars published_date published_at modified_at withdrawn corrected".split()


def open_records(con: duckdb.DuckDBPyConnection, clean: Path) -> None:
    """Make the view `known`: the index with keys in hex; what is held back has the facts of its waiting rows."""
    from flows.corpus.database import INDEX_IN_HEX, make_view, open_files, open_index

    open_index(con, clean)
    open_files(con, clean)
    make_view(con, "held_rows", clean, "held_rows")
    facts = ", ".join(f"h.{name} AS {name}" for name in HELD_FACTS)
    con.execute(f"""
        CREATE OR REPLACE VIEW known AS
        SELECT {INDEX_IN_HEX} FROM old_index WHERE outcome <> 'held'
        UNION ALL BY NAME
        SELECT i.* EXCLUDE ({", ".join(HELD_FACTS)}), {facts}
        FROM (SELECT {INDEX_IN_HEX} FROM old_index WHERE outcome = 'held' AND stage IS NULL) i
             LEFT JOIN held_rows h USING (record_id)
    """)


def choose(con: duckdb.DuckDBPyConnection, order: Order, selection: Selection, stamp: str) -> Chosen:
    """Make the table `chosen`: index rows of the records that are cleaned, and `why` each is looked at."""
    open_records(con, order.clean)
    matching(con, selection, "known", "matched")
    con.execute("CREATE OR REPLACE TABLE looked_at AS SELECT record_id, 'old' AS why FROM matched")
    beside = widen(selection) if selection.wide else foresee(con, selection, "known", order.knowledge)
    if beside and not selection.is_everything:
        con.execute(
            f"INSERT INTO looked_at SELECT record_id, 'foreseen' FROM known WHERE {beside} "
            "AND record_id NOT IN (FROM matched)",
            bound_values(selection, beside),
        )
    fresh = "true" if order.again else "checked IS DISTINCT FROM $stamp"
    bound = {} if order.again else {"stamp": stamp}
    con.execute(
        f"CREATE OR REPLACE TABLE chosen AS SELECT k.*, l.why FROM known k JOIN looked_at l USING (record_id) "
        f"WHERE {fresh}",
        bound,
    )
    counts = dict(con.execute("SELECT why, count(*) FROM chosen GROUP BY 1").fetchall())
    ((matched,),) = con.execute("SELECT count(*) FROM matched").fetchall()
    old = counts.get("old", 0)
    return Chosen(chosen=old, foreseen=counts.get("foreseen", 0), checked=matched - old)


def cut_slices(con: duckdb.DuckDBPyConnection, size: int) -> tuple[Slice, ...]:
    """Make the table `planned`: the chosen records with their place and slice, null where raw is gone."""
    con.execute(f"""
        CREATE OR REPLACE TABLE planned AS
        WITH parts AS (
            SELECT path, dense_rank() OVER (ORDER BY part)::INTEGER AS slice
            FROM (SELECT path, (sum(n) OVER (ORDER BY path) - n) // {int(size)} AS part
                  FROM (SELECT path, count(*) AS n FROM placed GROUP BY path))
        )
        SELECT c.*, p.path, parts.slice FROM chosen c LEFT JOIN placed p USING (record_id) LEFT JOIN parts USING (path)
    """)
    rows = con.execute(
        "SELECT slice, count(DISTINCT path), count(*) FROM planned WHERE slice IS NOT NULL GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return tuple(Slice(*row) for row in rows)


def told(backfill: Backfill) -> dict[str, Any]:
    """Return a backfill as its `order.json` holds it."""
    values = {field.name: getattr(backfill, field.name) for field in dataclasses.fields(backfill)}
    for name in ("raw", "clean", "knowledge", "as_of", "started_at"):
        values[name] = None if values[name] is None else str(values[name])
    values["selection"] = backfill.selection.said()
    values["slices"] = [[part.number, part.files, part.records] for part in backfill.slices]
    for name in ("made_by", "chosen", "cost"):
        values[name] = dataclasses.asdict(values[name])
    return values


def backfill_from(said: dict[str, Any], clean: Path, *, workers: int | None = None, reason: str = "") -> Backfill:
    """Return the backfill that an `order.json` tells of."""
    names = {field.name for field in dataclasses.fields(Backfill)}
    values = {name: value for name, value in said.items() if name in names}
    values |= {
        "raw": Path(said["raw"]),
        "clean": clean,
        "knowledge": Path(said["knowledge"]) if said["knowledge"] else None,
        "as_of": dt.date.fromisoformat(said["as_of"]),
        "started_at": dt.datetime.fromisoformat(said["started_at"]),
        "selection": selection_from(said["selection"]),
        "slices": tuple(Slice(*part) for part in said["slices"]),
        "made_by": MadeBy(**said["made_by"]),
        "chosen": Chosen(**said["chosen"]),
        "cost": Cost(**said["cost"]),
        "workers": workers or said["workers"],
        "reason": reason or said["reason"],
        "begun": True,
    }
    return Backfill(**values)


def open_backfill(clean: Path, name: str, *, workers: int | None = None, reason: str = "") -> Backfill:
    """
    Return a backfill that was planned or staged before.

    Raises:
        UsageError: There is none of this name.
    """
    from flows.backfill.folder import waiting_backfills

    said = read_json(backfill_folder(clean, name) / ORDER)
    if said is None:
        there = ", ".join(waiting_backfills(clean)) or "none"
        raise UsageError(f"{clean}: no backfill {name!r} waits here (there are: {there})")
    return backfill_from(said, clean, workers=workers, reason=reason)
