"""A raw folder as a value: what a night's delivery is a function of, and how it gets to the disk."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Folder = Mapping[str, bytes]
"""The bytes of each file, by its path below the raw folder."""

SIDECAR = ".meta.json"


def with_files(folder: Folder, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return a folder with files added or replaced."""
    return {**folder, **files}


def without_files(folder: Folder, *paths: str) -> dict[str, bytes]:
    """Return a folder without some files."""
    return {path: data for path, data in folder.items() if path not in paths}


def renamed(folder: Folder, names: Mapping[str, str]) -> dict[str, bytes]:
    """Return a folder in which files have other names, their sidecars with them."""
    moved = names | {old + SIDECAR: new + SIDECAR for old, new in names.items()}
    return {moved.get(path, path): data for path, data in folder.items()}


def below(folder: Folder, start: str) -> dict[str, bytes]:
    """Return the files of a subfolder, by their whole paths."""
    return {path: data for path, data in folder.items() if path.startswith(f"{start}/")}


@dataclass(frozen=True, slots=True)
class Night:
    """
    What lies there when a night's run begins.

    Attributes:
        name: What was delivered.

        day: The run's `--as-of`.

        folder: Every file there is.

        within: Where below the raw folder the run is pointed: a subfolder, a file, or "" for all of it.

        just_now: Files that are still being written: their time of change is this moment.

        touched: Files that are written anew although their bytes are the same.
    """

    name: str
    day: dt.date
    folder: Folder
    within: str = ""
    just_now: frozenset[str] = frozenset()
    touched: frozenset[str] = frozenset()


def lay_out(night: Night, raw: Path, standing: Folder) -> None:
    """
    Make a raw folder on disk that of a night; what stands unchanged is not touched.

    Every night writes with a time of change of its own, long before now.
    """
    for path in standing.keys() - night.folder.keys():
        (raw / path).unlink()
    for path, data in night.folder.items():
        if standing.get(path) != data or path in night.touched:
            write(raw / path, data, None if path in night.just_now else night.day)


def write(path: Path, data: bytes, day: dt.date | None) -> None:
    """Write a file as of noon of a day, or of now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    if day:
        moment = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC).timestamp()
        os.utime(path, (moment, moment))


def lay_aside(night: Night, everything: Path, standing: Folder, number: int) -> None:
    """
    Keep what a night brought in a folder of its own, `night-01`, so that nothing overwrites anything.

    A page and its sidecar are one record: where one changed, or the sidecar went, both are kept.
    """
    fresh = {path for path in night.folder.keys() | standing.keys() if standing.get(path) != night.folder.get(path)}
    fresh |= {path + SIDECAR for path in fresh} | {path.removesuffix(SIDECAR) for path in fresh}
    for path in sorted(fresh & night.folder.keys()):
        write(everything / f"night-{number:02d}" / path, night.folder[path], night.day)


def start_anew(folder: Path) -> Path:
    """Return an empty folder in place of whatever is there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
