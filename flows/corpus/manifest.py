"""The manifest: one row for each run that published."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from flows.store.parquet import code_version, dataset_schema, open_writer
from transforms.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flows.corpus.summary import RunSummary
    from flows.store import Draft


def write_manifest(draft: Draft, summary: RunSummary, *, as_of: dt.date, facts: Mapping[str, object]) -> None:
    """Write a run's row into the draft."""
    import pyarrow as pa

    row = {
        "run_id": draft.run_id,
        "as_of": as_of,
        "started_at": facts.get("started_at"),
        "finished_at": facts.get("finished_at") or dt.datetime.now(dt.UTC),
        "records_in": summary.records_in,
        "articles": summary.articles,
        "duplicates": summary.duplicates,
        "rejects": summary.rejects,
        "skipped": summary.skipped,
        "replaced": summary.replaced,
        "struck": as_json(summary.struck),
        "accepted": as_json(facts.get("accepted") or {}),
        "facts": as_json(facts),
        "code_version": str(facts.get("code_version") or code_version()),
        "rulebook": str(facts.get("rulebook", "")),
        "schema_version": SCHEMA_VERSION,
    }
    with open_writer(draft.folder / "runs" / f"part-{draft.run_id}.parquet", "runs") as writer:
        writer.write_table(pa.Table.from_pylist([row], schema=dataset_schema("runs")))


def as_json(value: object) -> str:
    """Return a value as JSON with sorted keys; what JSON does not know is written as text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=as_plain)


def as_plain(value: object) -> object:
    """Return a mapping as dict, anything else as text."""
    return dict(value) if hasattr(value, "keys") and hasattr(value, "__getitem__") else str(value)
