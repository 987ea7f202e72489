"""Rows whose raw records are gone, staged as they stand: nothing is taken away because a disk was tidied up."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flows.ledger import lay_out
from flows.read import path_date
from flows.shard import stage
from flows.store.guessed import count_guessed
from transforms.identity import page_key_of_object
from transforms.schema import (
    NUMBERED,
    REFUSAL,
    SPAN,
    STAGED_NAMES,
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    TOLD_COLUMNS,
    content_digest,
    digest_of,
)
from transforms.urls import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

Row = dict[str, Any]

ROWS_AT_A_TIME = 2_000

ROWS = """
SELECT f.record_id, f.first_seen, o.* FROM fates f
JOIN (FROM first_articles UNION ALL BY NAME FROM first_duplicates) o USING (id)
WHERE f.fate = 'carried' AND f.outcome <> 'reject' AND f.id > $1 ORDER BY f.id LIMIT $2
"""
REMOVALS = """
SELECT r.* FROM first_removals r JOIN fates f USING (id)
WHERE f.fate = 'carried' AND r.id >= $1 AND r.id <= $2 ORDER BY r.id, r.block, r.start, r."end"
"""
REJECTS = """
SELECT f.record_id, f.first_seen, r.* FROM fates f JOIN first_rejects r USING (id)
WHERE f.fate = 'carried' AND f.outcome = 'reject' ORDER BY r.id
"""


def stage_carried(con: duckdb.DuckDBPyConnection, staging: Path) -> None:
    """Stage rows, ledger and rejects of the records that are carried over."""
    for number, rows in enumerate(batches(con), 1):
        ledger = ledger_of(con, rows[0]["id"], rows[-1]["id"])
        staged: list[Row] = []
        removals: list[Row] = []
        for row in rows:
            found = ledger.get(row["id"], [])
            carried = carried_row(row, found)
            staged.append(carried)
            removals += [{"record_id": row["record_id"]} | {name: r[name] for name, _ in SPAN} for r in found]
        stage(staging / f"rows-carried-{number:04d}.parquet", staged, STAGED_ROWS)
        stage(staging / f"removals-carried-{number:04d}.parquet", removals, STAGED_REMOVALS)
    rejects = con.sql(REJECTS).to_arrow_table().to_pylist()
    stage(staging / "rejects-carried.parquet", [carried_reject(row) for row in rejects], STAGED_REJECTS)


def batches(con: duckdb.DuckDBPyConnection) -> Iterator[list[Row]]:
    """Yield the rows that are carried over, some at a time, by id."""
    last = ""
    while rows := con.sql(ROWS, params=[last, ROWS_AT_A_TIME]).to_arrow_table().to_pylist():
        yield rows
        last = rows[-1]["id"]


def ledger_of(con: duckdb.DuckDBPyConnection, low: str, high: str) -> dict[str, list[Row]]:
    """Return the removals of carried rows between two ids."""
    found = con.sql(REMOVALS, params=[low, high]).to_arrow_table().to_pylist()
    return {name: list(same) for name, same in groupby(found, key=lambda row: row["id"])}


def carried_row(old: Row, ledger: list[Row]) -> Row:
    """
    Return the staged row of a row of the first form.

    Its page is named by its address, else by its text with everything put back that was struck; of the page's
    chrome the ledger holds no text.
    """
    row = dict.fromkeys(STAGED_NAMES)
    row.update({name: in_utc(old[name]) for name, _ in TOLD_COLUMNS if name in old})
    row.update(delivery(old), withdrawn=False, corrected=False, rulebook=old["rulebook"], knowledge="", code="")
    row.update(page_key=page_key_of_object({"url": old["url"] or "", "text": whole_text(old["text"] or "", ledger)}))
    row.update(url_key=url_key(old["url"]), n_chars=len(old["text"] or ""), model_characters=count_guessed(ledger))
    row.update(content_key=content_digest(row))
    spans = (repr([removal[name] for name, _ in SPAN]) for removal in ledger)
    row.update(row_key=digest_of(row["content_key"], old["text"] or "", *spans))
    return row


def delivery(old: Row) -> Row:
    """Return what a staged record says of its delivery, of a record of the first form."""
    source, fetched = old["source"], old.get("fetched_at")
    return {
        "record_id": old["record_id"],
        "source": source,
        "one_page": NUMBERED.search(source) is None,
        "seen_day": fetched.date() if fetched else path_date(source) or old["first_seen"],
    }


def in_utc(value: object) -> object:
    """Return a value as the cleaner gives it, whose moments are in Python's own UTC: digests are made of it."""
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value


def whole_text(text: str, ledger: list[Row]) -> str:
    """Return a text with what was struck from it put back, the page's chrome aside."""
    lines = ([piece for piece in line if not is_chrome(piece.removal)] for line in lay_out(text, ledger))
    return "\n".join("".join(piece.text for piece in line) for line in lines if line)


def is_chrome(removal: Row | None) -> bool:
    """Return whether a removal is a run of the page's chrome, of which the ledger holds no text."""
    return removal is not None and removal["kind"] == "chrome" and removal["layer"] == "extractor"


def carried_reject(old: Row) -> Row:
    """Return the staged row of a reject of the first form. Its page has no name but the record's own."""
    refusal = {name: old[name] for name, _ in REFUSAL}
    return delivery(old) | refusal | {"page_key": old["record_id"]}
