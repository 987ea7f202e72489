"""
`saring serve` against a real server: what is due runs, what is stopped goes on, and nobody meets half a run.

One server, one serving process and one store for all; the tests follow one another as nights do.
"""

import datetime as dt
import json
import os
import re
import signal
import time
from contextlib import suppress

import pytest
from backfills import STRUCK, later_knowledge
from nights import put_page, rows, story
from prefects import ended, logs_of, process_of, run_of, started, trigger, until
from running import HOUSE

from flows.inspect import verify
from flows.store import lock
from flows.store.layout import current_number, home

pytestmark = pytest.mark.prefect

PAGES = 30
TODAY = dt.datetime.now(tz=dt.UTC).date()

WATCHED = {
    "SARING_METRICS_FILE": "saring.prom",
    "SARING_HOOK_COMMAND": "sh -c 'cat > told'",
    "SARING_HOOK_ON": "published",
}
"""Who wants to know of the runs, as an operator settles it; places count from where the process was started."""

PAGE = (HOUSE / "OPERATIONS.md").read_text(encoding="utf-8")
(READER,) = re.findall(r"```python serve\n(.*?)```", PAGE, re.DOTALL)
"""What the page for operators tells readers to serve."""


@pytest.fixture(scope="module")
def house(prefect_server, tmp_path_factory):
    """Serve a store that is cleaned every minute until its first snapshot is there, with a reader who waits for it."""
    house = tmp_path_factory.mktemp("served")
    for n in range(PAGES):
        put_page(house / "raw", n, story(n), TODAY)
    (house / "reader.py").write_text(READER)
    daily = ("serve", "raw", "clean", "--cron", "* * * * *", "--zone", "UTC")
    at_once = {"PREFECT_RUNNER_POLL_FREQUENCY": "1"}
    with started(house / "reader.log", "reader", **at_once) as reading:
        until(lambda: is_registered("read-news/reader"), alive=reading)  # else it misses the first snapshot
        with started(house / "serve.log", "flows.cli", *daily, **at_once, **WATCHED) as serving:
            until(lambda: current_number(house / "clean"), alive=serving)
            pause("clean-news/daily")
            yield house


def is_registered(deployment):
    """Return whether the server knows a deployment."""
    from prefect.client.orchestration import get_client
    from prefect.exceptions import ObjectNotFound

    with get_client(sync_client=True) as client, suppress(ObjectNotFound):
        return client.read_deployment_by_name(deployment) is not None
    return False


def pause(deployment):
    """Pause the schedule of a deployment, as a person does."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        client.pause_deployment(client.read_deployment_by_name(deployment).id)


def runs_of(deployment):
    """Return the runs of a deployment that have begun, the first one first."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        wanted = client.read_deployment_by_name(deployment).id
        runs = [run for run in client.read_flow_runs() if run.deployment_id == wanted and run.start_time]
    return sorted(runs, key=lambda run: run.start_time)


def begun(run, look):
    """Wait until a run has come to a point, stop its process there, and return it."""
    process = until(lambda: process_of(run))
    deadline = time.monotonic() + 300
    while not look():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(process, signal.SIGSTOP)
    return process


def is_writing(house):
    """Return whether a run holds the store."""
    return (home(house / "clean") / "lock-holder").exists()


def urls(house):
    """Return the addresses of the published articles."""
    return {url for (url,) in rows(house / "clean", "articles", "url")}


def test_the_schedule_fires(house):
    """Each run of it is a scheduled one, which teaches the alarms, named by its day."""
    (first, *_) = runs_of("clean-news/daily")

    assert ended(first.id).state.is_completed()
    assert (first.name, first.parameters["scheduled"]) == (f"clean {first.start_time.date()}", True)
    assert len(urls(house)) == PAGES


