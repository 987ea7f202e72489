"""What a child process took: seconds on the clock, CPU seconds, megabytes at its peak."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

from corpora import HOUSE


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a process took, its own children included.

    Attributes:
        seconds: On the clock.

        cpu: CPU seconds of all of them.

        megabytes: Peak memory of the largest of them.
    """

    seconds: float
    cpu: float
    megabytes: float


def cost_of_saring(*arguments: object) -> Cost:
    """
    Run the command line and return what it took.

    Raises:
        RuntimeError: It failed.
    """
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(HOUSE)}
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed with {process.returncode}")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000  # bytes there, kilobytes here
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)
