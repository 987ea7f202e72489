"""Reading a raw folder into records: which files, and files of any kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from rawfiles import STORY, brief, put, read

from flows.read import ReadError, read_records


def test_files_are_read_in_order_of_their_sources(tmp_path):
    """A source is the path below the raw folder, records of one file have a number."""
    put(tmp_path, "b/2.txt", STORY)
    put(tmp_path, "b/10.HTM", "<p>Hujan.</p>")
    put(tmp_path, "a.jsonl", [{"text": "Satu."}, {"html": "<p>Dua.</p>"}])
    assert brief(read(tmp_path)) == [
        ("a.jsonl#0", "text"),
        ("a.jsonl#1", "html"),
        ("b/10.HTM", "html"),
        ("b/2.txt", "text"),
    ]


def test_a_single_file_is_named_by_its_name(tmp_path):
    """The raw folder may be one file."""
    assert brief(read(put(tmp_path, "x/a.txt", STORY))) == [("a.txt", "text")]


def test_chosen_files_are_read_alone(tmp_path):
    """`files` limits the reading, sources still count from the raw folder."""
    put(tmp_path, "x/a.txt", STORY)
    path = put(tmp_path, "x/b.txt", STORY)
    assert brief(read(tmp_path, files=[path])) == [("x/b.txt", "text")]


def test_a_missing_folder_is_told_at_once(tmp_path):
    """No record need be asked for to learn that there is no folder."""
    with pytest.raises(ReadError, match="Create it"):
        read_records(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv", "a.txt.gz"])
@pytest.mark.parametrize("data", [b"", b"\n \r\n"])
def test_an_empty_file_is_refused(tmp_path, name, data):
    """Nothing, or nothing but space, is one reject."""
    put(tmp_path, name, data)
    assert brief(read(tmp_path)) == [(name, "empty_file")]


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.jsonl", "a.csv"])
def test_binary_data_under_any_name_is_refused(tmp_path, name):
    """An image is one reject, not a thousand broken lines."""
    put(tmp_path, name, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert brief(read(tmp_path)) == [(name, "binary_file")]


def test_an_unreadable_file_is_refused(tmp_path, monkeypatch):
    """Permission denied is a reject with a remedy; the next file is still read."""
    put(tmp_path, "a.txt", STORY)
    put(tmp_path, "b.txt", STORY)
    plain_open = Path.open

    def deny(path, *args, **kwargs):
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return plain_open(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", deny)
    records = read(tmp_path)
    assert brief(records) == [("a.txt", "unreadable_file"), ("b.txt", "text")]
    assert "Permission denied" in records[0].detail


def test_content_beats_the_suffix(tmp_path):
    """A saved page named .txt or .jsonl is HTML, text named .html is text."""
    put(tmp_path, "a.txt", "<!DOCTYPE html><html><p>Hujan.</p></html>")
    put(tmp_path, "b.jsonl", "\n<html><p>Hujan.</p>\n</html>")
    put(tmp_path, "c.html", STORY)
    assert brief(read(tmp_path)) == [("a.txt", "html"), ("b.jsonl", "html"), ("c.html", "text")]
