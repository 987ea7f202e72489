"""`saring.toml`, the environment, the command line: who beats whom, and what is said of what cannot be."""

import datetime as dt
import json
from dataclasses import FrozenInstanceError
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rawfiles import put
from running import saring

from flows.cli.asked import order_asked, read_asked
from flows.config import Config, Hook, Schedule, read_config, today, told_origins
from flows.config.settings import SETTINGS
from flows.errors import UsageError
from flows.retention import Retention


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, text):
    """Write the file and return its path."""
    path = folder / "saring.toml"
    path.write_text(text)
    return path


def read(file=None, *, flags=None, **variables):
    """Read the configuration with these variables and no others."""
    return read_config(file, flags, variables)


@pytest.mark.usefixtures("here")
def test_without_a_file_the_defaults_count():
    """Nothing needs to be settled."""
    assert read() == Config()


def test_a_file_settles_everything(here):
    """Each setting is read; relative places count from the file's folder, not from where one stands."""
    (here / "own").mkdir()
    (here / "bounds.toml").touch()
    inside = here / "site"
    inside.mkdir()
    path = write(
        inside,
        """
        raw = "crawl"
        clean = "/srv/clean"
        feed = "web"
        knowledge = "../own"
        bounds = "../bounds.toml"
        workers = 3
        zone = "Asia/Makassar"
        [feeds]
        wires = "../wires"
        [schedule]
        daily = "30  4 * * 1-5"
        maintain = "*/15 1,13 1-7/2 * 0"
        [retention]
        snapshots = 5
        hours = 0.5
        changes_days = 90
        pinned_days = 30
        [log]
        format = "json"
        [metrics]
        file = "saring.prom"
        [hook]
        command = ["sh", "-c", "cat"]
        url = "http://127.0.0.1:8080/alarm"
        on = ["failed", "stopped"]
        seconds = 2.5
        """,
    )
    settled = read(path)

    assert settled == Config(
        raw=inside / "crawl",
        clean=Path("/srv/clean"),
        feed="web",
        feeds={"wires": inside / "../wires"},
        knowledge=inside / "../own",
        bounds=inside / "../bounds.toml",
        workers=3,
        zone="Asia/Makassar",
        schedule=Schedule("30 4 * * 1-5", "*/15 1,13 1-7/2 * 0"),
        retention=Retention(5, 0.5, 90, 30),
        log_format="json",
        metrics=inside / "saring.prom",
        hook=Hook(("sh", "-c", "cat"), "http://127.0.0.1:8080/alarm", on=frozenset({"failed", "stopped"}), seconds=2.5),
        file=path,
        origins=settled.origins,
    )
    assert set(settled.origins.values()) == {str(path)}
    assert {row.setting for row in told_origins(settled)} == {s.name for s in SETTINGS} | {"feeds.wires"}


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    file=st.none() | st.integers(1, 9),
    variable=st.none() | st.integers(11, 19),
    flag=st.none() | st.integers(21, 29),
)
def test_a_flag_beats_the_environment_beats_the_file(tmp_path_factory, file, variable, flag):
    """And the default counts where all are silent; the origin says who won."""
    path = write(tmp_path_factory.mktemp("config"), f"workers = {file}" if file else "")
    variables = {"SARING_WORKERS": str(variable)} if variable else {}
    settled = read_config(path, {"workers": flag}, variables)
    told = {row.setting: (row.value, row.origin) for row in told_origins(settled)}
    winners = ((flag, "command line"), (variable, "SARING_WORKERS"), (file, str(path)), (None, "default"))

    assert told["workers"] == next(winner for winner in winners if winner[0] or winner[1] == "default")


def test_the_file_is_found_where_one_stands(here):
    """`saring.toml` in the working folder, unless another is named, by the environment or by the call."""
    write(here, "workers = 1")
    other, third = here / "other.toml", here / "third.toml"
    other.write_text("workers = 2")
    third.write_text("workers = 3")

    assert read().workers == 1
    assert read(SARING_CONFIG=str(other)).workers == 2
    assert read(third, SARING_CONFIG=str(other)).workers == 3


@pytest.mark.usefixtures("here")
def test_a_file_that_was_named_must_be_there():
    """Or a slip in its name would run with the defaults."""
    with pytest.raises(UsageError, match=r"--config nix\.toml: there is no such file"):
        read(Path("nix.toml"))
    with pytest.raises(UsageError, match=r"SARING_CONFIG: there is no file nix\.toml; name one, or unset"):
        read(SARING_CONFIG="nix.toml")


