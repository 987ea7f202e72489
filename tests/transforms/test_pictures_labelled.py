"""Captions by the words of houses, behind a word in capitals, and in a row behind the story."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.pictures.find import find_captions
from transforms.records import Article, Block

DATED = (
    "PALU, Sulawesi – Warga di bantaran sungai memperbaiki tanggul yang jebol sejak dua pekan lalu dengan karung pasir."
)
MORE = (
    "Kepala dusun mengatakan pekerjaan itu dilakukan bergiliran setiap pagi agar sawah di hilir tidak tergenang lagi."
)


def left(*lines: str) -> list[str]:
    """Return the lines that are left."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    return article.strike(find_captions(stand(article)).removals).text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Image copyright Kabar Rawa Image caption Villagers carry sandbags to the broken dyke",
        "Image copyright Kabar Rawa",
        "Image source, Kabar Rawa",
        "Hak atas foto Kabar Rawa Image caption Warga membawa karung pasir",
        "Sumber gambar, Kabar Rawa",
        "Keterangan gambar, Warga membawa karung pasir ke tanggul.",
        "Media caption Villagers carry sandbags",
        "MENDED. Villagers carry sandbags to the broken dyke on Monday. Photo by Ayu Lestari",
        "ILUSTRASI. Warga membawa karung pasir ke tanggul",
    ],
)
def test_a_label_of_a_house_or_a_credit_tells_a_caption_anywhere(line: str) -> None:
    """Who owns the picture, what is seen, or who took it."""
    assert [DATED, MORE, MORE] == left(DATED, MORE, line, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "Image copyright is a matter for the courts, not for the village.",
        "Keterangan gambar Darma dibantah warga di tepi sungai.",
        "Hak atas foto Darma dimiliki keluarganya.",
        "MENDED. Villagers carried sandbags to the broken dyke on Monday.",
        "PALU. Warga membawa karung pasir ke tanggul. Foto oleh Ayu",
        "BPBD. Begitu warga menyebut kantor di ujung jalan itu.",
    ],
)
def test_sentences_with_such_words_stay(line: str) -> None:
    """Stories speak of pictures too, towns and offices stand in capitals, and nothing credits a picture."""
    assert [DATED, MORE, line, MORE] == left(DATED, MORE, line, MORE)


def test_what_is_seen_behind_a_word_in_capitals_stands_over_the_dateline() -> None:
    """No credit is needed there."""
    line = "MENDED. Villagers carry sandbags to the broken dyke on Monday."
    assert [DATED, MORE] == left(line, DATED, MORE)
    assert [line, MORE] == left(line, MORE)


def test_captions_in_a_row_behind_the_story_go() -> None:
    """Two at least, up to the end of the page."""
    row = ("Antara hasil kerja tangan para peserta.", "Peserta tekun meraut buluh.")
    assert [DATED, MORE] == left(DATED, MORE, *row)
    assert [DATED, MORE, row[0]] == left(DATED, MORE, row[0])
    assert [DATED, *row, MORE] == left(DATED, *row, MORE)
