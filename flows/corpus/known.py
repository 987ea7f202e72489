"""Which input records the corpus holds already, in some 30 bytes a record."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.corpus.database import RELEASED, UNDONE, open_files, open_index, question

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

EPOCH = dt.date(1970, 1, 1)
DIGITS = 16
"""Hex digits of 64 bits: a record is known by two such halves."""

CHECKED = 1
RETRIED = 2
UNREAD = 4
HELD = 8
KNOWN = f"""
SELECT ('0x' || left(key, 16))::UBIGINT AS high, ('0x' || right(key, 16))::UBIGINT AS low,
       (seen_day - DATE '1970-01-01')::INTEGER AS seen_day, coalesce(epoch_us(fetched_at), 0) AS fetched,
       (checked = $stamp)::UTINYINT
           + 2 * ((outcome = 'reject' AND stage IS DISTINCT FROM 'read' AND checked <> $stamp)
                  OR (outcome = 'held' AND coalesce(stage = '{RELEASED}', false)))::UTINYINT
           + 4 * (outcome = 'reject' AND stage = 'read')::UTINYINT
           + 8 * (outcome = 'held' AND coalesce(stage = '{UNDONE}', false))::UTINYINT AS flags
FROM (SELECT replace(record_id::VARCHAR, '-', '') AS key, seen_day, fetched_at, checked, outcome, stage
      FROM old_index)
ORDER BY high, low
"""


@dataclass(frozen=True, slots=True)
class Known:
    """
    The records that the corpus holds, as it stood when they were read; sorted by key.

    Attributes:
        high: First 64 bits of each `record_id`.

        low: The other 64 bits.

        seen_days: The day that bounds each record's dates, in days since 1970.

        fetched: When each was fetched last, in microseconds since 1970; 0 where it is not said.

        flags: 1 where it was cleaned by the knowledge and code in use, 2 where it failed under others or was
            released, 4 where it could not be read, 8 where it is held because its run was undone.
    """

    high: NDArray[np.uint64]
    low: NDArray[np.uint64]
    seen_days: NDArray[np.int32]
    fetched: NDArray[np.int64]
    flags: NDArray[np.uint8]

    def find(self, record_id: str) -> int | None:
        """Return the place of a record, None where the corpus does not hold it."""
        import numpy as np

        high, low = np.uint64(int(record_id[:DIGITS], 16)), np.uint64(int(record_id[DIGITS:], 16))
        at = int(np.searchsorted(self.high, high, side="left"))
        while at < len(self.high) and self.high[at] == high:
            if self.low[at] == low:
                return at
            at += 1
        return None

    def seen_day(self, at: int) -> dt.date:
        """Return the day that bounds a record's dates."""
        return EPOCH + dt.timedelta(days=int(self.seen_days[at]))

    def is_fetched_later(self, at: int, fetched: dt.datetime | None) -> bool:
        """Return whether a moment is later than that of a record's last fetch."""
        return fetched is not None and round(fetched.timestamp() * 1_000_000) > int(self.fetched[at])

    def is_checked(self, at: int) -> bool:
        """Return whether a record was cleaned by the knowledge and code in use."""
        return bool(self.flags[at] & CHECKED)

    def is_retried(self, at: int) -> bool:
        """Return whether a record failed under other knowledge or code: the cause may have been mended."""
        return bool(self.flags[at] & RETRIED)

    def is_held(self, at: int) -> bool:
        """Return whether a record came in by a run that was undone, and waits until it is released."""
        return bool(self.flags[at] & HELD)

    def is_unread(self, at: int) -> bool:
        """Return whether a record could not be read: if it can be now, it is cleaned."""
        return bool(self.flags[at] & UNREAD)

    @property
    def all_checked(self) -> bool:
        """Whether cleaning anything again would change nothing."""
        return bool((self.flags & CHECKED).all())


def open_known(clean: Path, stamp: str) -> Known:
    """
    Return the records that the published corpus holds. Reads only; a folder without a store holds none.

    Args:
        clean: The clean folder.

        stamp: What says by which knowledge and code this run cleans.
    """
    with question() as con:
        open_index(con, clean)
        rows = con.execute(KNOWN, {"stamp": stamp}).fetchnumpy()
    return Known(rows["high"], rows["low"], rows["seen_day"], rows["fetched"], rows["flags"])


def files_to_retry(clean: Path, stamp: str) -> frozenset[str]:
    """
    Return the raw files of records that failed under other knowledge or code than those of a stamp, or were released.

    What is gone cannot be read again, and is not asked for night after night.
    """
    sql = f"""
        SELECT path FROM old_files WHERE md5(path)::UUID IN (
            SELECT file_key FROM old_index WHERE outcome = 'reject' AND stage <> 'read' AND checked <> $stamp
               OR outcome = 'held' AND stage = '{RELEASED}'
        )
    """
    with question() as con:
        open_index(con, clean)
        open_files(con, clean)
        return frozenset(path for (path,) in con.execute(sql, {"stamp": stamp}).fetchall())


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A raw file as it was last read; `records` is asked for apart."""

    path: str
    size: int
    mtime_ns: int
    inode: int
    sidecar: str
    n_records: int
    n_rejects: int
    unreadable: bool
    one_page: bool
    digest: str


def open_known_files(clean: Path) -> list[KnownFile]:
    """Return the raw files that the store remembers."""
    names = "path, size, mtime_ns, inode, sidecar, n_records, n_rejects, unreadable, one_page, digest"
    with question() as con:
        open_files(con, clean)
        return [KnownFile(*row) for row in con.execute(f"SELECT {names} FROM old_files").fetchall()]


def records_of_files(clean: Path, paths: Sequence[str]) -> dict[str, list[str]]:
    """Return the record ids that some raw files held when they were last read."""
    if not paths:
        return {}
    with question() as con:
        open_files(con, clean)
        sql = "SELECT path, records FROM old_files WHERE list_contains($paths, path)"
        return dict(con.execute(sql, {"paths": list(paths)}).fetchall())
