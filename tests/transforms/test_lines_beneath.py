"""A short line right under the headline that says when, or who by a cue, is no story; rows, poems and letters are."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import RawPage

HEAD = "Kapal Perpustakaan Singgah di Pulau Rangi"
PROSE = (
    "Kapal perpustakaan singgah di Pulau Rangi pada Senin pagi dan disambut anak-anak di dermaga kayu.",
    "Warga meminjam ratusan buku dari kapal itu, kata kepala desa yang menunggu di Pulau Rangi sejak subuh.",
    "Perpustakaan terapung itu berlayar lagi pada sore hari menuju pulau berikutnya di seberang selat.",
)


def clean(*lines):
    """Clean a page of these lines under the headline, and prose."""
    page = RawPage("a.txt", "text", "\n".join([HEAD, *lines, *PROSE]), None)
    return clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 1, 1))


@pytest.mark.parametrize("line", ["Disusun regu dermaga, 12 Mei 2026 sore", "ditulis juru mudi tua pada 3/11/2025"])
def test_what_says_when_right_under_the_headline_is_no_story(line):
    """Whatever its other words."""
    cleaned = clean(line)
    struck = [(r.text, r.kind) for r in cleaned.removals if r.rule.endswith(".beneath")]
    assert (struck, cleaned.text) == ([(line, "byline")], "\n".join(PROSE))


@pytest.mark.parametrize(
    "lines",
    [
        ["Yang terhormat kepala desa,"],
        ["Kepada warga pulau", "laut mengirim buku", "dan kembali sore hari"],
        ["Anak-anak Pulau Rangi", "yang menunggu sejak subuh menyambut kapal itu dengan nyanyian dan tepuk tangan."],
        ["Kapal itu datang."],
        ["Gubernur Bank Indonesia"],
        ["1. Pantai Tanjung Batu"],
        ["Persib Bandung 2-1 Persija Jakarta"],
        ["Ditulis oleh"],
        [
            "Kapal merapat pada 12 Mei 2026 di dermaga",
            "Nelayan ikut menyambutnya dengan perahu hias.",
            "Kapal pulang",
        ],
        ["Judul: Laut yang Membaca", "Penerbit: Lumbung", "Tebal: 90 halaman"],
    ],
)
def test_what_opens_a_story_stays(lines):
    """A salutation, a poem, a broken sentence, a short sentence, the data of a book."""
    assert clean(*lines).text.split() == " ".join([*lines, *PROSE]).split()
