"""Photo captions, credits and alt texts leave the text; prose stays."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.pictures.credits import inline_captions
from transforms.finders.pictures.find import find_captions, is_caption_line
from transforms.finders.pictures.stamps import is_stamped
from transforms.records import Article, Block

LEAD = (
    "LEMBAH SARI – Jembatan gantung itu dibuka lagi setelah papan lantainya yang lapuk diganti seluruhnya oleh warga."
)
MORE = (
    "Kepala dusun berharap pedagang sayur tidak lagi memutar lewat bukit untuk mencapai pasar di seberang sungai itu."
)


def left(*lines: str) -> list[str]:
    """Return the lines that are left."""
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    return article.strike(find_captions(stand(article)).removals).text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "Ayu Lestari. (AFP)",
        "Ayu Lestari. (AFP)... Selengkapnya",
        "Warga memasang papan jembatan (Foto: Reuters/Ayu Lestari)",
        "FOTO: Melihat Pasar Terapung di Lembah Sari",
        "Ilustrasi jembatan gantung (ist)",
        "jembatan gantung lembah ilustrasi",
        "Foto: Dok. Dusun Lembah",
        "Photo by Ayu Lestari on Unsplash",
        "PIXABAY/lestariIlustrasi jembatan gantung di atas sungai.",
        "Jembatan Lembah Foto: Ayu Lestari/kabarlembah",
        "(Warga di jembatan. Foto: ayu_lestari)",
        "Dua warga menyeberang, Sabtu (1/5/2021). Papan itu baru. (AP Photo/Ayu Lestari)... Selengkapnya",
    ],
)
def test_a_caption_line_goes(line):
    """A line with a picture's credit or label is a caption."""
    assert [LEAD, MORE] == left(line, LEAD, MORE)


def test_an_alt_text_goes():
    """The headline's first words in small letters above the story are an alt text."""
    title = "Jembatan Gantung Lembah Sari Dibuka"
    assert [title, LEAD, MORE] == left("jembatan gantung lembah", title, LEAD, MORE)


def test_tags_at_the_end_stay():
    """Tags too repeat the headline's words; they are not captions."""
    lines = ["Jembatan Gantung Lembah Sari Dibuka", LEAD, MORE, "jembatan gantung", "lembah sari"]
    assert lines == left(*lines)


@pytest.mark.parametrize(
    "line",
    [
        '"Kami menunggu sejak subuh," kata Ayu. (AFP)',
        "Rupiah menguat pada akhir pekan menurut data bursa yang dirilis di ibu kota. (afp)",
        "Akun itu membagikan video [arsip] disertai narasi tentang jembatan.",
        "Foto itu diambil warga sebelum jembatan dibuka.",
        "Gubernur (baju putih) menyeberang lebih dulu bersama warga.",
    ],
)
def test_prose_stays(line):
    """A wire credit, a quoted link and a sentence about a photo are no captions."""
    assert [LEAD, line] == left(LEAD, line)


def test_a_caption_inside_a_line_goes_alone():
    """The sentence in front of a picture credit goes with it, the rest stays."""
    assert [f"{MORE} {LEAD}"] == left(f"{MORE} Warga menyeberang jembatan baru (Foto: Humas Lembah) {LEAD}")


def test_a_bare_credit_inside_a_line_goes_alone():
    """A credit glued to the next sentence ends at that sentence's capital."""
    assert [f"{MORE} Lebih jauh ia menyebut papan itu kuat."] == left(
        f"{MORE} Foto/Instagram @ayu_lestariLebih jauh ia menyebut papan itu kuat."
    )


def test_captions_are_listed_once_without_the_gallerys_tail():
    """The column holds each caption once."""
    lines = ("Ayu Lestari. (AFP)", "Ayu Lestari. (AFP)... Selengkapnya", LEAD, MORE, MORE, MORE)
    article = Article("a.txt", None, tuple(Block("paragraph", line) for line in lines))
    assert ("Ayu Lestari. (AFP)",) == find_captions(stand(article)).captions


def test_a_caption_block_is_a_caption():
    """What the markup calls a caption is one."""
    article = Article("a.html", None, (Block("caption", "Pagi di jembatan"), Block("paragraph", LEAD)))
    assert LEAD == article.strike(find_captions(stand(article)).removals).text


