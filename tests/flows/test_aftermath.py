"""What a run leaves for those who watch: lines of a log, figures for collectors, a call to whoever is on duty."""

import dataclasses
import datetime as dt
import io
import json
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nights import put_page, story
from rawfiles import put
from running import HOUSE, saring

from flows.aftermath import Ended, supervise
from flows.aftermath.ended import fields_of, way_of
from flows.aftermath.hook import call_hook
from flows.aftermath.metrics import labels, read_metrics, write_metrics
from flows.backfill import BackfillOutcome
from flows.config import Config, Hook
from flows.corpus import RunSummary
from flows.engine import clean_folder
from flows.errors import DiskError, NothingToRead, RunRefused, Terminated
from flows.journal import JsonLines, is_json, tell, watch_in_lines
from flows.journal.write import LOGGER
from flows.order import order_of

STARTED = dt.datetime(2026, 11, 20, 22, 0, tzinfo=dt.UTC)
SUMMARY = RunSummary(7, 12, articles=9, duplicates=1, rejects=2, corpus={"articles": 40})
ENDS = {
    "published": (SUMMARY, None, 0),
    "held": (dataclasses.replace(SUMMARY, held_outlets={"Harian Rawa": "would lose a tenth"}), None, 3),
    "refused": (None, RunRefused("too much would go"), 5),
    "failed": (None, DiskError("the disk is full"), 7),
    "stopped": (None, Terminated(), 143),
}


def ended(how="published", **changed):
    """Return how a run ended."""
    outcome, error, code = ENDS[how]
    told = Ended(how, "clean", Path("/srv/clean"), "clean-1", STARTED, 61.5, 100.25, code, fields_of(outcome))
    if error is not None:
        told = dataclasses.replace(told, error=str(error), kind=type(error).__name__)
    return dataclasses.replace(told, **changed)


@pytest.mark.parametrize("how", ENDS)
def test_each_end_has_a_word_and_an_exit_code(how):
    """The same for log, figures and hook."""
    outcome, error, code = ENDS[how]

    assert way_of(error, fields_of(outcome)) == (how, code)


def test_other_ends():
    """What nobody foresaw is a failure of 1, ^C a stop of 130, an empty folder a failure of 4."""
    assert way_of(ValueError("x"), {}) == ("failed", 1)
    assert way_of(KeyboardInterrupt(), {}) == ("stopped", 130)
    assert way_of(NothingToRead("x"), {}) == ("failed", 4)
    assert way_of(None, {}) == ("published", 0)


def test_a_backfill_is_told_by_its_run_and_by_itself():
    """Its counts and those of the run that it published stand in one record; what it held is held."""
    fields = fields_of(BackfillOutcome("x", 8, chosen=5, held_outlets={"Rawa": "y"}, summary=SUMMARY))

    assert (fields["records_in"], fields["chosen"], fields["snapshot"]) == (12, 5, 8)
    assert way_of(None, fields) == ("held", 3)
    assert way_of(None, fields | {"refused": "too much"}) == ("refused", 5)
    assert way_of(None, {"refused": {"empty_file": 3}}) == ("published", 0)


# Figures


def test_figures_tell_a_run(tmp_path):
    """Records by outcome, outlets held back, time, CPU time, last success, snapshot, exit code."""
    path = tmp_path / "saring.prom"
    write_metrics(path, ended("held"))
    own = 'command="clean",store="/srv/clean"'
    told = {f"{name}{{{said}}}": value for (name, said), value in read_metrics(path).items()}

    assert told[f'saring_run_records{{{own},outcome="articles"}}'] == "9"
    assert told[f'saring_run_records{{{own},outcome="rejects"}}'] == "2"
    assert told[f"saring_run_held_outlets{{{own}}}"] == "1"
    assert told[f"saring_run_seconds{{{own}}}"] == "61.5"
    assert told[f"saring_run_cpu_seconds{{{own}}}"] == "100.25"
    assert told[f"saring_last_success_timestamp_seconds{{{own}}}"] == str(STARTED.timestamp() + 61.5)
    assert told[f"saring_snapshot{{{own}}}"] == "7"
    assert told[f"saring_run_exit_code{{{own}}}"] == "3"
    assert told[f'saring_run_ended{{{own},how="held"}}'] == "1"
    assert told[f'saring_dataset_rows{{{own},dataset="articles"}}'] == "40"
    assert [p.name for p in tmp_path.iterdir()] == ["saring.prom"]
    assert path.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("how", ["refused", "failed", "stopped"])
