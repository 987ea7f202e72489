"""`saring serve`: every night by itself, backfills when they are asked for."""

import os
from typing import Annotated

import typer

from flows.cli.options import CleanSettled, ConfigFile, Feed, Knowledge, LogFormat, RawSettled, Workers

PORT = 4200
"""Prefect's own."""

Cron = Annotated[str | None, typer.Option("--cron", help="When new pages are cleaned; 0 5 * * *, five each morning.")]
Maintain = Annotated[str | None, typer.Option("--maintain", help="When the store is tidied; 0 9 * * 0, on Sundays.")]
Zone = Annotated[str | None, typer.Option("--zone", help="The zone of both; Asia/Jakarta.")]
TaskRunner = Annotated[
    str | None, typer.Option("--task-runner", help="Where shards are cleaned: threads, dask, or tcp://host:8786.")
]
Port = Annotated[int, typer.Option("--port", help="Of the embedded server; PREFECT_API_URL names another server.")]


def serve(
    raw: RawSettled = None,
    clean: CleanSettled = None,
    cron: Cron = None,
    maintain: Maintain = None,
    zone: Zone = None,
    task_runner: TaskRunner = None,
    port: Port = PORT,
    workers: Workers = None,
    feed: Feed = None,
    knowledge: Knowledge = None,
    log_format: LogFormat = None,
    config: ConfigFile = None,
) -> None:
    """Clean RAW into CLEAN by schedule; `daily`, `backfill` and `maintain` are deployments of a Prefect server."""
    from flows.cli.asked import order_asked, read_asked
    from flows.journal import start

    del config
    settle(
        {
            "schedule.daily": cron,
            "schedule.maintain": maintain,
            "zone": zone,
            "task_runner": task_runner,
            "log.format": log_format,
        }
    )
    settled = read_asked(raw=raw, clean=clean, feed=feed, knowledge=knowledge, workers=workers)
    order = order_asked(settled, as_of=None, feed=feed)
    if settled.file is not None:
        os.environ["SARING_CONFIG"] = str(settled.file)  # for the runs, wherever their processes start
    start(settled.log_format, "serve")
    from flows.serve import serve

    serve(order, settled, port=port, tell=lambda line: typer.echo(line, err=True))


def settle(options: dict[str, str | None]) -> None:
    """Settle what the command line says for the processes of the runs as well, which see the environment alone."""
    from flows.config.settings import BY_NAME

    os.environ.update({BY_NAME[name].variable: value for name, value in options.items() if value is not None})
