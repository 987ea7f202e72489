"""A run that was stopped does not cost its work again, and what comes out is what would have come out."""

import datetime as dt
import json
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import Future
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labour import job_of
from nights import clean, put_page, rows, story
from rawfiles import put
from running import HOUSE

from flows import engine
from flows.errors import DiskError, RunRefused
from flows.read import spool
from flows.shard import ShardOutcome, clean_shard
from flows.staged import marked_shards, read_mark
from flows.store.staging import KEPT_DAYS, NOTE, left_by_stopped_runs, read_note, staging_folder
from flows.workers import Pool, clear_earlier_try, outcome_of

DAY = dt.date(2026, 11, 20)
PAGES = 24
A_SHARD = 4
"""Records of a shard in these tests."""

COMPARED = {
    "articles": "* EXCLUDE (run_id)",
    "duplicates": "* EXCLUDE (run_id)",
    "removals": "* EXCLUDE (run_id)",
    "rejects": "* EXCLUDE (run_id)",
    "index": "*",
}


class Stopped(BaseException):
    """What stops a run in these tests, as ^C does."""


@pytest.fixture
def small_shards(monkeypatch):
    """Cut shards of four records, and clean them here and now: a pool costs seconds."""
    cut_small(monkeypatch, A_SHARD)


def cut_small(patch, size):
    """Cut small shards, which are cleaned in this process."""
    patch.setattr("flows.read.spool", partial(spool, most_records=size))
    patch.setattr(engine, "submit", clean_here)


def clean_here(job):
    """Clean a shard in this process, as a lane would."""
    done = Future()
    done.set_result(clean_shard(job))
    return done


@pytest.fixture
def cleaned(monkeypatch, small_shards):
    """Return the list of the sources that are given to be cleaned."""
    del small_shards
    given_out: list[str] = []

    def note(job):
        given_out.extend(json.loads(line)[3] for line in job.shard.read_bytes().splitlines())
        return job

    submit, at_once = engine.submit, engine.clean_shard
    monkeypatch.setattr(engine, "submit", lambda job: submit(note(job)))
    monkeypatch.setattr(engine, "clean_shard", lambda job: at_once(note(job)))
    return given_out


@pytest.fixture
def raw(tmp_path):
    """Return a raw folder: pages, one twice under two addresses, one that cannot be read, one without a story."""
    folder = tmp_path / "raw"
    write_raw(folder)
    return folder


def write_raw(folder, pages=PAGES):
    """Write the raw folder of these tests."""
    for n in range(pages):
        put_page(folder, n, story(n), DAY)
    put(folder, "lain.example/salinan.txt", story(1))
    put(
        folder, "lain.example/salinan.meta.json", {"url": "https://lain.example/salinan", "fetched_at": f"{DAY}T05:00Z"}
    )
    put(folder, "lain.example/kosong.txt", "")
    put(folder, "lain.example/undated.txt", story(77) + "\nBagikan Artikel ini:")


def stop_after(monkeypatch, shards):
    """Stop runs once so many shards came back; none publishes."""
    left = iter(range(shards))

    def tell(follower, outcome):
        del follower, outcome
        if next(left, None) is None:
            raise Stopped

    def stop(run):
        raise Stopped

    monkeypatch.setattr(engine, "tell_done", tell)
    monkeypatch.setattr(engine, "publish", stop)


def stopped_run(raw, target, shards, day=DAY, **options):
    """Run until so many shards came back, and be stopped."""
    with pytest.MonkeyPatch.context() as patch:
        stop_after(patch, shards)
        with pytest.raises(Stopped):
            clean(raw, target, day, **options)


def published(target):
    """Return all rows that a store holds."""
    return {dataset: rows(target, dataset, columns) for dataset, columns in COMPARED.items()}


def kept_records(target):
    """Return how many records wait for the next run."""
    marks = [read_mark(left.folder, n) for left in left_by_stopped_runs(target) for n in marked_shards(left.folder)]
    return sum(len(mark.inputs) for mark in marks if mark)


@pytest.fixture
def whole(raw, tmp_path):
    """Return what a run gives that was not stopped."""
    clean(raw, tmp_path / "whole", DAY)
    return published(tmp_path / "whole")


