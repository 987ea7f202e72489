"""A real Prefect server on loopback, and what tests ask of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from running import HOUSE

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

PATIENCE = 300.0
"""Seconds; a first start migrates a database, which takes minutes on a busy machine."""

Found = TypeVar("Found")


def until(look: Callable[[], Found], *, alive: subprocess.Popen[bytes] | None = None) -> Found:
    """Look again and again until there is something, and return it; not longer than a process lives that makes it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert alive is None or alive.poll() is None, f"the process ended: {alive.args}"
        assert time.monotonic() < deadline, f"nothing came of {look}"
        time.sleep(1.0)
    return found


@contextmanager
def serving(house: Path) -> Iterator[str]:
    """Run a server with its database in a folder; yield its address, which the environment holds meanwhile."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "PREFECT_HOME": str(house),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONPATH": str(HOUSE),
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        place = ("--host", "127.0.0.1", "--port", str(port))
        with started(house / "server.log", "prefect", "server", "start", *place) as server:
            until(lambda: answers(f"{settings['PREFECT_API_URL']}/health"), alive=server)
            yield settings["PREFECT_API_URL"]
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def answers(url: str) -> bool:
    """Return whether a server is there."""
    with suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own
        return answer.status == 200
    return False


@contextmanager
def started(log: Path, module: str, *arguments: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module in a process of its own, in its log's folder, until the end of the block, and end it then."""
    command = [sys.executable, "-m", module, *arguments]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=log.parent, env=os.environ | settings)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def hand_over_logs_and_events() -> None:
    """Wait until the server has what this process still had to tell it, or the process asks a dead one for a minute."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    with suppress(RuntimeError):  # nothing was logged
        APILogWorker.instance().drain()
    EventsWorker.drain_all()


def trigger(deployment: str, **parameters: object) -> UUID:
    """Ask for a run of a deployment, as a person does, and return its id."""
    from prefect.deployments import run_deployment

    return run_deployment(deployment, parameters=parameters, timeout=0, as_subflow=False).id


def run_of(run: UUID) -> "FlowRun":
    """Return what the server knows of a run."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        return client.read_flow_run(run)


def ended(run: UUID, *, alive: subprocess.Popen[bytes] | None = None) -> "FlowRun":
    """Wait for the end of a run and return it."""
    return until(lambda: (found := run_of(run)).state.is_final() and found, alive=alive)


def logs_of(run: UUID) -> list[str]:
    """Return what a run has logged."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId

    wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run]))
    with get_client(sync_client=True) as client:
        return [log.message for log in client.read_logs(wanted)]


def events_of(prefix: str) -> list[dict]:
    """Return the events that the server has of a kind, with what they say."""
    from prefect.client.orchestration import get_client
    from prefect.events.filters import EventFilter, EventNameFilter

    wanted = EventFilter(event=EventNameFilter(prefix=[prefix]))
    with get_client(sync_client=True) as client:
        return client.request("POST", "/events/filter", json={"filter": wanted.model_dump(mode="json")}).json()[
            "events"
        ]


def process_of(run: UUID) -> int | None:
    """Return the process of a run, once it is there; its workers carry the same mark and another program."""
    mark = f"PREFECT__FLOW_RUN_ID={run}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if b"prefect.engine" in (folder / "cmdline").read_bytes() and mark in (folder / "environ").read_bytes():
                return int(folder.name)
    return None
