"""A real Prefect server on loopback, and what tests ask of it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from running import HOUSE

PATIENCE = 300.0
"""Seconds; a first start migrates a database, which takes minutes on a busy machine."""

Found = TypeVar("Found")


def until(look: Callable[[], Found], *, alive: subprocess.Popen[bytes] | None = None) -> Found:
    """Look again and again until there is something, and return it; not longer than a process lives that makes it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        assert alive is None or alive.poll() is None, f"the process ended: {alive.args}"
        assert time.monotonic() < deadline, f"nothing came of {look}"
        time.sleep(0.3)
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
def started(log: Path, module: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module in a process of its own until the end of the block, then end it as an operator would."""
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=out, stderr=out)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
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