@pytest.mark.usefixtures("small_shards")
def test_what_was_cleaned_is_not_cleaned_again(raw, tmp_path, cleaned, whole):
    """The next run is given the rest alone, says so, publishes the same, and leaves nothing behind."""
    cleaned.clear()
    stopped_run(raw, tmp_path / "clean", 5)
    kept = kept_records(tmp_path / "clean")
    cleaned.clear()
    summary = clean(raw, tmp_path / "clean", DAY)

    assert kept >= 5 * A_SHARD
    assert len(cleaned) == PAGES + 3 - kept
    assert (summary.resumed, summary.records_in) == (kept, PAGES + 3)
    assert published(tmp_path / "clean") == whole
    assert not staging_folder(tmp_path / "clean").exists()


@pytest.mark.usefixtures("small_shards")
def test_a_run_that_was_all_but_published_cleans_nothing(raw, tmp_path, cleaned, whole):
    """Stopped on the threshold: the next run publishes."""
    stopped_run(raw, tmp_path / "clean", 99)
    cleaned.clear()
    summary = clean(raw, tmp_path / "clean", DAY)

    assert (cleaned, summary.resumed) == ([], PAGES + 3)
    assert published(tmp_path / "clean") == whole


KILLED = """
import datetime as dt, os, pathlib, signal, sys, threading, time
from contextlib import suppress
from functools import partial
import flows.read
flows.read.spool = partial(flows.read.spool, most_records=4)
from flows import engine
from flows.order import order_of

raw, clean, wanted = sys.argv[1:]
if __name__ == "__main__":
    def look():
        while True:
            with suppress(OSError):  # a folder of an earlier run leaves while it is read
                if len(list(pathlib.Path(clean).glob(".saring/staging/*/mark-*.json"))) >= int(wanted):
                    os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(.001)

    engine.publish = lambda *_, **__: threading.Event().wait()  # however late the thread looks, it is in time
    threading.Thread(target=look, daemon=True).start()
    engine.clean_folder(order_of(raw, clean, as_of=dt.date(2026, 11, 20), workers=2))
"""


def kill_and_go_on(raw, target, cleaned, shards):
    """Kill a run with -9 once so many shards are whole; return their records and the next run's summary."""
    script = target.with_name("killed.py")
    script.write_text(KILLED)
    command = [sys.executable, script, raw, target, str(shards)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(HOUSE)}, check=False)
    kept = kept_records(target)
    cleaned.clear()
    assert done.returncode == -signal.SIGKILL
    return kept, clean(raw, target, DAY)


@pytest.mark.usefixtures("small_shards")
def test_a_killed_run_is_taken_up(raw, tmp_path, cleaned, whole):
    """Kill -9 after a part of the shards: they are not cleaned again, the result is that of a run never killed."""
    kept, summary = kill_and_go_on(raw, tmp_path / "clean", cleaned, 6)

    assert kept >= 6 * A_SHARD - 1  # the last shard is a smaller one
    assert (len(cleaned), summary.resumed) == (PAGES + 3 - kept, kept)
    assert published(tmp_path / "clean") == whole
    assert not staging_folder(tmp_path / "clean").exists()


@pytest.mark.soak
@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize("shards", range(1, 7))
def test_no_kill_costs_what_was_whole(raw, tmp_path, cleaned, whole, shards):
    """Killed after any number of shards, and killed again on the way."""
    target = tmp_path / "clean"
    stopped_run(raw, target, shards // 2)
    kept, summary = kill_and_go_on(raw, target, cleaned, shards)

    assert (len(cleaned), summary.resumed) == (PAGES + 3 - kept, kept)
    assert published(target) == whole


@settings(max_examples=3, deadline=None, derandomize=True)
@given(stops=st.lists(st.integers(0, 8), max_size=3), late=st.integers(0, PAGES), last=st.booleans())
def test_stops_change_nothing(tmp_path_factory, stops, late, last):
    """Law 4: however often nights are stopped, pages come late or change, the rows are those of an unbroken run."""
    folder = tmp_path_factory.mktemp("stops")
    raw = folder / "raw"
    write_raw(raw, pages=8)
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch, 2)
        for number, shards in enumerate(stops):
            stopped_run(raw, folder / "clean", shards)
            put_page(raw, late, story(late + 100 * (number + 1)), DAY)
        if last:
            (raw / "lain.example" / "salinan.txt").unlink()
        clean(raw, folder / "clean", DAY)
    clean(raw, folder / "unbroken", DAY)

    assert published(folder / "clean") == published(folder / "unbroken")