def test_what_went_wrong_leaves_the_last_success(tmp_path, how):
    """And the snapshot; what only that run counted goes."""
    path = tmp_path / "saring.prom"
    write_metrics(path, ended())
    before = {key: value for key, value in read_metrics(path).items() if key[0].startswith("saring_last")}
    write_metrics(path, ended(how, started_at=STARTED + dt.timedelta(1)))
    after = read_metrics(path)
    own = labels(command="clean", store="/srv/clean")

    assert before.items() <= after.items()
    assert after["saring_snapshot", own] == "7"
    assert after["saring_run_exit_code", own] == str(ENDS[how][2])
    assert not [name for name, _ in after if name == "saring_run_records"]


def test_commands_and_stores_share_a_file(tmp_path):
    """Each run replaces its own figures alone."""
    path = tmp_path / "saring.prom"
    runs = [ended(), ended("failed", command="maintain"), ended("held", store=Path("/srv/clean2"))]
    for run in runs:
        write_metrics(path, run)
    codes = {said: value for (name, said), value in read_metrics(path).items() if name == "saring_run_exit_code"}

    assert sorted(codes.values()) == ["0", "3", "7"]
    assert len(codes) == len(runs)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(store=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda name: f"/{name}"))
def test_any_folder_can_be_a_label(tmp_path_factory, store):
    """Quotes, backslashes, braces and blanks in a path break no line, and a run finds its own again."""
    path = tmp_path_factory.mktemp("figures") / "saring.prom"
    write_metrics(path, ended(store=Path(store)))
    once = path.read_text()
    write_metrics(path, ended(store=Path(store)))

    assert once == path.read_text()


def test_a_file_of_another_hand_is_written_anew(tmp_path):
    """What cannot be read as figures of ours is left out, and nothing fails."""
    path = tmp_path / "saring.prom"
    path.write_bytes(b"\xff\xfe nonsense\nother_metric{} 3\n")
    write_metrics(path, ended())

    assert {name.split("_")[0] for name, _ in read_metrics(path)} == {"saring"}


# Hook


def hooked(hook, how="failed"):
    """Call a hook for a run that ended so, and return what went wrong."""
    return list(call_hook(hook, ended(how)))


def test_a_program_is_told(tmp_path):
    """The object stands on its standard input, the gist in its environment; no shell reads its arguments."""
    out = tmp_path / "a $(b) 'c'"
    code = "import os, sys; open(sys.argv[1], 'w').write(sys.stdin.read() + os.environ['SARING_EXIT_CODE'])"
    problems = hooked(Hook((sys.executable, "-c", code, str(out))))
    told = json.loads(out.read_text()[:-1])

    assert problems == []
    assert out.read_text()[-1] == "7"
    assert (told["how"], told["kind"], told["error"]) == ("failed", "DiskError", "the disk is full")
    assert (told["command"], told["store"], told["run"]) == ("clean", "/srv/clean", "clean-1")


@pytest.mark.parametrize(
    ("how", "calls"), [("published", 0), ("held", 1), ("refused", 1), ("failed", 1), ("stopped", 0)]
)
def test_a_hook_hears_of_what_wants_somebody(tmp_path, how, calls):
    """Held outlets, refusals and failures, unless the configuration says otherwise."""
    command = ("sh", "-c", 'echo x >> "$0"', str(tmp_path / "calls"))
    hooked(Hook(command), how)
    hooked(Hook(command, on=frozenset({how})), how)

    assert (tmp_path / "calls").read_text().count("x") == calls + 1


