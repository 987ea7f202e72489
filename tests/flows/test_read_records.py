"""Reading a raw folder into records."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import json
import lzma
from pathlib import Path

import pytest

from flows.read import FieldMapping, ReadError, limits, mapping_with, path_date, read_records
from transforms.records import RawPage, Reject

LATER = (2**33).__float__
"""A clock by which no file is young."""

STORY = "Air sungai naik dua meter semalam.\nKereta baru berjalan lagi hari Jumat."


def put(folder: Path, name: str, data: bytes | str | dict | list) -> Path:
    """Write a file: text, bytes, an object as JSON, or a list as JSON lines."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, list):
        data = "\n".join(json.dumps(item) for item in data)
    if isinstance(data, dict):
        data = json.dumps(data)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(folder: Path, **options) -> list[RawPage | Reject]:
    """Read all of a folder."""
    return list(read_records(folder, now=LATER, **options))


def brief(records) -> list[tuple[str, str]]:
    """Each record's source, and its kind or the reason why it is none."""
    return [(r.source, r.reason if isinstance(r, Reject) else r.kind) for r in records]


def one(folder: Path, **record) -> RawPage | Reject:
    """Read one record of JSON lines."""
    put(folder, "a.jsonl", [record])
    return read(folder)[0]


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


def test_a_page_larger_than_a_page_is_refused(tmp_path, monkeypatch):
    """The bound holds for pages too."""
    monkeypatch.setattr(limits, "MOST_BYTES", 20)
    put(tmp_path, "a.txt", STORY)
    assert brief(read(tmp_path)) == [("a.txt", "too_large")]


def test_content_beats_the_suffix(tmp_path):
    """A saved page named .txt or .jsonl is HTML, text named .html is text."""
    put(tmp_path, "a.txt", "<!DOCTYPE html><html><p>Hujan.</p></html>")
    put(tmp_path, "b.jsonl", "\n<html><p>Hujan.</p>\n</html>")
    put(tmp_path, "c.html", STORY)
    assert brief(read(tmp_path)) == [("a.txt", "html"), ("b.jsonl", "html"), ("c.html", "text")]


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
    assert record_digest(page)


@pytest.mark.parametrize("line", ["[" * 100_000, '{"a":' * 100_000, '{"text": "Hujan", "n": ' + "9" * 5_000 + "}"])
def test_json_that_breaks_parsers_is_refused(tmp_path, line):
    """Depth and monstrous numbers are rejects."""
    put(tmp_path, "a.jsonl", line)
    assert brief(read(tmp_path)) == [("a.jsonl#0", "broken_json")]


def test_json_lines_in_utf16_are_read(tmp_path):
    """Exports written by PowerShell are UTF-16 with a mark."""
    put(tmp_path, "a.jsonl", '{"text": "“Satu.”"}\r\n{"text": "Dua."}\r\n'.encode("utf-16"))
    assert [page.content for page in read(tmp_path)] == ["“Satu.”", "Dua."]


def test_a_sidecar_tells_about_its_page(tmp_path):
    """Both names of a sidecar count, and its charset too."""
    put(tmp_path, "a.html", "<p>“Hujan”</p>".encode("cp1251"))
    put(tmp_path, "a.html.meta.json", {"charset": "windows-1251", "url": "https://contoh.id/a", "judul": "Hujan"})
    put(tmp_path, "b.txt.gz", gzip.compress(b"Hujan."))
    put(tmp_path, "b.meta.json", {"crawled_at": "2026-11-03T08:00:00+07:00", "tags": ["banjir", "cuaca"]})
    fetched = dt.datetime(2026, 11, 3, 1, tzinfo=dt.UTC)
    assert read(tmp_path) == [
        RawPage("a.html", "html", "<p>“Hujan”</p>", "https://contoh.id/a", None, {"title": "Hujan"}),
        RawPage("b.txt.gz", "text", "Hujan.", None, fetched, {"tags": "banjir; cuaca"}),
    ]


