"""Every command of the README runs, on the sample it speaks of."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
BLOCK = re.compile(r"```(bash|python)\n(.*?)```", re.DOTALL)
BLOCKS = [(m[1], m[2]) for m in BLOCK.finditer((HOUSE / "README.md").read_text(encoding="utf-8"))]
RUN_BY_CI = ("make run", "make test")


@pytest.fixture(scope="module")
def house(cleaned_house, tmp_path_factory):
    """Return a copy of the cleaned sample that commands may change, with `saring` on the path."""
    copy = tmp_path_factory.mktemp("reader") / "house"
    shutil.copytree(cleaned_house, copy, symlinks=True)
    program = copy / "bin" / "saring"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m flows.cli "$@"\n')
    program.chmod(0o755)
    return copy


def run(language: str, code: str, house: Path) -> subprocess.CompletedProcess[str]:
    """Run one block of the README in the house."""
    path = f"{house / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PYTHONPATH": str(HOUSE), "PATH": path}
    command = ["bash", "-euc", code] if language == "bash" else [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=house, env=environment)


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=lambda n: BLOCKS[n][1].strip().split("\n")[0][:50])
def test_a_command_of_the_readme_runs(number, house):
    """Each block of shell or Python does what it says, without an error."""
    language, code = BLOCKS[number]
    if code.startswith(RUN_BY_CI):
        pytest.skip("the continuous integration runs these themselves")

    done = run(language, code, house)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() != ""
