"""Staging shards."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json

import pytest
from rawfiles import later, put, read

from flows.read import FileRead, discover, read_shard, split_shard, spool
from transforms.records import Reject

DAY = dt.date(2026, 11, 3)


@pytest.fixture
def raw(tmp_path):
    """A raw folder with pages, hints and rejects."""
    lines = [
        json.dumps(
            {"text": f"Berita {n}\u2028 lagi.", "title": f"Judul {n}", "fetched_at": f"2026-11-03T08:00:{n:02}.5Z"}
        )
        for n in range(25)
    ]
    put(tmp_path / "raw", "a.jsonl", "\n".join([*lines[:7], "{", *lines[7:]]))
    put(tmp_path / "raw", "b.html", "<p>Hujan.</p>")
    put(tmp_path / "raw", "c.txt", "")
    return tmp_path / "raw"


def new(record):
    """Every record is new."""
    return DAY


def spooled(raw, to, seen_day_of=new, note_file=lambda file: None, **options):
    """Spool all files of a folder."""
    found = discover(raw)
    options = {"now": later, "rejects": found.rejects, **options}
    return spool(found.files, to, seen_day_of=seen_day_of, note_file=note_file, **options)


def everything(shards):
    """The records of all shards, in order."""
    return [record for info in shards for record, _ in read_shard(info.path)]


def names(records):
    """What makes records one, and what they are called."""
    return [(record, record.record_id, record.page_id) for record in records]


@pytest.mark.parametrize(
    ("most_records", "most_bytes"), [(1000, 2**26), (1, 2**26), (4, 2**26), (1000, 1), (1000, 700)]
)
def test_bounds_change_no_record(raw, tmp_path, most_records, most_bytes):
    """Pages and rejects come back as they were read, names and all, however they are cut."""
    shards = list(spooled(raw, tmp_path / "s", most_records=most_records, most_bytes=most_bytes))

    assert names(everything(shards)) == names(read(raw))
    assert all(0 < info.n_records <= most_records for info in shards)


def test_a_record_comes_with_the_day_that_bounds_its_dates(raw, tmp_path):
    """A worker need not know when it was first seen."""
    days = {record.record_id: DAY + dt.timedelta(n) for n, record in enumerate(read(raw))}
    shards = spooled(raw, tmp_path / "s", lambda record: days[record.record_id])

    assert {r.record_id: day for info in shards for r, day in read_shard(info.path)} == days


def test_a_shard_says_what_it_holds(raw, tmp_path):
    """Pages and rejects are counted."""
    (info,) = spooled(raw, tmp_path / "s")

    assert (info.n_pages, info.n_rejects, info.n_records, info.n_known, info.n_waiting) == (26, 2, 28, 0, 0)


def test_known_records_are_counted_and_passed_over(raw, tmp_path):
    """Only what is new is staged; a run again stages nothing and still counts."""
    seen = {record.record_id for record in read(raw)}
    put(raw, "d.txt", "Baru.")
    shards = list(spooled(raw, tmp_path / "s", lambda r: None if r.record_id in seen else DAY, most_records=1))

    assert [record.source for record in everything(shards)] == ["d.txt"]
    assert sum(info.n_known for info in shards) == 28
    again = list(spooled(raw, tmp_path / "t", lambda record: None))
    assert [(info.n_records, info.n_known) for info in again] == [(0, 29)]


def test_what_waits_is_counted_and_not_staged(raw, tmp_path):
    """It comes with the next run."""
    path = put(raw, "d.jsonl", b'{"text": "Du')
    (info,) = spooled(raw, tmp_path / "s", now=lambda: path.stat().st_mtime)

    assert (info.n_records, info.n_waiting) == (28, 1)
    assert "d.jsonl#0" not in {record.source for record in everything([info])}


def test_rejects_of_folders_are_staged_too(raw, tmp_path):
    """What could not be listed is told like what could not be read."""
    reject = Reject("x", "read", "unreadable_folder", "y")
    (info,) = spooled(raw, tmp_path / "s", rejects=[reject])

    assert everything([info])[0] == reject


def notes(raw, tmp_path, **options):
    """What is told of each file, by source."""
    told: list[FileRead] = []
    list(spooled(raw, tmp_path / "s", note_file=told.append, **options))
    return {file.state.source: file for file in told}


def test_each_file_is_told(raw, tmp_path):
    """As it looked, with its digest and the names of its records in their order, known or new."""
    records = tuple(r.record_id for r in read(raw) if r.source.startswith("a.jsonl"))
    digest = hashlib.sha256((raw / "a.jsonl").read_bytes()).hexdigest()[:32]
    state = discover(raw).files[0].state
    told = notes(raw, tmp_path, seen_day_of=lambda record: None)

    assert told["a.jsonl"] == FileRead(state, digest, records, rejects=1)
    assert list(told) == ["a.jsonl", "b.html", "c.txt"]
    assert (told["b.html"].one_page, told["c.txt"].rejects) == (True, 1)


def test_a_packed_file_is_told_as_it_is_stored(tmp_path):
    """Its digest is that of the packed bytes."""
    data = gzip.compress(b'{"text": "Satu."}\n')
    put(tmp_path / "raw", "a.jsonl.gz", data)

    assert notes(tmp_path / "raw", tmp_path)["a.jsonl.gz"].digest == hashlib.sha256(data).hexdigest()[:32]


def test_a_file_that_was_not_read_to_its_end_is_told_so(tmp_path):
    """It has no digest, and is read again."""
    raw = tmp_path / "raw"
    put(raw, "a.jsonl.gz", gzip.compress(b'{"text": "Satu."}\n')[:-9])
    put(raw, "b.txt", "Hujan.").unlink()
    (raw / "b.txt").symlink_to(raw / "nothing")
    path = put(raw, "c.jsonl", b'{"text": "Satu."}\n{"te')
    told = notes(raw, tmp_path)
    young = notes(raw, tmp_path, now=lambda: path.stat().st_mtime)

    assert {name: file.again for name, file in told.items()} == {"a.jsonl.gz": True, "b.txt": True, "c.jsonl": False}
    assert told["b.txt"].digest == ""
    assert (young["c.jsonl"].waiting, young["c.jsonl"].again, len(young["c.jsonl"].records)) == (1, True, 1)


def test_a_saved_page_under_another_name_is_one_page(tmp_path):
    """What counts is what was read."""
    put(tmp_path / "raw", "a.jsonl", "<html><p>Hujan.</p>\n</html>")

    assert notes(tmp_path / "raw", tmp_path)["a.jsonl"].one_page


def test_spooling_goes_on_while_shards_are_worked_on(raw, tmp_path):
    """A shard is given out before the next is begun."""
    shards = spooled(raw, tmp_path / "s", most_records=5)
    first = next(shards)

    assert [path.name for path in (tmp_path / "s").iterdir()] == [first.path.name]


def test_no_file_gives_no_shard(tmp_path):
    """Nothing in, nothing out, nothing left behind."""
    assert list(spool([], tmp_path / "s", seen_day_of=new, note_file=lambda file: None)) == []
    assert list((tmp_path / "s").iterdir()) == []


def test_moments_and_rejects_come_back_typed(raw, tmp_path):
    """A fetch time stays an aware moment, a reject a reject."""
    records = everything(spooled(raw, tmp_path / "s"))

    assert records[0].fetched_at == dt.datetime(2026, 11, 3, 8, 0, 0, 500_000, tzinfo=dt.UTC)
    assert isinstance(records[7], Reject)


def test_the_halves_of_a_shard_are_the_shard(raw, tmp_path):
    """However often it is halved, until a record stands alone."""
    (info,) = spooled(raw, tmp_path / "s")
    halves = [info.path]
    while len(halves) < info.n_records:
        halves = [part for half in halves for part in split_shard(half) or (half,)]

    assert [names([r]) for half in halves for r, _ in read_shard(half)] == [names([r]) for r in everything([info])]
