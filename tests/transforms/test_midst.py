"""In the midst of a story stands its own data: no credits, tags, forms or dates of the page."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage
from transforms.text.midst import in_entry, in_midst

PAGES = Path(__file__).parents[1] / "golden" / "midst" / "pages.txt"
"""Pages of our own: lists, diaries, tables, messages and questions inside stories. `@kind` opens a line that leaves,
`⟦kind|…⟧` holds what leaves of a line."""

LEAVES = re.compile(r"@([a-z_]+) (.*)")
PIECE = re.compile(r"⟦[a-z_]+\|(.*?)⟧")

ONE = "Petani menanam bibit di lahan bekas tambak. Air payau naik lebih tinggi pada musim ini."
TWO = "Penyuluh datang setiap Rabu membawa catatan curah hujan. Catatan itu dibacakan di bawah pohon."
THREE = "Warga berharap tanggul selesai sebelum purnama. Batu terakhir dikirim dengan dua perahu."
FOUR = "Pekerjaan itu dibiayai iuran petani. Setiap kepala keluarga menyetor tiga kaleng gabah."


def labelled_pages() -> list[tuple[str, str, list[str]]]:
    """Return (name, text, what should be left of each line) of each page."""
    pages = []
    for part in re.split(r"(?m)^=== id=", PAGES.read_text("utf-8"))[1:]:
        head, *rows = part.strip().split("\n")
        shown = [match[2] if (match := LEAVES.fullmatch(row)) else PIECE.sub(r"\1", row) for row in rows]
        left = ["" if LEAVES.fullmatch(row) else PIECE.sub("", row).strip() for row in rows]
        pages.append((head.split(" ")[0], "\n".join(shown), [row for row in left if row]))
    return pages


@pytest.mark.parametrize(("name", "text", "left"), labelled_pages(), ids=lambda value: value if len(value) < 12 else "")
def test_lists_diaries_and_messages_inside_a_story_stay(name: str, text: str, left: list[str]) -> None:
    """What signs, tags and dates a page leaves it at its edges, and nothing of the story leaves with it."""
    cleaned = clean_page(RawPage(name, "text", text, None), knowledge=load_knowledge(), today=dt.date(2026, 11, 20))
    assert isinstance(cleaned, Article)
    assert "\n".join(left) == "\n".join(line for line in cleaned.text.split("\n") if line.strip())


@pytest.mark.parametrize(
    ("lines", "number", "expected"),
    [
        ([ONE, TWO, "Editor: Sari", THREE, FOUR], 2, True),
        ([ONE, "Editor: Sari", TWO, THREE, FOUR], 1, False),
        ([ONE, TWO, "Editor: Sari", THREE], 2, False),
        ([ONE, TWO, "Editor: Sari", *["Beranda"] * 9, THREE, FOUR], 2, False),
        ([ONE, "Berikut susunan pengurus yang baru:", "Editor: Sari", THREE], 2, True),
        ([ONE, "Lahan: dua hektare", "Penulis: Sari", THREE], 2, True),
    ],
)
def test_paragraphs_before_and_behind_make_the_midst(lines: list[str], number: int, *, expected: bool) -> None:
    """A story goes on soon, or a line is an item of a list that is announced or a row beside other data."""
    assert expected == in_midst(lines, (), number)


def test_furniture_between_a_line_and_the_next_paragraph_ends_the_story() -> None:
    """What stands behind a struck line may be the lead of another story."""
    assert not in_midst([ONE, TWO, "Editor: Sari", "Baca juga", THREE, FOUR], {3}, 2)


def test_a_few_foreign_paragraphs_behind_a_long_story_are_no_second_half() -> None:
    """The outlet speaks of itself beneath the credit, in sentences of its own."""
    own = "Portal berita nirlaba ini hidup dari sumbangan pembaca. Rekening donasi tersedia lewat halaman kontak."
    assert not in_midst([*[ONE, TWO, THREE, FOUR] * 2, "Suntingan: Sari", own, own], (), 8)


def test_a_label_that_recurs_with_other_words_is_data() -> None:
    """Each book of a list has its author; a page has one, however its name is spelled."""
    books = ["Kapal Tua", "Penulis: Ayu", "Kisah seorang kelasi yang enggan pulang.", "Lumbung", "Penulis: Bima"]
    again = ["Penulis: Ayu", ONE, TWO, "Penulis: Ayu Lestari"]
    assert [in_entry(books, (), 1), in_entry(again, (), 0)] == [True, False]


def test_two_labels_of_works_make_rows_of_data() -> None:
    """The rows of a reviewed book stay, and name nobody as author; a house's publisher is one label."""
    rows = [
        "Judul: Kapal Tua",
        "Penulis: Ayu Lestari",
        "Editor: Bima Saputra",
        "Penerbit: Lumbung",
        "Tebal: 188 halaman",
    ]
    house = ["Penulis: Ayu Lestari", "Penerbit: PT Kabar Rawa", ONE]
    assert [in_entry(rows, (), 1), in_entry(house, (), 0)] == [True, False]
    text = "\n".join(["Oleh Wani Salim, 12 Juli 2021", *rows, ONE, TWO, THREE])
    cleaned = clean_page(RawPage("a", "text", text, None), knowledge=load_knowledge(), today=dt.date(2026, 1, 1))
    assert (cleaned.text.split("\n")[:5], cleaned.authors) == (rows, ("Wani Salim",))


def test_who_wrote_the_copy_stands_beside_the_data_of_a_work() -> None:
    """In front of it or behind; and what others have as well makes no work."""
    rows = [
        "Penulis: Wani Salim",
        "Judul: Kapal Tua",
        "Penerbit: Lumbung",
        "Tebal: 188 halaman",
        "Editor: Bima Saputra",
    ]
    box = ["Penulis: Ayu Lestari", "Penerbit: PT Kabar Rawa", "Tahun: 2020", "Harga: Rp 5.000"]
    assert [in_entry(rows, (), n) for n in range(5)] == [False, True, True, True, False]
    assert not any(in_entry(box, (), n) for n in range(4))


def test_a_prompt_in_capitals_ends_where_the_shouting_does() -> None:
    """A match inside a shouted sentence is a piece of it."""
    line = "Jauhi sumur itu sampai petugas datang. BAGIKAN PESAN INI SEKARANG JUGA KEPADA TETANGGA sebelum gelap."
    cleaned = clean_page(
        RawPage("a", "text", f"{ONE}\n{TWO}\n{line}\n{THREE}", None),
        knowledge=load_knowledge(),
        today=dt.date(2026, 1, 1),
    )
    assert line in cleaned.text


def test_share_buttons_in_a_row_are_no_steps() -> None:
    """Every one of them is known; among steps of instructions some are not."""
    rows = ["Klik untuk berbagi pada Twitter", "Klik untuk berbagi pada Facebook", "Klik untuk mencetak"]
    cleaned = clean_page(
        RawPage("a", "text", "\n".join([ONE, TWO, THREE, FOUR, *rows]), None),
        knowledge=load_knowledge(),
        today=dt.date(2026, 1, 1),
    )
    assert not any(row in cleaned.text for row in rows)
