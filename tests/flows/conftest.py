"""A house with the sample cleaned in it, and a Prefect server for the few tests that need one."""

import os
import shutil
from pathlib import Path

import pytest
from running import AS_OF, SAMPLE, saring


@pytest.fixture(scope="session")
def cleaned_house(tmp_path_factory) -> Path:
    """Return a folder with `data/raw` and `data/clean` as `make run` leaves them. Not to be changed."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(SAMPLE, house / "data" / "raw" / "sample")
    saring("clean", "data/raw", "data/clean", "--as-of", AS_OF, cwd=house)
    return house


@pytest.fixture(scope="session")
def prefect_server():
    """Start one Prefect server for all tests that need it; a busy machine may take minutes."""
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=300):
        yield
