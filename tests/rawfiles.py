"""Raw folders for tests: what lies in them, and what reading them gives."""

from __future__ import annotations

import json
from pathlib import Path

from flows.read import read_records
from transforms.records import RawPage, Reject

STORY = "Air sungai naik dua meter semalam.\nKereta baru berjalan lagi hari Jumat."


def later() -> float:
    """A clock by which no file is young."""
    return 2.0**33


def put(folder: Path, name: str, data: bytes | str | dict | list) -> Path:
    """Write a file: text, bytes, an object as JSON, or a list as JSON lines."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, list):
        data = "\n".join(json.dumps(item) for item in data)
    if isinstance(data, dict):
        data = json.dumps(data)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(folder: Path, **options) -> list[RawPage | Reject]:
    """Read all of a folder."""
    return list(read_records(folder, **{"now": later, **options}))


def brief(records) -> list[tuple[str, str]]:
    """Each record's source, and its kind or the reason why it is none."""
    return [(r.source, r.reason if isinstance(r, Reject) else r.kind) for r in records]


def one(folder: Path, **record) -> RawPage | Reject:
    """Read one record of JSON lines."""
    put(folder, "a.jsonl", [record])
    return read(folder)[0]
