"""
`saring serve`: the deployments of one store on a Prefect server, and the process that runs what is due.

`daily` cleans new pages by schedule, `maintain` tidies by schedule, `backfill` runs when it is asked for. Each runs
one at a time; another of its kind waits, and all of them wait for whoever else writes into the store.
"""

import asyncio
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from flows.config import Config
from flows.errors import SaringError
from flows.order import Order

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

HOST = "127.0.0.1"
"""Of the embedded server: it asks nobody who he is."""

STARTING = 300
"""Seconds for the first start of a server, which makes its database."""

WAIT_MINUTES = 180
"""For which a scheduled run waits for another one: the longest backfill publishes within minutes."""


class ServerNotStarted(SaringError):  # noqa: N818 - the name is a sentence already
    """The embedded Prefect server did not come up."""


def serve(order: Order, config: Config, *, port: int, tell: Callable[[str], object]) -> None:
    """
    Register the deployments and run what is due, until the process is told to end.

    Args:
        order: What each night does; `as_of`, `again` and accepted outlets are left to each run.

        config: When, and in which zone.

        port: Where the embedded server listens, where no other is named.

        tell: Hears where the server is.

    Raises:
        ServerNotStarted: There is no server, and none could be started.
    """
    with server_of(port) as url:
        from prefect.runner import Runner

        runner = Runner(name="saring")
        for deployment in deployments(order, config):
            runner.add_deployment(deployment)
        tell(f"Prefect is at {url.removesuffix('/api')}; daily at `{config.schedule.daily}` {config.zone}.")
        with suppress(KeyboardInterrupt):
            asyncio.run(runner.start())


def deployments(order: Order, config: Config) -> list["RunnerDeployment"]:
    """Return the deployments of a store."""
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.chores import backfill_news, maintain_store
    from flows.clean import clean_news

    store = parameters_of(order)
    night = store | {"scheduled": True, "bounds": text_of(order.bounds), "wait_minutes": WAIT_MINUTES}
    whose = (
        (clean_news, "daily", night, Cron(config.schedule.daily, timezone=config.zone)),
        (backfill_news, "backfill", store, None),
        (maintain_store, "maintain", {"clean": store["clean"]}, Cron(config.schedule.maintain, timezone=config.zone)),
    )
    return [
        RunnerDeployment.from_flow(
            flow,
            name,
            parameters=parameters,
            schedule=cron,
            concurrency_limit=1,
            paused=False,
            entrypoint_type=EntrypointType.MODULE_PATH,  # found wherever the package lies and the process was started
        )
        for flow, name, parameters, cron in whose
    ]


def parameters_of(order: Order) -> dict[str, object]:
    """Return what all runs of a store are given, as JSON holds it."""
    return {
        "raw": text_of(order.raw.absolute()),
        "clean": text_of(order.clean.absolute()),
        "workers": order.workers,
        "feed": order.feed,
        "knowledge": text_of(order.knowledge and order.knowledge.absolute()),
    }


def text_of(path: object) -> str | None:
    """Return a path as text; None stays."""
    return None if path is None else str(path)


@contextmanager
def server_of(port: int) -> Iterator[str]:
    """
    Yield the address of the server that `PREFECT_API_URL` names, else of one that runs until the end of the block.

    Raises:
        ServerNotStarted: It ended before it answered.
    """
    from prefect.settings import PREFECT_API_URL, temporary_settings

    import flows.clean  # noqa: F401 - settles what Prefect must find in the environment when it is imported

    if named := PREFECT_API_URL.value():
        yield named
        return
    url = f"http://{HOST}:{port}/api"
    with embedded_server(port, url), temporary_settings({PREFECT_API_URL: url}):
        os.environ["PREFECT_API_URL"] = url
        try:
            yield url
        finally:
            del os.environ["PREFECT_API_URL"]


@contextmanager
def embedded_server(port: int, url: str) -> Iterator[None]:
    """Run a server of our own on this machine, its database where Prefect keeps it (`PREFECT_HOME`)."""
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port)]
    # A session of its own: ^C reaches the runner first, which has the server told what became of its runs.
    settings = os.environ | {"PREFECT_SERVER_UI_API_URL": url}  # else its pages ask port 4200, whatever the port is
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True, env=settings)  # noqa: S603
    try:
        wait_for(process, f"{url}/health", port)
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(process: subprocess.Popen[bytes], url: str, port: int) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + STARTING
    while not answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServerNotStarted(
                f"the Prefect server did not start on port {port}; what it said stands above. Choose another with "
                "--port, or name a server that runs in PREFECT_API_URL."
            )
        time.sleep(0.5)


def answers(url: str) -> bool:
    """Return whether a server is there and well."""
    with suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - loopback
        return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's word for well
    return False
