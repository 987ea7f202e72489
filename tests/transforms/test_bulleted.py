"""A headline behind a bullet, alone between paragraphs, is another story's; lists and sub-heads stay."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.headline.bulleted import find_bulleted
from transforms.records import Article, Block

STORY = "Air sungai di dua dusun sudah surut sejak Senin pagi, dan warga kembali membersihkan rumah mereka dari lumpur."
MORE = "Kepala dusun meminta warga tetap waspada karena hujan masih turun di hulu dan tanah di tebing mulai retak."
LINK = "• Kapal Perintis Kembali Berlayar Usai Libur Panjang, Tiket Dijual Mulai Pekan Depan"


def left(*lines: str) -> list[str]:
    """Return the lines that are left."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    return article.strike(find_bulleted(stand(article))).text.split("\n")


@pytest.mark.parametrize(
    "link",
    [
        LINK,
        "● Harga Cabai Melonjak Jelang Panen Raya, Pedagang Pasar Induk Mengeluh Sepi Pembeli",
        "▪ Kedai Kopi Lama Dibuka Semula Selepas Tiga Tahun Ditutup Pemilik Baharu",
        "• Harbour Pilots Win Pay Rise After Long Strike, Ferry Fares Stay Frozen",
    ],
)
def test_a_headline_alone_between_paragraphs_goes(link):
    """Its words are not the story's."""
    assert [STORY, MORE] == left(STORY, link, MORE)


def test_a_caption_may_stand_beside_it():
    """One paragraph on either side is near enough."""
    assert [STORY, "Ayu Lestari (Kabarrawa.com)", MORE] == left(STORY, LINK, "Ayu Lestari (Kabarrawa.com)", MORE)


@pytest.mark.parametrize(
    "lines",
    [
        (STORY, LINK, LINK.replace("Kapal", "Kereta"), MORE),  # a list
        (STORY, LINK, "- Beras lima kilogram", MORE),
        ("Warga membaca tiga berita di papan itu:", LINK, MORE),
        (STORY, "• Cuci Rumah dari Lumpur", MORE),  # a sub-head
        (STORY, "• Kepala Dusun Meminta Warga Waspada Karena Hujan Turun di Hulu", MORE),
        (STORY, "• Kapal perintis kembali berlayar usai libur panjang dan tiket dijual", MORE),
        (STORY, "• Kapal Perintis Kembali Berlayar Usai Libur Panjang Tiket Dijual.", MORE),
        (STORY, "• Hari Pertama: Kapal Perintis Kembali Berlayar Usai Libur Panjang", MORE),
        (STORY, LINK[2:], MORE),
        (STORY, f"- {LINK[2:]}", MORE),  # speech and lists open with a dash as well
        (LINK, STORY, MORE),
        (STORY, MORE, LINK),
    ],
)
def test_items_sub_heads_and_speech_stay(lines):
    """A bullet alone proves nothing."""
    assert list(lines) == left(*lines)
