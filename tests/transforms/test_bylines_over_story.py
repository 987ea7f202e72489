"""Bylines above the story that have no cue, or stand beside what is none: the lines around them tell."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms import clean_html
from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage

STORY = (
    "Rakit bambu itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama.\n"
    "Kepala dusun berkata jembatan baru selesai sebelum musim hujan, asal baja datang dari kota bulan ini.\n"
    "Anak-anak sekolah tetap menyeberang bergantian karena tali pengamannya hanya cukup untuk tujuh orang.\n"
)
TITLE = "Rakit Bambu Berangkat Lagi di Sungai Merbah"


def cleaned(text: str, url: str | None = None) -> Article:
    """Clean a text; it must be an article."""
    page = RawPage("a.txt", "text", text, url=url)
    article = clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ("Ayu Lestari\nKontributor", ("Ayu Lestari",)),
        ("Lestari\n12 Mei 2026", ("Lestari",)),
        ("Ayu Lestari and Agus Salim (Rawa Courier)\nPREMIUM\nPalu\nTue, June 14, 2022", ("Ayu Lestari", "Agus Salim")),
        ("Ayu Lestari | Edisi Maret 2022", ("Ayu Lestari",)),
        ("/ Kabar / By    Ayu Lestari", ("Ayu Lestari",)),
        ("By Ayu Lestari, Agus Salim, 7 Kabar Rawa\nNovember 8, 2025", ("Ayu Lestari", "Agus Salim")),
    ],
)
def test_lines_around_a_name_show_that_it_is_the_author_s(head: str, authors: tuple[str, ...]) -> None:
    """A trade or a day below it, a paper in brackets, a magazine's issue, crumbs in front of the cue."""
    article = cleaned(f"{TITLE}\n{head}\n{STORY}")
    assert (TITLE, authors) == (article.title, article.authors)
    assert article.text.startswith("Rakit bambu itu")


def test_writer_s_card_at_a_platform_names_the_author() -> None:
    """The name stands alone, then once more in front of what the platform prints until it has the card."""
    card = "Mohon tunggu...\nAyu Lestari\nAyu Lestari Mohon Tunggu... Guru - Pejalan kaki"
    assert cleaned(f"{card}\n{TITLE}\n12 Mei 2026\n{STORY}").authors == ("Ayu Lestari",)


@pytest.mark.parametrize(
    "head",
    [
        "Rakit Bambu Merbah\n12 Mei 2026",
        "Tim Kabar Merbah",
        "Change Size\nShare This Article",
        "Port Merbah\n12 Mei 2026",
    ],
)
def test_line_above_the_story_that_names_no_person(head: str) -> None:
    """What is seen in the picture, a team, a button, a place."""
    assert cleaned(f"{TITLE}\n{head}\n{STORY}").authors == ()


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("AYU LESTARI, Palu", "Palu"),
        ("Ayu Lestari and Agus Salim (Rawa Courier)\nPalu ● Mon, June 13, 2022", "Palu"),
        ("Ayu Lestari (Rawa Courier)\nPort Merbah\nMon, June 13, 2022", "Port Merbah"),
    ],
)
def test_town_beside_a_byline_is_where_the_story_is_dated_from(head: str, place: str) -> None:
    """Papers that print no dateline name the town beside the reporter, or above the day."""
    assert cleaned(f"{TITLE}\n{head}\n{STORY}").dateline_place == place


@pytest.mark.parametrize(
    ("end", "authors", "editors"),
    [
        ("Translator: Ayu Lestari, Agus S\nEditor: Rina Dewi", (), ("Rina Dewi",)),
        ("Penulis : Ayu Lestari Editor : R. DewiSumber : Kabarrawa.com", ("Ayu Lestari",), ("R. Dewi",)),
        ("Editor : Rina Dewi Tag : #rakit #sungai merbah", (), ("Rina Dewi",)),
    ],
)
def test_labels_behind_the_story(end: str, authors: tuple[str, ...], editors: tuple[str, ...]) -> None:
    """A translator wrote nothing; a domain ends at its dots; topics may stand behind the last name."""
    article = cleaned(f"{TITLE}\n{STORY}{end}")
    assert (authors, editors) == (article.authors, article.editors)
    assert article.text.endswith("tujuh orang.")


def test_labels_that_a_notice_parts_are_no_entries_of_a_list() -> None:
    """A struck sentence between two writers' lines makes no list of books of them."""
    notice = "Artikel ini telah tayang di KabarRawa.com dengan judul Rakit Bambu Merbah."
    assert cleaned(f"{TITLE}\n{STORY}Penulis: Ayu Lestari\n{notice}\nPenulis: Iklan Merbah").authors == ("Ayu Lestari",)


def test_markup_that_names_a_paper_for_the_author_is_not_believed() -> None:
    """The name in the copy's own byline is."""
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n") if line)
    html = (
        f'<html><head><title>{TITLE}</title><meta name="author" content="Rawa Times"></head>'
        f"<body><article><h1>{TITLE}</h1><p>Oleh: Ayu Lestari</p>{paragraphs}</article></body></html>"
    )
    article = clean_html(html)
    assert isinstance(article, Article)
    assert article.authors == ("Ayu Lestari",)


@pytest.mark.parametrize("line", ["Sinta Marpaung | Edisi Maret 2022", "Kontributor Palu: Sinta Marpaung"])
@pytest.mark.parametrize(
    "tail",
    [
        "Sinta Marpaung adalah wartawan lepas, tinggal di tepi sungai.",
        "Tentang Penulis\nSinta Marpaung adalah wartawan lepas, tinggal di tepi sungai.",
        "About the author\nSinta Marpaung is a freelance writer who lives by the river.",
        "(Sinta Marpaung)",
        "Penulis: Sinta Marpaung",
    ],
)
def test_a_life_beneath_the_story_does_not_speak_against_the_byline_above(line, tail):
    """Who signs twice is no person of the story, and the byline leaves."""
    article = cleaned(f"{TITLE}\n{line}\n{STORY}{tail}")
    assert (("Sinta Marpaung",), False) == (article.authors, line in article.text)


def test_a_person_of_the_story_is_not_its_writer():
    """`Kontributor Palu: X` above a story about X is none of the copy's own."""
    told = "Kata Sinta Marpaung, pemilik rakit, ongkos menyeberang tidak akan naik sampai musim hujan tahun depan."
    assert cleaned(f"{TITLE}\nKontributor Palu: Sinta Marpaung\n{STORY}{told}").authors == ()
