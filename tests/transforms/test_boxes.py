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


CALL = "<p><a href='/daftar'>Daftar</a></p>"
FORM = "<form><input name='surel'></form>"
OFFERS = {
    "newsletter": f"<h3>Newsletter: Kabar Sungai</h3><p>Tiap Senin satu cerita dari tepi air.</p>{CALL}",
    "follow": f"<h3>Ikuti saluran kami</h3><p>Cerita terbaru sampai ke gawaimu.</p>{FORM}",
    "offer": f"<h4>Berlangganan sekarang</h4><p>Paket setahun lebih hemat.</p><button>Pilih</button>{FORM}",
    "plea": f"<h3>Since you are here, we have a small favour to ask</h3><p>Reporters walk for it.</p>{CALL}",
    "trial": f"<h3>2 Wochen kostenlos testen</h3><p>Jeden Morgen vom Fluss lesen.</p>{FORM}",
    "machine": "<h3>Ringkasan AI</h3><ul><li>Perahu melayani warga lagi.</li><li>Dermaga selesai dibangun.</li></ul>",
    "machine in Malay": "<h3>Rumusan AI</h3><p>Perahu kembali membawa penduduk selepas jeti siap.</p>",
}


@pytest.mark.parametrize("box", OFFERS.values(), ids=OFFERS)
def test_an_offer_goes_with_its_heading(box: str) -> None:
    """What a box offers is worded anew by every paper; its heading and its element tell where it ends."""
    assert cleaned(f"<div class='kotak'>{box}</div>") == list(STORY)


def test_a_box_goes_with_the_line_that_a_rule_strikes() -> None:
    """The rule knows the call; the sentence under it stands in the same box, with what is to be pressed."""
    box = f"<div class='kotak'><h4>Berlangganan newsletter kami</h4><p>Satu cerita dari tepi air.</p>{FORM}</div>"
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


LABELS = (
    "<p>Advertisement</p>",
    "<p>Iklan</p>",
    "<p>Follow us on Google News</p>",
    "<h4>Ikuti kami di Google News</h4>",
    "<p>Sign up for our newsletter</p>",
    "<p><a href='/berlangganan'>Berlangganan newsletter kami</a></p>",
)
PIECES = (("isi-1", "isi-2"), ("konten", "konten-lanjutan"), ("konten", "konten bagian2"), ("tulisan-a", "sisa"))


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("names", PIECES, ids=" ".join)
def test_the_last_piece_of_a_story_stays_under_a_prompt(label: str, names: tuple[str, str]) -> None:
    """Papers set stories in several elements around what they sell, and each begins with a label."""
    lines = [f"<p>{line}</p>" for line in STORY]
    last = f"{lines[5]}<p><a href='/sungai/jadwal-perahu'>Baca juga: Jadwal Perahu Bulan Ini</a></p>"
    body = f"<div class='{names[0]}'>{''.join(lines[:5])}</div><div class='{names[1]}'>{label}{last}</div>"
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    article = clean_html(page, url="https://wartarawa.example/kota/2026/11/03/perahu-kembali")
    assert isinstance(article, Article)
    assert [line for line in article.text.split("\n") if line in STORY] == list(STORY)


PARTS = (
    "Newsletter wars",
    "Why rowers subscribe to almanacs",
    "What the AI summary left out",
    "Stay connected when the bridge is closed",
    "Bagaimana penduduk hulu mendapat akses penuh",
    "Apa isi ringkasan AI itu",
    "The free trial of a rope ferry",
)


@pytest.mark.parametrize("head", PARTS)
@pytest.mark.parametrize("more", ["", "<button>Bagikan</button>", "<a href='/hulu'>hulu</a>"])
def test_a_part_whose_heading_holds_a_cue_stays(head: str, more: str) -> None:
    """Headings of stories hold the same words beside others; what can be pressed stands in parts of stories as well."""
    part = f"<div class='lanjut'><h3>{head}</h3><p>Mereka menunggu di tepi {more}.</p></div>"
    assert head in cleaned(part)


def test_parts_that_are_numbered_are_like_each_other() -> None:
    """Sections `s1` and `s2` are parts of one story."""
    part = "<section class='s{}'><h3>{}</h3><p>Mereka menunggu di tepi sungai.</p></section>"
    assert "Ringkasan AI" in cleaned(part.format(1, "Papan pengumuman") + part.format(2, "Ringkasan AI"))


@pytest.mark.parametrize("more", ["<button>Bagikan</button>", "<p><a href='/jadwal'>Baca juga: Jadwal</a></p>"])
def test_a_last_paragraph_under_a_struck_heading_stays_beside_buttons_and_links(more: str) -> None:
    """What is shared and read next stands at the end of stories; a form alone says that readers are asked."""
    text = "Lampu menyala sampai pagi."
    assert text in cleaned(f"<div class='sisa'><h3>Ikuti kami di Google News</h3><p>{text}</p>{more}</div>")
