"""
What files a snapshot holds: one small JSON beside the datasets.

Nobody lists folders or opens a file to learn what lies in it: which days, how many rows and bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.store.errors import StoreError

FILE = "catalogue.json"

Catalogue = Mapping[str, tuple["DataFile", ...]]


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
        StoreError: There is no catalogue: a store of the first form, or a broken one.
    """
    path = snapshot / FILE
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(
            f"{snapshot}: a store of an older form (one folder a day); bring it over with `saring upgrade CLEAN RAW`"
        ) from None
    except ValueError as error:
        raise StoreError(f"{path}: broken ({error}); restore it from a backup, or publish anew") from error
    return {dataset: tuple(map(file_of, files)) for dataset, files in said["datasets"].items()}


def file_of(said: Mapping[str, object]) -> DataFile:
    """Return one file of a parsed catalogue."""
    first, last = (dt.date.fromisoformat(str(said[name])) if said[name] else None for name in ("first", "last"))
    rows, size = (int(str(said[name])) for name in ("rows", "bytes"))
    return DataFile(str(said["name"]), rows, size, str(said["month"]), first, last, late=bool(said["late"]))


def write_catalogue(snapshot: Path, files: Mapping[str, Iterable[DataFile]]) -> None:
    """Write a snapshot's catalogue."""
    datasets = {dataset: [plain(file) for file in of_one] for dataset, of_one in sorted(files.items())}
    (snapshot / FILE).write_text(json.dumps({"datasets": datasets}, indent=1) + "\n", encoding="utf-8")


def plain(file: DataFile) -> dict[str, object]:
    """Return a file as JSON holds it."""
    days = {name: day.isoformat() if day else None for name, day in (("first", file.first), ("last", file.last))}
    return {"name": file.name, "rows": file.rows, "bytes": file.bytes, "month": file.month} | days | {"late": file.late}
