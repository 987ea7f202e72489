"""
How the tasks of a Prefect run are tried, and where they run, which is the one setting `task_runner`.

`threads` hands them to the processes of this machine. `dask` is a cluster on this machine with a worker for each core,
`tcp://host:8786` the scheduler of a cluster that is there; both need the extra `dask`, and workers that see RAW and
CLEAN under the same paths.
"""

from multiprocessing import current_process
from typing import Any

from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import FlowRunContext
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task, exponential_backoff

from flows.config import read_config
from flows.errors import DiskError, UsageError
from flows.order import count_cores

RETRIES = 3
"""Of a task whose disk failed, after 10, 20 and 40 s and a bit: a mount that hangs is back by then, or is not."""


def is_disks_fault(task: Task[Any, Any], run: TaskRun, state: State[Any]) -> bool:
    """Return whether a task failed for the disk. A guard, bad input or a lock says the same a minute later."""
    del task, run
    return isinstance(state.data, OSError | DiskError)


WRITING: dict[str, Any] = {
    "retries": RETRIES,
    "retry_delay_seconds": exponential_backoff(10),
    "retry_jitter_factor": 0.2,
    "retry_condition_fn": is_disks_fault,
    "persist_result": False,
    "cache_policy": NO_CACHE,
}
"""Options of a task that writes: tried again where the disk failed, and never spared because it was done before."""


def chosen_runner() -> TaskRunner[Any]:
    """
    Return the task runner that is settled for this process.

    Raises:
        UsageError: It wants Dask, which is not installed, or the configuration is wrong.
    """
    chosen = read_config().task_runner
    if chosen == "threads":
        return ThreadPoolTaskRunner()  # threads wait for processes; the flow bounds how many are at work
    return dask_runner(None if chosen == "dask" else chosen)


def dask_runner(address: str | None) -> TaskRunner[Any]:
    """Return a task runner that hands tasks to the cluster at an address, or to one of its own on this machine."""
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise UsageError("`task_runner` wants Dask, which is not installed: pip install 'saring[dask]'") from error
    if address is not None:
        return DaskTaskRunner(address=address)
    import dask

    dask.config.set({"distributed.worker.daemon": False})  # else its workers may start no processes
    return DaskTaskRunner(cluster_kwargs={"n_workers": count_cores(), "threads_per_worker": 1})


def lanes_of(workers: int) -> int:
    """Return how many processes one who takes tasks of this flow may start: all of them here, one in a Dask worker."""
    context = FlowRunContext.get()
    here = context is None or isinstance(context.task_runner, ThreadPoolTaskRunner)
    return workers if here else 1


def check_may_start_processes() -> None:
    """
    Refuse to clean where no process can be started, which a page that breaks its process would take along.

    Raises:
        UsageError: This is a Dask worker that was not started for it.
    """
    if current_process().daemon:
        raise UsageError(
            "this Dask worker may start no processes; start it with DASK_DISTRIBUTED__WORKER__DAEMON=false in its "
            "environment, or with --no-nanny"
        )
