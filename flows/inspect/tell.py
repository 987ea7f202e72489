"""What the operator sees of an inspection, and what a script is given."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from flows.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flows.inspect.faults import Fault
    from flows.inspect.snapshots import Difference, Snapshot


def print_faults(clean: Path, faults: Sequence[Fault], *, as_json: bool) -> None:
    """Print each fault with its place and remedy, or one JSON object."""
    if as_json:
        print(json.dumps({"faults": [asdict(fault) for fault in faults]}, ensure_ascii=False))  # noqa: T201 - the answer
        return
    for fault in faults:
        print(f"{fault.where}\n  {fault.what}\n  -> {fault.remedy}")  # noqa: T201 - the answer
    print(f"{clean}: {len(faults) or 'no'} {'fault' if len(faults) == 1 else 'faults'}")  # noqa: T201 - the answer


def print_snapshots(snapshots: Sequence[Snapshot], *, as_json: bool) -> None:
    """Print a row for each snapshot, or one JSON object."""
    if as_json:
        told = {"snapshots": [asdict(snapshot) for snapshot in snapshots]}
        print(json.dumps(told, ensure_ascii=False, default=str))  # noqa: T201 - the answer
        return
    names = ("", "number", "published (UTC)", "articles", "duplicates", "rejects", "own MB", "shared MB", "what")
    print_table(map(cells_of, snapshots), *names)


def cells_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return what the table says of one snapshot."""
    return (
        "*" if snapshot.current else "",
        str(snapshot.number),
        f"{snapshot.published_at:%Y-%m-%d %H:%M}",
        *(f"{number:,}" for number in snapshot.rows.values()),
        megabytes(snapshot.own_bytes),
        megabytes(snapshot.shared_bytes),
        "; ".join(said_of(snapshot)),
    )


def said_of(snapshot: Snapshot) -> Iterator[str]:
    """Yield what is to be said of a snapshot in words."""
    yield snapshot.run
    if snapshot.pinned_until:
        yield f"pinned until {snapshot.pinned_until}: {snapshot.pinned_why}"
    if snapshot.broken:
        yield f"broken: {snapshot.broken}"


def megabytes(size: int) -> str:
    """Return a size in millions of bytes."""
    return f"{size / 1e6:,.1f}"


def print_difference(difference: Difference, *, as_json: bool) -> None:
    """Print how many pages changed how, with some ids, or one JSON object."""
    if as_json:
        print(json.dumps(asdict(difference), ensure_ascii=False, default=str))  # noqa: T201 - the answer
        return
    rows = ((change, f"{n:,}", "\n".join(difference.ids[change])) for change, n in difference.changes.items())
    print(f"from {difference.was} to {difference.now}")  # noqa: T201 - what a person reads
    print_table(rows, "change", "pages", "such as")
