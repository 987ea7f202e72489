"""Reading the raw folder anew: every record is named as the first form named it, and dated by when it came in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.read import path_date
from flows.shard import stage
from flows.upgrade.first import first_digest, first_id
from transforms.records import RawPage, Reject
from transforms.schema import NUMBERED, columns

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    from numpy.typing import NDArray

    from flows.sieve import Sieve

MET = columns("record_id string\nfirst_id string\nraw_sha256 string\nsource string\nunread bool")
MOST_WAITING = 50_000
"""Names of records that wait to be written: 20 MB."""

EPOCH = dt.date(1970, 1, 1)
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Days:
    """
    On which day records came in, by keys of 64 bits: 12 bytes a record.

    Two of ten million records share such a key once in 370,000 stores; then one date is bounded by a wrong day.
    """

    keys: NDArray[np.uint64]
    days: NDArray[np.int32]

    def find(self, name: str) -> dt.date | None:
        """Return the day of a name in hex, None where it is unknown."""
        import numpy as np

        key = np.uint64(int(name[:DIGITS], 16))
        at = int(np.searchsorted(self.keys, key))
        known = at < len(self.keys) and self.keys[at] == key
        return EPOCH + dt.timedelta(days=int(self.days[at])) if known else None


def read_days(con: duckdb.DuckDBPyConnection, column: str) -> Days:
    """Return the days on which the records of the first form came in, by one of their names."""
    sql = f"""
        SELECT ('0x' || left({column}, {DIGITS}))::UBIGINT AS key, (min(first_seen) - DATE '1970-01-01')::INTEGER AS day
        FROM first_index GROUP BY 1 ORDER BY 1
    """  # noqa: S608 - our own names
    found = con.execute(sql).fetchnumpy()
    return Days(found["key"], found["day"])


@dataclass(slots=True)
class Reader:
    """
    Hears of every record of the raw folder, and says by which day its dates are bounded.

    Attributes:
        sieve: Tells records that come twice.

        by_content: Days by the digest of what records say.

        by_place: Days by where records stand, for records that today's readers understand otherwise.

        changed: Files that were written after the old store was published: their places tell nothing.

        folder: Where names are staged.
    """

    sieve: Sieve
    by_content: Days
    by_place: Days
    changed: frozenset[str]
    folder: Path
    met: list[dict[str, Any]] = field(default_factory=list)
    parts: int = 0

    def seen_day_of(self, record: RawPage | Reject) -> dt.date | None:
        """Return the day that bounds a record's dates, None for one that came before in this reading."""
        digest, place = first_digest(record), first_id(record.source)
        unread = isinstance(record, Reject)
        names = {"record_id": record.record_id, "first_id": place, "raw_sha256": digest}
        self.met.append(names | {"source": storable(record.source), "unread": unread})
        if len(self.met) >= MOST_WAITING:
            self.flush()
        if self.sieve.seen_day_of(record) is None:
            return None
        fetched = record.fetched_at if isinstance(record, RawPage) else None
        if fetched:
            return fetched.date()
        return path_date(record.source) or self.came_in(digest, place, record.source) or self.sieve.as_of

    def came_in(self, digest: str, place: str, source: str) -> dt.date | None:
        """Return the day on which a record came into the old store, None where it did not."""
        came = self.by_content.find(digest)
        if came is None and NUMBERED.sub("", source) not in self.changed:
            came = self.by_place.find(place)
        return came

    def flush(self) -> None:
        """Stage the names that wait."""
        self.parts += 1
        stage(self.folder / f"met-{self.parts:04d}.parquet", self.met, MET)
        self.met = []


def storable(source: str) -> str:
    """Return a source as Arrow can hold it."""
    return source.encode("utf-8", "backslashreplace").decode()
