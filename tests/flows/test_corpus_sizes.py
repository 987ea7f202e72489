"""Runs that are larger than a file or than memory: rows come out in order, in files of bounded size."""

import datetime as dt

import pyarrow.parquet as pq
import pytest
from staged import DAY, key, publish, read, removal, row

from flows.corpus import write
from flows.store import files
from flows.store.layout import resolved_root


@pytest.fixture
def clean(tmp_path):
    """Return where a clean folder comes to stand."""
    return tmp_path / "clean"


def story(number, day=DAY, **fields):
    """Return a story of a day with an outlet of its own, its record named by its number."""
    said = {"record_id": key(number), "outlet": f"{number:03d}", "published_date": day}
    return row(f"s{number:03d}", f"Berita nomor {number} dari balai desa.", **(said | fields))


def sources(clean, dataset="articles"):
    """Return the sources of a dataset's rows in the order in which they lie."""
    root = resolved_root(clean) / dataset
    tables = [pq.ParquetFile(root / file.name).read(["source"]) for file in files(clean, dataset)]
    return [source for table in tables for source in table.column("source").to_pylist()]


def test_rows_beyond_memory_come_out_in_order(clean, monkeypatch):
    """They are scattered into buckets on the disk and taken one at a time; a day may be in several."""
    monkeypatch.setattr(write, "CAPACITY", 20_000)
    rows = [story(n, DAY + dt.timedelta(n // 30)) for n in range(90)]

    publish(clean, list(reversed(rows)), [removal(one) for one in rows])

    assert sources(clean) == [f"s{n:03d}" for n in range(90)]
    assert len(read(clean, "removals")) == 90


def test_buckets_leave_nothing_behind(clean, monkeypatch):
    """Neither beside the staged rows nor in the store."""
    monkeypatch.setattr(write, "CAPACITY", 20_000)

    publish(clean, [story(n) for n in range(40)])

    assert list(clean.parent.glob("clean-staged-*/spill")) == []
    assert not list((clean / ".saring/building").glob("*"))


@pytest.fixture
def small_files(clean, monkeypatch):
    """Publish a month of five days, a file for each."""
    monkeypatch.setattr("flows.corpus.jobs.FILL", 1)
    monkeypatch.setattr("flows.corpus.jobs.MOST_BYTES", 1)
    for n in range(5):
        publish(clean, [story(n, DAY - dt.timedelta(4 - n))])
    return clean


def inodes(clean):
    """Return the inode of each file of articles by its days."""
    root = resolved_root(clean) / "articles"
    return {(file.first, file.last): (root / file.name).stat().st_ino for file in files(clean, "articles")}


def test_a_full_file_is_left_alone(small_files):
    """A new day begins the next one."""
    days = [DAY - dt.timedelta(4 - n) for n in range(5)]

    assert sorted(inodes(small_files)) == [(day, day) for day in days]


def test_a_row_that_changes_rewrites_the_file_of_its_day(small_files):
    """The other files of its month are those of the last snapshot."""
    before = inodes(small_files)

    publish(small_files, [row("s002", "Berita lain.", record_id=key(2), published_date=DAY - dt.timedelta(2))])

    after = inodes(small_files)
    assert [day for day, inode in before.items() if after[day] != inode] == [(DAY - dt.timedelta(2),) * 2]


def test_a_row_that_moves_rewrites_two_files(small_files):
    """The one that it leaves and the one of the day that it comes to."""
    before = inodes(small_files)

    publish(small_files, [story(2, DAY)])

    after = inodes(small_files)
    assert set(before) - set(after) == {(DAY - dt.timedelta(2),) * 2}
    assert [day for day, inode in after.items() if before[day] != inode] == [(DAY, DAY)]
