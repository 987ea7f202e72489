"""Whether a copy that is kept by `changes/` alone equals the articles, between the snapshots that stand."""
# ruff: noqa: S608 - SQL is put together from our own names and quoted paths

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.corpus.database import names_of
from flows.inspect.faults import MOST_NAMED, Fault, named
from flows.store import StoreError, layout, scan
from flows.store.catalogue import DataFile, is_older, read_catalogue, read_version
from flows.store.snapshot import standing_numbers
from transforms.schema import TOLD_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from flows.inspect.opened import Opened

COMPARED = ("id", "record_id", "date", *names_of(TOLD_COLUMNS), "first_seen", "cluster_id")
"""Columns that do not change without a word in `changes`; what made a row and how large its story is may."""


def find_history_faults(opened: Opened) -> Iterator[Fault]:
    """Yield ids whose article became another since the snapshot before, though `changes` does not name them."""
    before = snapshot_before(opened)
    if before is None:
        return
    changed = sorted(set(changed_ids(opened, before)))
    known = opened.con.execute("SELECT DISTINCT id FROM changes WHERE run_id > $1", [before.name]).fetchall()
    silent = sorted(set(changed) - {name for (name,) in known})
    if silent:
        said = (
            f"articles changed since snapshot {before.name} without a word: {named(silent[:MOST_NAMED], len(silent))}"
        )
        remedy = "copies kept by `changes` are to be made anew from `articles`"
        yield Fault(said, f"{opened.root.name}: changes", remedy)


def snapshot_before(opened: Opened) -> Path | None:
    """Return the snapshot before, where one of the same schema stands and can be read."""
    numbers = [number for number in standing_numbers(opened.clean) if number < int(opened.root.name)]
    if not numbers:
        return None
    root = layout.snapshots(opened.clean) / layout.snapshot_name(numbers[-1])
    try:
        return None if is_older(read_version(root)) else root
    except StoreError:
        return None


def changed_ids(opened: Opened, before: Path) -> Iterator[str]:
    """Yield the ids of articles that two snapshots do not both hold as they are; files that both hold are alike."""
    old, new = read_catalogue(before)["articles"], opened.files["articles"]
    same = {file for file in old if file in set(new)}
    told = ", ".join(f'"{name}"' for name in COMPARED)
    sides = [
        rows_of(root, [file for file in files if file not in same and file.rows], told)
        for root, files in ((before, old), (opened.root, new))
    ]
    sql = f"SELECT id FROM (({sides[0]} EXCEPT {sides[1]}) UNION ALL ({sides[1]} EXCEPT {sides[0]}))"
    yield from (name for (name,) in opened.con.execute(sql).fetchall())


def rows_of(root: Path, files: list[DataFile], told: str) -> str:
    """Return the query for what some files say; of a snapshot whose files are broken nothing can be compared."""
    whole = [file for file in files if (root / "articles" / file.name).is_file()]
    return (
        f"(SELECT {told} FROM {scan(root, 'articles', whole)})" if whole else f"(SELECT {told} FROM articles LIMIT 0)"
    )
