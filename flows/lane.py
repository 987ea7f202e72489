"""
One lane: a process that cleans one shard after the other, and its successors.

A process ends when its memory has grown too large, when it dies, and when the process that started
it is gone. The next shard of the lane starts a fresh one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import traceback
from concurrent.futures import CancelledError
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeAlias

from flows.errors import SaringError
from flows.forking import context
from flows.shard import ShardJob, ShardOutcome, clean_shard

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    Task: TypeAlias = "Callable[[ShardJob], ShardOutcome]"

MOST_WORKER_BYTES = 600 * 2**20
"""
Memory of a worker between two shards beyond which a fresh one takes its place.

Workers that clean HTML or texts hold 350 MB after the first shard and stay there (2,592 pages, 6,000 texts), so
this is a leak; it leaves 400 MB of the 1 GB that a process may take for what a shard holds while it is cleaned.
"""

READY = "ready"
"""What a process says first."""

PATIENCE = 10.0
"""Seconds that a worker which was told to end may take."""


class WorkerDiedError(Exception):
    """The process died over a shard: a crash in C code, or memory."""


class WorkerNotStartedError(SaringError):
    """A process ended before it had seen a page: no page is to blame."""


class Lane:
    """One process at a time. `clean` is called by one thread, `close` by any."""

    def __init__(self, task: Task = clean_shard) -> None:
        """Make a lane without a process; the first shard starts one, which does the task with each."""
        self._task = task
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._ready = False
        self._closed = False

    def clean(self, job: ShardJob) -> ShardOutcome:
        """
        Clean a shard in the lane's process.

        Raises:
            WorkerDiedError: The process died over it.

            WorkerNotStartedError: The process could not start.

            CancelledError: The lane was closed meanwhile.
        """
        pipe = self._begin(job.knowledge)
        self._wait_until_ready(pipe)
        try:
            pipe.send(job)
            answer: ShardOutcome | Exception
            answer, size = pipe.recv()
        except (EOFError, OSError):
            self.end()
            if self._closed:
                raise CancelledError from None
            raise WorkerDiedError from None
        if size > MOST_WORKER_BYTES:
            self.end()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _begin(self, knowledge: Path | None) -> Connection:
        """Return the pipe to the lane's process, started if there is none."""
        with self._lock:
            if self._closed:
                raise CancelledError
            if self._process is not None and not self._process.is_alive():
                self._process = self._pipe = None  # ended while it was idle, and no shard of ours is to blame
                self._ready = False
            if self._pipe is None:
                start = context(knowledge)
                ours, theirs = start.Pipe()
                self._process = start.Process(target=work, args=(theirs, self._task), daemon=True)
                self._process.start()
                theirs.close()  # else its end would not be heard of
                self._pipe = ours
            return self._pipe

    def _wait_until_ready(self, pipe: Connection) -> None:
        """Wait for a fresh process to say that it is there."""
        if self._ready:
            return
        try:
            self._ready = bool(pipe.recv())
        except (EOFError, OSError):
            self.end()
            if self._closed:
                raise CancelledError from None
            raise WorkerNotStartedError(
                "a worker process ended before it had seen a page; its error stands above. A script that calls Saring "
                "must do so behind `if __name__ == '__main__':`, since workers import it. Nothing was published."
            ) from None

    def end(self) -> None:
        """End the lane's process, if there is one."""
        self._ready = False
        with self._lock:
            process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.terminate()
            process.join(PATIENCE)
            if process.is_alive():
                process.kill()
                process.join()

    def close(self) -> None:
        """Close the lane; a shard that is being cleaned is given up."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.terminate()


def work(pipe: Connection, task: Task) -> None:
    """Clean the shards that come through a pipe until it ends. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^C reaches all; the parent says who ends
    end_with_parent()
    with contextlib.suppress(EOFError, OSError):
        pipe.send(READY)
        while True:
            answer = answer_to(pipe.recv(), task)
            reset_caches()
            pipe.send((answer, memory_of_process()))


def end_with_parent() -> None:
    """End this worker when the process that started it is gone: a killed run leaves nobody behind."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def answer_to(job: ShardJob, task: Task) -> ShardOutcome | Exception:
    """Return the outcome of a shard, or what went wrong with it."""
    try:
        return task(job)
    except Exception as error:  # noqa: BLE001 - raised again where the outcome is asked for
        error.add_note("".join(traceback.format_exception(error)))
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
        except Exception:  # noqa: BLE001 - some errors cannot be built from what they tell
            return RuntimeError(f"{type(error).__name__}: {error}")
        return error


def reset_caches() -> None:
    """Empty the caches of the extractors, which grow with every page; texts alone load none."""
    if "trafilatura" in sys.modules:
        from transforms.html import reset_caches

        reset_caches()


def memory_of_process() -> int:
    """Return the bytes of memory that this process holds, those it shares included; 0 where nothing tells it."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - read after every shard
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return peak_of_process()


def peak_of_process() -> int:
    """Return the most bytes of memory that this process ever held; 0 where nothing tells it."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
