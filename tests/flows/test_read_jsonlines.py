"""Files with a JSON object on each line."""

from __future__ import annotations

import json

import pytest
from rawfiles import brief, put, read

from flows.read import limits
from flows.read.fields import keys_of
from flows.read.names import ALIASES
from transforms.identity import place_id


def test_a_broken_line_is_refused_by_number_and_the_rest_is_read(tmp_path):
    """A record's number counts broken ones and passes over blank lines."""
    put(tmp_path, "a.jsonl", b'\xef\xbb\xbf{"text": "Satu."}\r\n\r\n{"text": "Du\n[1]\n{"text": "Tiga."}')
    records = read(tmp_path)
    expected = [
        ("a.jsonl#0", "text"),
        ("a.jsonl#1", "broken_json"),
        ("a.jsonl#2", "not_an_object"),
        ("a.jsonl#3", "text"),
    ]
    assert brief(records) == expected
    assert records[1].detail.startswith("line 3, column 10")


def test_a_line_longer_than_a_record_is_passed_over(tmp_path, monkeypatch):
    """Its size and line are told, and the next line is read."""
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    monkeypatch.setattr(limits, "CHUNK_BYTES", 64)
    put(tmp_path, "a.jsonl", [{"text": "Satu."}, {"text": "x" * 1000}, {"text": "Tiga."}])
    records = read(tmp_path)
    assert brief(records) == [("a.jsonl#0", "text"), ("a.jsonl#1", "too_large"), ("a.jsonl#2", "text")]
    assert "line 2 has 1,012 bytes" in records[1].detail


def test_fifty_megabytes_of_one_line_are_one_reject(tmp_path):
    """The real limit, on a real file."""
    put(tmp_path, "a.jsonl", b'{"text": "' + b"x" * 50_000_000 + b'"}\n{"text": "Dua."}')
    assert brief(read(tmp_path)) == [("a.jsonl#0", "too_large"), ("a.jsonl#1", "text")]


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (b'{"text": "Hujan \\ud800 deras"}', "Hujan \ufffd deras"),
        (b'{"text": "Hujan \\ud83c\\udf27"}', "Hujan \U0001f327"),
        (b'{"text": "Hujan \xe9 deras"}', "Hujan é deras"),
        (b'{"text": "Hujan\x00 de\\u0000ras"}', "Hujan deras"),
        (b'{"text": "Hujan\tderas", "n": NaN}', "Hujan\tderas"),
        (b'{"text": "Hujan", "text": "Kemarau"}', "Kemarau"),
        (b'{"text": "Hujan", "title": "\\ud800"}', "Hujan"),
    ],
)
def test_json_that_is_almost_json_is_read(tmp_path, line, content):
    """Lone surrogates, wrong charsets, NULs, control characters and doubled keys lose no record."""
    put(tmp_path, "a.jsonl", line)
    page = read(tmp_path)[0]
    assert page.content == content
    assert page.record_id


@pytest.mark.parametrize("line", ["[" * 100_000, '{"a":' * 100_000, '{"text": "Hujan", "n": ' + "9" * 5_000 + "}"])
def test_json_that_breaks_parsers_is_refused(tmp_path, line):
    """Depth and monstrous numbers are rejects."""
    put(tmp_path, "a.jsonl", line)
    assert brief(read(tmp_path)) == [("a.jsonl#0", "broken_json")]


def test_json_lines_in_utf16_are_read(tmp_path):
    """Exports written by PowerShell are UTF-16 with a mark."""
    put(tmp_path, "a.jsonl", '{"text": "“Satu.”"}\r\n{"text": "Dua."}\r\n'.encode("utf-16"))
    assert [page.content for page in read(tmp_path)] == ["“Satu.”", "Dua."]


