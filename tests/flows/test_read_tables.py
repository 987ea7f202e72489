"""CSV and its kin."""

from __future__ import annotations

import pytest
from rawfiles import brief, put, read

from flows.read import limits


def test_a_table_is_read_by_its_header(tmp_path):
    """Cells may hold newlines and the delimiter; blank rows are none; long and torn rows are rejects."""
    put(tmp_path, "a.csv", 'judul;isi\n"Hujan";"Hujan; deras.\nJalan tutup."\n\nX;Y;Z\nKering;Kemarau.\n')
    records = read(tmp_path)
    assert brief(records) == [("a.csv#0", "text"), ("a.csv#1", "broken_row"), ("a.csv#2", "text")]
    assert (records[0].content, records[0].hints) == ("Hujan; deras.\nJalan tutup.", {"title": "Hujan"})


def test_an_open_quote_does_not_eat_memory(tmp_path, monkeypatch):
    """What a quote swallows is bounded, and told."""
    monkeypatch.setattr(limits, "MOST_BYTES", 200)
    put(tmp_path, "a.csv", 'isi\n"' + "Hujan.\n" * 100)
    assert "broken_row" in {kind for _, kind in brief(read(tmp_path))}


@pytest.mark.parametrize("row", ["Du", "Dua,", '"Dua","Hujan de', 'Dua,"Hujan ""deras""'])
def test_a_row_that_is_still_being_written_waits(tmp_path, row):
    """Cells are missing, or the last one is not closed, and the file is young."""
    written = put(tmp_path, "a.csv", f"judul,isi,tanggal\nSatu,Hujan.,x\n{row}").stat().st_mtime

    assert brief(read(tmp_path, now=lambda: written)) == [("a.csv#0", "text"), ("a.csv#1", "waiting")]
    assert ("a.csv#1", "waiting") not in brief(read(tmp_path))


@pytest.mark.parametrize("row", ["Dua,Hujan.", '"Dua","Hujan\nderas."', "Dua,Hujan.\n", "Dua\n"])
def test_a_row_that_ends_does_not_wait(tmp_path, row):
    """A whole last row needs no newline, and a short one with its newline is short."""
    written = put(tmp_path, "a.csv", f"judul,isi\n{row}").stat().st_mtime

    assert {kind for _, kind in brief(read(tmp_path, now=lambda: written))} <= {"text", "empty_record", "no_content"}


def test_a_row_is_named_as_the_object_that_it_is(tmp_path):
    """The same page in JSON and in a table is one page, and in another order of columns the same delivery."""
    put(tmp_path, "a.csv", "url,isi\nhttps://contoh.id/1,Hujan.\n")
    put(tmp_path, "b.csv", "isi;url\nHujan.;http://www.contoh.id/1\n")
    put(tmp_path, "c.jsonl", [{"isi": "Hujan.", "url": "https://contoh.id/1"}])
    first, second, third = read(tmp_path)

    assert first.page_id == second.page_id == third.page_id
    assert first.record_id == third.record_id


def test_a_row_in_another_charset_is_named_by_its_own_decoding(tmp_path, monkeypatch):
    """A better decoder gives another text, not another page."""
    put(tmp_path, "a.csv", 'isi,judul\n"Air sungai naik\ndua meter, kata warga café.",Banjir\n'.encode("cp1252"))
    (before,) = read(tmp_path)
    monkeypatch.setattr("flows.read.tables.decode", lambda data, *_, **__: data.decode("cp1251"))
    (after,) = read(tmp_path)

    assert before.content != after.content
    assert (before.record_id, before.page_id) == (after.record_id, after.page_id)
