"""A headline that stands in the notice of where the story was printed alone."""

import pytest

from transforms import clean_text

STORY = (
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun.\n"
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu."
)
URL = "https://wartarawa.example/2026/05/dermaga-kayu-lumbung-selesai-dibangun"
TITLE = "Dermaga Kayu Lumbung Selesai Dibangun"


@pytest.mark.parametrize(
    "notice",
    [
        f"Artikel ini telah tayang di WartaRawa.com dengan judul {TITLE}, {URL}",
        f'Artikel ini telah tayang di Warta Rawa dengan judul "{TITLE}", Klik untuk baca: {URL}',
        f"Berita ini sudah terbit di wartarawa.com berjudul {TITLE}.",
        f'Baca artikel wartarawa, "{TITLE}" selengkapnya {URL}',
        f"Rencana ini telah disiarkan di Warta Rawa bertajuk {TITLE}",
        f"This article was originally published by Warta Rawa under the headline “{TITLE}”.",
    ],
)
@pytest.mark.parametrize("url", [URL, None])
def test_the_notice_names_the_headline(notice, url):
    """With an address that agrees, or without one."""
    assert clean_text(f"{STORY}\n{notice}", url=url).title == TITLE


def test_another_storys_headline_is_not_this_ones():
    """An address of other words says so."""
    notice = "Artikel ini telah tayang di Warta Rawa dengan judul Pasar Ikan Pindah ke Tepi Sungai Lama"

    assert clean_text(f"{STORY}\n{notice}", url=URL).title is None


def test_a_book_with_a_title_is_no_notice():
    """What bears a title in a story is the story's."""
    assert clean_text(f"{STORY}\nBuku berjudul {TITLE} terbit di Rawa pekan ini, kata Mardiana.").title is None
