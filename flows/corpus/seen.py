"""Which input records the corpus holds already, in 16 bytes a record."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths, values are bound

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.corpus.database import connect, read_list
from flows.store.layout import current_snapshot, dataset_files

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

DIGITS = 16
"""Hex digits kept of an id and of a digest, 64 bits each: a record is known by both, 128 together."""


@dataclass(frozen=True, slots=True)
class Seen:
    """
    The records that the corpus holds, as it stood when they were read.

    Attributes:
        ids: First 64 bits of each id, sorted.

        digests: First 64 bits of each record's raw digest, in the order of `ids`.
    """

    ids: NDArray[np.uint64]
    digests: NDArray[np.uint64]

    def is_known(self, id: str, raw_sha256: str) -> bool:  # noqa: A002 - the column's name
        """Say whether the corpus holds this record with this raw content."""
        import numpy as np

        key, digest = np.uint64(int(id[:DIGITS], 16)), np.uint64(int(raw_sha256[:DIGITS], 16))
        first = int(np.searchsorted(self.ids, key, side="left"))
        while first < len(self.ids) and self.ids[first] == key:
            if self.digests[first] == digest:
                return True
            first += 1
        return False


def stamp_of(code_version: str, rulebook: str) -> str:
    """Return what says by which code and rules a record was cleaned."""
    return f"{code_version}+{rulebook}"


def open_seen(clean: Path, *, stamp: str | None = None) -> Seen:
    """
    Return the records that the published corpus holds. Reads only; a folder without a store holds none.

    Args:
        clean: The clean folder.

        stamp: `stamp_of` the code and rules in use. With it, a reject by other code or other rules
            is not known: what failed on it may have been mended.
    """
    import numpy as np

    snapshot = current_snapshot(clean)
    if snapshot is None:
        return Seen(np.empty(0, np.uint64), np.empty(0, np.uint64))
    known = f"('0x' || left(id, {DIGITS}))::UBIGINT AS id, ('0x' || left(raw_sha256, {DIGITS}))::UBIGINT AS raw"
    files = read_list(dataset_files(snapshot, "index"))
    with connect() as con:
        rows = con.execute(
            f"SELECT {known} FROM {files} WHERE outcome <> 'reject' OR stamp = coalesce($stamp, stamp)",
            {"stamp": stamp},
        ).fetchnumpy()
    order = np.argsort(rows["id"], kind="stable")
    return Seen(rows["id"][order], rows["raw"][order])