def test_a_program_that_fails_is_told_of():
    """With what it said, as far as a line holds it."""
    (problem,) = hooked(Hook(("sh", "-c", "echo no route to pager >&2; exit 9")))

    assert problem == "the hook sh ended with 9: no route to pager"


def test_a_program_that_is_not_there_is_told_of(tmp_path):
    """It may have gone since the configuration was read."""
    (problem,) = hooked(Hook((str(tmp_path / "gone"),)))

    assert "could not be started" in problem


def test_a_program_that_hangs_is_ended(tmp_path):
    """With all that it has started; a run does not wait for it."""
    pids = tmp_path / "pids"
    (problem,) = hooked(Hook(("sh", "-c", f"sleep 600 & echo $! > {pids}; wait"), seconds=2))
    child = int(pids.read_text())
    looks = iter(range(6_000))
    while is_alive(child) and next(looks, None) is not None:  # nobody waits for it, so it ends in its own time
        time.sleep(0.01)

    assert problem == "the hook sh did not end within 2 s and was stopped"
    assert not is_alive(child)


def is_alive(process):
    """Return whether a process lives; one that waits for its parent to take note does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_program_that_reads_nothing_is_no_trouble():
    """It may close its standard input at once."""
    assert hooked(Hook(("sh", "-c", "exec <&-; exit 0"))) == []


@contextmanager
def server(answer):
    """Serve on loopback; yields the address and what came in."""
    came: list[tuple[str, dict]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            came.append((self.headers["Content-Type"], json.loads(body)))
            answer(self)

        def log_message(self, *_):
            """Say nothing."""

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/alarm", came
    finally:
        httpd.shutdown()
        httpd.server_close()


def test_an_address_is_told():
    """By POST, as JSON, once."""
    with server(lambda handler: handler.send_error(204)) as (url, came):
        problems = hooked(Hook(url=url), "held")

    assert problems == []
    ((kind, told),) = came
    assert kind == "application/json"
    assert (told["how"], told["held_outlets"]) == ("held", {"Harian Rawa": "would lose a tenth"})
    assert told["counts"]["articles"] == 9


def test_an_address_that_refuses_is_told_of():
    """As is one where nobody listens."""
    with server(lambda handler: handler.send_error(503)) as (url, _):
        (refused,) = hooked(Hook(url=url))
    (nobody,) = hooked(Hook(url=url))

    assert refused == f"the hook {url} could not be told: HTTP Error 503: Service Unavailable"
    assert nobody.startswith(f"the hook {url} could not be told: ")


def test_an_address_that_hangs_is_left():
    """A server that answers drop by drop has the same time as any other."""

    def drip(handler):
        try:
            for _ in range(100):
                handler.wfile.write(b"H")
                time.sleep(0.02)
        except OSError:
            return

    with server(drip) as (url, _):
        (problem,) = hooked(Hook(url=url, seconds=0.3))

    assert problem == f"the hook {url} did not answer within 0.3 s"


# Log


@pytest.fixture
def lines(monkeypatch):
    """Yield what gives the lines of JSON that were written so far."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    monkeypatch.setattr(LOGGER, "handlers", [handler])
    before = LOGGER.level
    LOGGER.setLevel(logging.INFO)  # which forgets what the logger remembers of an earlier level
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    LOGGER.setLevel(before)


FLOW = """
import logging
from flows.journal import JsonLines
from flows.journal.write import start
prefect = logging.StreamHandler()
prefect.setFormatter(JsonLines())
logging.getLogger().addHandler(prefect)
start("json", "clean")
logging.getLogger("prefect.flow_runs").warning("begun")
"""
"""What a served flow's process does: Prefect is there first, with lines of our form."""


