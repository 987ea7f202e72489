"""`saring maintain`: files change, rows do not."""

import datetime as dt
import json
import os
import shutil

import planted
import pyarrow.parquet as pq
import pytest
import staged
from nights import clean as clean_night
from nights import put_page, story
from planted import LATER
from running import saring
from staged import DAY, publish, row

import flows.corpus.buckets
import flows.maintain
from flows.errors import LockHeld
from flows.inspect import verify
from flows.maintain import MaintainOutcome, maintain
from flows.retention import Retention
from flows.store import PUBLIC, StoreError, files, layout, lock
from flows.store.pins import pin, read_pins

KEPT = tuple(name for name in layout.DATASETS if name != "runs")


def tables(clean):
    """Return the rows of every dataset but the manifests."""
    return {name: sorted(map(repr, planted.rows_of(clean, name))) for name in KEPT}


@pytest.fixture
def clean(tmp_path):
    """Return a store with late rows in a month, of whose files more are late than should be."""
    planted.late_store(tmp_path / "clean")
    return tmp_path / "clean"


def test_no_row_changes(clean):
    """Whatever is written anew holds the rows that it held, in the order of their dataset; `changes` says nothing."""
    before = tables(clean)

    outcome = maintain(clean, as_of=LATER)

    assert outcome.folded >= 1
    assert tables(clean) == before
    assert verify(clean, sample=20) == []
    dates = [
        record["date"] for file in planted.files_of(clean, "articles") for record in pq.read_table(file).to_pylist()
    ]
    assert len(files(clean, "articles")) == 1
    assert dates == sorted(dates)


def test_the_manifest_tells_it(clean):
    """One row, in which no record comes in."""
    outcome = maintain(clean, as_of=LATER)

    (told,) = (row for row in planted.rows_of(clean, "runs") if row["run_id"] == f"{outcome.snapshot:06d}")
    assert (told["records_in"], told["articles"], told["as_of"]) == (0, 0, LATER)
    assert json.loads(told["facts"])["maintain"]["folded"] >= 1


def test_a_second_time_does_nothing(clean):
    """No snapshot is published for nothing."""
    maintain(clean, as_of=LATER)
    before = staged.tree(clean / ".saring" / "snapshots")

    assert maintain(clean, as_of=LATER) == MaintainOutcome()
    assert staged.tree(clean / ".saring" / "snapshots") == before


def test_a_month_that_does_not_fit_into_memory_is_folded_by_buckets(clean, monkeypatch):
    """The rows are the same, and in the same order."""
    other = clean.with_name("other")
    shutil.copytree(clean, other, symlinks=True)
    maintain(other, as_of=LATER)
    monkeypatch.setattr(flows.corpus.buckets, "CAPACITY", 2_000)

    maintain(clean, as_of=LATER)

    for dataset in ("articles", "duplicates", "removals", "rejects"):
        assert planted.rows_of(clean, dataset) == planted.rows_of(other, dataset)


def test_a_late_file_of_a_tenth_stays(tmp_path):
    """It is not worth writing the month anew."""
    planted.with_late_rows(tmp_path / "clean")

    assert maintain(tmp_path / "clean", as_of=LATER).folded == 0


def test_histories_of_many_files_are_joined(tmp_path, monkeypatch):
    """Each run adds a file to `changes` and `runs`; their rows stay."""
    monkeypatch.setattr(flows.maintain, "MOST_HISTORY", 2)
    clean = tmp_path / "clean"
    for n in range(3):
        publish(clean, [row(f"s{n}", f"Air sungai {n} naik.")], as_of=DAY + dt.timedelta(n))
    before = tables(clean)

    outcome = maintain(clean, as_of=DAY)

    assert outcome.joined == 6
    assert (len(files(clean, "changes")), len(files(clean, "runs"))) == (1, 2)
    assert tables(clean) == before
    assert {row["run_id"] for row in planted.rows_of(clean, "runs")} == {"000001", "000002", "000003", "000004"}
    assert verify(clean) == []


def test_the_next_run_goes_on(tmp_path):
    """A night after it takes in what is new and leaves the rest."""
    raw, clean = tmp_path / "raw", tmp_path / "clean"
    put_page(raw, 1, story(1), DAY)
    clean_night(raw, clean, DAY)
    planted.make_untidy(clean)
    maintain(clean, as_of=DAY + dt.timedelta(100))
    put_page(raw, 2, story(2), DAY + dt.timedelta(101))

    summary = clean_night(raw, clean, DAY + dt.timedelta(101))

    assert (summary.snapshot, summary.articles, summary.skipped) == (3, 1, 1)
    assert verify(clean, sample=5) == []


def test_old_snapshots_go_as_retention_says(clean):
    """By count and by age; a pinned one stays until its day."""
    pin(clean, 1, dt.datetime.now(tz=dt.UTC).date(), "a look")

    assert maintain(clean, retention=Retention(snapshots=1), as_of=LATER).dropped == ()
    for name in ("000001", "000002", "000003"):
        planted.make_old(clean / ".saring" / "snapshots" / name)
    assert maintain(clean, retention=Retention(snapshots=1), as_of=LATER).dropped == (2,)


def test_a_pin_that_ran_out_is_taken_out(clean):
    """The file of pins tells what is pinned, and no more."""
    pin(clean, 1, DAY, "a look of long ago")

    assert maintain(clean, as_of=LATER).released == (1,)
    assert read_pins(clean) == {}


def test_old_changes_go_as_retention_says(clean):
    """Copies that were not brought up to date for so long are made anew."""
    maintain(clean, retention=Retention(changes_days=100), as_of=LATER)

    assert {row["run_id"] for row in planted.rows_of(clean, "changes")} == {"000002"}
    assert verify(clean) == []


def test_leftovers_are_swept(clean):
    """Drafts of killed runs go, and are counted."""
    (clean / ".saring" / "building" / "000099").mkdir(parents=True)
    (clean / ".saring" / "staging" / "run-abc").mkdir(parents=True)

    assert maintain(clean, as_of=LATER).swept == 2
    assert not (clean / ".saring" / "staging").exists()


def test_it_waits_for_nobody(clean):
    """A store that is being written is left alone."""
    holder = os.fork()
    if not holder:
        with lock(clean):
            (clean.parent / "held").touch()
            while not (clean.parent / "done").exists():
                pass
        os._exit(0)
    while not (clean.parent / "held").exists():
        pass
    try:
        with pytest.raises(LockHeld):
            maintain(clean)
    finally:
        (clean.parent / "done").touch()
        os.waitpid(holder, 0)


def test_nothing_is_maintained_where_nothing_is_published(tmp_path):
    """The message says what to do first."""
    with pytest.raises(StoreError, match="nothing is published"):
        maintain(tmp_path)


def test_the_command_prints_what_was_done(clean):
    """A script reads one object."""
    told = json.loads(saring("maintain", clean, "--json").stdout)

    assert told["snapshot"] == 3
    assert told["folded"] >= 1
    assert all((clean / name).is_dir() for name in PUBLIC)