@pytest.mark.usefixtures("small_shards")
def test_another_stamp_takes_nothing_over(raw, tmp_path, cleaned):
    """What other rules made is swept, and cleaned anew."""
    stopped_run(raw, tmp_path / "clean", 99)
    cleaned.clear()
    summary = clean(raw, tmp_path / "clean", DAY, model=False)

    assert (len(cleaned), summary.resumed) == (PAGES + 3, 0)
    assert not staging_folder(tmp_path / "clean").exists()


@pytest.mark.usefixtures("small_shards")
def test_another_day_takes_over_what_it_does_not_bound(raw, tmp_path, cleaned, whole):
    """A page that tells its fetch is bounded by that day; one that does not is new on the day of the run."""
    stopped_run(raw, tmp_path / "clean", 99)
    cleaned.clear()
    after = clean(raw, tmp_path / "clean", DAY + dt.timedelta(1))
    unbroken = tmp_path / "unbroken"
    clean(raw, unbroken, DAY + dt.timedelta(1))

    assert cleaned[:2] == ["lain.example/kosong.txt", "lain.example/undated.txt"]
    assert after.resumed == PAGES + 1
    assert published(tmp_path / "clean") == published(unbroken) != whole


@pytest.mark.usefixtures("small_shards")
def test_torn_files_are_thrown_away(raw, tmp_path, cleaned, whole):
    """A file that is not what it was, one that is gone, a torn mark, a stranger: none enters a snapshot."""
    stopped_run(raw, tmp_path / "clean", 99)
    (left,) = left_by_stopped_runs(tmp_path / "clean")
    one, two, three, *_ = sorted(left.folder.glob("rows-*"))
    one.write_bytes(one.read_bytes()[:-9])
    two.unlink()
    mark = left.folder / f"mark-{three.stem.removeprefix('rows-')}.json"
    mark.write_bytes(mark.read_bytes()[:40])
    (left.folder / "rows-stranger.parquet").write_bytes(max(left.folder.glob("rows-*")).read_bytes())
    cleaned.clear()
    summary = clean(raw, tmp_path / "clean", DAY)

    assert len(cleaned) == 3 * A_SHARD
    assert summary.resumed == PAGES + 3 - 3 * A_SHARD
    assert published(tmp_path / "clean") == whole


@pytest.mark.usefixtures("small_shards")
def test_a_page_that_is_gone_or_changed_is_not_taken_over(raw, tmp_path, cleaned):
    """What raw does not hold any more does not come back."""
    stopped_run(raw, tmp_path / "clean", 99)
    (raw / f"contoh.id/{DAY}/p3.txt").unlink()
    put_page(raw, 5, story(500), DAY)
    cleaned.clear()
    clean(raw, tmp_path / "clean", DAY)
    clean(raw, tmp_path / "unbroken", DAY)

    assert cleaned[0] == f"contoh.id/{DAY}/p5.txt"
    assert published(tmp_path / "clean") == published(tmp_path / "unbroken")


@pytest.mark.usefixtures("small_shards")
def test_a_run_over_a_part_leaves_the_rest(raw, tmp_path, cleaned):
    """A folder inside takes what is its own; what it does not look at waits for the run that does."""
    others = tmp_path / "others"
    raw.rename(others)
    put_page(raw, 99, story(99), DAY)
    clean(raw, tmp_path / "clean", DAY)
    shutil.copytree(others, raw, dirs_exist_ok=True)
    stopped_run(raw, tmp_path / "clean", 99)
    cleaned.clear()
    part = clean(raw / "lain.example", tmp_path / "clean", DAY)
    rest = clean(raw, tmp_path / "clean", DAY)

    assert (part.resumed, rest.resumed, cleaned) == (3, PAGES, [])
    assert len(rows(tmp_path / "clean", "articles")) == PAGES + 2
    assert not staging_folder(tmp_path / "clean").exists()


@pytest.mark.usefixtures("small_shards")
def test_a_stopped_backfill_is_taken_up(raw, tmp_path, cleaned):
    """`--again` after other rules; a night between takes nothing from it."""
    clean(raw, tmp_path / "clean", DAY)
    stopped_run(raw, tmp_path / "clean", 99, model=False, again=True)
    put_page(raw, 90, story(90), DAY)
    cleaned.clear()
    clean(raw, tmp_path / "clean", DAY)
    after = clean(raw, tmp_path / "clean", DAY, again=True)

    assert cleaned == [f"contoh.id/{DAY}/p90.txt"]
    assert after.resumed == PAGES + 3
    assert not staging_folder(tmp_path / "clean").exists()


