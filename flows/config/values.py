"""
Readers of single values: each takes what the file, the environment or the command line holds, and gives what it means.

What it cannot mean raises `ValueError` with what is allowed, as the end of a sentence: `must be …`.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.order import FEED, check_place

MOST_WORKERS = 1024
MOST_SECONDS = 600
MOST_SNAPSHOTS = 1000
MOST_HOURS = 24 * 366
MOST_DAYS = 36_600
"""Bounds that tell a slip from a wish."""

ENDS = ("published", "held", "refused", "failed", "stopped")
"""How a run can end, as hooks, logs and metrics say it."""

FORMATS = ("human", "json")

CRON_FIELDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
"""Least and most of minute, hour, day, month, weekday."""

CRON_PART = re.compile(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/\d{1,2})?")


def text(value: object) -> str:
    """Return a text that holds something."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text in quotes that is not empty")
    return value


def names(value: object, base: Path) -> tuple[str, ...]:
    """Return names of an export's fields, the surest first: a list, or a text that parts them by commas."""
    del base
    said = value.split(",") if isinstance(value, str) else value
    if not isinstance(said, list) or not said or not all(isinstance(name, str) and name.strip() for name in said):
        raise ValueError(
            'must be the name of a field in your exports, or a list of such: "berita", ["berita", "naskah"]'
        )
    return tuple(name.strip() for name in said)


def suffixes(value: object, base: Path) -> tuple[str, ...]:
    """Return suffixes of files: a list, or a text that parts them by commas."""
    del base
    said = value.split(",") if isinstance(value, str) else value
    if not isinstance(said, list) or not all(isinstance(name, str) and name.strip().startswith(".") for name in said):
        raise ValueError('must be suffixes with their dots, such as [".pdf", ".log"]')
    return tuple(name.strip().lower() for name in said)


def place(value: object, base: Path) -> Path:
    """Return a path; one that is not absolute counts from the folder of the file that names it."""
    return base / Path(text(value)).expanduser()


def raw_place(value: object, base: Path) -> Path:
    """Return the folder of raw pages; whether it is there is told by the run, with an exit code of its own."""
    return local(value, base, "RAW")


def clean_place(value: object, base: Path) -> Path:
    """Return the folder of the datasets, which need not be there."""
    return local(value, base, "CLEAN")


def local(value: object, base: Path, name: str) -> Path:
    """Return a path that names no object store and no other host."""
    from flows.errors import UsageError

    try:
        check_place(text(value), name)
        return check_place(place(value, base), name)
    except UsageError as error:
        raise ValueError(f"must be a folder here: {error}") from None


def folder(value: object, base: Path) -> Path:
    """Return a folder that is there."""
    path = place(value, base)
    if not path.is_dir():
        raise ValueError(f"must be a folder, and {path} is none")
    return path


def folders(value: object, base: Path) -> tuple[Path, ...]:
    """Return folders that are there: a list, or a text that parts them by commas; an empty list is none."""
    said = value.split(",") if isinstance(value, str) else value
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise ValueError('must be a list of folders, such as ["/data/licensed"]')
    return tuple(folder(one.strip(), base) for one in said)


def file(value: object, base: Path) -> Path:
    """Return a file that is there."""
    path = place(value, base)
    if not path.is_file():
        raise ValueError(f"must be a file, and {path} is none")
    return path


def file_to_write(value: object, base: Path) -> Path:
    """Return a file whose folder is there."""
    path = place(value, base)
    if path.is_dir():
        raise ValueError(f"must be a file, and {path} is a folder")
    if not path.parent.is_dir():
        raise ValueError(f"must be a file in a folder that is there, and {path.parent} is none")
    return path


def feed(value: object, base: Path) -> str:
    """Return the name of a feed."""
    del base
    name = text(value)
    if not FEED.fullmatch(name):
        raise ValueError("must be letters, digits, `-`, `_` and `.`, at most 64 and the first no dot")
    return name


def workers(value: object, base: Path) -> int:
    """Return a number of processes."""
    del base
    return whole(value, 1, MOST_WORKERS)


