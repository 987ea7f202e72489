"""`saring clean` runs the engine directly, `saring run` runs it as a Prefect flow."""

from typing import TYPE_CHECKING

import typer

from flows.cli.failing import complain
from flows.cli.options import (
    Accept,
    Again,
    Arrivals,
    AsJson,
    AsOf,
    Bounds,
    CleanSettled,
    ConfigFile,
    Feed,
    Knowledge,
    LogFormat,
    Map,
    RawSettled,
    References,
    Rescan,
    Scheduled,
    With,
    Without,
    Workers,
    read_accepted,
    read_model_choice,
    read_reference_choice,
)
from flows.errors import HELD_OUTLETS, UNREAD

if TYPE_CHECKING:
    from flows.corpus import RunSummary


def clean(
    raw: RawSettled = None,
    clean: CleanSettled = None,
    as_of: AsOf = None,
    workers: Workers = None,
    again: Again = False,  # noqa: FBT002 - a flag of the command line
    accept: Accept = None,
    feed: Feed = None,
    arrivals: Arrivals = None,
    knowledge: Knowledge = None,
    rescan: Rescan = False,  # noqa: FBT002 - a flag of the command line
    without: Without = None,
    with_: With = None,
    scheduled: Scheduled = False,  # noqa: FBT002 - a flag of the command line
    bounds: Bounds = None,
    map_: Map = None,
    reference: References = None,
    config: ConfigFile = None,
    log_format: LogFormat = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Clean what is new in RAW into the datasets of CLEAN. No server, a progress bar."""
    from flows.cli.asked import order_asked, read_asked
    from flows.cli.watched import supervised, watching
    from flows.engine import clean_folder

    del config
    settled = read_asked(
        raw=raw, clean=clean, feed=feed, knowledge=knowledge, bounds=bounds, workers=workers, log_format=log_format
    )
    order = order_asked(
        settled,
        as_of=as_of,
        feed=feed,
        mapping=map_,
        references=read_reference_choice(reference),
        again=again,
        accepted=read_accepted(accept),
        arrivals=arrivals,
        rescan=rescan,
        model=read_model_choice(without, with_),
        scheduled=scheduled,
    )
    with watching(settled, quiet=json) as watch:
        summary = supervised(settled, "clean", order, lambda: clean_folder(order, watch=watch))
    finish(summary, as_json=json)


def run(
    raw: RawSettled = None,
    clean: CleanSettled = None,
    as_of: AsOf = None,
    workers: Workers = None,
    again: Again = False,  # noqa: FBT002 - a flag of the command line
    accept: Accept = None,
    feed: Feed = None,
    arrivals: Arrivals = None,
    knowledge: Knowledge = None,
    rescan: Rescan = False,  # noqa: FBT002 - a flag of the command line
    without: Without = None,
    with_: With = None,
    scheduled: Scheduled = False,  # noqa: FBT002 - a flag of the command line
    bounds: Bounds = None,
    map_: Map = None,
    reference: References = None,
    config: ConfigFile = None,
    log_format: LogFormat = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Clean RAW into CLEAN as a Prefect flow: tasks per shard, retries, a summary artifact."""
    from flows.cli.asked import order_asked, read_asked
    from flows.cli.watched import supervised

    del config
    settled = read_asked(
        raw=raw, clean=clean, feed=feed, knowledge=knowledge, bounds=bounds, workers=workers, log_format=log_format
    )
    order = order_asked(
        settled,
        as_of=as_of,
        feed=feed,
        mapping=map_,
        references=read_reference_choice(reference),
        again=again,
        accepted=read_accepted(accept),
        arrivals=arrivals,
        rescan=rescan,
        model=read_model_choice(without, with_),
        scheduled=scheduled,
    )

    def run_order() -> "RunSummary":
        from flows.clean import run_flow  # behind the log's beginning, which tells Prefect how to write

        return run_flow(order)

    finish(supervised(settled, "run", order, run_order), as_json=json)


def finish(summary: "RunSummary", *, as_json: bool) -> None:
    """
    Print what became of a run.

    Raises:
        Exit: The run held outlets back or left files unread; scripts tell it by the exit code.
    """
    from flows.report import print_summary, told_unread

    print_summary(summary, as_json=as_json)
    for line in told_unread(summary):
        complain(line)
    if summary.held_outlets:
        raise typer.Exit(HELD_OUTLETS)
    if summary.unread or summary.useless:
        raise typer.Exit(UNREAD)
