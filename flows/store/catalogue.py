"""
What files a snapshot holds: one small JSON beside the datasets.

Nobody lists folders or opens a file to learn what lies in it: which days, how many rows and bytes. The schema
version stands there too: all files of a dataset in a snapshot have one schema.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.store.errors import StoreError
from transforms.schema import SCHEMA_VERSION

FILE = "catalogue.json"

FIRST_VERSION = "2"
"""Of the schema, in stores with a catalogue; the first catalogues do not say it."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """
    One Parquet file of a dataset.

    Attributes:
        name: Its path below the dataset's folder.

        rows: How many rows it holds.

        bytes: Its size.

        month: `2026-11`; empty in datasets without months.

        first: Its first day; None in datasets without months.

        last: Its last day.

        late: It holds what came in late for its month, or, in an index, what is newer than the base.
    """

    name: str
    rows: int
    bytes: int
    month: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    late: bool = False

    def covers(self, day: dt.date) -> bool:
        """Return whether a day lies between the first and the last of the file."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last


def read_catalogue(snapshot: Path) -> dict[str, tuple[DataFile, ...]]:
    """
    Return a snapshot's files by dataset.

    Raises:
        StoreError: There is no catalogue: a store of the first form; or it is broken, or of a later schema.
    """
    said = parse_catalogue(snapshot)
    check_version(snapshot, version_in(said))
    return {dataset: tuple(map(file_of, files)) for dataset, files in said["datasets"].items()}


def read_version(snapshot: Path) -> str:
    """
    Return the schema version of a snapshot's files.

    Raises:
        StoreError: As `read_catalogue`, but for a later schema.
    """
    return version_in(parse_catalogue(snapshot))


def parse_catalogue(snapshot: Path) -> dict[str, Any]:
    """Return a snapshot's catalogue as its JSON says it."""
    path = snapshot / FILE
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(
            f"{snapshot}: a store of an older form (one folder a day); bring it over with `saring upgrade CLEAN RAW`"
        ) from None
    except ValueError as error:
        raise StoreError(f"{path}: broken ({error}); restore it from a backup, or publish anew") from error
    return said


def version_in(said: Mapping[str, Any]) -> str:
    """Return the schema version that a parsed catalogue tells."""
    return str(said.get("schema_version", FIRST_VERSION))


def check_version(snapshot: Path, version: str) -> None:
    """
    Refuse a snapshot of a later schema: columns that are not known here would be lost.

    Raises:
        StoreError: The message names both versions and the remedy.
    """
    if int(version) > int(SCHEMA_VERSION):
        raise StoreError(
            f"{snapshot}: written by a later version of saring (schema {version}; this one knows {SCHEMA_VERSION}). "
            "Install that version or a later one. Nothing was changed."
        )


def is_older(version: str) -> bool:
    """Return whether files of this schema version lack columns that files have today."""
    return int(version) < int(SCHEMA_VERSION)


def file_of(said: Mapping[str, object]) -> DataFile:
    """Return one file of a parsed catalogue."""
    first, last = (dt.date.fromisoformat(str(said[name])) if said[name] else None for name in ("first", "last"))
    rows, size = (int(str(said[name])) for name in ("rows", "bytes"))
    return DataFile(str(said["name"]), rows, size, str(said["month"]), first, last, late=bool(said["late"]))


def write_catalogue(snapshot: Path, files: Mapping[str, Iterable[DataFile]]) -> None:
    """Write a snapshot's catalogue."""
    datasets = {dataset: [plain(file) for file in of_one] for dataset, of_one in sorted(files.items())}
    said = {"schema_version": SCHEMA_VERSION, "datasets": datasets}
    (snapshot / FILE).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def plain(file: DataFile) -> dict[str, object]:
    """Return a file as JSON holds it."""
    days = {name: day.isoformat() if day else None for name, day in (("first", file.first), ("last", file.last))}
    return {"name": file.name, "rows": file.rows, "bytes": file.bytes, "month": file.month} | days | {"late": file.late}
