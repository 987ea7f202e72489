"""
How worker processes come to be: forked from a server that has everything loaded.

The server is a process of its own without threads, so it may be forked whatever the parent does. A
fork costs some 20 ms of CPU, a fresh process with all libraries, rules and patterns some 3 s. It
ends with `stop_server`, and by itself when its parent and all workers are gone, however they ended.
"""

from __future__ import annotations

import functools
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, get_all_start_methods, get_context
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

    Context: TypeAlias = "ForkServerContext | SpawnContext"

PRELOADED = ["flows.preload"]

OPENING = threading.Lock()


def context() -> Context:
    """Return how this system starts workers: from the fork server, or each anew where there can be none."""
    with OPENING:
        return open_context()


@functools.cache
def open_context() -> Context:
    """Start the fork server, if there can be one."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    hold_standard_streams()
    server = get_context("forkserver")
    server.set_forkserver_preload(PRELOADED)
    try:
        with house_on_path():
            forkserver.ensure_running()
    except OSError:  # no socket can be made: the folder for temporary files is full, read-only or its path too long
        return get_context("spawn")
    return server


def stop_server() -> None:
    """
    Stop the fork server and wait for it, so that no process outlives the run and its CPU time is accounted for.

    Call it when all workers have ended: it waits for them.
    """
    stop = getattr(forkserver._forkserver, "_stop", None)  # noqa: SLF001 - there is no other way to wait for it
    if stop is not None and open_context.cache_info().currsize:
        stop()
    open_context.cache_clear()


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


@contextmanager
def house_on_path() -> Iterator[None]:
    """
    Let a child find the same code as this process, however this one came to find it.

    Workers are told the path of their parent; the fork server of Python before 3.12.4 is not, and
    would load nothing, or another copy.
    """
    house, before = str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")
    if Path(house).name in ("site-packages", "dist-packages"):
        yield
        return
    os.environ["PYTHONPATH"] = house if before is None else os.pathsep.join((house, before))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
