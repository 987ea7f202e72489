"""The Prefect flow: the same engine, with tasks, retries, artifacts, assets and an event."""

import datetime as dt
import errno
import shutil

import planted
import pytest
from prefects import events_of, until
from running import SAMPLE

from flows.errors import LockHeld
from flows.store import PUBLIC

pytestmark = pytest.mark.prefect

AS_OF = dt.date(2026, 11, 20)

TASKS = 4
"""Of both runs: a shard, publishing twice, and the datasets of the one snapshot."""


@pytest.fixture(scope="module")
def told(prefect_server, tmp_path_factory):
    """Clean the sample twice through the flow; return both summaries, the store, and what the server knows then."""
    from prefect.client.orchestration import get_client

    from flows.clean import clean_news

    house = tmp_path_factory.mktemp("flow")
    shutil.copytree(SAMPLE, house / "raw")
    first = clean_news(house / "raw", house / "clean", as_of=AS_OF)
    again = clean_news(house / "raw", house / "clean", as_of=AS_OF)
    with get_client(sync_client=True) as client:
        runs = [run for run in client.read_flow_runs() if run.parameters.get("clean") == str(house / "clean")]
        ours = {run.id for run in runs}
        until(lambda: sum(task.flow_run_id in ours for task in client.read_task_runs()) >= TASKS)
        tasks = [task for task in client.read_task_runs() if task.flow_run_id in ours]
        artifacts = [artifact for artifact in client.read_artifacts() if artifact.flow_run_id in ours]
    return first, again, house / "clean", artifacts, runs, tasks


def test_the_flow_publishes_once(told):
    """A run publishes a snapshot; the next finds nothing new."""
    first, again, clean, *_ = told

    assert (first.snapshot, first.records_in, again.snapshot) == (1, 36, None)
    assert (clean / "articles").is_dir()


def test_runs_and_tasks_have_names(told):
    """A list of runs says what each did."""
    _, _, _, _, runs, tasks = told

    assert {run.name for run in runs} == {"clean 2026-11-20"}
    assert {task.name for task in tasks} == {"clean shard-000000.jsonl", "publish", "datasets"}


def test_each_run_leaves_a_table_and_a_link(told):
    """The table holds the run's counts, the link leads to the card."""
    first, _, clean, artifacts, *_ = told

    assert sorted(artifact.key for artifact in artifacts) == ["card", "card", "run-summary", "run-summary"]
    tables = [artifact.data for artifact in artifacts if artifact.key == "run-summary"]
    assert any(f'"number": {first.articles}' in table for table in tables)
    links = {artifact.data for artifact in artifacts if artifact.key == "card"}
    assert links == {f"[The card beside the datasets: what each column holds]({(clean / 'README.md').as_uri()})"}


def told_of(clean, prefix):
    """Return the events of a kind that speak of a store."""
    return [event for event in events_of(prefix) if str(clean) in event["resource"]["prefect.resource.id"]]


def test_a_snapshot_is_an_event_and_makes_the_datasets_anew(told):
    """Readers hear of a snapshot by counts; each dataset is an asset. A run without news tells nothing."""
    first, _, clean, *_ = told
    until(lambda: told_of(clean, "saring."))
    until(lambda: len(told_of(clean, "prefect.asset.materialization.")) >= len(PUBLIC))

    (event,) = told_of(clean, "saring.")
    assets = {one["resource"]["prefect.resource.id"]: one for one in told_of(clean, "prefect.asset.materialization.")}

    assert event["event"] == "saring.snapshot.published"
    assert (event["payload"]["snapshot"], event["payload"]["articles"]) == (1, first.articles)
    assert set(assets) == {f"file://{clean}/{name}" for name in PUBLIC}
    assert assets[f"file://{clean}/articles"]["payload"]["rows"] == first.corpus["articles"]


def test_a_tidied_store_is_an_event_without_news(prefect_server, tmp_path):
    """Readers who hold files of the snapshot before hear that there are others; nothing came in."""
    from flows.chores import maintain_store

    clean = tmp_path / "untidy"
    planted.late_store(clean)
    outcome = maintain_store(clean, as_of=planted.LATER)
    until(lambda: told_of(clean, "saring."))

    (event,) = told_of(clean, "saring.")
    assert (event["payload"]["snapshot"], event["payload"]["articles"]) == (outcome.snapshot, 0)
    assert outcome.snapshot is not None


@pytest.mark.parametrize(
    ("error", "tries"),
    [(OSError(errno.EIO, "the disk hangs"), 4), (LockHeld("another run"), 1), (ValueError("a bad rule"), 1)],
    ids=["disk", "lock", "bug"],
)
def test_only_the_disks_failures_are_tried_again(prefect_server, error, tries):
    """A guard's refusal, a lock or a bug says the same a minute later."""
    from prefect import flow, task

    from flows.tasking import RETRIES, is_disks_fault

    tried = []

    @task(retries=RETRIES, retry_condition_fn=is_disks_fault)
    def fail():
        tried.append(1)
        raise error

    @flow
    def night():
        return fail(return_state=True)

    night(return_state=True)

    assert len(tried) == tries


def test_a_disk_that_fails_behind_publishing_doubles_nothing(prefect_server, tmp_path, monkeypatch):
    """The snapshot stands already; publishing the same staged rows again changes none of its rows."""
    import pyarrow.dataset as ds

    import flows.clean
    from flows.engine import publish
    from flows.store import resolved_root

    tries = []

    def publish_and_fail(run):
        summary = publish(run)
        tries.append(summary.snapshot)
        if len(tries) == 1:
            raise OSError(errno.EIO, "the disk hangs")
        return summary

    monkeypatch.setattr(flows.clean, "publish", publish_and_fail)
    monkeypatch.setattr(flows.clean.publish_snapshot, "retry_delay_seconds", [0])
    shutil.copytree(SAMPLE, tmp_path / "raw")

    summary = flows.clean.clean_news(tmp_path / "raw", tmp_path / "clean", as_of=AS_OF)

    ids = ds.dataset(f"{resolved_root(tmp_path / 'clean')}/articles").to_table(columns=["id"])["id"].to_pylist()
    assert len(tries) == 2
    assert (len(ids), len(set(ids))) == (summary.corpus["articles"], summary.corpus["articles"])
