"""A house with the sample cleaned in it, and a Prefect server for the few tests that need one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefects import hand_over_logs_and_events, serving
from running import AS_OF, SAMPLE, saring


@pytest.fixture(scope="session")
def cleaned_house(tmp_path_factory) -> Path:
    """Return a folder with `data/raw` and `data/clean` as `make run` leaves them. Not to be changed."""
    house = tmp_path_factory.mktemp("house")
    shutil.copytree(SAMPLE, house / "data" / "raw" / "sample")
    saring("clean", "data/raw", "data/clean", "--as-of", AS_OF, cwd=house)
    return house


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory) -> Iterator[str]:
    """Start one Prefect server on loopback for all tests that need it, and return its address."""
    house = tmp_path_factory.mktemp("prefect")
    with serving(house) as url:
        from prefect.settings import PREFECT_API_URL, temporary_settings

        with temporary_settings({PREFECT_API_URL: url}):
            yield url
            hand_over_logs_and_events()