@pytest.mark.parametrize(("age", "kind"), [(0, "waiting"), (599, "waiting"), (600, "broken_json")])
def test_a_line_that_is_still_being_written_waits(tmp_path, age, kind):
    """A broken last line without its newline is no reject while the file is young."""
    written = put(tmp_path, "a.jsonl", b'{"text": "Satu."}\n{"text": "Du').stat().st_mtime

    assert brief(read(tmp_path, now=lambda: written + age)) == [("a.jsonl#0", "text"), ("a.jsonl#1", kind)]


@pytest.mark.parametrize("data", [b'{"text": "Satu."}\n{"text": "Du\n', b'{"text": "Du\n{"text": "Satu."}'])
def test_a_line_that_ends_does_not_wait(tmp_path, data):
    """It is broken, however young the file is; a whole last line needs no newline."""
    written = put(tmp_path, "a.jsonl", data).stat().st_mtime

    assert {kind for _, kind in brief(read(tmp_path, now=lambda: written))} == {"text", "broken_json"}


def test_a_wrong_clock_keeps_no_line_waiting(tmp_path):
    """A file that was written in a year to come would wait until then."""
    written = put(tmp_path, "a.jsonl", b'{"text": "Du').stat().st_mtime

    assert brief(read(tmp_path, now=lambda: written - 9_999)) == [("a.jsonl#0", "broken_json")]


def test_a_page_is_known_by_what_was_delivered(tmp_path, monkeypatch):
    """Not by its place, nor by what our fields are called."""
    put(tmp_path, "a.jsonl", [{"text": "Satu.", "url": "https://contoh.id/1"}, {"badan": "Dua."}])
    put(tmp_path, "b.jsonl", [{"badan": "Dua."}, {"url": "https://contoh.id/1", "text": "Satu."}])
    unknown = read(tmp_path)
    monkeypatch.setitem(ALIASES, "text", ("text", "badan"))
    keys_of.cache_clear()

    first, second, third, fourth = read(tmp_path)
    keys_of.cache_clear()

    assert (first.record_id, first.page_id) == (fourth.record_id, fourth.page_id)
    assert (second.record_id, second.page_id) == (third.record_id, third.page_id)
    assert (unknown[1].reason, unknown[1].record_id) == ("no_content", second.record_id)


def test_a_line_in_another_charset_is_named_by_its_own_decoding(tmp_path, monkeypatch):
    """A better decoder gives another text, not another page."""
    put(tmp_path, "a.jsonl", '{"text": "“Air sungai naik dua meter,” kata warga café."}'.encode("cp1252"))
    (before,) = read(tmp_path)
    monkeypatch.setattr("flows.read.jsontext.decode", lambda data, *_, **__: data.decode("cp1251"))
    (after,) = read(tmp_path)

    assert before.content != after.content
    assert (before.record_id, before.page_id) == (after.record_id, after.page_id)


def test_what_cannot_be_read_is_known_by_its_place(tmp_path):
    """A broken line is one reject until it is mended, whatever stands in it."""
    put(tmp_path, "a.jsonl", b'{"text": "Du\n')
    (before,) = read(tmp_path)
    put(tmp_path, "a.jsonl", b'{"text": "Dua lag\n')
    (after,) = read(tmp_path)

    assert before.record_id == before.page_id == after.record_id == place_id("a.jsonl#0", "broken_json")


def test_a_file_that_grows_gives_no_reject(tmp_path):
    """Wherever it is looked at while it is young, its whole lines are read and what is torn waits."""
    data = "".join(json.dumps({"text": text}) + "\n" for text in ("Satu.", "Dua “deras”.", "Tiga.")).encode()
    whole = [record.record_id for record in read(put(tmp_path, "a.jsonl", data))]
    for size in range(1, len(data)):
        path = put(tmp_path, "a.jsonl", data[:size])
        *first, last = read(path, now=path.stat().st_mtime.__float__)

        assert [record.record_id for record in first] == whole[: len(first)]
        assert last.record_id == whole[len(first)] or last.reason == "waiting"
