"""Disks that fill while a run is published."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
import staged
from staged import plan, row

from flows.corpus import publish_run
from flows.store import resolved_root

HOUSE = Path(__file__).parents[2]
RUN = """
import pathlib, resource, sys
from flows.corpus import publish_run
from flows.errors import DiskError
from staged import plan
clean, staging, size = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
try:
    publish_run(pathlib.Path(clean), pathlib.Path(staging), plan())
except DiskError as error:
    print(error)
"""


def stage(folder, count):
    """Stage articles whose text cannot be compressed away."""
    chance = random.Random(7)  # noqa: S311 - filler
    texts = [f"{n} " + " ".join(f"{chance.getrandbits(64):x}" for _ in range(40)) for n in range(count)]
    return staged.stage(folder, rows=[row(f"s{n}", text) for n, text in enumerate(texts)])


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_file_that_cannot_grow_publishes_nothing(tmp_path, size):
    """The message names a path and the remedy, the published snapshot stays, no draft is left."""
    clean = tmp_path / "clean"
    publish_run(clean, stage(tmp_path / "first", 3), plan())

    done = subprocess.run(
        [sys.executable, "-c", RUN, str(clean), str(stage(tmp_path / "second", 1000)), str(size)],
        capture_output=True,
        text=True,
        check=True,
        cwd=HOUSE,
        env=os.environ | {"PYTHONPATH": f"{HOUSE}{os.pathsep}{HOUSE / 'tests'}"},
    )

    assert str(tmp_path) in done.stdout
    assert "raise the limit (ulimit -f), then run again. Nothing was published." in done.stdout
    assert resolved_root(clean).name == "000001"
    assert list((clean / ".saring").glob("building/*")) == []
