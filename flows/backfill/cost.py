"""What a backfill takes of the disk, told before it starts."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.store.errors import DiskFailedError

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

BYTES_A_ROW = 1_500
"""Of a staged record without its text: fields, ledger."""

BYTES_A_CHARACTER = 0.8
"""Of a staged text and what was struck of it, packed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a backfill takes, in bytes.

    Attributes:
        files: Raw files that are opened.

        raw: Their bytes.

        staged: What its slices leave until it is published, about.

        spooled: What a slice holds beside it while it is cleaned, at most.

        written: What the new snapshot writes anew, at most: the files of the months that hold a chosen row, and the
            index. What it replaces stays as long as the snapshot before is pinned.

        peak: The most that it needs at one time.

        free: What was free when it was planned.
    """

    files: int = 0
    raw: int = 0
    staged: int = 0
    spooled: int = 0
    written: int = 0
    peak: int = 0
    free: int = 0


def cost_of(con: duckdb.DuckDBPyConnection, clean: Path, workers: int) -> Cost:
    """Work out what a backfill takes, from the tables `planned` and `there`."""
    from flows.engine import SHARDS_AHEAD
    from flows.read.limits import SHARD_BYTES

    ((files, raw),) = con.execute(
        "SELECT count(*), coalesce(sum(size), 0) FROM there WHERE path IN (SELECT path FROM placed)"
    ).fetchall()
    ((rows, characters),) = con.execute(
        "SELECT count(*), coalesce(sum(n_chars), 0) FROM planned WHERE slice IS NOT NULL"
    ).fetchall()
    staged = int(rows * BYTES_A_ROW + characters * BYTES_A_CHARACTER)
    spooled = min(int(raw) + 2 * staged, (SHARDS_AHEAD * workers + 1) * SHARD_BYTES)
    written = bytes_of_months(con, clean) if rows else 0
    free = shutil.disk_usage(clean).free
    return Cost(files, int(raw), staged, spooled, written, staged + max(spooled, written), free)


def bytes_of_months(con: duckdb.DuckDBPyConnection, clean: Path) -> int:
    """Return the bytes of the published files in months that hold a planned row, and of the index."""
    from flows.store import files
    from flows.store.layout import DATED

    months = {
        month
        for (month,) in con.execute(
            "SELECT DISTINCT strftime(date, '%Y-%m') FROM planned WHERE slice IS NOT NULL AND date IS NOT NULL"
        ).fetchall()
    }
    dated = sum(file.bytes for dataset in DATED for file in files(clean, dataset) if file.month in months)
    return dated + sum(file.bytes for file in files(clean, "index"))


def check_disk(clean: Path, cost: Cost) -> None:
    """
    Refuse a backfill for which there is no room.

    Raises:
        DiskFailedError: The message names what is needed and what is free.
    """
    if cost.peak > cost.free:
        raise DiskFailedError(
            f"{clean}: the backfill needs about {megabytes(cost.peak)} at its peak, and {megabytes(cost.free)} are "
            "free. Choose fewer records (--outlet, --from, --to), or make room. Nothing was begun."
        )


def megabytes(size: int) -> str:
    """Return a number of bytes for people."""
    return f"{size / 1e6:,.1f} MB"
