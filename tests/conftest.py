"""Profiles of hypothesis, and which tests share a process where several run them."""

import pytest
from hypothesis import HealthCheck, settings

CALM = (HealthCheck.too_slow, HealthCheck.filter_too_much)

settings.register_profile("suite", derandomize=True, deadline=None, max_examples=100, suppress_health_check=CALM)
settings.register_profile("soak", deadline=None, max_examples=2000, suppress_health_check=CALM)
settings.load_profile("suite")


def pytest_collection_modifyitems(items):
    """Keep the tests of a file in one process, where their fixtures are; all that need the Prefect server in one."""
    for item in items:
        group = "prefect" if item.get_closest_marker("prefect") else item.path.name
        item.add_marker(pytest.mark.xdist_group(group))
