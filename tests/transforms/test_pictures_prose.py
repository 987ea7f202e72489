"""Captions in prose: what is seen, who stands where, what an agency credits; sentences of the story stay."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.pictures.find import find_captions
from transforms.finders.pictures.prose import caption_in_front, is_placed
from transforms.finders.pictures.stamps import agency_credit
from transforms.records import Article, Block, Removal

DATED = "PALU – Warga di bantaran sungai memperbaiki tanggul yang jebol sejak dua pekan lalu dengan karung pasir."
PLAIN = "Warga di bantaran sungai memperbaiki tanggul yang jebol sejak dua pekan lalu dengan karung pasir dan bambu."
MORE = "Kepala dusun mengatakan pekerjaan itu dilakukan bergiliran setiap pagi agar sawah di hilir tidak tergenang."


def left(*lines: str) -> list[str]:
    """Return the lines that are left."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    return article.strike(find_captions(stand(article)).removals).text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Kepala Dusun Rawa, Budi Harsono (kiri), bersama warga memeriksa tanggul yang jebol, Senin (12/5/2026).",
        "Budi Harsono (dua dari kanan) menyerahkan karung pasir kepada warga",
        "Village head Budi Harsono (left) shakes hands with a resident during a visit to the broken dyke.",
        "Ketua kampung Budi Harsono (tengah) semasa meninjau tebing yang runtuh di Rawa.",
        "Tampak Budi Harsono (berbaju putih) meninjau tanggul",
        "Dari kiri: Budi Harsono, Ayu Lestari, dan Rina Dewi saat apel",
        "Suasana di tanggul yang jebol, Senin (12/5/2026)",
    ],
)
def test_who_stands_where_is_a_caption_between_paragraphs(line: str) -> None:
    """No credit stands behind it; the brackets tell, with an occasion or without a full stop."""
    assert [DATED, MORE, MORE] == left(DATED, MORE, line, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "Suasana di tanggul itu ramai sejak pagi.",
        "Suasana Haru di Tengah Sawah",
        "Tampak Depan",
        "Kondisi Tanggul Setelah Hujan",
        "Potret Warga di Tepi Sungai",
        "Partai itu bergeser ke kanan (kanan) dalam lima tahun terakhir.",
        "Budi Harsono (kanan) disebut-sebut sebagai calon kuat dalam pemilihan kepala dusun tahun depan.",
        "Menurut saksi, mobil dari arah kiri (kiri) menabrak tiang ketika hujan turun.",
        '"Saya (kiri) dan dia (kanan) berteman," kata Budi saat ditemui.',
        "Gubernur (baju putih) menyeberang lebih dulu bersama warga.",
        "Senin (12/5/2026)",
    ],
)
def test_sentences_and_sub_heads_that_look_so_stay(line: str) -> None:
    """Sides are of politics and roads as well, scenes open leads and sub-heads."""
    assert [DATED, MORE, line, MORE] == left(DATED, MORE, line, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "File picture of the broken dyke in Rawa.",
        "Gambar fail tebing yang runtuh di Rawa.",
        "Foto udara tanggul yang jebol di Rawa, Senin (12/5/2026).",
        "Warga mengangkut karung pasir - GAMBAR HIASAN",
        "Penduduk mengangkut karung pasir ke tebing yang runtuh. — Bernamapic",
        "Penduduk mengangkut karung pasir ke tebing yang runtuh. - NSTP/AYU LESTARI",
        "Penduduk mengangkut karung pasir ke tebing yang runtuh. - Gambar/ Ayu Lestari",
        "Residents carry sandbags to the broken dyke. — Picture by Ayu Lestari",
    ],
)
def test_archives_and_agencies_of_three_languages(line: str) -> None:
    """Each house has its own way to say whose picture it is."""
    assert [DATED, MORE, MORE] == left(DATED, MORE, line, MORE)


@pytest.mark.parametrize(
    "line",
    [
        "The file picture of the dyke was taken before the flood.",
        "Foto udara itu memperlihatkan tanggul yang jebol di dua tempat.",
        "Pic shows how wide the dyke is",
        "Keputusan itu - TNI/Polri",
        "Warga mengungsi. BERNAMA",
    ],
)
def test_sentences_about_pictures_and_papers_stay(line: str) -> None:
    """An article, another word or no photographer makes a sentence of it."""
    assert [DATED, MORE, line, MORE] == left(DATED, MORE, line, MORE)


@pytest.mark.parametrize("credit", ["BERNAMA", "— AFP", "Kabar Rawa/Ayu Lestari"])
def test_a_bare_agency_or_paper_credits_one_sentence_above_the_story(credit: str) -> None:
    """Behind the story it signs."""
    line = f"Warga mengangkut karung pasir ke tanggul yang jebol. {credit}"
    assert [PLAIN, MORE] == left(line, PLAIN, MORE)
    assert [PLAIN, MORE, line] == left(PLAIN, MORE, line)


def test_what_is_seen_is_a_caption_over_a_dateline_only() -> None:
    """A lead begins so too."""
    line = "Suasana perbaikan tanggul di Desa Rawa, Kecamatan Sigi."
    assert [DATED, MORE] == left(line, DATED, MORE)
    assert [line, PLAIN, MORE] == left(line, PLAIN, MORE)


