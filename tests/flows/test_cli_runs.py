"""`saring clean` and `saring run` without an engine: what is ordered, what is answered, how it ends."""

import datetime as dt
import json
import re
import subprocess
import sys
import types
from dataclasses import dataclass
from pathlib import Path

import pytest
from running import HOUSE, saring

from flows import cli, errors
from flows.corpus import RunSummary
from flows.order import Order


@dataclass
class Answer:
    """
    What a command answered.

    Attributes:
        code: Its exit code.

        out: Standard output.

        err: Standard error.
    """

    code: int
    out: str
    err: str


@pytest.fixture
def call(monkeypatch, capsys):
    """Return a caller of the command line in this process."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["saring", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        captured = capsys.readouterr()
        return Answer(ended.value.code or 0, captured.out, captured.err)

    return run


@pytest.fixture
def engine(monkeypatch):
    """Put an engine in place that keeps its orders and gives, or raises, what `gives` is."""
    fake = types.SimpleNamespace(orders=[], gives=RunSummary(1, 3, articles=3))

    def clean_folder(order, watch=None):
        fake.orders.append(order)
        if isinstance(fake.gives, BaseException):
            raise fake.gives
        return fake.gives

    engine_module, flow_module = types.ModuleType("flows.engine"), types.ModuleType("flows.clean")
    engine_module.clean_folder = flow_module.run_flow = clean_folder
    monkeypatch.setitem(sys.modules, "flows.engine", engine_module)
    monkeypatch.setitem(sys.modules, "flows.clean", flow_module)
    return fake


@pytest.mark.parametrize("command", ["clean", "run"])
def test_options_become_an_order(call, engine, tmp_path, command):
    """Every option of both commands stands in the order that the engine gets."""
    options = ["--as-of", "2026-11-20", "--workers", "3", "--again", "--accept", "a.example=asked", "--feed", "wires"]
    options += ["--arrivals", tmp_path, "--knowledge", tmp_path, "--rescan", "--without", "model"]
    answer = call(command, "raw", "out", *options)
    expected = Order(
        raw=Path("raw"),
        clean=Path("out"),
        as_of=dt.date(2026, 11, 20),
        workers=3,
        again=True,
        accepted={"a.example": "asked"},
        feed="wires",
        arrivals=tmp_path,
        knowledge=tmp_path,
        rescan=True,
        model=False,
    )

    assert engine.orders == [expected]
    assert answer.code == 0


def test_a_run_is_answered_to_scripts(call, engine):
    """`--json` prints the summary as one object and nothing else."""
    answer = call("clean", "raw", "out", "--json")

    assert json.loads(answer.out)["articles"] == 3
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("json_", [(), ("--json",)])
def test_a_run_that_held_outlets_back_says_so_and_ends_with_three(call, engine, json_):
    """The summary is printed, the outlet named with its reason, and the exit code tells it."""
    engine.gives = RunSummary(1, 3, articles=3, held_outlets={"kabar.example": "80 % of the text would be struck"})
    answer = call("clean", "raw", "out", *json_)

    assert answer.code == 3
    assert "kabar.example" in answer.out
    assert "80 % of the text would be struck" in answer.out


FAILURES = [
    (errors.SaringError("x"), 1),
    (errors.UsageError("x"), 2),
    (errors.NothingToRead("x"), 4),
    (errors.RunRefused("x"), 5),
    (errors.LockHeld("x"), 6),
    (errors.DiskError("x"), 7),
]


@pytest.mark.parametrize(("error", "code"), FAILURES)
def test_each_failure_has_its_exit_code(call, engine, error, code):
    """The message stands on standard error, and the exit code says what kind it is."""
    engine.gives = error

    assert call("clean", "raw", "out") == Answer(code, "", "saring: x\n")


@pytest.mark.parametrize(("error", "code"), FAILURES)
def test_each_failure_is_an_object_for_scripts(call, engine, error, code):
    """With `--json` standard output holds one object that tells message, exit code and kind."""
    engine.gives = error
    answer = call("clean", "raw", "out", "--json")

    assert json.loads(answer.out) == {"error": "x", "exit_code": code, "kind": type(error).__name__}
    assert answer.code == code


def test_what_nobody_foresaw_is_an_object_too(call, engine):
    """A script gets its object, and whoever mends it the traceback."""
    engine.gives = ZeroDivisionError("by nought")
    answer = call("clean", "raw", "out", "--json")
    told = json.loads(answer.out)

    assert (told["exit_code"], told["kind"], answer.code) == (1, "ZeroDivisionError", 1)
    assert "Traceback" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", "--json"),
        ("clean", "raw", "out", "--json", "--as-of", "yesterday"),
        ("clean", "raw", "out", "--json", "--workers", "0"),
        ("clean", "raw", "out", "--json", "--no-such-option"),
        ("clean", "raw", "out", "--json", "--accept", "a.example"),
        ("clean", "raw", "out", "--json", "--feed", "a/b"),
        ("clean", "raw", "out", "--json", "--knowledge", "no/such/folder"),
        ("clean", "raw", "s3://bucket/clean", "--json"),
        ("clean", "host.example:/raw", "out", "--json"),
        ("no-such-command", "--json"),
    ],
)
def test_a_wrong_call_is_an_object_for_scripts(call, engine, arguments):
    """Calls that cannot be understood end with 2, and are told as every failure is."""
    answer = call(*arguments)
    told = json.loads(answer.out)

    assert (told["exit_code"], answer.code) == (2, 2)
    assert told["error"]
    assert engine.orders == []


@pytest.mark.parametrize("arguments", [("clean",), ("clean", "raw", "s3://bucket/clean"), ("clean", "a", "b", "--nay")])
def test_a_wrong_call_ends_with_two(call, engine, arguments):
    """Calls that cannot be understood are answered on standard error."""
    answer = call(*arguments)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_an_object_store_is_refused_with_a_way_out(call, engine):
    """Whoever names an object store is told what to do."""
    said = call("clean", "raw", "s3://bucket/clean").err

    assert "not supported" in said
    assert "saring export" in said


@pytest.mark.parametrize("json_", [(), ("--json",)])
def test_an_interrupted_run_says_that_nothing_was_published(call, engine, json_):
    """^C ends with 130 and a sentence, for scripts with an object."""
    engine.gives = KeyboardInterrupt()
    answer = call("clean", "raw", "out", *json_)

    assert answer.code == 130
    assert "nothing of this run was published" in answer.err
    if json_:
        assert json.loads(answer.out)["kind"] == "KeyboardInterrupt"


def test_the_version_is_printed(call):
    """`saring --version` is one line: what rows are stamped with."""
    answer = call("--version")

    assert re.fullmatch(r"saring \S+ \(code [0-9a-f]+, knowledge [0-9a-f]+\)\n", answer.out)
    assert answer.code == 0


def test_version_and_help_load_nothing_heavy():
    """Neither waits for a library that only cleaning needs."""
    heavy = ["prefect", "trafilatura", "lxml", "bs4", "pyarrow", "duckdb", "numpy", "py3langid", "multiprocessing"]
    code = f"""
