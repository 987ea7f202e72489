"""Running the command line as a user does, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[1]
SAMPLE = HOUSE / "data" / "raw" / "sample"
AS_OF = "2026-11-20"


def saring(*arguments: object, cwd: Path | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(HOUSE), "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=environment)
    assert not check or done.returncode == 0, done.stderr
    return done
