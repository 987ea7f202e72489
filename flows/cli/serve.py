"""`saring serve`: every night by itself, backfills when they are asked for."""

from typing import Annotated

import typer

from flows.cli.options import CleanFolder, Feed, Knowledge, RawFolder, Workers

PORT = 4200
"""Prefect's own."""


def serve(
    raw: RawFolder,
    clean: CleanFolder,
    cron: Annotated[str, typer.Option("--cron", help="When new pages are cleaned, as cron says it.")] = "0 5 * * *",
    maintain: Annotated[str, typer.Option("--maintain", help="When the store is tidied.")] = "0 9 * * 0",
    zone: Annotated[str, typer.Option("--zone", help="The zone of both.")] = "Asia/Jakarta",
    port: Annotated[int, typer.Option("--port", help="Of the embedded server; PREFECT_API_URL names another.")] = PORT,
    workers: Workers = None,
    feed: Feed = None,
    knowledge: Knowledge = None,
) -> None:
    """Clean RAW into CLEAN by schedule; `daily`, `backfill` and `maintain` are deployments of a Prefect server."""
    from flows.order import order_of
    from flows.serve import Schedule, serve

    order = order_of(raw, clean, workers=workers, feed=feed, knowledge=knowledge)
    serve(order, Schedule(cron, maintain, zone), port=port, tell=lambda line: typer.echo(line, err=True))
