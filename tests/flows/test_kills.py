"""kill -9 at random moments of a run over 2,000 documents: readers see whole data, the next run sweeps up."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from running import AS_OF, HOUSE, saring

from flows.inspect import verify

DOCUMENTS = 2_000
BEFORE = 300
LONGEST = 8.0
"""Seconds; what a run over 2,000 short documents takes on two busy cores."""

STORY = (
    "Air sungai di hulu {n} naik dua meter pada malam hari, lalu surut menjelang pagi tanpa merusak tanggul {n}.\n"
    "Kereta pertama berjalan lagi setelah petugas memeriksa rel di kilometer {n}, kata kepala stasiun.\n"
    "Bagikan Artikel ini:"
)


def write_export(raw, number):
    """Write an export of so many pages."""
    raw.mkdir(exist_ok=True)
    lines = [json.dumps({"url": f"https://kabar.id/{n}", "text": STORY.format(n=n)}) for n in range(number)]
    (raw / "export.jsonl").write_text("\n".join(lines))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return a folder in which 300 documents were cleaned; each test works on a copy."""
    folder = tmp_path_factory.mktemp("kills")
    write_export(folder / "raw", BEFORE)
    saring("clean", folder / "raw", folder / "clean", "--as-of", AS_OF)
    write_export(folder / "raw", DOCUMENTS)
    return folder


def kill_a_run(raw, clean, delay):
    """Start a run over all documents and kill it, not its workers, after so many seconds; say whether it lived."""
    options = ["--as-of", AS_OF, "--json", "--workers", "2"]
    child = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "clean", raw, clean, *options],
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(delay)
    alive = child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.wait()
    return alive


def count_articles(clean):
    """Return how many articles the published data holds and how many different ids, every column read."""
    sql = "SELECT count(*) AS n, count(DISTINCT id) AS ids, sum(length(text)) AS size FROM articles"
    return json.loads(saring("query", sql, "--clean", clean, "--json").stdout)


def check_kill(published, tmp_path, seed):
    """Kill one run and let the next one finish. The raw folder stays where the store knows it."""
    raw, clean = published / "raw", tmp_path / "clean"
    subprocess.run(["cp", "-a", published / "clean", clean], check=True)
    kill_a_run(raw, clean, random.Random(seed).uniform(0.2, LONGEST))  # noqa: S311 - a moment, no secret
    seen = count_articles(clean)
    assert verify(clean, sample=0) == []
    saring("clean", raw, clean, "--as-of", AS_OF)
    after = count_articles(clean)
    assert verify(clean, sample=5) == []
    leftovers = [p.name for p in (clean / ".saring").iterdir() if p.name in ("staging", "building")]

    assert seen["n"] == seen["ids"]
    assert seen["n"] in (BEFORE, DOCUMENTS)
    assert (after["n"], after["ids"]) == (DOCUMENTS, DOCUMENTS)
    assert leftovers == []


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_harms_nobody(published, tmp_path, seed):
    """Before and after a kill the data is one whole run's, and the next run completes the work."""
    check_kill(published, tmp_path, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 120))
def test_no_moment_of_a_kill_harms_anybody(published, tmp_path, seed):
    """Twenty moments more."""
    check_kill(published, tmp_path, seed)