def test_what_prefect_tells_in_a_served_flow_is_one_line():
    """Its own handler writes it, and none beside it."""
    done = subprocess.run([sys.executable, "-c", FLOW], cwd=HOUSE, capture_output=True, text=True, check=True)

    assert ["begun"] == [json.loads(line)["message"] for line in done.stderr.splitlines()]


def test_a_line_is_an_object(lines):
    """Time, level, event, run, and what belongs to the event, however it is spelt."""
    tell("held", level="warning", outlet="Harian\nRawa", path=Path("/x"), day=dt.date(2026, 11, 20), names={"b", "a"})
    (line,) = lines()

    assert is_json()
    assert dt.datetime.fromisoformat(line.pop("time")).tzinfo == dt.UTC
    line.pop("run")
    assert line == {
        "level": "warning",
        "event": "held",
        "outlet": "Harian\nRawa",
        "path": "/x",
        "day": "2026-11-20",
        "names": ["a", "b"],
    }


def test_what_libraries_tell_has_the_same_form(lines):
    """Message and logger; of an error its kind and message."""
    error = ValueError("broken")
    record = logging.LogRecord("lib", logging.ERROR, "", 1, "it %s", ("failed",), (ValueError, error, None))
    told = json.loads(JsonLines().format(record))

    assert (told["event"], told["logger"], told["message"]) == ("log", "lib", "it failed")
    assert told["error"] == "ValueError: broken"
    assert lines() == []


def test_progress_is_told_now_and_then(lines, monkeypatch):
    """Not at each page; what a run says is told at once."""
    watch = watch_in_lines()
    watch(found=10)
    watch(done=3)
    monkeypatch.setattr("flows.journal.write.SECONDS_BETWEEN_LINES", -1.0)
    watch(done=4)
    watch(say="publishing")
    told = [(line["event"], line["done"], line["found"]) for line in lines()]

    assert told == [("cleaning", 7, 10), ("publishing", 7, 10)]


# A run


def test_what_goes_wrong_in_the_telling_changes_no_end(tmp_path, lines):
    """Neither a figure that cannot be written nor a hook that fails masks what a run gave or raised."""
    config = Config(metrics=tmp_path / "nix" / "x.prom", hook=Hook(("false",), on=frozenset({"published", "failed"})))
    troubles: list[str] = []
    given = supervise(config, "clean", tmp_path, lambda: SUMMARY, complain=troubles.append)

    def fail():
        raise DiskError("full")

    with pytest.raises(DiskError, match="full"):
        supervise(config, "clean", tmp_path, fail, complain=troubles.append)
    assert given == SUMMARY
    assert [problem.split(" could")[0].split(" ended")[0] for problem in troubles] == [
        f"the metrics file {config.metrics}",
        "the hook false",
    ] * 2
    assert [line["event"] for line in lines()] == ["begun", "ended", "begun", "ended"]


@pytest.mark.parametrize("how", ENDS)
def test_a_run_is_told_by_all_three(tmp_path, lines, how):
    """Log, figures and hook say the same of its end."""
    outcome, error, code = ENDS[how]

    def do():
        if error:
            raise error
        return outcome

    hook = Hook(("sh", "-c", 'cat > "$0"', str(tmp_path / "told")), on=frozenset(ENDS))
    config = Config(metrics=tmp_path / "x.prom", hook=hook)
    with pytest.raises(type(error)) if error else nullcontext():
        supervise(config, "clean", tmp_path, do, complain=pytest.fail)
    last, told = lines()[-1], json.loads((tmp_path / "told").read_text())
    figures = read_metrics(config.metrics)
    own = labels(command="clean", store=str(tmp_path))

    assert (last["how"], last["exit_code"]) == (told["how"], told["exit_code"]) == (how, code)
    assert figures["saring_run_exit_code", own] == str(code)
    assert figures["saring_run_ended", f'{own},how="{how}"'] == "1"