import sys
from flows.cli import main
sys.argv[1:] = [sys.argv[1]]
try: main()
except SystemExit: print([m for m in {heavy} if m in sys.modules])
"""
    for option in ("--version", "--help"):
        command = [sys.executable, "-c", code, option]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HOUSE)

        assert done.stdout.splitlines()[-1] == "[]"


def test_a_call_without_a_command_gets_help():
    """`saring` alone shows what there is."""
    said = saring(check=False)

    assert "clean" in said.stdout + said.stderr


@pytest.fixture
def menders(monkeypatch):
    """Put modules in place that keep what `prefer` and `upgrade` were called with."""
    calls = []

    def upgrade(*arguments, watch, **options):
        calls.append((*arguments, options))
        return {"renamed": 2, "merged": 1, "unmatched": 0}

    def prefer(*arguments):
        calls.append(arguments)
        return RunSummary(2, 0)

    for name, function in (("flows.corpus.prefer", prefer), ("flows.upgrade", upgrade)):
        module = types.ModuleType(name)
        setattr(module, function.__name__, function)
        monkeypatch.setitem(sys.modules, name, module)
    return calls


def test_a_state_is_preferred_with_a_reason(call, menders):
    """Id, reason and store reach the corpus as they were written."""
    answer = call("prefer", "f" * 32, "--reason", "the notice was a mistake", "--clean", "out", "--json")

    assert menders == [(Path("out"), "f" * 32, "the notice was a mistake")]
    assert json.loads(answer.out)["snapshot"] == 2


@pytest.mark.parametrize("reason", [(), ("--reason", " ")])
def test_a_state_is_not_preferred_without_a_reason(call, menders, reason):
    """The reason is kept with the decision, so there must be one."""
    assert (call("prefer", "f" * 32, *reason).code, menders) == (2, [])


def test_a_store_is_upgraded(call, menders):
    """Store, raw folder and the wish for a dry run reach the upgrade; its counts are printed."""
    answer = call("upgrade", "out", "raw", "--dry-run")

    assert menders == [(Path("out"), Path("raw"), {"dry_run": True})]
    assert "renamed" in answer.out


def test_an_upgrade_is_answered_to_scripts(call, menders):
    """The counts are one object."""
    assert json.loads(call("upgrade", "out", "raw", "--json").out) == {"renamed": 2, "merged": 1, "unmatched": 0}
