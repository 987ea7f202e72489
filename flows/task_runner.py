"""
Where the shards of a Prefect run are cleaned: the one setting `SARING_TASK_RUNNER`.

Without it, in the processes of this machine. `dask` is a cluster on this machine with a worker for each core,
`tcp://host:8786` the scheduler of a cluster that is there; both need the extra `dask`, and workers that see RAW and
CLEAN under the same paths.
"""

import os
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.errors import UsageError
from flows.order import count_cores

SETTING = "SARING_TASK_RUNNER"


def chosen_runner() -> TaskRunner[Any]:
    """
    Return the task runner of this process's environment.

    Raises:
        UsageError: It wants Dask, which is not installed, or is no runner.
    """
    chosen = os.environ.get(SETTING, "threads")
    if chosen == "threads":
        return ThreadPoolTaskRunner()  # threads wait for processes; the flow bounds how many are at work
    if chosen == "dask" or "://" in chosen:
        return dask_runner(None if chosen == "dask" else chosen)
    raise UsageError(f"{SETTING}={chosen}: write threads, dask, or the address of a Dask scheduler (tcp://host:8786)")


def dask_runner(address: str | None) -> TaskRunner[Any]:
    """Return a task runner that hands tasks to the cluster at an address, or to one of its own on this machine."""
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise UsageError(f"{SETTING} wants Dask: pip install 'saring[dask]'") from error
    if address is not None:
        return DaskTaskRunner(address=address)
    return DaskTaskRunner(cluster_kwargs={"n_workers": count_cores(), "threads_per_worker": 1})
