"""Packed files."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma

import pytest
from rawfiles import STORY, brief, put, read

from flows.read import limits
from transforms.records import RawPage


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_packed_files_are_unpacked(tmp_path, suffix, pack):
    """Each packing gives the page as it was."""
    put(tmp_path, f"a.txt.{suffix}", pack(STORY.encode()))
    assert read(tmp_path) == [RawPage(f"a.txt.{suffix}", "text", STORY)]


def test_packing_is_told_by_content(tmp_path):
    """A packed file under a plain name, a plain one under a packed name, and one packed twice are all read."""
    put(tmp_path, "a.txt", gzip.compress(STORY.encode()))
    put(tmp_path, "b.txt.gz", STORY)
    put(tmp_path, "c.txt.gz", gzip.compress(gzip.compress(STORY.encode())))
    assert [page.content for page in read(tmp_path)] == [STORY] * 3


def test_a_file_packed_without_end_is_refused(tmp_path):
    """Layers of packing are bounded."""
    data = STORY.encode()
    for _ in range(limits.MOST_PACKINGS + 1):
        data = gzip.compress(data)
    put(tmp_path, "a.txt.gz", data)
    assert brief(read(tmp_path)) == [("a.txt.gz", "broken_archive")]


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    """A file that unpacks beyond measure is left."""
    monkeypatch.setattr(limits, "FREE_UNPACKED_BYTES", 100_000)
    monkeypatch.setattr(limits, "MOST_BYTES", 50_000)
    put(tmp_path, "a.jsonl.gz", gzip.compress(b'{"text": "Satu."}\n' + b"x" * 40_000_000))
    assert brief(read(tmp_path)) == [("a.jsonl.gz#0", "text"), ("a.jsonl.gz", "expands_too_far")]


def test_several_packed_streams_in_one_file_are_one(tmp_path):
    """Files made by `cat` and padded with zeros are read to their end."""
    put(
        tmp_path, "a.jsonl.gz", gzip.compress(b'{"text": "Satu."}\n') + gzip.compress(b'{"text": "Dua."}') + b"\0" * 512
    )
    assert brief(read(tmp_path)) == [("a.jsonl.gz#0", "text"), ("a.jsonl.gz#1", "text")]


def test_what_stands_before_the_break_of_a_packed_file_is_read(tmp_path):
    """A truncated file gives its whole records, then one reject that names it."""
    lines = "\n".join(
        json.dumps({"text": f"Berita {n}: " + "".join(map(chr, range(97 + n % 9, 120)))}) for n in range(500)
    )
    whole = gzip.compress(lines.encode())
    put(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2])
    records = read(tmp_path)
    assert len(records) > 50
    assert {kind for _, kind in brief(records[:-1])} == {"text"}
    assert brief(records[-1:]) == [("a.jsonl.gz", "broken_archive")]


def test_a_truncated_packed_page_is_refused(tmp_path):
    """Half a page is no page."""
    put(tmp_path, "a.html.gz", gzip.compress(STORY.encode())[:-9])
    assert brief(read(tmp_path)) == [("a.html.gz", "broken_archive")]


def test_a_packed_file_that_is_still_being_written_waits(tmp_path):
    """What stands before the break is read, its end is no reject while the file is young."""
    whole = gzip.compress(b'{"text": "Satu."}\n' * 3 + b'{"text": "Dua."}\n')
    written = put(tmp_path, "a.jsonl.gz", whole[:-12]).stat().st_mtime

    assert brief(read(tmp_path, now=lambda: written))[-1] == ("a.jsonl.gz", "waiting")
    assert brief(read(tmp_path, now=lambda: written + 601))[-1] == ("a.jsonl.gz", "broken_archive")


def test_a_torn_row_of_a_packed_table_is_no_page(tmp_path):
    """Half a text is no text."""
    whole = gzip.compress(b"judul,isi\nSatu,Hujan.\nDua,Kemarau panjang sekali\n", mtime=0)
    put(tmp_path, "a.csv.gz", whole[:-14])

    assert brief(read(tmp_path)) == [("a.csv.gz#0", "text"), ("a.csv.gz", "broken_archive")]
