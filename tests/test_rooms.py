"""The room table: which folder may import what, and which room stands before which."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from imports import circle_in, graph_of, modules_in, names_imported, out_of_order, rooms_of

HOUSE = Path(__file__).parent.parent
FORBIDDEN = {
    "transforms": {
        "prefect",
        "flows",
        "requests",
        "httpx",
        "socket",
        "urllib3",
        "random",
        "time",
        "duckdb",
        "typer",
        "rich",
    },
    "flows": {"bs4", "trafilatura", "lxml", "htmldate", "py3langid"},
}


ORDER = {
    "transforms": (
        "records lexicon text names language sheet evidence dates parts html rulebook layout finders knowledge page "
        "explain api transforms"
    ).split(),
    "flows": (
        "errors forking light tables progress retention mapping order config journal "
        "store patience query ledger read staged shard lane workers preload alarms corpus compare sieve resume "
        "report aftermath engine backfill diff copies forget inspect maintain rollback upgrade "
        "duty tasking telling clean chores serve rules why cli"
    ).split(),
}
"""A room imports rooms before it alone. What is named after its package is the package itself, its front door."""

BESIDE = {
    "transforms": {"identity": set(), "urls": set(), "duplicates": {"lexicon", "urls"}, "schema": {"records", "text"}},
    "flows": {"flows": set()},
}
"""Rooms that stand apart: what each may import, and no room of the order imports one."""

BETWEEN_FINDERS = {("credits", "dateline"), ("headline", "pictures"), ("repeats", "pictures"), ("sources", "credits")}
"""Finders that ask another one; all others read nothing but the page, the names and the lexicon."""

SHARED_BY_FINDERS = {"all", "brief", "finders", "settled"}
"""Modules of that room that stand above its folders."""


def imports(path: Path) -> set[str]:
    """Return the packages that a module imports anywhere in it."""
    return {name.split(".")[0] for name in names_imported(path)}


def plant(root: Path, **modules: str) -> dict[str, Path]:
    """Write a small house below a folder, `names__hosts` as `house/names/hosts.py`, and return its modules."""
    for name, text in modules.items():
        path = root / "house" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return modules_in(root, "house")


@pytest.mark.parametrize("room", sorted(FORBIDDEN))
def test_a_room_imports_only_what_it_may(room):
    """`transforms` knows no Prefect and no network; `flows` knows no language."""
    broken = {
        str(path.relative_to(HOUSE)): sorted(imports(path) & FORBIDDEN[room])
        for path in sorted((HOUSE / room).rglob("*.py"))
        if imports(path) & FORBIDDEN[room]
    }

    assert broken == {}


@pytest.mark.parametrize("module", ["flows.cli", "transforms.records", "transforms.text.normal"])
def test_heavy_libraries_wait_until_they_are_used(module):
    """Importing the command line or the records loads no heavy library."""
    heavy = ["prefect", "trafilatura", "lxml", "bs4", "pyarrow", "duckdb", "numpy", "py3langid", "pandas", "polars"]
    code = f"import sys, {module}; print([m for m in {heavy} if m in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOUSE)

    assert done.stdout.strip() == "[]"


def test_identity_hangs_on_nothing():
    """What ids depend on is frozen: no list, reader or cleaning of the house may move one."""
    asked = set().union(*map(names_imported, (HOUSE / "transforms" / "identity").glob("*.py")))

    ours = {name for name in asked if name.split(".")[0] in {"transforms", "flows"}}

    assert "transforms.identity.names.record_id_of_file" in ours
    assert {name for name in ours if not name.startswith("transforms.identity.")} == set()


def test_only_the_store_knows_paths():
    """The corpus speaks of days, tables and files' descriptions; no folder of a dataset is spelt there."""
    spelt = {
        path.name
        for path in sorted((HOUSE / "flows" / "corpus").glob("*.py"))
        if "month=" in path.read_text(encoding="utf-8") or ".saring" in path.read_text(encoding="utf-8")
    }

    assert spelt == set()


@pytest.mark.parametrize("package", sorted(ORDER))
def test_rooms_import_only_rooms_before_them(package):
    """A newcomer reads the rooms from the first to the last and meets nothing that was not told."""
    rooms = rooms_of(graph_of(modules_in(HOUSE, package)), package)

    assert out_of_order(rooms, ORDER[package], BESIDE[package]) == set()


def test_few_finders_ask_another_one():
    """What two of them need stands in a room before them."""
    graph = graph_of(modules_in(HOUSE, "transforms"))
    inside = {module: module.split(".")[2] for module in graph if module.startswith("transforms.finders.")}

    asked = {(inside[m], inside[other]) for m in inside for other in graph[m] & inside.keys()}

    assert {pair for pair in asked if pair[0] != pair[1] and not SHARED_BY_FINDERS & {*pair}} == BETWEEN_FINDERS


def test_the_guide_lists_the_rooms_in_their_order():
    """CONTRIBUTING has a line for each of them."""
    guide = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    way = guide.partition("## The way of a page")[2].partition("## Words")[0]

    listed = re.findall(r"^\| `(\w+)` \|", way, re.MULTILINE)

    assert listed == ORDER["transforms"][:-1]


@pytest.mark.parametrize("package", sorted(ORDER))
def test_no_modules_import_one_another_in_a_circle(package):
    """Not even for their types: what two modules both need stands in a third."""
    assert circle_in(graph_of(modules_in(HOUSE, package))) == []


@pytest.mark.parametrize(
    "line",
    [
        "from house.finders.title import find",
        "import house.finders.title",
        "from house.finders import title",
        "def late():\n    from house.finders.title import find",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.finders.title import Found",
        "from house.urls import tidy",
    ],
)
def test_a_planted_import_out_of_order_is_found(tmp_path, line):
    """However it is written, and wherever in the module it stands."""
    modules = plant(tmp_path, records="", finders__title="from house.records import Block", names__hosts=line, urls="")
    rooms = rooms_of(graph_of(modules), "house")

    found = out_of_order(rooms, ("records", "names", "finders"), {"urls": set()})

    assert {("names", "urls" if "urls" in line else "finders")} == found


def test_a_room_that_nobody_ordered_may_import_nothing(tmp_path):
    """A new room is given its place before it may be used."""
    modules = plant(tmp_path, records="", helpers__lists="import house.records")

    assert {("helpers", "records")} == out_of_order(rooms_of(graph_of(modules), "house"), ("records",), {})


def test_a_planted_circle_is_found(tmp_path):
    """Also one over three modules of which one asks for a type alone."""
    types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from house.names.press import Press"
    planted = {"names__hosts": "import house.names.places", "names__press": "from house.names.hosts import Host"}
    modules = plant(tmp_path, **planted, names__places=types)

    assert {"house.names.hosts", "house.names.press", "house.names.places"} == set(circle_in(graph_of(modules)))
