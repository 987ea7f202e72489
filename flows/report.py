"""What the user sees of a run: a progress bar, a summary table, one JSON object."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from flows.progress import Watch, watch_nothing
from flows.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from flows.corpus import RunSummary

REFRESHES_PER_SECOND = 4
"""Of the progress bar; ten cost half a percent of a core."""

MOST_NAMED = 5
"""Withdrawn pages that the summary names."""


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Watch]:
    """
    Show a bar with rate and remaining time; nothing where `quiet`, or where standard error is no terminal.

    Any thread may call the watch.
    """
    console = None if quiet else terminal()
    if console is None:
        yield watch_nothing
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    look = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    left = TimeRemainingColumn()
    bar = Progress(*look, left, console=console, transient=True, refresh_per_second=REFRESHES_PER_SECOND)
    with bar as progress:
        task = progress.add_task("cleaning", total=0, rate="")
        lock = Lock()

        def watch(*, done: int = 0, found: int = 0, say: str | None = None) -> None:
            with lock:
                state = progress.tasks[task]
                rate = f"{state.speed:,.0f} pages/s" if state.speed else ""
                progress.update(task, advance=done, total=(state.total or 0) + found, rate=rate, description=say)

        yield watch


def terminal() -> Console | None:
    """Return the terminal behind standard error, if it is one."""
    from rich.console import Console

    console = Console(stderr=True)
    return console if console.is_terminal else None


def print_summary(summary: RunSummary, *, as_json: bool) -> None:
    """Print what became of a run's records."""
    if as_json:
        print_json(summary)
        return
    print_counts(headline(summary), summary_rows(summary))
    for line in notices(summary):
        print(line)  # noqa: T201 - to be copied from, so no line of it is broken


def print_outcome(outcome: object, *, as_json: bool) -> None:
    """Print what a command gives that is no run: counts as a table, a record by its fields, words as they are."""
    if as_json:
        print_json(outcome)
        return
    fields = fields_of(outcome)
    counts = [(name.replace("_", " "), value) for name, value in fields.items() if type(value) is int]
    if len(counts) == len(fields):
        print_counts("", counts)
        return
    for name, value in fields.items():
        if value is not None and value is not False and value not in ("", (), [], {}):
            print(f"{name.replace('_', ' ')}: {value}" if name else value)  # noqa: T201 - the answer


def fields_of(outcome: object) -> dict[str, object]:
    """Return the fields of a record or mapping; words alone under an empty name."""
    if dataclasses.is_dataclass(outcome) and not isinstance(outcome, type):
        return {field.name: getattr(outcome, field.name) for field in dataclasses.fields(outcome)}
    if isinstance(outcome, Mapping):
        return {str(name): value for name, value in outcome.items()}
    return {"": outcome}


def print_json(outcome: object) -> None:
    """Print one JSON object."""
    fields = fields_of(outcome)
    told = {"answer": fields[""]} if "" in fields else fields
    print(json.dumps(told, ensure_ascii=False, default=plain))  # noqa: T201 - the answer to a script


def plain(value: object) -> object:
    """Return what JSON does not know as what it knows."""
    if isinstance(value, Mapping):
        return dict(value)
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return str(value)


def print_counts(title: str, rows: Iterable[tuple[str, int]]) -> None:
    """Print names and numbers."""
    if title:
        print(title)  # noqa: T201 - what a person reads
    print_table(((name, f"{number:,}") for name, number in rows), "what", "number", numbers=("number",))


def headline(summary: RunSummary) -> str:
    """Return one line that says what a run published."""
    if summary.snapshot is None:
        return "Nothing new: nothing was written."
    return f"Published snapshot {summary.snapshot}."


SELDOM = (
    ("refetched", "fetched again, unchanged"),
    ("superseded", "older states, not kept"),
    ("redelivered", "delivered again"),
    ("held", "held back with their outlet"),
    ("waiting", "waiting: last lines not finished"),
    ("forgotten", "forgotten: they meet what was taken down"),
    ("taken_down", "pages that left: forgotten"),
    ("vanished", "raw files that are gone; their pages stay"),
    ("healed", "rejects that were read well, or are gone"),
    ("renewed", "files written anew for a newer schema"),
    ("resumed", "of these cleaned before by a run that was stopped"),
)
"""Counts of a run that are zero in most; shown where they are not."""


def summary_rows(summary: RunSummary) -> list[tuple[str, int]]:
    """Return the rows of the summary: the records' outcomes, then what was struck and disputed, most first."""
    struck = sorted(summary.struck.items(), key=lambda item: (-item[1], item[0]))
    seldom = [(says, getattr(summary, name)) for name, says in SELDOM]
    seldom.append(("withdrawn by the paper", len(summary.withdrawn)))
    return [
        ("records read", summary.records_in),
        ("skipped, unchanged", summary.skipped),
        ("articles", summary.articles),
        ("duplicates", summary.duplicates),
        ("rejects", summary.rejects),
        *((says, number) for says, number in seldom if number),
        *((f"struck: {kind}", number) for kind, number in struck),
        *((f"witnesses disagree: {name.replace('_', ' ')}", number) for name, number in summary.conflicts.items()),
    ]


def told_unread(summary: RunSummary) -> Iterator[str]:
    """Yield a sentence for each kind of file that a run left unread, with the remedy."""
    if summary.unread:
        kinds = ", ".join(f"{number} × {suffix or 'no suffix'}" for suffix, number in summary.unread.items())
        first = next(iter(summary.unread)) or ".log"
        yield (
            f"files were left unread, for nobody knows their format: {kinds}. `saring inspect FILE` says what is read; "
            f'convert them, move them away, or set `ignore = ["{first}"]` in saring.toml.'
        )
    for source in summary.useless[:MOST_NAMED]:
        yield (
            f"{source} was left unread: not one of its records holds a page; `saring inspect FILE` says what it holds, "
            f"`--map text=NAME` names the field."
        )
    if len(summary.useless) > MOST_NAMED:
        yield f"{len(summary.useless) - MOST_NAMED} more files were left unread in the same way (--json names all)."


def notices(summary: RunSummary) -> Iterator[str]:
    """Yield what somebody should look at: outlets held back, each with reason and remedy, and withdrawn pages."""
    for outlet, reason in summary.held_outlets.items():
        yield f"Held back: {outlet}: {reason}"
    if summary.held_outlets:
        some = next(iter(summary.held_outlets))
        yield (
            "What is new of them waits, what is published of them stands. Look at some of it; if it is right, run "
            f"again with --accept '{some}=REASON', once for each outlet."
        )
    for outlet, found in summary.flagged.items():
        yield f"Unlike its other nights, published all the same: {outlet}: {found}"
    if summary.largest:
        grown = ", ".join(f"{name} ({pages} pages)" for name, pages in summary.largest.items())
        yield f"Largest stories that grew: {grown}."
    for a, b, held in summary.misses:
        yield f"Nearly one story, left apart: {a} and {b}, which share {held:.2f} of their words."
    if summary.referred:
        yield (
            f"{summary.referred} pages share their words with texts of your reference corpora: `relations/` names them "
            "(`a` begins with `reference:`)."
        )
    if summary.apart:
        yield (
            "Near copies stand apart: this store is of an earlier version. `saring index --rebuild CLEAN` sketches its "
            "pages once and joins them; from then on every run does."
        )
    if ids := summary.withdrawn:
        more = f" and {len(ids) - MOST_NAMED} more (--json names all)" if len(ids) > MOST_NAMED else ""
        yield f"Withdrawn by the paper: {', '.join(ids[:MOST_NAMED])}{more}. `saring prefer ID --reason …` undoes it."
