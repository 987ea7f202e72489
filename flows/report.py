"""What the user sees of a run: a progress bar, a summary table, one JSON object."""

from __future__ import annotations

import dataclasses
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flows.corpus import RunSummary


class Watch(Protocol):
    """Whoever wants to know how far a run is."""

    def __call__(self, *, done: int = 0, found: int = 0, say: str | None = None) -> None:
        """Hear of `done` more records cleaned, `found` more to clean, or a message."""


def watch_nothing(*, done: int = 0, found: int = 0, say: str | None = None) -> None:
    """Watch without a word."""


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Watch]:
    """Show a bar with rate and remaining time on the terminal; nothing where `quiet`."""
    if quiet:
        yield watch_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    look = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*look, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task("cleaning", total=0, rate="")

        def watch(*, done: int = 0, found: int = 0, say: str | None = None) -> None:
            state = progress.tasks[task]
            rate = f"{state.speed:,.0f} pages/s" if state.speed else ""
            progress.update(task, advance=done, total=(state.total or 0) + found, rate=rate)
            if say:
                progress.update(task, description=say)

        yield watch


def print_summary(summary: RunSummary, *, as_json: bool) -> None:
    """Print what became of a run's records."""
    if as_json:
        print(json.dumps(dataclasses.asdict(summary), default=str))  # noqa: T201 - the answer to a script
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("what", "number", title=headline(summary), title_justify="left")
    table.columns[1].justify = "right"
    for name, number in summary_rows(summary):
        table.add_row(name, f"{number:,}")
    Console().print(table)


def headline(summary: RunSummary) -> str:
    """Return one line that says what a run published."""
    if summary.snapshot is None:
        return "Nothing new: nothing was written."
    return f"Published snapshot {summary.snapshot}."


def summary_rows(summary: RunSummary) -> list[tuple[str, int]]:
    """Return the rows of the summary: the records' outcomes, then what was struck, most first."""
    struck = sorted(summary.struck.items(), key=lambda item: (-item[1], item[0]))
    return [
        ("records read", summary.records_in),
        ("skipped, unchanged", summary.skipped),
        ("articles", summary.articles),
        ("duplicates", summary.duplicates),
        ("rejects", summary.rejects),
        *((f"not read: {suffix or 'no suffix'} files", number) for suffix, number in summary.unread.items()),
        *((f"struck: {kind}", number) for kind, number in struck),
    ]
