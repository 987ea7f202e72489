"""Records of exports, under whatever names."""

from __future__ import annotations

import datetime as dt

import pytest
from rawfiles import one

from flows.read.names import ALIASES
from transforms.records import RawPage


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
    """An export of an Indonesian crawler needs no names of its own."""
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
    """Somebody has to map one of them, so the names are told."""
    record = one(tmp_path, badan="Hujan.")
    assert (record.reason, "'badan'" in record.detail) == ("no_content", True)


@pytest.mark.parametrize("value", ["", " \n", None, [], {}, 5])
def test_a_record_with_a_blank_page_is_refused(tmp_path, value):
    """The field is there and says nothing."""
    assert one(tmp_path, text=value).reason == "empty_record"


def test_each_field_goes_by_its_own_name():
    """What others call it comes behind."""
    assert all(name == theirs[0] for name, theirs in ALIASES.items())