def whole(value: object, least: int, most: int) -> int:
    """Return a whole number, as a file or the environment writes it."""
    number = int(value) if isinstance(value, str) and value.strip().isdecimal() else value
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise ValueError(f"must be a whole number from {least} to {most}")
    return number


def snapshots(value: object, base: Path) -> int:
    """Return a number of snapshots; the published one always stays."""
    del base
    return whole(value, 1, MOST_SNAPSHOTS)


def days(value: object, base: Path) -> int:
    """Return a number of days."""
    del base
    return whole(value, 1, MOST_DAYS)


def hours(value: object, base: Path) -> float:
    """Return a time in hours, which may be none."""
    del base
    number = as_number(value)
    if number is None or not 0 <= number <= MOST_HOURS:
        raise ValueError(f"must be hours, at least 0 and at most {MOST_HOURS}")
    return number


def seconds(value: object, base: Path) -> float:
    """Return a time in seconds."""
    del base
    number = as_number(value)
    if number is None or not 0 < number <= MOST_SECONDS:
        raise ValueError(f"must be seconds, more than 0 and at most {MOST_SECONDS}")
    return number


def task_runner(value: object, base: Path) -> str:
    """Return where the tasks of a Prefect run go."""
    del base
    chosen = text(value)
    if chosen not in {"threads", "dask"} and not re.fullmatch(r"[a-z]+://[\w.\[\]:-]+:\d{1,5}", chosen):
        raise ValueError("must be threads, dask, or the address of a Dask scheduler, such as tcp://host:8786")
    return chosen


def as_number(value: object) -> float | None:
    """Return a number, as a file or the environment writes it; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def zone(value: object, base: Path) -> str:
    """Return the name of a zone."""
    del base
    name = text(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a zone of the IANA list, such as Asia/Jakarta or UTC") from None
    return name


def cron(value: object, base: Path) -> str:
    """Return when something runs: five fields of cron, as numbers."""
    del base
    fields = text(value).split()
    if len(fields) != len(CRON_FIELDS):
        raise ValueError("must be five fields of cron: minute, hour, day, month, weekday, such as `0 5 * * *`")
    for (least, most), said in zip(CRON_FIELDS, fields, strict=True):
        if not all(is_cron_part(part, least, most) for part in said.split(",")):
            raise ValueError(f"must be five fields of cron, and `{said}` is not `*` or numbers {least}-{most}")
    return " ".join(fields)


def is_cron_part(part: str, least: int, most: int) -> bool:
    """Return whether a part of a field of cron can be: `*`, `*/15`, `3`, `1-5`, `1-5/2`."""
    found = CRON_PART.fullmatch(part)
    if not found:
        return False
    ends = [int(end) for end in found.groups() if end]
    return all(least <= end <= most for end in ends) and ends == sorted(ends)


def log_format(value: object, base: Path) -> str:
    """Return how a log is written."""
    del base
    if value not in FORMATS:
        raise ValueError(f"must be one of {', '.join(FORMATS)}")
    return str(value)


def command(value: object, base: Path) -> tuple[str, ...]:
    """Return a program and its arguments: a list, or a text parted as a shell would part it."""
    try:
        said = shlex.split(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError(f"must be parted as a shell would part it, and {value} cannot: {error}") from error
    if not isinstance(said, list) or not said or not all(isinstance(part, str) and part for part in said):
        raise ValueError('must be a program and its arguments, such as ["/usr/local/bin/page", "me"]')
    program = str(base / said[0]) if "/" in said[0] else said[0]
    if shutil.which(program) is None:
        raise ValueError(f"must be a program that can be started, and {program} cannot")
    return (program, *said[1:])


def url(value: object, base: Path) -> str:
    """Return an address of the web."""
    del base
    address = text(value)
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ValueError("must be an address that begins with http:// or https://")
    return address


def ends(value: object, base: Path) -> frozenset[str]:
    """Return how a run must have ended: a list, or a text with commas."""
    del base
    said = [part.strip() for part in value.split(",")] if isinstance(value, str) else value
    if not isinstance(said, list) or not said or not all(part in ENDS for part in said):
        raise ValueError(f"must be a list of some of {', '.join(ENDS)}")
    return frozenset(said)
