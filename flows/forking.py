"""
How worker processes come to be: forked from a server that has everything loaded.

The server is a process of its own without threads, so it may be forked whatever the parent does. A
fork costs some 20 ms of CPU, a fresh process with all libraries, rules and patterns some 3 s. It
ends with `stop_server`, and by itself when its parent and all workers are gone, however they ended.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import forkserver, get_all_start_methods, get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

    Context: TypeAlias = "ForkServerContext | SpawnContext"

PRELOADED = ["flows.preload"]

FOLDER = "SARING_OF_WORKERS"
"""Environment variable that tells the fork server which folder of a user's knowledge to load."""

OPENED: list[Context] = []
OPENING = threading.Lock()
"""How this process starts workers, once it is decided, and whose turn it is to decide."""


def context(knowledge: Path | None = None) -> Context:
    """
    Return how workers are started: from the fork server, or each anew where there can be none.

    Args:
        knowledge: The user's folder that a server which is not yet running shall load. A worker that
            needs another than the server loaded loads it itself.
    """
    with OPENING:
        if not OPENED:
            OPENED.append(open_context(knowledge))
        return OPENED[0]


def open_context(knowledge: Path | None) -> Context:
    """Start the fork server, if there can be one."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    hold_standard_streams()
    server = get_context("forkserver")
    server.set_forkserver_preload(PRELOADED)
    settings = {FOLDER: str(knowledge) if knowledge else "", "PYTHONPATH": search_path()}
    try:
        with environment(settings):
            forkserver.ensure_running()
    except OSError:  # no socket can be made: the folder for temporary files is full, read-only or its path too long
        return get_context("spawn")
    return server


def stop_server() -> None:
    """
    Stop the fork server and wait for it, so that no process outlives the run and its CPU time is accounted for.

    Call it when all workers have ended: it waits for them.
    """
    with OPENING:
        stop = getattr(forkserver._forkserver, "_stop", None)  # noqa: SLF001 - there is no other way to wait for it
        if stop is not None and OPENED:
            stop()
        OPENED.clear()


def hold_standard_streams() -> None:
    """
    Open what a caller has closed of standard input, output and error.

    Else a pipe of ours gets their number, and a child that closes its standard input closes the pipe.
    """
    if sys.platform == "win32":
        return
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - standard error
        os.set_inheritable(number, True)  # noqa: FBT003 - as the standard streams are
    os.close(number)


def search_path() -> str:
    """
    Return the path on which a child finds the same code as this process, however this one came to find it.

    Workers are told the path of their parent; the fork server of Python before 3.12.4 is not, and
    would load nothing, or another copy.
    """
    house, before = Path(__file__).parents[1], os.environ.get("PYTHONPATH", "")
    installed = house.name in ("site-packages", "dist-packages")
    return os.pathsep.join(part for part in ("" if installed else str(house), before) if part)


@contextmanager
def environment(settings: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables while a process is started; empty ones are taken away."""
    before = {name: os.environ.get(name, "") for name in settings}
    set_variables(settings)
    try:
        yield
    finally:
        set_variables(before)


def set_variables(settings: Mapping[str, str]) -> None:
    """Set environment variables, or take them away where they are empty."""
    for name, value in settings.items():
        if value:
            os.environ[name] = value
        else:
            os.environ.pop(name, None)
