"""Boxes of furniture in the body of an HTML page go with the line at their head; boxes of the story stay."""

from __future__ import annotations

import pytest

from transforms import Article, clean_html

TITLE = "Perahu Dayung Kampung Lumbung Kembali Menyeberang"
STORY = (
    "Perahu dayung warga Kampung Lumbung kembali melayani penyeberangan setelah dermaga kayu selesai dibangun Senin.",
    "Dermaga itu dikerjakan bersama selama tiga bulan dengan kayu ulin sumbangan para pemilik kebun di hulu sungai.",
    "Ongkos sekali menyeberang tetap dua ribu rupiah bagi anak sekolah dan guru, kata ketua kelompok Mardiana.",
    "Warga berharap pemerintah kabupaten memasang lampu di kedua ujung dermaga sebelum musim hujan tiba tahun ini.",
    "Seorang guru mengatakan murid-muridnya kini datang sebelum lonceng, karena perahu berangkat tiap sepuluh menit.",
    "Perahu terakhir berangkat pukul lima sore, dan penjaga dermaga mencatat nama setiap penumpang yang menyeberang.",
)


def cleaned(box: str, title: str = TITLE) -> list[str]:
    """Return the lines of a story in the midst of which a box stands."""
    lines = [f"<p>{line}</p>" for line in STORY]
    body = "".join([*lines[:3], box, *lines[3:]])
    head = f"<title>{title}</title><meta property='og:title' content='{title}'>"
    page = (
        f"<html><head>{head}</head><body><article><h1>{title}</h1><div class='isi'>{body}</div></article></body></html>"
    )
    article = clean_html(page, url="https://wartarawa.example/kota/2026/11/03/perahu-kembali")
    assert isinstance(article, Article)
    return article.text.split("\n")


OFFERS = {
    "newsletter": "<h3>Newsletter: Kabar Sungai</h3><p>Setiap Senin pagi kami pilihkan cerita dari tepi air.</p>",
    "follow": "<h3>Ikuti saluran kami</h3><p>Cerita terbaru dari tepi sungai sampai ke gawaimu.</p>",
    "offer": "<h4>Berlangganan sekarang</h4><p>Paket setahun lebih hemat, dan seluruh arsip terbuka bagimu.</p>",
    "plea": "<h3>Since you are here, we have a small favour to ask</h3><p>Reporters walk for days for them.</p>",
    "trial": "<h3>2 Wochen kostenlos testen</h3><p>Jeden Morgen lesen, was am Fluss geschieht.</p>",
    "machine": "<h3>Ringkasan AI</h3><ul><li>Perahu melayani warga lagi.</li><li>Dermaga selesai dibangun.</li></ul>",
    "machine in Malay": "<h3>Rumusan AI</h3><p>Perahu kembali membawa penduduk selepas jeti siap.</p>",
}


@pytest.mark.parametrize("box", OFFERS.values(), ids=OFFERS)
def test_an_offer_goes_with_its_heading(box: str) -> None:
    """What a box offers is worded anew by every paper; its heading and its element tell where it ends."""
    assert cleaned(f"<div class='kotak'>{box}</div>") == list(STORY)


def test_a_box_goes_with_the_line_that_a_rule_strikes() -> None:
    """The rule knows the call; the sentence under it stands in the same box, and in no paragraph like the story's."""
    box = "<div class='kotak'><p>Berlangganan newsletter kami</p><p>Setiap pagi satu cerita dari tepi air.</p></div>"
    assert cleaned(box) == list(STORY)


OWN = {
    "facts": "<div class='fakta'><h3>Fakta dermaga</h3><ul><li>Panjang: 40 meter</li><li>Kayu: ulin</li></ul></div>",
    "questions": "<div class='tanya'><h3>Apakah perahu aman?</h3><p>Setiap penumpang mengenakan pelampung.</p></div>",
    "ingredients": "<div class='bahan'><h3>Bahan</h3><ul><li>2 butir telur itik</li><li>Pucuk pakis</li></ul></div>",
    "sources": "<div class='rujukan'><h3>Sumber</h3><p>Catatan kelompok perahu Kampung Lumbung tahun 2025.</p></div>",
    "takeaways": "<div class='inti'><h3>Key points</h3><ul><li>Boats run every ten minutes until five.</li></ul></div>",
}


@pytest.mark.parametrize("box", OWN.values(), ids=OWN)
def test_boxes_of_the_story_stay(box: str) -> None:
    """Facts, questions, ingredients, sources and points are part of what the story tells."""
    assert len(cleaned(box)) > len(STORY) + 1


def test_a_prompt_first_among_paragraphs_takes_none_of_them() -> None:
    """Papers that set stories in several elements put prompts first in one; the paragraphs under it are story."""
    part = f"<div><p>Berlangganan newsletter kami</p><p>{STORY[0][:-1]} pagi.</p></div>"
    assert f"{STORY[0][:-1]} pagi." in cleaned(f"{part}<div><p>{STORY[1][:-1]} ini.</p></div>")


def test_parts_of_a_guide_stay() -> None:
    """A guide to what groups may do has a part about newsletters; it is named as the parts beside it are."""
    parts = [
        ("Papan pengumuman", "Tulis jadwal perahu di papan dekat dermaga, lalu perbarui setiap kali cuaca berubah."),
        (
            "Newsletter warga",
            "Kirimkan kabar kelompok sebulan sekali, dan mintalah setiap warga menulis satu paragraf.",
        ),
    ]
    guide = "".join(f"<section class='bagian'><h3>{head}</h3><p>{text}</p></section>" for head, text in parts)
    assert [text for _, text in parts] == [line for line in cleaned(guide) if line in dict(parts).values()]


def test_a_story_about_newsletters_keeps_its_parts() -> None:
    """What the title tells of, headings tell of as well."""
    box = "<div class='kotak'><h3>Newsletter pertama</h3><p>Edisi pertama dicetak di balai desa.</p></div>"
    lines = cleaned(box, title="Newsletter Warga Kampung Lumbung Terbit Lagi")
    assert "Edisi pertama dicetak di balai desa." in lines