def test_a_broken_sidecar_does_not_cost_its_pages(tmp_path):
    """The sidecar is a reject of its own, once for each page it belongs to."""
    put(tmp_path, "x/a.txt", STORY)
    put(tmp_path, "x/a.html", "<p>Hujan.</p>")
    put(tmp_path, "x/a.meta.json", "{")
    assert brief(read(tmp_path)) == [
        ("x/a.html.meta.json", "broken_sidecar"),
        ("x/a.html", "html"),
        ("x/a.txt.meta.json", "broken_sidecar"),
        ("x/a.txt", "text"),
    ]


def test_a_wordpress_record_is_read(tmp_path):
    """Fields that are objects say what they render; author numbers say nothing."""
    page = one(
        tmp_path,
        id=5,
        date="2026-11-03T08:00:00",
        link="https://contoh.id/hujan",
        author=12,
        title={"rendered": "Hujan"},
        content={"rendered": "<p>Hujan deras.</p>", "protected": False},
    )
    hints = {"title": "Hujan", "date": "2026-11-03T08:00:00"}
    assert page == RawPage("a.jsonl#0", "html", "<p>Hujan deras.</p>", "https://contoh.id/hujan", None, hints)


def test_field_names_count_without_case_and_marks(tmp_path):
    """One name in many spellings is one name."""
    page = one(
        tmp_path, Article_Body="Hujan.", publishedAt="3 Nov", **{"Site Name": "Kabar", "page-url": "http://a.id/"}
    )
    assert (page.content, page.url, page.hints) == ("Hujan.", "http://a.id/", {"date": "3 Nov", "outlet": "Kabar"})


@pytest.mark.parametrize("name", ["berita", "konten", "isi_berita", "isi", "naskah", "teks"])
def test_indonesian_names_of_the_text_are_known(tmp_path, name):
    """An export of an Indonesian crawler needs no mapping."""
    assert one(tmp_path, **{name: "Hujan deras."}).content == "Hujan deras."


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("tanggal_publikasi", "date"),
        ("tanggal_terbit", "date"),
        ("tgl", "date"),
        ("waktu_terbit", "date"),
        ("penulis", "author"),
        ("sumber", "outlet"),
    ],
)
def test_indonesian_names_of_hints_are_known(tmp_path, name, field):
    """Day, author and outlet come along under the names that Indonesian exports give them."""
    assert one(tmp_path, teks="Hujan.", **{name: "3 Desember 2026"}).hints == {field: "3 Desember 2026"}


def test_html_is_preferred_to_text(tmp_path):
    """Where both came along the page itself is read."""
    assert one(tmp_path, text="Hujan.", html="<p>Hujan.</p>").content == "<p>Hujan.</p>"


def test_blank_html_gives_way_to_text(tmp_path):
    """A field that says nothing is passed over."""
    assert one(tmp_path, text="Hujan.", html=" ").content == "Hujan."


def test_a_text_field_with_tags_is_html(tmp_path):
    """Whatever the field is called; lines between inline tags stay lines."""
    page = one(tmp_path, content="Hujan <b>deras</b>.\nJalan tutup.")
    assert (page.kind, page.content) == ("html", "Hujan <b>deras</b>.<br>\nJalan tutup.")


def test_placeholders_pass_through(tmp_path):
    """Hints are not judged here."""
    assert one(tmp_path, text="Hujan.", date="Tanggal tidak ditemukan").hints == {"date": "Tanggal tidak ditemukan"}


