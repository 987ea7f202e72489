"""
What was forgotten: one small Parquet file for each act, which hold keys and never text.

They lie beside the snapshots and not in them: a snapshot that is published again, an index that is made anew or a
run that is undone must not bring back what somebody had a right to have taken down. The act itself (who, when, why)
stands in the file's footer, so that it and its keys come and go together.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flows.store.errors import StoreError, disk_errors
from flows.store.layout import home
from transforms.schema import arrow_schema, columns

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyarrow as pa

STONES = columns("""
    record_id string
    id string
    page_key string
    url_key string
    text_key string
    fold_key string
    outlet_domain string
    outlet string
    shared bool
    n_words int32
    trace list<string>
    first_seen date32
    first_run int32
    seen_day date32
    heir string
""")
"""
One row for each delivery that was known when its page was forgotten; an address that was forgotten before anything
came from it has one without a delivery.

`url_key` and `text_key` are the index's, `fold_key` is what a page with this text and no address is called, `trace`
hashes of some runs of words, in hex. `shared`: other stories stood under the same address, so that only what tells
the same story is meant. `heir` is the page that the story's name passed to. `outlet` is the outlet's name, its host
where no name is known, empty where neither is.
"""

LATER_COLUMNS = ("outlet",)
"""Columns that files of older versions lack; they are read as null there."""

FOOTER = b"saring.act"
KINDS = ("page", "address", "outlet")


@dataclass(frozen=True, slots=True)
class Act:
    """
    One decision to forget.

    Attributes:
        number: What it is called in this store.

        kind: `page`, `address` or `outlet`.

        name: The outlet's host; of a page its id, of an address its key.

        copies: Whether copies of the texts are meant as well, wherever they stand.

        purge: Whether snapshots that hold the rows had to go.

        reason: Why.

        who: Who decided it.

        day: When.

        mark: Digest that tells it from other acts, in whichever store.

        purged: When the last snapshot that held its rows was gone.

        taken_back: When it was taken back.

        why_taken_back: By whom and why.
    """

    number: int
    kind: str
    name: str
    copies: bool
    purge: bool
    reason: str
    who: str
    day: dt.date
    mark: str
    purged: dt.date | None = None
    taken_back: dt.date | None = None
    why_taken_back: str = ""


@dataclass(frozen=True, slots=True)
class Tombstones:
    """
    All that is forgotten in a store, as a run asks for it.

    Attributes:
        records: Deliveries, by their record ids.

        pages: Keys of pages; none of those under which other stories stood, or texts may be another outlet's.

        addresses: Keys of addresses, likewise, in hex.

        outlets: Hosts of outlets.

        rows: All rows, with `copies` of their act; None where nothing is forgotten.
    """

    records: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    rows: pa.Table | None = field(default=None, compare=False)

    def __bool__(self) -> bool:
        """Return whether anything is forgotten."""
        return bool(self.outlets) or self.rows is not None


NOTHING = Tombstones()


def folder_of(clean: Path) -> Path:
    """Return the folder of the tombstones."""
    return home(clean) / "forgotten"


def read_acts(clean: Path) -> list[Act]:
    """
    Return every act, the first one first, those that were taken back among them.

    Raises:
        StoreError: A file cannot be read as what it is: nothing is brought back on a guess.
    """
    return [act for act, _ in read_files(clean, rows=False)]


def forgotten_outlets(clean: Path) -> list[str]:
    """Return the hosts of the outlets that are forgotten, sorted; those of subdomains are not among them."""
    return sorted(act.name for act in read_acts(clean) if act.kind == "outlet" and act.taken_back is None)


def read_tombstones(clean: Path) -> Tombstones:
    """
    Return what is forgotten in a store.

    Raises:
        StoreError: As `read_acts`.
    """
    import pyarrow as pa

    standing = [(act, rows) for act, rows in read_files(clean, rows=True) if act.taken_back is None]
    if not standing:
        return NOTHING
    rows = pa.concat_tables(
        table.append_column("copies", pa.array([act.copies] * table.num_rows, pa.bool_())) for act, table in standing
    )
    alone = [row for row in rows.select(["page_key", "url_key", "shared"]).to_pylist() if not row["shared"]]
    return Tombstones(
        records=frozenset(filter(None, rows["record_id"].to_pylist())),
        pages=frozenset(row["page_key"] for row in alone if row["page_key"]) | folds_of(rows),
        addresses=frozenset(row["url_key"] for row in alone if row["url_key"]),
        outlets=frozenset(act.name for act, _ in standing if act.kind == "outlet"),
        rows=rows if rows.num_rows else None,
    )


def folds_of(rows: pa.Table) -> frozenset[str]:
    """Return what pages with the forgotten texts and without an address are called, where any outlet's are meant."""
    some = rows.select(["fold_key", "outlet", "copies"]).to_pylist()
    return frozenset(row["fold_key"] for row in some if row["fold_key"] and (row["copies"] or row["outlet"] is None))


