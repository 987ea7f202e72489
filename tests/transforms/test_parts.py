"""One reading of a line: its parts, and the bylines that are made of them in any order."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.parts import kind_of, parts_of
from transforms.records import Article, RawPage

KNOWLEDGE = load_knowledge()
STORY = (
    "Rakit itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama seperti dulu.\n"
    "Kepala dusun berkata jembatan baru selesai sebelum musim hujan, asal baja datang dari kota bulan ini.\n"
    "Warga menunggu dengan sabar, sebab perahu hanya memuat sepuluh orang dan satu karung beras sekali jalan."
)
TITLE = "Rakit Bambu Berangkat Lagi dari Dermaga Lama"


def cleaned(line: str) -> Article:
    """Clean a page with one line between headline and story."""
    url = "https://kabarrawa.id/rakit-bambu-berangkat-lagi-dari-dermaga-lama"
    page = RawPage("a.txt", "text", f"{TITLE}\n{line}\n{STORY}", url)
    article = clean_page(page, knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("12 May 2026 | Lensa Bukit | Sari Melati", "day paper person"),
        ("Kontributor Palu: Sari Melati", "author place person"),
        ("Sari Melati dan Tono Wibowo (kabarrawa.id)", "person person paper"),
        ("Sari Melati, Senior Writer", "person role"),
        ("Tim Lensa Bukit", "other paper"),
        ("Penyunting: Sari Melati", "other person"),
        ("Jembatan itu rusak lagi", "other"),
    ],
)
def test_a_line_is_read_into_its_parts(line, kinds):
    """Days and cues are lifted out; what is written as a name is a person's, a paper's, a town's, or nobody knows."""
    assert kinds.split() == [part.kind for part in parts_of(line)]


def test_the_pages_own_paper_is_one_whatever_it_is_called():
    """A name that nothing betrays as a paper's is one where the page is of it."""
    assert ("person", "paper") == (kind_of("Melati Senja", None), kind_of("Melati Senja", "melatisenja.id"))


@pytest.mark.parametrize("parts", permutations(("Sari Melati", "Lensa Bukit", "Selasa, 12 Mei 2026 14:33 WIB")))
def test_a_byline_is_one_in_any_order(parts):
    """Person, paper and day between bars: the line leaves, the person wrote, the day counts."""
    line = " | ".join(parts)
    article = cleaned(line)

    assert (("Sari Melati",), dt.date(2026, 5, 12)) == (article.authors, article.published_date)
    assert line not in article.text


@pytest.mark.parametrize(
    ("line", "authors", "place"),
    [
        ("Sari Melati | Edisi Maret 2026", ("Sari Melati",), None),
        ("Palu, 12 Mei 2026 - Sari Melati", ("Sari Melati",), None),
        ("Wartawan Palu, Sari Melati", ("Sari Melati",), "Palu"),
        ("May 12, 2026 by Sari Melati in Palu", ("Sari Melati",), "Palu"),
        ("Sari Melati dari Palu, 12 Mei 2026", ("Sari Melati",), "Palu"),
        ("12 Mac 2026 | Sari Melati, Tono Wibowo", ("Sari Melati", "Tono Wibowo"), None),
    ],
)
def test_towns_and_papers_beside_a_writer_are_no_writers(line, authors, place):
    """The town is where the writer writes from."""
    article = cleaned(line)

    assert authors == article.authors
    assert place is None or place == article.dateline_place
    assert line not in article.text


@pytest.mark.parametrize(
    "line", ["Warga Menunggu dengan Sabar", "Sari Melati!", "Kepala Dusun, Palu", "Waktu Cerita Sari Melati"]
)
def test_a_name_without_a_witness_is_no_byline(line):
    """What says nothing of a writer stays or is other furniture, and names nobody."""
    assert () == cleaned(line).authors


def test_whom_the_story_speaks_of_did_not_write_it():
    """A caption names who is seen, a day beside it or not."""
    url = "https://kabarrawa.id/rakit"
    text = f"{TITLE}\nPalu | Sari Melati | 12 Mei 2026, 2025\n{STORY}\nSari Melati memegang kemudi."
    article = clean_page(RawPage("a.txt", "text", text, url), knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))

    assert () == article.authors