@pytest.mark.usefixtures("small_shards")
def test_old_leftovers_are_swept(raw, tmp_path):
    """What was staged more than a week ago goes, and whatever else lies there."""
    stopped_run(raw, tmp_path / "clean", 99)
    (left,) = left_by_stopped_runs(tmp_path / "clean")
    told = json.loads((left.folder / NOTE).read_text())
    begun = left.note.begun - dt.timedelta(KEPT_DAYS + 1)
    (left.folder / NOTE).write_text(json.dumps(told | {"begun": str(begun)}))
    (staging_folder(tmp_path / "clean") / "run-torn").mkdir()
    (staging_folder(tmp_path / "clean") / "stranger.parquet").touch()

    assert clean(raw, tmp_path / "clean", DAY).resumed == 0
    assert not staging_folder(tmp_path / "clean").exists()


@pytest.mark.usefixtures("small_shards")
def test_copies_of_raw_pages_do_not_wait(raw, tmp_path):
    """What is kept are rows and marks."""
    stopped_run(raw, tmp_path / "clean", 2)
    (left,) = left_by_stopped_runs(tmp_path / "clean")

    assert {path.name.split("-")[0] for path in left.folder.iterdir()} == {NOTE, "mark", "rows"}
    assert left.size > 0


@pytest.mark.usefixtures("small_shards")
def test_a_full_disk_gets_room(raw, tmp_path, monkeypatch):
    """What an earlier run left goes when the disk is full: it would be in the way for a week."""
    stopped_run(raw, tmp_path / "clean", 3)

    def fail(run):
        raise OSError(28, "full")

    monkeypatch.setattr(engine, "publish", fail)
    with pytest.raises(DiskError):
        clean(raw / "lain.example", tmp_path / "clean", DAY)

    assert not staging_folder(tmp_path / "clean").exists()


@pytest.mark.usefixtures("small_shards")
@pytest.mark.parametrize(("error", "stays"), [(RunRefused("no"), True), (OSError(28, "full"), False)])
def test_a_refused_run_leaves_its_rows_and_a_failed_one_does_not(raw, tmp_path, monkeypatch, error, stays):
    """A guard's refusal is answered by running again; what failed may fail for what it staged."""

    def fail(run):
        raise error

    monkeypatch.setattr(engine, "publish", fail)
    with pytest.raises(Exception, match=r"no|full"):
        clean(raw, tmp_path / "clean", DAY)

    assert (kept_records(tmp_path / "clean") > 0) is stays


@pytest.mark.usefixtures("small_shards")
def test_what_chance_refused_is_tried_again(raw, tmp_path, monkeypatch, cleaned):
    """A page that took too long on a night of trouble is no reject of the next run."""
    monkeypatch.setattr("flows.shard.BY_CHANCE", {"empty_file"})
    stopped_run(raw, tmp_path / "clean", 99)
    cleaned.clear()
    summary = clean(raw, tmp_path / "clean", DAY)

    assert cleaned == ["lain.example/kosong.txt"]
    assert summary.rejects == 1


def test_a_note_that_is_none_is_none(tmp_path):
    """A folder that does not say what it is, or not to the end, holds nothing for anybody."""
    assert read_note(tmp_path) is None
    (tmp_path / NOTE).write_text('{"stamp": "x"')
    assert read_note(tmp_path) is None


def test_a_job_that_comes_again_is_staged_once(tmp_path):
    """A task that is tried again after its shard was staged, in part or whole, gives the same and adds nothing."""
    job = job_of(tmp_path / "shard.jsonl", [story(1), story(2)])
    (tmp_path / "rows-shard.parquet").write_bytes(b"torn")
    (tmp_path / "rows-sharda.parquet").write_bytes(b"of a half")
    (tmp_path / "sharda.jsonl").write_bytes(b"")
    pool = Pool(1)
    try:
        first = outcome_of(pool.submit(job), job)
        marked = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*-shard*")}
        again = outcome_of(pool.submit(job), job)
    finally:
        pool.close()

    assert first == again == ShardOutcome("shard", 2, 0)
    assert {"rows-shard.parquet", "mark-shard.json"} <= marked.keys() >= {"rows-shard.parquet"}
    assert marked == {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*-shard*")}
    assert clear_earlier_try(job) is not None
    assert not job.shard.exists()