def test_sentences_with_an_agencys_credit_are_a_caption_above_the_story() -> None:
    """Inside the story only the sentence before the credit goes, for the one before that may be the story's."""
    line = (
        "Tanggul yang jebol di Desa Rawa dilihat dari udara. Perbaikan sempat terhenti karena hujan turun selama"
        " tiga hari di hulu sungai itu. Ayu Lestari/REUTERS IMAGE"
    )
    assert [DATED, MORE] == left(line, DATED, MORE)
    assert line in left(DATED, MORE, line, MORE)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Warga memperbaiki tanggul. - BERNAMA Photo", "- BERNAMA Photo"),
        ("Warga memperbaiki tanggul. Ayu Lestari/REUTERS", "Ayu Lestari/REUTERS"),
        ("Warga memperbaiki tanggul. AFP/Ayu Lestari", "AFP/Ayu Lestari"),
        ("Foto itu milik AFP", None),
        ("Ia bekerja untuk Bernama. Lalu ia pulang", None),
    ],
)
def test_an_agencys_credit_ends_a_line(line: str, credit: str | None) -> None:
    """By its name with a word for pictures, or with a photographer's."""
    at = agency_credit(line)
    assert credit == (None if at is None else line[at:].strip())


def test_a_caption_broken_over_lines_goes_as_a_whole() -> None:
    """The rest of a sentence begins in small letters; what ends a sentence above it is another line's."""
    first = "Warga mengangkut karung pasir ke tanggul yang jebol di tepi sungai sebelum hujan"
    rest = "turun lagi di hulu. - BERNAMA Photo"
    assert [DATED, MORE] == left(first, rest, DATED, MORE)
    assert [DATED, MORE, MORE] == left(DATED, MORE, rest, MORE)


@pytest.mark.parametrize(
    "above",
    [
        "Warga Mengangkut Karung Pasir ke Tanggul yang Jebol di Tepi Sungai",
        "Tanggul Jebol",
        "Kepala dusun menyebut beberapa hal yang harus segera dibawa oleh warga ke tanggul:",
    ],
)
def test_headlines_and_announcements_are_no_piece_of_a_caption(above: str) -> None:
    """They stand above captions that begin small."""
    assert [above, DATED, MORE] == left(above, "karung pasir di tanggul. (Foto: Ayu Lestari)", DATED, MORE)


def test_an_alt_text_takes_nothing_with_it() -> None:
    """It is written small and is no rest of a sentence."""
    above = "Warga mengangkut karung pasir ke tanggul yang jebol di tepi sungai sebelum hujan"
    assert above in left(above, "karung pasir tanggul ilustrasi", DATED, MORE)


def test_a_label_glued_to_its_caption_credits_it() -> None:
    """Themes set the credit behind the title without a space."""
    assert [DATED, MORE, MORE] == left(DATED, MORE, "Warga Mengangkut Karung ke TanggulFoto: istimewa", MORE)
    line = "Ia mengunggah Foto: apa adanya, katanya"
    assert [DATED, MORE, line, MORE] == left(DATED, MORE, line, MORE)


def test_a_caption_begins_behind_the_button_that_enlarges_it() -> None:
    """In front of the button stands the name of a list's item."""
    line = "1. Rakit bambu Lihat Foto Rakit di sungai(shutterstock) Selain murah, rakit mudah dibuat."
    assert [DATED, "1. Rakit bambu Selain murah, rakit mudah dibuat."] == left(DATED, line)


STORY = "Warga di bantaran sungai memperbaiki tanggul yang jebol sejak dua pekan lalu dengan karung pasir. " * 5


@pytest.mark.parametrize(
    ("front", "caption"),
    [
        ("Suasana saat Lurah Rawa, Budi Harsono, S.H., mengaduk “Bubur Suro” ", True),
        ("Warga memperbaiki tanggul yang jebol di tepi sungai ", False),
        ("Suasana haru. Warga pulang ke rumah masing-masing sejak pagi. ", False),
    ],
)
def test_a_caption_in_front_of_the_dateline_of_a_page_on_one_line(front: str, *, caption: bool) -> None:
    """Only what is seen, in one sentence, and a domain behind it."""
    text = f"{front}Kabarrawa.com – {STORY}"
    assert caption_in_front(text, 0) == ((0, len(front)) if caption else None)


def test_an_agencys_name_in_capitals_begins_a_caption_behind_a_byline() -> None:
    """`ANTARA Petugas …` stands between the byline and the dateline."""
    front = "Tanggul Jebol Diperbaiki 12 Mei 2026 ANTARA Petugas mengangkut karung pasir, Rabu (12/5/2026). "
    text = f"{front}Kabarrawa.com, PALU — {STORY}"
    assert caption_in_front(text, 0) == (front.index("ANTARA"), len(front))


def test_a_sentence_with_sides_on_a_road_is_none() -> None:
    """Without an occasion a side in brackets says nothing."""
    assert not is_placed("Jalan di sebelah kiri (kiri) ditutup sementara.")


def test_captions_in_prose_are_listed_in_reading_order() -> None:
    """The column holds them as the page does, pieces and all."""
    first = "Warga mengangkut karung pasir ke tanggul yang jebol di tepi sungai sebelum hujan"
    article = Article("a", None, tuple(Block("paragraph", x) for x in (first, "turun. (Foto: Ayu)", DATED, MORE)))
    found = find_captions(stand(article))
    assert (first, "turun. (Foto: Ayu)") == found.captions


def test_a_struck_line_is_no_piece() -> None:
    """What another finder struck is its own."""
    first = "Warga mengangkut karung pasir ke tanggul yang jebol di tepi sungai sebelum hujan"
    article = Article("a", None, tuple(Block("paragraph", x) for x in (first, "turun. (Foto: Ayu)", DATED, MORE)))
    struck = article.strike([Removal(0, 0, len(first), "title", "title.line", "metadata")])
    assert [1] == [removal.block for removal in find_captions(stand(struck)).removals]
