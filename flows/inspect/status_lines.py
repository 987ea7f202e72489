"""What the operator sees of a store's status."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from flows.inspect.tell import megabytes, said_of

if TYPE_CHECKING:
    from flows.inspect.status import Status


def print_status(status: Status, *, as_json: bool) -> None:
    """Print what there is to know of a store, a line a thing, or one JSON object."""
    if as_json:
        print(json.dumps(asdict(status), ensure_ascii=False, default=str))  # noqa: T201 - the answer
        return
    for name, said in status_lines(status):
        print(f"{name:12} {said}")  # noqa: T201 - to be copied from, so no line of it is broken


def status_lines(status: Status) -> Iterator[tuple[str, str]]:
    """Yield the lines of a status: a name and what is said."""
    now = status.snapshot
    yield (
        "snapshot",
        f"{now.number}, published {now.published_at:%Y-%m-%d %H:%M} UTC, {status.age_hours} h ago: {now.run}",
    )
    yield "older", ", ".join(f"{one.number} ({'; '.join(said_of(one))})" for one in status.older) or "none"
    for name, rows in status.rows.items():
        yield name, f"{rows:,} rows, {megabytes(status.bytes[name])} MB"
    yield "disk", f"{megabytes(status.disk)} MB with all snapshots"
    yield from pending_lines(status)
    yield from held_lines(status)
    for run in status.last_runs:
        counts = ", ".join(f"{number:,} {name}" for name, number in run.counts.items() if number)
        yield (
            "run",
            f"{run.run_id} {run.finished_at:%Y-%m-%d %H:%M} {run.what}, {run.seconds} s: {counts or 'no record'}",
        )
    yield from made_by_lines(status)
    yield "lock", status.lock or "free"
    for lying in status.lying:
        yield "lying about", f"{lying.path} ({megabytes(lying.bytes)} MB, {lying.since:%Y-%m-%d %H:%M}): {lying.what}"
    yield "schedule", status.schedule


def pending_lines(status: Status) -> Iterator[tuple[str, str]]:
    """Yield what waits in each raw folder."""
    for one in status.pending:
        counts = (
            f"{one.new:,} new files, {one.changed:,} changed, {one.vanished:,} gone, {megabytes(one.bytes)} MB to read"
        )
        yield "pending", f"{one.feed} ({one.root}): {one.wrong or counts}"


def held_lines(status: Status) -> Iterator[tuple[str, str]]:
    """Yield what is held in the store, and why."""
    reasons = status.last_runs[0].held_outlets if status.last_runs else {}
    for outlet, number in status.held.outlets.items():
        why = reasons.get(outlet, "see the run that held it back")
        yield "held", f"{outlet}: {number:,} records: {why} (`--accept '{outlet}=REASON'` lets them in)"
    if status.held.undone:
        yield "held", f"{status.held.undone:,} records of runs that were rolled back (`saring release` lets them in)"
    if status.held.released:
        yield (
            "held",
            f"{status.held.released:,} records that were released: the next run over their raw pages takes them in",
        )
    for outlet, why in (status.last_runs[0].flagged if status.last_runs else {}).items():
        yield "flagged", f"{outlet}: {why}"


def made_by_lines(status: Status) -> Iterator[tuple[str, str]]:
    """Yield what rows were made by, beside what is installed."""
    made = status.made_by
    same = (made.code, made.knowledge) == (made.installed_code, made.installed_knowledge)
    installed = (
        "as installed" if same else f"installed are code {made.installed_code}, knowledge {made.installed_knowledge}"
    )
    yield "made by", f"code {made.code}, knowledge {made.knowledge}: {installed}"
    yield "again", f"{made.unchecked:,} of {made.records:,} records would be cleaned anew by `--again`"
    if made.schema != made.installed_schema:
        yield "schema", f"{made.schema}; the next run writes all files anew, once, as schema {made.installed_schema}"
