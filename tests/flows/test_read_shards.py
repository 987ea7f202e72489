"""Staging shards."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from flows.read import read_records, read_shard, record_digest, spool
from transforms.records import Reject


@pytest.fixture
def raw(tmp_path):
    """A raw folder with pages, hints and rejects."""
    folder = tmp_path / "raw"
    folder.mkdir()
    lines = [
        json.dumps(
            {"text": f"Berita {n}\u2028 lagi.", "title": f"Judul {n}", "fetched_at": f"2026-11-03T08:00:{n:02}.5Z"}
        )
        for n in range(25)
    ]
    (folder / "a.jsonl").write_text("\n".join([*lines[:7], "{", *lines[7:]]))
    (folder / "b.html").write_text("<p>Hujan.</p>")
    (folder / "c.txt").write_text("")
    return folder


def new(source, digest):
    """Nothing is known."""
    return False


def everything(shards):
    """The records of all shards, in order."""
    return [record for info in shards for record, _ in read_shard(info.path)]


@pytest.mark.parametrize(
    ("most_records", "most_bytes"), [(1000, 2**26), (1, 2**26), (4, 2**26), (1000, 1), (1000, 700)]
)
def test_bounds_change_no_record(raw, tmp_path, most_records, most_bytes):
    """Pages and rejects come back as they were read, however they are cut."""
    shards = list(spool(raw, tmp_path / "s", known=new, most_records=most_records, most_bytes=most_bytes))
    assert everything(shards) == list(read_records(raw))
    assert all(0 < info.n_records <= most_records for info in shards)


def test_digests_stand_beside_their_records(raw, tmp_path):
    """A worker need not compute them again."""
    shards = spool(raw, tmp_path / "s", known=new)
    assert all(record_digest(record) == digest for info in shards for record, digest in read_shard(info.path))


def test_a_shard_says_what_it_holds(raw, tmp_path):
    """Pages, rejects and size are counted."""
    (info,) = spool(raw, tmp_path / "s", known=new)
    assert (info.n_pages, info.n_rejects, info.n_records, info.n_known) == (26, 2, 28, 0)
    assert info.n_bytes == info.path.stat().st_size


def test_known_records_are_counted_and_passed_over(raw, tmp_path):
    """Only what is new is staged; a run again stages nothing and still counts."""
    seen = {(record.source, record_digest(record)) for record in read_records(raw)}
    (raw / "d.txt").write_text("Baru.")
    shards = list(spool(raw, tmp_path / "s", known=lambda *key: key in seen, most_records=1))
    assert [record.source for record in everything(shards)] == ["d.txt"]
    assert sum(info.n_known for info in shards) == 28
    again = list(spool(raw, tmp_path / "t", known=lambda *key: True))
    assert [(info.n_records, info.n_known) for info in again] == [(0, 29)]


def test_spooling_goes_on_while_shards_are_worked_on(raw, tmp_path):
    """A shard is given out before the next is begun."""
    shards = spool(raw, tmp_path / "s", known=new, most_records=5)
    first = next(shards)
    assert [path.name for path in (tmp_path / "s").iterdir()] == [first.path.name]


def test_an_empty_folder_gives_no_shard(tmp_path):
    """Nothing in, nothing out, nothing left behind."""
    (tmp_path / "raw").mkdir()
    assert list(spool(tmp_path / "raw", tmp_path / "s", known=new)) == []
    assert list((tmp_path / "s").iterdir()) == []


def test_moments_and_rejects_come_back_typed(raw, tmp_path):
    """A fetch time stays an aware moment, a reject a reject."""
    records = everything(spool(raw, tmp_path / "s", known=new))
    assert records[0].fetched_at == dt.datetime(2026, 11, 3, 8, 0, 0, 500_000, tzinfo=dt.UTC)
    assert isinstance(records[7], Reject)