@pytest.mark.parametrize(
    "text", ["(" * 100_000, "(Foto: " * 14_000, "Foto/" * 20_000, "FOTO ANTARA/A" * 7_000, "a. " * 33_000]
)
def test_hostile_lines_end(text):
    """No pattern runs away on 100 kB of one mark."""
    assert (
        find_captions(stand(Article("a.txt", None, (Block("paragraph", text), Block("paragraph", LEAD))))) is not None
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ilustrasi kapal feri. ANTARA FOTO", True),
        ("Warga menyeberang sungai - Getty Images", True),
        ("Kata dia, foto itu milik Reuters.", False),
        ("Ia bekerja di Freepik", False),
    ],
)
def test_a_bare_picture_agency_behind_a_stop_ends_a_caption(line, expected):
    """A short line that ends in a mark and a picture agency is a caption; prose that names one is not."""
    assert is_caption_line(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Ilustrasi",
        "File photo",
        "Gambar sekadar hiasan",
        "Dok. Istimewa",
        "Getty Images",
        "Pasar terapung pada pagi hari - Gambar fail",
        "Pasar Terapung | Foto: Dok. Kabar Muara",
        "Featured image: Kabar Muara",
        "Pasar terapung. (Kabar Muara/Ayu Lestari)",
    ],
)
def test_a_picture_is_credited_by_the_line_alone(line: str) -> None:
    """Labels that stand alone, behind a dash or with the paper's name are captions to the last letter."""
    assert is_caption_line(line) is True


def test_a_loose_bracket_behind_a_paragraph_takes_only_itself() -> None:
    """Reporters sign with the same `(ist)` that credits pictures; the paragraph before it is story."""
    lines = (
        "Pasar terapung dibuka kembali pada Senin pagi setelah tiga pekan ditutup karena air sungai meluap ke dermaga.",
        '"Kami senang bisa berjualan lagi," kata Ayu. Ia menjual sayur dari kebunnya. (ist)',
    )
    article = Article("a", None, tuple(Block("paragraph", line) for line in lines))
    found = find_captions(stand(article))
    assert (("credit", " (ist)"),) == tuple(
        (r.kind, article.blocks[r.block].text[r.start : r.end]) for r in found.removals
    )


STAMPED = "Warga menyeberangi sungai dengan rakit bambu"


@pytest.mark.parametrize(
    "credit",
    [
        ". [Ayu/Kabarrawa.com]",
        ". (Kabarrawa.co.id/Ayu)",
        ". RAWA/Ayu Lestari",
        ". RAWANUSA/HO-PVMBG",
        ". Rawa.ID/ Ayu Lestari",
        ".-Ist/Dinas Rawa-",
        ". (Gambar Rawa)",
        " – Gambar Ayu Lestari",
        " - Foto ihsan Ayu",
        ". ST PHOTO",
        ". IST",
        ". ©2026 Rawa.com/ayu",
        "./Copyright shutterstock",
        "./ist",
        ". Foto-foto: Ayu L.",
        ". Photograph: Ayu Lestari",
        ". Foto (Ist).",
    ],
)
def test_line_with_a_stamp_behind_it_is_a_caption(credit: str) -> None:
    """A sentence with a picture's credit in any form, above the story's end."""
    assert is_stamped(STAMPED + credit)


@pytest.mark.parametrize(
    "line",
    [
        "Harga diskon 50 persen berlaku 1/2 hari saja",
        "Ia membuka laman rawa.id/berita",
        "Keputusan itu diambil oleh PSSI/FIFA",
        "Pemain itu mengunggah foto di Instagram",
        "Mereka pulang. Lalu hujan turun. Warga menyeberang. RAWA/Ayu Lestari",
        "“Rakit ini aman.” RAWA/Ayu Lestari",
    ],
)
def test_sentence_with_a_slash_or_a_picture_in_it_stays(line: str) -> None:
    """Neither a slash nor the word for a picture makes a credit."""
    assert not is_stamped(line)


def test_name_of_a_file_is_an_alt_text() -> None:
    """Cameras and messengers name files so."""
    assert [is_stamped(name) for name in ("IMG-20260914-WA0021", "IMG 7 hari")] == [True, False]


def test_sentence_of_speech_before_a_stamp_is_story() -> None:
    """Only the stamp goes."""
    line = "“Stok aman,” ujar Menteri, Senin (21/4/2026). ANTARA FOTO/Ayu Lestari/rwa."
    assert [(line[a:b], rule) for a, b, rule in inline_captions(line)] == [
        ("ANTARA FOTO/Ayu Lestari/rwa.", "caption.credit")
    ]


def test_an_item_of_a_list_is_no_credit():
    """Jobs and offices in capitals stand so in messages that are quoted."""
    assert not is_stamped("3. TEKNISI/OPERATOR")


@pytest.mark.parametrize(
    "paragraph",
    [
        "(Foto: Ayu Lestari) Pedagang menata keranjang di tepi jalan. Pembeli menawar sambil memegang payung.",
        "Pedagang menata keranjang di tepi jalan. Pembeli menawar sambil memegang payung. (Foto: Dinas Pasar)",
        "Pedagang menata keranjang di tepi jalan. Pembeli menawar sambil memegang payung. – Reuters",
        "Pedagang menata keranjang di tepi jalan sambil menunggu pembeli yang berteduh. (humas/ayu)",
    ],
)
def test_a_credit_at_a_paragraph_of_the_story_leaves_alone(paragraph: str) -> None:
    """Below the opening a caption is one sentence; several are a paragraph that somebody glued a credit to."""
    kept = left(LEAD, paragraph, MORE)[1]
    assert "keranjang di tepi jalan" in kept
    assert not any(credit in kept for credit in ("Foto", "Reuters", "humas"))
