"""What the maintainer sees: candidates' verdicts and the queue, as text or as one JSON object."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

from flows.rules.hostile import MOST_SECONDS
from flows.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flows.rules.queue import Recurring
    from flows.rules.trial import RuleTrial, Sample, Tally, Trial


def print_queue(lines: Sequence[Recurring], *, as_json: bool) -> None:
    """Print the queue, most like furniture first."""
    if as_json:
        print(json.dumps([dataclasses.asdict(line) for line in lines], ensure_ascii=False, default=str))  # noqa: T201
        return
    rows = ((line.line, line.stories, line.outlets, line.days, line.source) for line in lines)
    print(f"{len(lines)} lines that no rule covers")  # noqa: T201 - what a person reads
    print_table(rows, "line", "stories", "outlets", "days", "page")


def print_trial(trial: Trial, *, limit: int, as_json: bool) -> None:
    """Print every candidate's verdict with at most `limit` samples each."""
    if as_json:
        rules = [verdict_of(rule, limit) for rule in trial.rules]
        shown = {"sound": trial.sound, "pages": trial.pages, "rules": rules}
        print(json.dumps(shown, ensure_ascii=False))  # noqa: T201 - the answer to a script
        return
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    for rule in trial.rules:
        for line in lines_of(rule, trial.pages, limit):
            console.print(line)


def verdict_of(trial: RuleTrial, limit: int) -> dict[str, Any]:
    """Return one candidate's verdict as plain data."""
    tally = trial.tally
    return {
        "rule": trial.rule.name,
        "scope": trial.rule.scope,
        "sound": trial.sound,
        "problems": list(trial.problems),
        "broken_spares": [{"rule": rule, "line": line} for rule, line in trial.broken],
        "seconds": round(trial.seconds, 4),
        "documents": tally.counts["documents"],
        "spans": tally.counts["spans"],
        "fresh": tally.counts["fresh"],
        "characters": tally.counts["characters"],
        "full_stop_share": round(full_stop_share(tally), 4),
        "outlets": dict(ranked(tally.outlets)),
        "samples": [{"count": n, **dataclasses.asdict(sample)} for n, sample in samples_of(tally, limit)],
    }


def full_stop_share(tally: Tally) -> float:
    """Return the share of struck spans that end in a full stop."""
    return tally.counts["full_stops"] / tally.counts["spans"] if tally.counts["spans"] else 0.0


def ranked(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return counts, most first, ties by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def samples_of(tally: Tally, limit: int) -> list[tuple[int, Sample]]:
    """Return the texts that were struck most often, with how often."""
    return [(count, tally.samples[text]) for text, count in ranked(tally.texts)[:limit]]


def lines_of(trial: RuleTrial, pages: int, limit: int) -> Iterator[str]:
    """Yield one candidate's verdict as rich markup, a line each."""
    from rich.markup import escape

    verdict = "[green]nothing against it[/]" if trial.sound else "[red]may not go into the book[/]"
    yield f"[bold]{escape(trial.rule.name)}[/] ({trial.rule.scope}): {verdict}"
    yield from (f"  [red]lint:[/] {escape(problem)}" for problem in trial.problems)
    yield from (f"  [red]breaks a spare of {escape(rule)}:[/] {escape(line)}" for rule, line in trial.broken)
    slow = trial.seconds > MOST_SECONDS
    yield f"  {'[red]runs away:[/] ' if slow else ''}{trial.seconds:.3f} s on its worst hostile line" + (
        f", {escape(trial.worst)}…" if slow else ""
    )
    if pages:
        yield from counts_of(trial.tally, pages)
        for count, sample in samples_of(trial.tally, limit):
            yield from shown(count, sample)
    yield ""


def counts_of(tally: Tally, pages: int) -> Iterator[str]:
    """Yield what was struck, in numbers."""
    from rich.markup import escape

    c = tally.counts
    yield (
        f"  strikes {c['spans']:,} spans in {c['documents']:,} of {pages:,} pages; {c['fresh']:,} of them the book "
        f"leaves today; {full_stop_share(tally):.0%} end in a full stop"
    )
    if tally.outlets:
        yield "  by outlet: " + escape(", ".join(f"{name} {count:,}" for name, count in ranked(tally.outlets)))


def shown(count: int, sample: Sample) -> Iterator[str]:
    """Yield one sample: the line with what would be struck, between its neighbours."""
    from rich.markup import escape

    yield f"  [cyan]{count:,} ×[/] {escape(sample.source)}"
    if sample.before:
        yield f"      [dim]{escape(sample.before)}[/]"
    yield f"    - {escape(sample.head)}[red]⟦{escape(sample.struck)}⟧[/]{escape(sample.tail)}"
    if sample.behind:
        yield f"      [dim]{escape(sample.behind)}[/]"
