"""The room table: which folder may import what."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

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


def imports(path: Path) -> set[str]:
    """Return the packages that a module imports anywhere in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return {name.split(".")[0] for name in plain | from_}


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
    assert imports(HOUSE / "transforms" / "identity.py") & {"transforms", "flows"} == set()


def test_only_the_store_knows_paths():
    """The corpus speaks of days, tables and files' descriptions; no folder of a dataset is spelt there."""
    spelt = {
        path.name
        for path in sorted((HOUSE / "flows" / "corpus").glob("*.py"))
        if "month=" in path.read_text(encoding="utf-8") or ".saring" in path.read_text(encoding="utf-8")
    }

    assert spelt == set()
