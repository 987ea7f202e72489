"""Purging: no byte of what is forgotten stays under the clean folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flows.forget.search import leftovers
from flows.store.catalogue import FILE as CATALOGUE
from flows.store.holding import holds_any, keys_of, records_in
from flows.store.layout import current_number, snapshot_name, snapshots
from flows.store.snapshot import remove_snapshot, standing_numbers, sweep_leftovers

if TYPE_CHECKING:
    from pathlib import Path


def snapshots_holding(clean: Path, records: frozenset[str]) -> list[int]:
    """
    Return the earlier snapshots that hold rows of some deliveries, the oldest first.

    One of the first form does not know deliveries by these ids and may hold anything: it counts as holding them.
    """
    current, known = current_number(clean), dict[tuple[int, int], bool]()
    folders = [(number, snapshots(clean) / snapshot_name(number)) for number in standing_numbers(clean)]
    return [
        number
        for number, folder in folders
        if number != current and (not (folder / CATALOGUE).is_file() or holds_any(folder, records, known))
    ]


def purge(clean: Path, records: frozenset[str]) -> list[int]:
    """
    Delete every earlier snapshot that holds rows of some deliveries, pinned ones too, and clear what runs left.

    No snapshot is edited: its readers either have all of it or, from now on, nothing. Files that other snapshots
    share stay there only if they hold nothing of it, for those that do are deleted with all their snapshots.

    Args:
        clean: The clean folder; hold its lock.

        records: The record ids.

    Returns:
        The snapshots that are gone.
    """
    from flows.store.pins import release

    sweep_leftovers(clean)
    gone = snapshots_holding(clean, records)
    for number in gone:
        release(clean, number)
        remove_snapshot(clean, number)
    for path in leftovers(clean):
        cut_out(path, records)
    return gone


def cut_out(path: Path, records: frozenset[str]) -> None:
    """Write a file on which runs work anew without some deliveries: staged rows, spooled records."""
    if path.suffix == ".parquet":
        if not records.isdisjoint(records_in(path) or ()):
            cut_rows(path, records)
    elif path.suffix in {".jsonl", ".part"}:
        cut_lines(path, records)


def cut_rows(path: Path, records: frozenset[str]) -> None:
    """Write a Parquet file anew without the rows of some deliveries."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    kept = table.filter(pa.array([key not in records for key in keys_of(table["record_id"])], pa.bool_()))
    fresh = path.with_suffix(".cut")
    pq.write_table(kept, fresh, compression="lz4", use_dictionary=False, write_statistics=False)
    fresh.replace(path)


def cut_lines(path: Path, records: frozenset[str]) -> None:
    """Write a file of spooled records anew without some of them; each line begins with its record id."""
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if record_of(line) not in records]
    if len(kept) < len(lines):
        fresh = path.with_suffix(".cut")
        fresh.write_bytes(b"".join(kept))
        fresh.replace(path)


def record_of(line: bytes) -> str:
    """Return the record id of a spooled record; empty where the line is none, or only a part of one."""
    try:
        fields = json.loads(line)
    except ValueError:
        return ""
    return str(fields[0]) if isinstance(fields, list) and fields else ""
