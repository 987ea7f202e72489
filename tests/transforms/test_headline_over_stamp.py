"""The headline over the first byline or date of a page, told by its place alone."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.finders.headline.over_stamp import over_stamp
from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import RawPage

HEAD = "Dua Puluh Kursi untuk Ruang Tunggu"
STAMP = "Bagian Umum, 9 Mei 2016"
PROSE = "Kakek Darmo duduk paling depan setiap pagi. Ia menunggu surat yang belum juga sampai ke loket itu."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([HEAD, STAMP], 0),
        (["Beranda Kabar Agenda", HEAD, "Ditulis oleh Ayu Lestari"], 1),
        ([HEAD, "Ayu Lestari"], None),
        ([STAMP, HEAD], None),
        (["Kursi", STAMP], None),
        ([HEAD + ".", STAMP], None),
        (["Penulis Ayu Lestari • Editor Bima Saputra", STAMP], None),
        (["“Mari duduk bersama kami di sini", STAMP], None),
        (["Tak ada yang menjemput.", "Siapa yang masih ingat kepada kapal tua itu?", STAMP], None),
        (["Siapa yang masih ingat kapal itu?", "Pada 12 Mei 2016 ia berangkat sendirian, tanpa bekal"], None),
        (["Siapa menunggu kapal di ujung dermaga?", "Apa yang kita katakan kepada anak-anak?", STAMP], None),
        (["Lima Kapal Baru untuk Pulau Seberang", "10 Mei 2016", "Banjir Surut", STAMP], None),
        ([HEAD, "Ada yang menunggu surat, ada yang hanya ingin duduk", STAMP], 0),
        ([HEAD, STAMP, "Lima Kapal Baru untuk Pulau Seberang", "10 Mei 2016"], None),
    ],
)
def test_a_line_over_the_first_stamp_is_the_headline(lines: list[str], expected: int | None) -> None:
    """Neither a menu, a writer, a sentence nor a piece of a quotation is one; where cards stand nobody knows."""
    assert expected == over_stamp([*lines, PROSE])


def test_verses_over_the_day_on_which_they_were_written_are_none() -> None:
    """Behind a headline's stamp a story begins."""
    assert over_stamp(["Sampai Malam Habis Dimakan Ombak", STAMP]) is None
    assert over_stamp(["Sampai Malam Habis Dimakan Ombak", STAMP, "Hujan", "Ia mengetuk jendela"]) is None


def test_an_address_of_other_words_is_another_story() -> None:
    """A card of another story stands over its day as well."""
    page = RawPage("a.txt", "text", f"{HEAD}\n{STAMP}\n{PROSE}", "https://kabar.example/kapal-buku-singgah-di-rangi")
    assert clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 1, 1)).title is None


def test_the_story_need_not_say_its_words() -> None:
    """A page whose story shares no word with its headline has it as title, and not in its text."""
    page = RawPage("a.txt", "text", "\n".join([HEAD, STAMP, PROSE, PROSE.replace("Darmo", "Marto")]), None)
    cleaned = clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 1, 1))
    assert (cleaned.title, HEAD in cleaned.text) == (HEAD, False)
