"""`saring status`: what an operator asks of a store before going to bed."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from nights import clean as clean_night
from nights import put_page, story
from running import saring

from flows.inspect.schedule import SERVER, next_scheduled
from flows.inspect.status import find_status
from flows.inspect.status_lines import status_lines
from flows.rollback import rollback
from flows.store import StoreError, lock
from flows.store.lock import holder_file

FIRST = dt.date(2026, 3, 2)


@pytest.fixture(scope="module")
def stood(tmp_path_factory):
    """Return a folder with `raw` and `clean` of two nights."""
    home = tmp_path_factory.mktemp("status")
    for n in range(2):
        put_page(home / "raw", n, story(n), FIRST + dt.timedelta(n))
        clean_night(home / "raw", home / "clean", FIRST + dt.timedelta(n))
    return home


@pytest.fixture
def home(stood, tmp_path):
    """Return a copy of that folder, fed from its own raw pages."""
    subprocess.run(["cp", "-a", stood / "raw", stood / "clean", tmp_path], check=True)
    (tmp_path / "clean" / ".saring" / "feeds.json").write_text(json.dumps({"main": str(tmp_path / "raw")}))
    return tmp_path


def test_it_tells_what_the_store_holds(home):
    """Snapshot, rows, sizes, runs, and what made the rows."""
    status = find_status(home / "clean")

    assert (status.snapshot.number, [one.number for one in status.older]) == (2, [1])
    assert status.rows["articles"] == 2
    assert status.bytes["articles"] > 0
    assert status.disk > sum(status.bytes.values())
    assert [run.run_id for run in status.last_runs] == ["000002", "000001"]
    assert status.last_runs[0].counts["articles"] == 1
    assert (status.made_by.records, status.made_by.unchecked) == (2, 0)
    assert status.made_by.code == status.made_by.installed_code
    assert (status.lock, status.lying) == ("", ())


def test_it_tells_what_waits_in_the_raw_folder(home):
    """New files, changed ones, and those that are gone; none is opened."""
    raw = home / "raw"
    put_page(raw, 5, story(5), FIRST)
    put_page(raw, 0, story(3), FIRST)
    next(raw.rglob("p1.txt")).unlink()

    (pending,) = find_status(home / "clean").pending

    assert (pending.feed, pending.new, pending.changed, pending.vanished) == ("main", 1, 1, 1)
    assert pending.bytes > 0


def test_a_raw_folder_that_is_gone_is_told(home):
    """The rest is told all the same; the place where it lies now can be named."""
    (home / "raw").rename(home / "moved")

    (gone,) = find_status(home / "clean").pending
    (moved,) = find_status(home / "clean", raw=home / "moved").pending

    assert "There is no folder" in gone.wrong
    assert (moved.wrong, moved.new) == ("", 0)


def test_it_tells_who_writes(home):
    """Who holds the lock, and no one who was killed with it."""
    with lock(home / "clean"):
        held = find_status(home / "clean").lock
    child = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    host = os.uname().nodename
    holder_file(home / "clean").write_text(f"process {child.stdout.strip()} on {host}\n")
    killed = find_status(home / "clean").lock
    holder_file(home / "clean").write_text("process 1 on another-host\n")
    elsewhere = find_status(home / "clean").lock

    assert held == f"process {os.getpid()} on {host}"
    assert killed == ""
    assert elsewhere == "process 1 on another-host"


def test_it_tells_what_lies_about(home):
    """Drafts and staging of killed runs, with what becomes of them."""
    (home / "clean" / ".saring" / "building" / "000009").mkdir(parents=True)
    (home / "clean" / ".saring" / "staging" / "run-abc").mkdir(parents=True)

    lying = find_status(home / "clean").lying

    assert [one.path.name for one in lying] == ["run-abc", "000009"]
    assert all("the next run sweeps it" in one.what for one in lying)


def test_it_tells_what_a_rollback_holds(home):
    """And how to let it in."""
    rollback(home / "clean", 1, "bad rules", as_of=FIRST)

    status = find_status(home / "clean")

    assert status.held.undone == 1
    assert status.snapshot.run == "rollback to 1: bad rules"
    assert any("saring release" in said for _, said in status_lines(status))


def test_a_folder_without_a_store_is_told(tmp_path):
    """What to do first stands in the message."""
    with pytest.raises(StoreError, match="nothing is published"):
        find_status(tmp_path)


def test_the_command(home):
    """Lines for people, one object for scripts."""
    said = saring("status", home / "clean").stdout
    told = json.loads(saring("status", home / "clean", "--json").stdout)

    assert "snapshot     2, published" in said
    assert "0 of 2 records would be cleaned anew" in said
    assert (told["snapshot"]["number"], told["rows"]["articles"], told["lock"]) == (2, 2, "")


class Server(BaseHTTPRequestHandler):
    """Answers as a Prefect server does that has one run scheduled."""

    def do_POST(self):
        """Give one scheduled run."""
        self.rfile.read(int(self.headers["Content-Length"]))
        answer = json.dumps([{"name": "clean 2026-03-04", "expected_start_time": "2026-03-03T22:00:00Z"}]).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *said):
        """Say nothing."""


def test_it_asks_the_server_for_the_next_run(monkeypatch):
    """Where one is named; that it is silent is told and no failure."""
    monkeypatch.delenv(SERVER, raising=False)
    nowhere = next_scheduled()
    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv(SERVER, f"http://127.0.0.1:{server.server_port}/api")
    asked = next_scheduled()
    server.shutdown()
    server.server_close()

    assert SERVER in nowhere
    assert asked == "clean 2026-03-04 at 2026-03-03T22:00:00Z"
    assert "does not answer" in next_scheduled()
