"""How long old snapshots and changes stay: as a configuration says, remembered by the store."""

import datetime as dt
import json

import pytest
from nights import clean, put_page, story
from running import saring

from flows.errors import UsageError
from flows.retention import RETENTION, Retention
from flows.store import StoreError
from flows.store.retaining import read_retention, retention_file, write_retention
from flows.store.snapshot import standing_numbers

DAY = dt.date(2026, 11, 20)
LONG = Retention(snapshots=9, hours=0.0, changes_days=30, pinned_days=5)


def night(raw, target, n, **options):
    """Clean one page more."""
    put_page(raw, n, story(n), DAY)
    return clean(raw, target, DAY, **options)


def test_a_store_remembers_what_a_run_was_told(tmp_path):
    """Later runs that say nothing keep and drop the same; one that says something else overrules for good."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    for n in range(5):
        night(raw, target, n, retention=Retention(snapshots=4, hours=0) if n == 0 else None)
    kept = standing_numbers(target)
    night(raw, target, 5, retention=Retention(snapshots=1, hours=0))

    assert kept == [2, 3, 4, 5]
    assert standing_numbers(target) == [6]
    assert read_retention(target) == Retention(snapshots=1, hours=0)


def test_what_is_asked_counts_then_what_is_remembered_then_the_default(tmp_path):
    """And writing the same again writes nothing."""
    retention_file(tmp_path).parent.mkdir()
    assert read_retention(tmp_path) == RETENTION
    write_retention(tmp_path, LONG)
    written = retention_file(tmp_path).stat().st_mtime_ns
    write_retention(tmp_path, LONG)

    assert retention_file(tmp_path).stat().st_mtime_ns == written
    assert read_retention(tmp_path) == LONG
    assert read_retention(tmp_path, RETENTION) == RETENTION


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"snapshots": "many"}', "3"])
def test_a_broken_memory_is_told_before_anything_is_published(tmp_path, text):
    """Nothing is dropped on a guess."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    night(raw, target, 1)
    retention_file(target).write_text(text)
    with pytest.raises(StoreError, match=r"retention\.json: cannot be read .* Nothing was published"):
        night(raw, target, 2)

    assert standing_numbers(target) == [1]


def test_a_configured_folder_keeps_what_it_says(tmp_path):
    """A night, and a decision from another folder afterwards."""
    raw, target = tmp_path / "raw", tmp_path / "clean"
    put_page(raw, 1, story(1), DAY)
    (tmp_path / "saring.toml").write_text(f"raw = '{raw}'\nclean = '{target}'\nworkers = 1\n[retention]\nsnapshots = 9")
    saring("clean", cwd=tmp_path)

    assert read_retention(target) == Retention(snapshots=9)
    assert json.loads(saring("config", "--json", cwd=tmp_path).stdout)["settings"]["retention.snapshots"] == {
        "value": 9,
        "origin": str(tmp_path / "saring.toml"),
    }


def test_a_command_that_looks_after_a_store_does_not_guess_which(tmp_path, monkeypatch):
    """It says where to name it; a configured folder names it for all."""
    from flows.cli.options import clean_in_use

    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="CLEAN is missing: name the folder"):
        clean_in_use()
    (tmp_path / "saring.toml").write_text("clean = 'out'")

    assert clean_in_use() == tmp_path / "out"