def read_files(clean: Path, *, rows: bool) -> list[tuple[Act, pa.Table]]:
    """Return acts with their rows, or with an empty table where these are not asked for."""
    folder = folder_of(clean)
    if not folder.is_dir():
        return []
    return [read_file(path, rows=rows) for path in sorted(folder.glob("*.parquet"))]


def read_file(path: Path, *, rows: bool) -> tuple[Act, pa.Table]:
    """Return one act with its rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(STONES)
    try:
        with pq.ParquetFile(path) as file:
            said = json.loads((file.schema_arrow.metadata or {})[FOOTER])
            table = completed(file.read()).cast(schema) if rows else schema.empty_table()
        return act_of(said), table
    except (OSError, pa.ArrowInvalid, KeyError, ValueError, TypeError) as error:
        raise StoreError(
            f"{path}: cannot be read ({error}). It holds what must not come back: restore it from a backup. "
            "Nothing was published."
        ) from error


def completed(table: pa.Table) -> pa.Table:
    """Return rows of tombstones with the columns that came later, in today's order."""
    import pyarrow as pa

    for name in LATER_COLUMNS:
        if name not in table.column_names:
            table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
    return table.select([name for name, _ in STONES])


def act_of(said: dict[str, Any]) -> Act:
    """Return an act as JSON says it."""
    days = {name: said[name] and dt.date.fromisoformat(said[name]) for name in ("day", "purged", "taken_back")}
    return Act(**said | days)


def next_number(clean: Path) -> int:
    """Return the number of the next act."""
    return max((act.number for act in read_acts(clean)), default=0) + 1


def write_act(clean: Path, act: Act, rows: pa.Table) -> None:
    """
    Write an act and its rows in the place of what stood of it. A reader sees the old file or the new one.

    Raises:
        StoreError: The disk is full or the folder cannot be written.
    """
    import pyarrow.parquet as pq

    folder = folder_of(clean)
    path = folder / f"{act.number:06d}.parquet"
    said = json.dumps(dataclasses.asdict(act), default=str, ensure_ascii=False)
    with disk_errors(path):
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        pq.write_table(rows.cast(arrow_schema(STONES)).replace_schema_metadata({FOOTER: said}), fresh)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def take_over(clean: Path, other: Path) -> int:
    """
    Bring over what is forgotten in another store and was not known here; return how many acts these are.

    Raises:
        StoreError: As `read_acts` and `write_act`.
    """
    here = {act.mark for act in read_acts(clean)}
    coming = [(act, rows) for act, rows in read_files(other, rows=True) if act.mark not in here and not act.taken_back]
    for number, (act, rows) in enumerate(coming, next_number(clean)):
        write_act(clean, dataclasses.replace(act, number=number, purged=None), rows)
    return len(coming)


def rows_table(rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Return rows of tombstones as a table."""
    import pyarrow as pa

    return pa.Table.from_pylist(list(rows), schema=arrow_schema(STONES))