WRONG = {
    "raw = 3": "`raw` is 3; it must be a text in quotes that is not empty.",
    'raw = " "': "`raw` is ' '; it must be a text in quotes that is not empty.",
    'raw = "s3://news/raw"': "`raw` is 's3://news/raw'; it must be a folder here: RAW s3://news/raw: object stores",
    'clean = "saring.toml"': "is a file; name a folder for the datasets",
    'feed = "a b"': "`feed` is 'a b'; it must be letters, digits, `-`, `_` and `.`, at most 64 and the first no dot.",
    'knowledge = "nix"': "`knowledge` is 'nix'; it must be a folder, and ",
    'bounds = "nix.toml"': "`bounds` is 'nix.toml'; it must be a file, and ",
    "workers = 0": "`workers` is 0; it must be a whole number from 1 to 1024.",
    "workers = true": "`workers` is True; it must be a whole number from 1 to 1024.",
    'workers = "two"': "`workers` is 'two'; it must be a whole number from 1 to 1024.",
    'zone = "Jakarta"': "`zone` is 'Jakarta'; it must be a zone of the IANA list, such as Asia/Jakarta or UTC.",
    'zone = "../etc"': "it must be a zone of the IANA list",
    'schedule.daily = "5 o\'clock"': "it must be five fields of cron: minute, hour, day, month, weekday, such as",
    'schedule.daily = "0 25 * * *"': "and `25` is not `*` or numbers 0-23.",
    'schedule.daily = "0 5 * * MON"': "and `MON` is not `*` or numbers 0-7.",
    'schedule.maintain = "0 5 9-3 * *"': "and `9-3` is not `*` or numbers 1-31.",
    "retention.snapshots = 0": "`retention.snapshots` is 0; it must be a whole number from 1 to 1000.",
    "retention.hours = -1": "`retention.hours` is -1; it must be hours, at least 0 and at most 8784.",
    "retention.changes_days = 0.5": "it must be a whole number from 1 to 36600.",
    'retention.pinned_days = "a week"': "is 'a week'; it must be a whole number from 1 to 36600.",
    'log.format = "xml"': "`log.format` is 'xml'; it must be one of human, json.",
    'metrics.file = "nix/saring.prom"': "it must be a file in a folder that is there, and ",
    'metrics.file = "."': "it must be a file, and ",
    "hook.command = []": 'it must be a program and its arguments, such as ["/usr/local/bin/page", "me"].',
    'hook.command = ["nixda"]': "it must be a program that can be started, and nixda cannot.",
    'hook.command = ["sh", 3]': "it must be a program and its arguments",
    'hook.url = "ftp://x/y"': "it must be an address that begins with http:// or https://.",
    'hook.url = "http://[x"': "it must be an address that begins with http:// or https://.",
    'hook.on = ["sad"]': "it must be a list of some of published, held, refused, failed, stopped.",
    "hook.seconds = 0": "`hook.seconds` is 0; it must be seconds, more than 0 and at most 600.",
    'hook.seconds = "soon"': "it must be seconds, more than 0 and at most 600.",
    "hook.seconds = true": "it must be seconds, more than 0 and at most 600.",
    "wrokers = 3": "`wrokers` is no setting; did you mean `workers`?",
    "[log]\nformta = 1": "`log.formta` is no setting; did you mean `log.format`?",
    "zzz = 1": "`zzz` is no setting; there are: bounds, clean, feed, hook.command, ",
    '[feeds]\n"a b" = "c"': "the name `a b` in [feeds] must be letters, digits, `-`, `_` and `.`.",
    "[feeds]\na = 1": "`feeds.a` is 1; it must be a text in quotes that is not empty.",
    "raw = crawl": "is no TOML: ",
}


@pytest.mark.parametrize("text", WRONG)
def test_each_wrong_value_gets_a_sentence(here, text):
    """It names the file, the key, and what is allowed."""
    path = write(here, text)
    with pytest.raises(UsageError) as told:
        read()

    assert str(told.value).startswith(f"{path}: ")
    assert WRONG[text] in str(told.value)
    assert str(told.value).endswith((".", "?"))


def test_all_that_is_wrong_is_told_at_once(here):
    """In the file and in the environment."""
    path = write(here, 'workers = 0\nzone = "Rawa"')
    with pytest.raises(UsageError) as told:
        read(SARING_HOOK_ON="failed,sad", SARING_RWA="x")

    assert [line.split(":")[0] for line in str(told.value).splitlines()] == [
        "SARING_RWA in the environment is no setting; did you mean `SARING_RAW`?",
        str(path),
        str(path),
        "SARING_HOOK_ON",
    ]


