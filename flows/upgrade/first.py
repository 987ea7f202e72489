"""
The first form of the store, as far as it must be read: its names, its datasets, its schema version.

Frozen: stores of that form do not change any more. Nothing of this is used elsewhere.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from flows.store import StoreError
from flows.store.catalogue import FILE
from flows.store.quoting import quote
from flows.store.scores import with_scores
from transforms.records import Reject

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from transforms.records import RawPage

VERSION = "1"
"""Of the schema, as it stands in the footer of every file of the first form."""

NAMED = ("articles", "duplicates", "removals", "rejects", "index")
"""Its datasets in folders `date=YYYY-MM-DD`."""

RECORDS = """
CREATE VIEW first_records AS
SELECT i.id, i.raw_sha256, i.outcome, i.first_seen, i.cluster_id, i.date, coalesce(s.source, r.source) AS source,
       r.stage
FROM first_index i
     LEFT JOIN (SELECT id, source FROM first_articles UNION ALL SELECT id, source FROM first_duplicates) s USING (id)
     LEFT JOIN first_rejects r USING (id)
"""
"""One row for each record that the store ever met, with what became of it: article, duplicate, reject."""


def is_first_form(snapshot: Path) -> bool:
    """Return whether a snapshot is of the first form: those of the second have a catalogue."""
    return not (snapshot / FILE).is_file()


def check_first_form(snapshot: Path) -> None:
    """
    Refuse a snapshot without a catalogue that is not of the first form either.

    Raises:
        StoreError: The message names what was found.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = next((snapshot / "index").rglob("*.parquet"), None)
    try:
        said = pq.read_schema(file).metadata or {} if file else {}
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(f"{file}: cannot be read ({error}); restore the store from a backup") from error
    version = said.get(b"saring.schema_version", b"none").decode()
    if version != VERSION:
        raise StoreError(
            f"{snapshot}: no store that this version can bring over (schema {version}; known are {VERSION} and later "
            "ones with a catalogue). Nothing was changed."
        )


def open_first(con: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """Make the views `first_articles`, `first_index`, … of a snapshot, and `first_records` of all of them."""
    for name in NAMED:
        files = quote(str(snapshot / name / "**" / "*.parquet"))
        read = f"read_parquet({files}, hive_partitioning = true, hive_types = {{'date': DATE}})"
        con.execute(f"CREATE VIEW first_{name} AS FROM {with_scores(read) if name == 'removals' else read}")
    con.execute(RECORDS)


def first_id(source: str) -> str:
    """
    Return what the first form called a record: a hash of where it stands.

    >>> first_id("2021/06/banjir.html")
    '321f0bb3b0801d305879a2b6d3497c66'
    """
    return hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def first_digest(record: RawPage | Reject) -> str:
    """Return what the first form knew a record's content by, wherever it stands: content, url, fetch time, hints."""
    if isinstance(record, Reject):
        parts = ["reject", record.stage, record.reason, record.detail]
    else:
        fetched = record.fetched_at.isoformat() if record.fetched_at else None
        hints = [part for pair in sorted(record.hints.items()) for part in pair]
        parts = [record.kind, record.content, *(mark(value) for value in (record.url, fetched)), *hints]
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def mark(value: str | None) -> str:
    """Tell a value that is missing from one that is empty."""
    return "-" if value is None else f"+{value}"
