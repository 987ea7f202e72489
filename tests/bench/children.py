"""
What a program took that was run from outside: seconds on the clock, CPU seconds, megabytes at its peak, bytes.

All that a run starts is counted, processes that outlive their parent too: this process adopts them.
"""

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

HOUSE = Path(__file__).parents[2]
SET_CHILD_SUBREAPER = 36
"""The number of `PR_SET_CHILD_SUBREAPER` in Linux's prctl.h."""


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a program took, its own children included.

    Attributes:
        seconds: On the clock.

        cpu: CPU seconds of all of them, user and system.

        megabytes: Peak memory of the largest of them.

        written: Bytes that they wrote, staging included; 0 where the system does not say.

        said: What it printed.
    """

    seconds: float
    cpu: float
    megabytes: float
    written: int
    said: str

    @property
    def summary(self) -> dict:
        """What `--json` printed."""
        return json.loads(self.said.strip().splitlines()[-1])


@dataclass(frozen=True, slots=True)
class Checkout:
    """
    A tree of the project that is run: this one, or another to compare with.

    Attributes:
        root: Its folder, which becomes the working folder and PYTHONPATH.

        stale: Whether stores that older code of this folder built will do.
    """

    root: Path
    stale: bool = False

    def name(self) -> str:
        """Return the folder's name and the revision that it stands at."""
        told = subprocess.run(
            ["git", "-C", str(self.root), "describe", "--always", "--dirty"],
            capture_output=True,
            text=True,
            check=False,
        )
        return f"{self.root.name} {told.stdout.strip()}"

    def saring(self, *arguments: object) -> Cost:
        """Run the command line; see `cost_of`."""
        return self.python("-m", "flows.cli", *arguments)

    def python(self, *arguments: object) -> Cost:
        """Run this interpreter on the checkout; see `cost_of`."""
        return cost_of([sys.executable, *map(str, arguments)], self.root)

    def clean(self, raw: Path, clean: Path, *arguments: object, as_of: object, workers: int = 1) -> Cost:
        """Clean a folder into another."""
        return self.saring("clean", raw, clean, "--workers", workers, "--as-of", as_of, "--json", *arguments)


def cost_of(command: list[str], root: Path) -> Cost:
    """
    Run a command in a checkout and return what it took.

    Raises:
        RuntimeError: It failed.
    """
    adopt_orphans()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(root)}
    before, start = cpu_of_children(), time.perf_counter()
    written = bytes_written()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        peak = max([usage.ru_maxrss, *wait_for_orphans()])
        process.returncode = os.waitstatus_to_exitcode(status)
        said, wrong = read_all(out), read_all(err)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed with {process.returncode}: {wrong[-2_000:] or said[-2_000:]}")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # bytes there, kilobytes here
    return Cost(seconds, cpu_of_children() - before, peak / unit, bytes_written() - written, said)


def read_all(file: TextIO) -> str:
    """Return what was written into an open file."""
    file.seek(0)
    return file.read()


def adopt_orphans() -> None:
    """Become the parent of processes whose own has ended (a fork server's workers), so that they are counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait_for_orphans() -> list[int]:
    """Wait for every child that is left and return their peaks."""
    peaks = []
    while True:
        try:
            peaks.append(os.wait3(0)[2].ru_maxrss)
        except ChildProcessError:
            return peaks


def cpu_of_children() -> float:
    """Return the CPU seconds of all children that have ended, and of theirs."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def bytes_written() -> int:
    """Return the bytes that this process and its ended children wrote."""
    return read_io().get("wchar", 0)


def read_io() -> dict[str, int]:
    """Return what the system counts of this process's reads and writes; nothing where it does not."""
    path = Path("/proc/self/io")
    if not path.is_file():
        return {}
    return {name: int(value) for name, value in (line.split(": ") for line in path.read_text().splitlines())}
