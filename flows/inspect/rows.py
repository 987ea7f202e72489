"""Whether a snapshot's rows keep the laws, and lie in the files that the catalogue says."""
# ruff: noqa: S608 - SQL is put together from our own names

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.inspect.faults import GO_BACK, MOST_NAMED, Fault, named
from flows.inspect.laws import LAWS, NOWHERE, Law
from flows.store import StoreError
from flows.store.tombstones import read_tombstones

if TYPE_CHECKING:
    from flows.inspect.opened import Opened


def find_row_faults(opened: Opened) -> Iterator[Fault]:
    """Yield every law that rows of a snapshot break, with how many and which."""
    for law in LAWS if forgets(opened) else (*LAWS, NOWHERE):
        yield from broken(opened, law)
    yield from find_manifest_faults(opened)
    yield from find_day_faults(opened)


def forgets(opened: Opened) -> bool:
    """Return whether something is forgotten in the store; tombstones that cannot be read are told elsewhere."""
    try:
        return bool(read_tombstones(opened.clean))
    except StoreError:
        return True


def broken(opened: Opened, law: Law) -> Iterator[Fault]:
    """Yield a fault where a law is broken."""
    names = opened.con.execute(
        f"SELECT DISTINCT column0, count(*) OVER () FROM ({law.names}) t(column0) ORDER BY 1 LIMIT {MOST_NAMED}"
    ).fetchall()
    if names:
        said = f"{law.broken}: {named((name for name, _ in names), names[0][1])}"
        yield Fault(said, f"{opened.root.name}: {law.where}", law.remedy)


def find_manifest_faults(opened: Opened) -> Iterator[Fault]:
    """Yield whether the last manifest is another run's than the snapshot's."""
    ((last,),) = opened.con.execute("SELECT max(run_id) FROM runs").fetchall()
    if last != opened.root.name:
        yield Fault(f"the last manifest is run {last}'s, and the snapshot is {opened.root.name}", "runs", GO_BACK)


def find_day_faults(opened: Opened) -> Iterator[Fault]:
    """Yield files that hold other days than the catalogue says: runs and readers would pass their rows over."""
    for dataset in ("articles", "duplicates", "removals", "rejects"):
        there = {
            name: (first, last)
            for name, first, last in opened.con.execute(
                f"SELECT filename, min(date), max(date) FROM {dataset} GROUP BY 1"
            ).fetchall()
        }
        for file in opened.files.get(dataset, ()):
            path = str(opened.root / dataset / file.name)
            if file.rows and there.get(path, (file.first, file.last)) != (file.first, file.last):
                first, last = there[path]
                said = f"holds days from {first} to {last}; the catalogue says {file.first} to {file.last}"
                yield Fault(said, path, GO_BACK)
            if file.rows and path in there and there[path][1].strftime("%Y-%m") != file.month:
                yield Fault(f"holds rows of {there[path][1]}, outside its month", path, GO_BACK)
