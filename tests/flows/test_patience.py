"""Waiting for another run at the same store."""

import datetime as dt
import subprocess
import sys

import pytest
from running import HOUSE

from flows.errors import LockHeld
from flows.patience import lock_in_time
from flows.store import lock

HOLD = """
import sys, pathlib
from flows.store import lock
with lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path):
    """Start another process that holds the store until its input ends."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "clean")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOUSE) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.stdin.close()


def test_a_run_waits_until_the_other_has_ended(other, tmp_path):
    """It says once whom it waits for."""
    told = []

    def tell(message):
        told.append(message)
        other.stdin.close()  # the other run ends as soon as somebody waits

    with lock_in_time(tmp_path / "clean", dt.timedelta(minutes=5), tell), lock(tmp_path / "clean"):
        pass

    (message,) = told
    assert f"process {other.pid}" in message


def test_patience_has_an_end(other, tmp_path):
    """Without patience the run is refused at once, as on the command line."""
    with (
        pytest.raises(LockHeld, match="another run is writing"),
        lock_in_time(tmp_path / "clean", dt.timedelta(0), print),
    ):
        pass


def test_a_free_store_is_taken_without_a_word(tmp_path):
    """Nothing is said where nobody is met."""
    told = []

    with lock_in_time(tmp_path / "clean", dt.timedelta(0), told.append):
        assert (tmp_path / "clean" / ".saring" / "lock-holder").is_file()

    assert told == []