def test_whoever_is_on_duty_is_told(house):
    """Of a run that nobody started by hand: figures and hook, under the name of the deployment."""
    told = json.loads(until(lambda: (house / "told").exists() and (house / "told").read_text()))

    assert (told["how"], told["command"], told["snapshot"]) == ("published", "daily", 1)
    assert 'saring_run_exit_code{command="daily",' in (house / "saring.prom").read_text()


def test_a_snapshot_starts_a_readers_flow(house):
    """The reader is told which snapshot of which store."""
    run = ended(until(lambda: runs_of("read-news/reader"))[0].id)

    assert run.state.is_completed()
    assert run.parameters == {"clean": str(house / "clean"), "snapshot": 1}


def test_a_paused_schedule_leaves_nothing_to_run(house):
    """Runs that were planned ahead are gone, those that were asked for are not hindered."""
    from prefect.client.orchestration import get_client

    with get_client(sync_client=True) as client:
        daily = client.read_deployment_by_name("clean-news/daily")
        planned = [run for run in client.read_flow_runs() if run.deployment_id == daily.id and run.state.is_scheduled()]

    assert planned == []


def test_a_run_waits_for_a_manual_one(house):
    """It says for whom, and goes on once the other has ended."""
    put_page(house / "raw", 100, story(100), TODAY)
    with lock(house / "clean"):
        run = trigger("clean-news/daily")
        until(lambda: any("Another run is at work" in line for line in logs_of(run)))

    assert ended(run).state.is_completed()
    assert "https://contoh.id/p100" in urls(house)


def test_a_cancelled_run_publishes_nothing(house):
    """Its process has ended then, and holds the store no longer."""
    from prefect.client.orchestration import get_client
    from prefect.states import Cancelling

    put_page(house / "raw", 101, story(101), TODAY)
    before = current_number(house / "clean")
    run = trigger("clean-news/daily")
    process = begun(run, lambda: is_writing(house))
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(run, Cancelling(), force=True)
    os.kill(process, signal.SIGCONT)

    assert ended(run).state.is_cancelled()
    assert current_number(house / "clean") == before
    until(lambda: process_of(run) is None)


def test_a_killed_run_is_told_crashed_and_the_next_is_whole(house):
    """What both had to clean is there then, once."""
    before = current_number(house / "clean")
    killed = trigger("clean-news/daily")
    os.kill(begun(killed, lambda: is_writing(house)), signal.SIGKILL)
    after = trigger("clean-news/daily")

    assert ended(killed).state.is_crashed()
    assert ended(after).state.is_completed()
    assert current_number(house / "clean") == before + 1
    assert len(urls(house)) == PAGES + 2
    assert list(verify(house / "clean")) == []


def test_a_backfill_is_suspended_and_resumed(house, tmp_path):
    """Three slices, published at once after it was resumed; nothing before."""
    from prefect.flow_runs import resume_flow_run, suspend_flow_run

    before = current_number(house / "clean")
    knowledge = later_knowledge(tmp_path)
    run = trigger("backfill/backfill", reason="aturan baru", knowledge=str(knowledge), records_a_slice=11)
    process = begun(run, lambda: list(home(house / "clean").glob("backfills/*/order.json")))
    suspend_flow_run(flow_run_id=run)
    os.kill(process, signal.SIGCONT)
    until(lambda: process_of(run) is None)
    suspended = run_of(run)
    published = current_number(house / "clean")
    resume_flow_run(run)

    assert (suspended.state.name, suspended.name, published) == ("Suspended", "backfill everything", before)
    assert ended(run).state.is_completed()
    assert current_number(house / "clean") == before + 1
    assert rows(house / "clean", "articles", f"count(*) FILTER (text LIKE '%{STRUCK}%')", "1") == [(0,)]


def test_a_store_is_tidied(house):
    """No row changes, and nothing is left that a check would name."""
    before = rows(house / "clean", "articles", "id, text")
    run = trigger("maintain/maintain")

    assert ended(run).state.is_completed()
    assert rows(house / "clean", "articles", "id, text") == before
    assert list(verify(house / "clean")) == []
