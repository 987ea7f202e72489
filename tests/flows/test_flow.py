"""The Prefect flow: the same engine, with tasks, retries and an artifact."""

import datetime as dt
import shutil

import pytest
from running import SAMPLE


@pytest.mark.prefect
def test_the_flow_publishes_and_leaves_a_summary(prefect_server, tmp_path):
    """A flow run publishes a snapshot, and its counts stand in a table artifact."""
    from prefect.client.orchestration import get_client

    from flows.clean import clean_news

    raw = tmp_path / "raw"
    shutil.copytree(SAMPLE, raw)
    summary = clean_news(raw, tmp_path / "clean", as_of=dt.date(2026, 11, 20))
    again = clean_news(raw, tmp_path / "clean", as_of=dt.date(2026, 11, 20))
    with get_client(sync_client=True) as client:
        artifacts = client.read_artifacts()

    assert summary.snapshot == 1
    assert summary.records_in == 36
    assert again.snapshot is None
    assert {artifact.key for artifact in artifacts} == {"run-summary"}
    assert (tmp_path / "clean" / "articles").is_dir()
