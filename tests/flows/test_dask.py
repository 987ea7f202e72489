"""Cleaning on a Dask cluster of two workers: the same rows, also when one of them is killed."""

import os
import signal
import threading

import pytest
from nights import rows, story
from prefects import until
from rawfiles import put

from flows.engine import clean_folder
from flows.order import order_of
from flows.store.staging import staging_folder

pytestmark = [pytest.mark.prefect, pytest.mark.soak]

PAGES = 4_500
"""Five shards: both workers have one, and more wait."""

SAME = "id, record_id, cluster_id, outlet, title, text, published_date, n_words"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Return a folder with raw pages, and with what the engine makes of them."""
    house = tmp_path_factory.mktemp("dask")
    pages = [{"url": f"https://contoh.id/p{n}", "title": f"Jembatan {n}", "text": story(n)} for n in range(PAGES)]
    put(house, "raw/export.jsonl", pages)
    clean_folder(order_of(house / "raw", house / "engine"))
    return house


@pytest.fixture
def cluster():
    """Start a cluster as an operator would, its workers free to start processes."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.worker.daemon": False}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield cluster


def clean_by(runner, house, name):
    """Clean through the flow with a task runner; return the rows."""
    from flows.clean import clean_news

    clean_news.with_options(task_runner=runner)(house / "raw", house / name, workers=2)
    return rows(house / name, "articles", SAME)


def test_a_local_cluster_gives_the_rows_of_the_engine(prefect_server, house):
    """Two workers of this machine, as the setting `dask` starts them."""
    from flows.tasking import dask_runner

    assert clean_by(dask_runner(None), house, "local") == rows(house / "engine", "articles", SAME)


def test_a_killed_worker_changes_nothing(prefect_server, house, cluster):
    """Its shard is cleaned by another one; a cluster that is there is named by its address."""
    from flows.tasking import dask_runner

    worker = cluster.workers[0].pid
    killer = threading.Thread(target=kill_at_work, args=(worker, staging_folder(house / "killed")))
    killer.start()
    made = clean_by(dask_runner(cluster.scheduler_address), house, "killed")
    killer.join()

    until(lambda: cluster.workers[0].pid not in {None, worker})
    assert made == rows(house / "engine", "articles", SAME)


def kill_at_work(worker, staging):
    """Kill a worker as soon as a shard is staged: four more wait or are at work, one of them there."""
    until(lambda: list(staging.glob("*/mark-*.json")))
    os.kill(worker, signal.SIGKILL)


def test_a_worker_that_may_start_no_process_says_so(prefect_server, house):
    """The message names the variable that allows it."""
    import dask
    from distributed import LocalCluster

    from flows.errors import UsageError
    from flows.tasking import dask_runner

    with (
        dask.config.set({"distributed.worker.daemon": True}),
        LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
        pytest.raises(UsageError, match="DASK_DISTRIBUTED__WORKER__DAEMON=false"),
    ):
        clean_by(dask_runner(cluster.scheduler_address), house, "refused")