@pytest.mark.usefixtures("here")
def test_the_environment_writes_lists_as_texts():
    """A command as a shell would part it, ends with commas, numbers as digits."""
    said = {"SARING_HOOK_COMMAND": "sh -c 'cat >> it'", "SARING_HOOK_ON": "held, failed", "SARING_HOOK_SECONDS": "3"}
    settled = read(**said, SARING_CACHE="/x", SARING_OF_WORKERS="")

    assert settled.hook == Hook(("sh", "-c", "cat >> it"), None, frozenset({"held", "failed"}), 3.0)


@pytest.mark.usefixtures("here")
def test_today_is_the_day_of_the_zone_that_somebody_set():
    """Else that of UTC; what is settled cannot be changed."""
    far = read(SARING_ZONE="Pacific/Kiritimati")

    assert today(read()) == dt.datetime.now(tz=dt.UTC).date()
    assert today(far) == dt.datetime.now(tz=ZoneInfo("Pacific/Kiritimati")).date()
    with pytest.raises(FrozenInstanceError):
        far.zone = "UTC"


ORDERS = {
    "": ({}, "crawl", None),
    "feed = 'web'": ({}, "crawl", "web"),
    "feed = 'web' # another folder is not it": ({"raw": Path("x")}, "x", None),
    "# named": ({"raw": Path("x"), "feed": "wires"}, "x", "wires"),
    "# a feed of the file": ({"feed": "wires"}, "wires", "wires"),
    "# a feed of the store": ({"feed": "main"}, "crawl", "main"),
}


@pytest.mark.parametrize("text", ORDERS)
def test_an_order_takes_what_is_settled(here, text):
    """Folder and feed go together, and the call overrules."""
    options, raw, feed = ORDERS[text]
    write(
        here, f"raw = 'crawl'\nclean = 'out'\nworkers = 2\n{text}\n[feeds]\nwires = 'wires'\n[retention]\nsnapshots = 9"
    )
    order = order_asked(read_asked(**options), as_of=None, feed=options.get("feed"))

    assert (order.raw, order.feed) == (here / raw if raw != "x" else Path("x"), feed)
    assert (order.clean, order.workers, order.retention) == (here / "out", 2, Retention(snapshots=9))


def test_an_order_says_what_is_missing(here):
    """Nobody writes into a folder that nobody named."""
    with pytest.raises(UsageError, match="RAW is missing: name it"):
        order_asked(read_asked(), as_of=None, feed=None)
    with pytest.raises(UsageError, match="CLEAN is missing: name it"):
        order_asked(read_asked(raw=Path("x")), as_of=None, feed=None)
    write(here, "clean = 'out'\n[feeds]\nwires = 'wires'")
    with pytest.raises(UsageError, match=r"in saring\.toml; \[feeds\] names wires"):
        order_asked(read_asked(), as_of=None, feed=None)


def test_commands_work_from_a_configured_folder(here):
    """`saring clean` needs no argument there, and those that read look into the same store."""
    put(
        here / "crawl", "a.txt", "Air sungai naik dua meter semalam, lalu surut menjelang pagi, kata petugas jaga. " * 9
    )
    write(here, "raw = 'crawl'\nclean = 'out'\nworkers = 1")
    cleaned = json.loads(saring("clean", "--json", cwd=here).stdout)
    counted = json.loads(saring("query", "SELECT count(*) AS n FROM articles", "--json", cwd=here).stdout)
    told = json.loads(saring("config", "--json", cwd=here).stdout)

    assert (cleaned["articles"], counted, (here / "out" / "articles").exists()) == (1, {"n": 1}, True)
    assert told["file"] == str(here / "saring.toml")
    assert told["settings"]["clean"] == {"value": str(here / "out"), "origin": str(here / "saring.toml")}
    assert told["settings"]["zone"] == {"value": "Asia/Jakarta", "origin": "default"}


def test_a_file_is_named_before_or_behind_the_command(here):
    """Either way; one that is not there ends with 2, and so does a wrong value, as JSON where asked."""
    other = here / "other.toml"
    other.write_text("zone = 'UTC'")
    before = saring("--config", other, "config", cwd=here).stdout
    behind = saring("config", "--config", other, cwd=here).stdout
    other.write_text("zone = 3")
    wrong = saring("config", "--json", "--config", other, cwd=here, check=False)

    assert before == behind
    assert f"file: {other}\n" in before
    assert saring("--config", "nix", "config", cwd=here, check=False).returncode == 2
    assert (wrong.returncode, json.loads(wrong.stdout)["kind"]) == (2, "UsageError")
