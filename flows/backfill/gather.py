"""What of a staged backfill is published: all of it, less what does not answer and what changed meanwhile."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.backfill.folder import PLAN
from flows.backfill.plan import open_records
from flows.backfill.selection import matching
from flows.store.quoting import quote

if TYPE_CHECKING:
    import duckdb

    from flows.backfill.plan import Backfill

KINDS = ("rows", "removals", "rejects")

STATE = ("checked", "row_key", "content_key", "seen_day", "outcome = 'held'")
"""What tells that a record is as it was when it was planned."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """
    What a backfill publishes.

    Attributes:
        folder: Staged rows, removals and rejects, as publishing reads them.

        records: How many records.

        dropped: Records that were cleaned or fetched anew, or went, since the backfill was planned: the index says
            otherwise, and it is right.

        others: Records that were looked at and do not answer the selection.

        bytes: What all that was staged takes.
    """

    folder: Path
    records: int
    dropped: int
    others: int
    bytes: int


def gather(backfill: Backfill, store: Path, folder: Path) -> Gathered:
    """
    Put together what a backfill publishes.

    Args:
        backfill: Planned, and all its slices staged.

        store: The clean folder, or a view of it that stays as it is.

        folder: Where staged files go; what is in it is removed.
    """
    from flows.corpus.database import connect

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    staged = {kind: sorted(backfill.folder.glob(f"slice-*/try-*/{kind}-*.parquet")) for kind in KINDS}
    with connect(folder / "spill") as con:
        open_staged(con, backfill, store, staged)
        dropped, others = find_left_out(con, backfill)
        ((records,),) = con.execute("SELECT count(*) FROM staged WHERE record_id NOT IN (FROM left_out)").fetchall()
        left_out = {name for (name,) in con.execute("FROM left_out").fetchall()}
    shutil.rmtree(folder / "spill", ignore_errors=True)
    for kind in KINDS:
        for number, path in enumerate(staged[kind]):
            place(path, folder / f"{kind}-{number:06d}.parquet", left_out)
    size = sum(path.stat().st_size for paths in staged.values() for path in paths)
    return Gathered(folder, records, dropped, others, size)


def open_staged(con: duckdb.DuckDBPyConnection, backfill: Backfill, store: Path, staged: dict[str, list[Path]]) -> None:
    """Make the views `plan` and `known`, and the table `staged`: the facts of each staged record."""
    from flows.corpus.database import read_list
    from transforms.schema import STAGED_REJECTS, STAGED_ROWS, arrow_schema

    open_records(con, store)
    con.execute(f"CREATE VIEW plan AS FROM read_parquet({quote(str(backfill.folder / PLAN))})")
    for kind, wanted in (("rows", STAGED_ROWS), ("rejects", STAGED_REJECTS)):
        if staged[kind]:
            con.execute(f"CREATE VIEW some_{kind} AS FROM {read_list(staged[kind])}")
        else:
            con.register(f"some_{kind}", arrow_schema(wanted).empty_table())
    con.execute(f"""
        CREATE TABLE staged AS
        SELECT record_id, {", ".join(FACTS)}, NULL AS stage FROM some_rows
        UNION ALL BY NAME SELECT record_id, stage FROM some_rejects
    """)


FACTS = "outlet outlet_domain title n_chars published_date published_at modified_at withdrawn corrected".split()


def find_left_out(con: duckdb.DuckDBPyConnection, backfill: Backfill) -> tuple[int, int]:
    """Make the table `left_out`: records that changed meanwhile, and foreseen ones that do not answer; count both."""
    state = "\n".join(f"AND (n.{name} IS NOT DISTINCT FROM o.{name})" for name in STATE if " " not in name)
    con.execute(f"""
        CREATE TABLE changed AS
        SELECT s.record_id FROM staged s JOIN plan o USING (record_id)
        WHERE NOT EXISTS (
            FROM known n WHERE n.record_id = o.record_id {state} AND (n.outcome = 'held') = (o.outcome = 'held')
        )
    """)
    facts = ", ".join(f"s.{name} AS {name}" for name in (*FACTS, "stage"))
    con.execute(f"""
        CREATE VIEW as_cleaned AS
        SELECT p.* EXCLUDE ({", ".join((*FACTS, "stage", "date", "why", "path", "slice"))}), {facts},
               coalesce(s.published_date, p.page_seen, p.first_seen) AS date
        FROM plan p JOIN staged s USING (record_id) WHERE p.why <> 'old'
    """)
    matching(con, backfill.selection, "as_cleaned", "answering")
    con.execute("""
        CREATE TABLE left_out AS
        SELECT record_id FROM changed
        UNION SELECT record_id FROM as_cleaned WHERE record_id NOT IN (FROM answering)
    """)
    ((dropped,),) = con.execute("SELECT count(*) FROM changed").fetchall()
    ((both,),) = con.execute("SELECT count(*) FROM left_out").fetchall()
    return dropped, both - dropped


def place(path: Path, target: Path, left_out: set[str]) -> None:
    """Put a staged file among those that are published, without the records that are left out."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    if left_out:
        table = pq.read_table(path)
        stays = pc.invert(pc.is_in(table.column("record_id"), pa.array(sorted(left_out), pa.string())))
        kept = table.filter(stays)
        if kept.num_rows == 0:
            return
        if kept.num_rows < table.num_rows:
            pq.write_table(kept, target, compression="lz4", use_dictionary=False, write_statistics=False)
            return
    os.link(path, target)
