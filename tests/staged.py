"""Staged records for tests of the corpus: what a worker would have written, and what was published of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.corpus import RunPlan, RunSummary, publish_run
from transforms.schema import (
    SIGHTINGS,
    STAGED_FILES,
    STAGED_REJECTS,
    STAGED_REMOVALS,
    STAGED_ROWS,
    MadeBy,
    arrow_schema,
    content_digest,
    digest_of,
    text_digest,
)

DAY = dt.date(2021, 6, 29)
FLOOD = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa"
TRAIN = "Kereta baru berjalan lagi hari Jumat setelah rel diperbaiki petugas"
KINDS = {
    "rows": STAGED_ROWS,
    "removals": STAGED_REMOVALS,
    "rejects": STAGED_REJECTS,
    "files": STAGED_FILES,
    "sightings": SIGHTINGS,
}


def key(*parts: object) -> str:
    """Return a key of 128 bits, in hex."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def page_key(page: str) -> str:
    """Return the id of a test's page."""
    return key("page", page)


def moment(day: int, hour: int = 0) -> dt.datetime:
    """Return a moment of June 2021."""
    return dt.datetime(2021, 6, day, hour, tzinfo=dt.UTC)


def row(source: str, text: str = FLOOD, *, page: str | None = None, **fields: Any) -> dict[str, Any]:
    """Return a staged row; lists are empty and everything else is null unless named. Its page is named as `source`."""
    values: dict[str, Any] = {name: [] if kind.startswith("list") else None for name, kind in STAGED_ROWS}
    values |= {"record_id": key(source, text, sorted(fields.items())), "page_key": page_key(page or source)}
    values |= {"source": source, "one_page": "#" not in source, "seen_day": DAY, "text": text}
    values |= {"text_sha256": text_digest(text), "n_words": len(text.split()), "n_blocks": 1, "n_removed_chars": 0}
    values |= {"n_chars": len(text)}
    values |= {"rulebook": "r1", "knowledge": "k1", "code": "c1", "published_date": DAY}
    values |= {"withdrawn": False, "corrected": False} | fields
    values["content_key"] = content_digest(values)
    values["row_key"] = digest_of(values["content_key"], text)
    return values


def removal(record: dict[str, Any], text: str = "Bagikan Artikel ini:", kind: str = "share") -> dict[str, Any]:
    """Return a staged removal of a row, whose ledger it becomes a part of."""
    record["row_key"] = digest_of(record["row_key"], text, kind)
    record["n_removed_chars"] += len(text)
    values = {"record_id": record["record_id"], "block": 1, "start": 0, "end": len(text), "kind": kind}
    return values | {"rule": "share.id-bagikan", "layer": "rule", "text": text, "whole": True, "joint": ""}


def reject(source: str, *, stage: str = "extract", reason: str = "no_story", **fields: Any) -> dict[str, Any]:
    """Return a staged reject; one of stage `read` has no page but its place."""
    values = {"record_id": key("reject", source, reason), "page_key": page_key(source), "source": source}
    values |= {"one_page": "#" not in source, "seen_day": DAY, "stage": stage, "reason": reason, "detail": "no text"}
    return values | fields


def file(path: str, records: list[str], **fields: Any) -> dict[str, Any]:
    """Return a staged row of the manifest of raw files."""
    values = {"path": path, "size": 1, "mtime_ns": 1, "inode": 1, "sidecar": "", "digest": key(path)}
    values |= {"n_records": len(records), "n_rejects": 0, "unreadable": False, "one_page": True, "records": records}
    return values | fields


def stage(folder: Path, *, name: str = "a", **staged: Any) -> Path:
    """Write staged files, as a worker does."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, records in staged.items():
        if records:
            table = pa.Table.from_pylist(list(records), arrow_schema(KINDS[kind]))
            pq.write_table(table, folder / f"{kind}-{name}.parquet")
    return folder


def plan(as_of: dt.date = DAY, *, stamp: str = "s1", **facts: Any) -> RunPlan:
    """Return the plan of a run."""
    return RunPlan(as_of, stamp, MadeBy("r1", "k1", "c1"), dt.datetime(2021, 6, 29, tzinfo=dt.UTC), **facts)


def publish(
    clean: Path, rows: Any = (), removals: Any = (), rejects: Any = (), *, files: Any = (), sightings: Any = (),
    **facts: Any,
) -> RunSummary:  # fmt: skip
    """Stage records beside a clean folder and publish them as one run."""
    number = sum(1 for _ in clean.parent.glob(f"{clean.name}-staged-*"))
    folder = clean.parent / f"{clean.name}-staged-{number}"
    stage(folder, rows=rows, removals=removals, rejects=rejects, files=files, sightings=sightings)
    return publish_run(clean, folder, plan(**facts))


def read(clean: Path, dataset: str, columns: str = "*", order: str = "source") -> list[tuple[Any, ...]]:
    """Return a published dataset's rows."""
    files = f"{clean}/{dataset}/**/*.parquet"
    sql = f"SELECT {columns} FROM read_parquet('{files}', hive_partitioning = false) ORDER BY {order}"  # noqa: S608 - our own words
    return duckdb.connect().execute(sql).fetchall()


def tree(folder: Path) -> dict[str, int]:
    """Return everything in a folder, with the times of the last change."""
    return {str(p.relative_to(folder)): p.lstat().st_mtime_ns for p in sorted(folder.rglob("*"))}
