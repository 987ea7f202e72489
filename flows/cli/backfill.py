"""`saring backfill`: clean chosen records anew."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.failing import complain
from flows.cli.options import (
    Accept,
    AsJson,
    AsOf,
    CleanSettled,
    ConfigFile,
    Feed,
    Knowledge,
    LogFormat,
    RawSettled,
    Workers,
    read_accepted,
)
from flows.errors import HELD_OUTLETS

if TYPE_CHECKING:
    from flows.backfill import BackfillOutcome

DAY = ["%Y-%m-%d"]


def backfill(
    raw: RawSettled = None,
    clean: CleanSettled = None,
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", metavar="NAME|DOMAIN", help="Only this outlet; repeatable.")
    ] = None,
    first: Annotated[dt.datetime | None, typer.Option("--from", formats=DAY, help="Only from this `date` on.")] = None,
    last: Annotated[dt.datetime | None, typer.Option("--to", formats=DAY, help="Only up to this `date`.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="GLOB", help="Only sources that look so, such as '2026/*'.")
    ] = None,
    where: Annotated[
        str | None, typer.Option("--where", metavar="SQL", help="Only where this holds, over the columns of the index.")
    ] = None,
    wide: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--wide", help="Clean all that may come to answer, and keep what does: dear.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the manifest.")] = "",
    dry_run: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--dry-run", help="Tell what would change and publish nothing.")
    ] = False,
    keep: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--keep", help="With --dry-run: keep what it staged, for --staged.")
    ] = False,
    staged: Annotated[
        str | None, typer.Option("--staged", metavar="NAME", help="Publish what a dry run kept, exactly that.")
    ] = None,
    again: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--again", help="Clean also what today's knowledge has cleaned.")
    ] = False,
    as_of: AsOf = None,
    workers: Workers = None,
    accept: Accept = None,
    feed: Feed = None,
    knowledge: Knowledge = None,
    config: ConfigFile = None,
    log_format: LogFormat = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Clean chosen records of CLEAN anew from RAW with today's knowledge, and publish them at once."""
    from flows.backfill import Selection, publish_staged
    from flows.backfill import backfill as backfill_store
    from flows.cli.asked import order_asked, read_asked
    from flows.cli.watched import supervised, unwatched, watching

    del config
    settled = read_asked(raw=raw, clean=clean, feed=feed, knowledge=knowledge, workers=workers, log_format=log_format)
    order = order_asked(settled, as_of=as_of, feed=feed, again=again, accepted=read_accepted(accept))
    selection = Selection(
        tuple(outlet or ()), first.date() if first else None, last.date() if last else None, source, where, wide
    )
    say = tell_nobody if json or settled.log_format == "json" else tell
    with watching(settled, quiet=json) as watch:

        def do() -> "BackfillOutcome":
            if staged:
                return publish_staged(order, staged, reason=reason, watch=watch)
            return backfill_store(order, selection, reason=reason, dry_run=dry_run, keep=keep, watch=watch, tell=say)

        outcome = supervised(unwatched(settled) if dry_run else settled, "backfill", order, do)
    finish(outcome, as_json=json)


def tell(line: str) -> None:
    """Tell the operator what will be done; standard output is for the answer."""
    typer.echo(line, err=True)


def tell_nobody(line: str) -> None:
    """Leave a script alone."""
    del line


def finish(outcome: "BackfillOutcome", *, as_json: bool) -> None:
    """
    Print what became of a backfill, or would.

    Raises:
        Exit: Outlets were held back, or guards would refuse it.
    """
    from flows.backfill.report import print_backfill

    print_backfill(outcome, as_json=as_json)
    if outcome.refused:
        complain(outcome.refused)
        raise typer.Exit(5)
    if outcome.held_outlets:
        raise typer.Exit(HELD_OUTLETS)
