"""
Figures of the last run in a text file, as node exporters and their like collect them.

The file is replaced at once, so that no collector reads half of it. What a run that failed does not know, the
snapshot and the last success, stays as it was; figures of other stores and commands in the file stay too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from flows.aftermath.ended import Ended

HOWS = ("published", "held", "refused", "failed", "stopped")
OUTCOMES = "articles duplicates rejects refetched superseded redelivered held waiting forgotten skipped".split()
"""The counts in which every record of a run ends once."""

HELP = {
    "saring_run_ended": "1 for the way in which the last run ended, 0 for the others.",
    "saring_run_exit_code": "Exit code of the last run.",
    "saring_run_seconds": "How long the last run took.",
    "saring_run_cpu_seconds": "CPU time of the last run, its workers among it.",
    "saring_run_start_timestamp_seconds": "When the last run began.",
    "saring_run_end_timestamp_seconds": "When the last run ended.",
    "saring_run_records": "Records of the last run by what they ended as.",
    "saring_run_held_outlets": "Outlets that the last run held back.",
    "saring_run_flagged_outlets": "Outlets of which the alarms of the last run warn.",
    "saring_last_success_timestamp_seconds": "When a run last published, or found nothing new.",
    "saring_snapshot": "Number of the snapshot that was published last.",
    "saring_dataset_rows": "Rows of the published datasets.",
}
"""Every figure, in the order of the file."""

CARRIED = ("saring_last_success_timestamp_seconds", "saring_snapshot", "saring_dataset_rows")
"""Figures that stay as they were where a run has nothing newer."""

LINE = re.compile(r"(?P<name>\w+)\{(?P<labels>.*)\} (?P<value>\S+)")

Figures = dict[tuple[str, str], str]
"""By name and labels, as the file writes them."""


def write_metrics(path: Path, ended: Ended) -> None:
    """
    Write the figures of a run into the file, beside those of others.

    Raises:
        OSError: It cannot be written.
    """
    own = labels(command=ended.command, store=str(ended.store.absolute()))
    fresh = {(name, with_more(own, more)): f"{value:.15g}" for name, more, value in figures_of(ended)}
    told = {name for name, _ in fresh}
    old = {
        (name, said): value
        for (name, said), value in read_metrics(path).items()
        if not said.startswith(own) or (name in CARRIED and name not in told)
    }
    text = "".join(lines_of(old | fresh))
    beside = path.with_name(f".{path.name}.new")  # a collector reads what ends in .prom
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(0o644)  # the collector is another user
    beside.replace(path)


def figures_of(ended: Ended) -> Iterator[tuple[str, dict[str, str], float]]:
    """Yield the figures of a run: name, labels of their own, value."""
    end = ended.started_at.timestamp() + ended.seconds
    for how in HOWS:
        yield "saring_run_ended", {"how": how}, how == ended.how
    yield "saring_run_exit_code", {}, ended.exit_code
    yield "saring_run_seconds", {}, round(ended.seconds, 3)
    yield "saring_run_cpu_seconds", {}, round(ended.cpu_seconds, 3)
    yield "saring_run_start_timestamp_seconds", {}, round(ended.started_at.timestamp(), 3)
    yield "saring_run_end_timestamp_seconds", {}, round(end, 3)
    yield "saring_run_held_outlets", {}, len(ended.held_outlets)
    yield "saring_run_flagged_outlets", {}, len(ended.flagged)
    for outcome in OUTCOMES:
        if outcome in ended.counts:
            yield "saring_run_records", {"outcome": outcome}, ended.counts[outcome]
    if ended.succeeded:
        yield "saring_last_success_timestamp_seconds", {}, round(end, 3)
    if ended.snapshot is not None:
        yield "saring_snapshot", {}, ended.snapshot
    for dataset, rows in (ended.outcome.get("corpus") or {}).items():
        yield "saring_dataset_rows", {"dataset": dataset}, rows


def labels(**values: str) -> str:
    """Return labels as the file writes them."""
    return ",".join(f'{name}="{escaped(value)}"' for name, value in values.items())


def escaped(value: str) -> str:
    """Return a label's value with what would end it escaped."""
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")


def with_more(own: str, more: Mapping[str, str]) -> str:
    """Return the labels of a run with further ones."""
    return f"{own},{labels(**more)}" if more else own


def read_metrics(path: Path) -> Figures:
    """Return the figures of a file that there may be; lines that are none of ours are left out."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    found = filter(None, map(LINE.fullmatch, lines))
    return {(line["name"], line["labels"]): line["value"] for line in found if line["name"] in HELP}


def lines_of(figures: Figures) -> Iterator[str]:
    """Yield the lines of a file, each figure behind what it means."""
    order = list(HELP)
    rows = sorted(figures.items(), key=lambda row: (order.index(row[0][0]), row[0][1]))
    for name, some in groupby(rows, key=lambda row: row[0][0]):
        yield f"# HELP {name} {HELP[name]}\n# TYPE {name} gauge\n"
        yield from (f"{name}{{{said}}} {value}\n" for (_, said), value in some)
