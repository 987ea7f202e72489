"""The deployments of a store, as `saring serve` registers them and as `prefect.yaml` tells them to a work pool."""

import importlib
import re
from pathlib import Path

import pytest
import yaml
from running import HOUSE

from flows.cli.serve import PORT
from flows.config import Config
from flows.order import order_of
from flows.serve import deployments

pytestmark = pytest.mark.prefect

TOLD = yaml.safe_load((HOUSE / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.fixture(scope="module")
def registered():
    """Return the deployments of `saring serve`, by name."""
    order = order_of(Path("/srv/crawl"), Path("/srv/clean"), workers=3)
    return {deployment.name: deployment for deployment in deployments(order, Config())}


def when(deployment):
    """Return when a deployment runs, and in which zone."""
    return [(one.schedule.cron, one.schedule.timezone) for one in deployment.schedules]


def test_each_night_at_five_in_jakarta(registered):
    """Backfills run when they are asked for; each kind runs one at a time."""
    assert {name: when(one) for name, one in registered.items()} == {
        "daily": [("0 5 * * *", "Asia/Jakarta")],
        "backfill": [],
        "maintain": [("0 9 * * 0", "Asia/Jakarta")],
    }
    assert {one.concurrency_limit for one in registered.values()} == {1}


def test_a_deployment_holds_what_its_flow_takes(registered):
    """Plain values, which the server checks against the flow's parameters; only a backfill's reason is left open."""
    for one in registered.values():
        module, _, flow = one.entrypoint.rpartition(".")
        taken = getattr(importlib.import_module(module), flow).parameters
        assert one.parameters.keys() <= taken.properties.keys()
        assert set(taken.required) - one.parameters.keys() == ({"reason"} if one.name == "backfill" else set())


def test_prefect_yaml_tells_the_same(registered):
    """Names, times, limits, flows and what a night is given, paths aside."""
    for told in TOLD:
        one = registered[told["name"]]
        assert [(at["cron"], at["timezone"]) for at in told.get("schedules", [])] == when(one)
        assert told["concurrency_limit"] == one.concurrency_limit
        assert told["entrypoint"].replace("/", ".").replace(".py:", ".") == one.entrypoint
        assert told["parameters"].keys() <= one.parameters.keys()
        assert told["parameters"].get("wait_minutes") == one.parameters.get("wait_minutes")
    assert len(TOLD) == len(registered)


def test_the_commands_of_the_page_ask_for_what_there_is(registered):
    """Deployments, their parameters and the options of `saring serve`, as OPERATIONS names them."""
    import typer

    from flows.cli import app

    page = "\n".join(
        re.findall(r"```shell\n(.*?)```", (HOUSE / "OPERATIONS.md").read_text(encoding="utf-8"), re.DOTALL)
    )
    asked = re.findall(r"^prefect deployment run \S+/(\w+)(.*)$", page, re.MULTILINE)
    served = re.findall(r"^saring serve([^#\n]*)", page, re.MULTILINE)

    assert {name for name, _ in asked} == registered.keys()
    for name, options in asked:
        module, _, flow = registered[name].entrypoint.rpartition(".")
        taken = getattr(importlib.import_module(module), flow).parameters.properties.keys()
        assert set(re.findall(r"-p (\w+)=", options)) <= taken
    options = {option for one in typer.main.get_command(app).commands["serve"].params for option in one.opts}
    assert set(re.findall(r"--[\w-]+", " ".join(served))) <= options
    assert len(served) >= 3


def test_the_embedded_server_is_where_prefect_looks_for_one():
    """So `prefect` finds it without being told, but for its address."""
    from prefect.settings import PREFECT_SERVER_API_PORT

    assert PREFECT_SERVER_API_PORT.value() == PORT