def test_no_line_of_a_page_is_told(tmp_path, lines):
    """Neither log nor figures nor hook hold a sentence of what was read, not even of what was refused."""
    put_page(tmp_path / "raw", 1, story(1), STARTED.date())
    put(tmp_path / "raw", "a.jsonl", '{"text": "Sungai meluap sampai ke jalan')
    order = order_of(tmp_path / "raw", tmp_path / "clean", as_of=STARTED.date(), workers=1)
    hook = Hook(("sh", "-c", 'cat > "$0"', str(tmp_path / "told")), on=frozenset(ENDS))
    config = Config(metrics=tmp_path / "x.prom", hook=hook)
    supervise(config, "clean", order.clean, lambda: clean_folder(order, watch=watch_in_lines()), complain=pytest.fail)
    told = json.dumps(lines()) + (tmp_path / "told").read_text() + config.metrics.read_text()

    assert lines()[-1]["counts"]["articles"] == 1
    assert not [words for words in ("Sungai meluap", *story(1).split(" dan ")) if words[:25] in told]


def test_a_command_writes_lines_figures_and_calls(tmp_path):
    """Of a run that fails, with nothing but lines of JSON on standard error; the exit code is the run's."""
    (tmp_path / "saring.toml").write_text(
        """
        raw = "crawl"
        clean = "out"
        [log]
        format = "json"
        [metrics]
        file = "saring.prom"
        [hook]
        command = ["sh", "-c", "cat > told; exit 3"]
        """
    )
    done = saring("clean", cwd=tmp_path, check=False)
    told = [json.loads(line) for line in done.stderr.splitlines()]

    assert done.returncode == 4
    assert [line["event"] for line in told] == ["begun", "ended", "trouble", "trouble"]
    assert told[1]["kind"] == "NothingToRead"
    assert told[2]["message"].startswith("the hook sh ended with 3")
    assert len({line["run"] for line in told}) == 1
    assert json.loads((tmp_path / "told").read_text())["run"] == told[0]["run"]
    assert "saring_run_exit_code{" in (tmp_path / "saring.prom").read_text()


STOPPED = """
import os, pathlib, signal, sys, threading, time
from concurrent.futures import Future
from functools import partial
import flows.read
flows.read.spool = partial(flows.read.spool, most_records=20)
from flows import engine
from flows.cli import main
from flows.shard import clean_shard

def clean_here(job):
    done = Future()
    done.set_result(clean_shard(job))
    return done

engine.submit = clean_here

def look():
    while not list(pathlib.Path("out").glob(".saring/staging/*/mark-*.json")):
        time.sleep(.001)
    os.kill(os.getpid(), signal.SIGTERM)

if __name__ == "__main__":
    threading.Thread(target=look, daemon=True).start()
    main()
"""


def test_sigterm_stops_a_run_as_an_interrupt_does(tmp_path):
    """Exit code 143, nothing published, what was cleaned stays for the next run; a script gets its object."""
    (tmp_path / "raw").mkdir()
    story = "Air sungai di hulu {n} naik dua meter pada malam hari, lalu surut menjelang pagi di tanggul {n} itu."
    pages = [json.dumps({"url": f"https://kabar.id/{n}", "text": story.format(n=n)}) for n in range(600)]
    (tmp_path / "raw" / "export.jsonl").write_text("\n".join(pages))
    (tmp_path / "stopped.py").write_text(STOPPED)
    done = subprocess.run(
        [sys.executable, "stopped.py", "clean", "raw", "out", "--json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)

    assert (done.returncode, told["exit_code"], told["kind"]) == (128 + signal.SIGTERM, 143, "Terminated")
    assert not (tmp_path / "out" / "articles").exists()
    assert list((tmp_path / "out").glob(".saring/staging/*/mark-*.json"))
    assert not list((tmp_path / "out").glob(".saring/building/*"))