def test_a_source_that_is_an_address_is_the_url(tmp_path):
    """Some exports keep the address in `source`."""
    page = one(tmp_path, text="Hujan.", source="https://contoh.id/a")
    assert (page.url, page.hints) == ("https://contoh.id/a", {})


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-03T01:00:00Z",
        "2026-11-03 08:00:00 +0700",
        "2026-11-03 01:00:00 UTC",
        "Tue, 03 Nov 2026 01:00:00 GMT",
        1793667600,
        1793667600000,
        1793667600.0,
        "20261103010000",
        "20261103T010000Z",
    ],
)
def test_a_fetch_time_is_read_in_every_common_form(tmp_path, value):
    """All are the same moment in UTC."""
    assert one(tmp_path, text="Hujan.", fetched_at=value).fetched_at == dt.datetime(2026, 11, 3, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize("value", ["kemarin", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9" * 60, "0"])
def test_a_fetch_time_that_cannot_be_told_becomes_a_hint(tmp_path, value):
    """It is kept for people, not believed."""
    page = one(tmp_path, text="Hujan.", fetched_at=value)
    assert (page.fetched_at, page.hints) == (None, {"fetched_at": value})


def test_a_record_without_a_page_names_its_fields(tmp_path):
    """The remedy is a mapping, so the names are told."""
    record = one(tmp_path, karangan="Hujan.")
    assert (record.reason, "'karangan'" in record.detail) == ("no_content", True)


@pytest.mark.parametrize("value", ["", " \n", None, [], {}, 5])
def test_a_record_with_a_blank_page_is_refused(tmp_path, value):
    """The field is there and says nothing."""
    assert one(tmp_path, text=value).reason == "empty_record"


def test_a_mapping_names_fields_of_ones_own(tmp_path):
    """Own names go first and may lead into objects."""
    put(tmp_path, "a.jsonl", [{"data": {"naskah": "Hujan."}, "text": "Lain."}])
    assert read(tmp_path, mapping=mapping_with({"text": "data.naskah"}))[0].content == "Hujan."


def test_a_mapping_to_no_field_is_refused():
    """A typing error does not go unnoticed."""
    with pytest.raises(ReadError, match="isi_teks"):
        mapping_with({"isi_teks": "a"})


def test_the_usual_mapping_maps_every_field():
    """Each of our fields goes by its own name first."""
    assert all(name == theirs[0] for name, theirs in FieldMapping().names.items())


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


def test_equal_records_have_equal_digests():
    """Where a page lies and in which order its hints came is no part of it."""
    one_way = RawPage("a", "text", "Hujan.", hints={"title": "A", "date": "B"})
    other_way = RawPage("b", "text", "Hujan.", hints={"date": "B", "title": "A"})
    assert record_digest(one_way) == record_digest(other_way)


def test_whatever_differs_changes_the_digest():
    """Kind, content, url, fetch time and hints all count, and do not run into each other."""
    when = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
    pages = [
        RawPage("a", "text", "Hujan."),
        RawPage("a", "html", "Hujan."),
        RawPage("a", "text", "Hujan"),
        RawPage("a", "text", "Hujan.", url=""),
        RawPage("a", "text", "Hujan.", fetched_at=when),
        RawPage("a", "text", "Hujan.", hints={"title": "ab", "date": "c"}),
        RawPage("a", "text", "Hujan.", hints={"title": "a", "date": "bc"}),
    ]
    assert len({record_digest(page) for page in pages}) == len(pages)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("2026-11-03/a.html", dt.date(2026, 11, 3)),
        ("kabar/2026/11/3/a.jsonl#20", dt.date(2026, 11, 3)),
        ("crawl-20261103081500.jsonl.gz#5", dt.date(2026, 11, 3)),
        ("x/2026_11_03.txt", dt.date(2026, 11, 3)),
        ("2026-13-03/20261103.txt", dt.date(2026, 11, 3)),
        ("2026-11-03/2021-06-29-hujan.html", dt.date(2026, 11, 3)),
        ("a/12345678.txt", None),
        ("a.jsonl#20261103", None),
        ("2026/11/a.txt", None),
    ],
)
def test_a_date_in_the_path_is_found(source, expected):
    """Folders and file names count, impossible dates and record numbers do not."""
    assert path_date(source) == expected
