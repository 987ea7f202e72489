"""Headlines with something glued behind them, and headlines that the address names deep in the page."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.finders.headline.slug import slug_words
from transforms.finders.headline.stamps import bare_headline
from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage

TITLE = "Rakit Bambu Berangkat Lagi di Sungai Merbah"
STORY = (
    "Rakit itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama seperti dulu.\n"
    "Kepala dusun berkata jembatan baru selesai sebelum musim hujan, asal baja datang dari kota bulan ini.\n"
)
URL = "https://www.kabarrawa.example/rakit-bambu-berangkat-lagi"


def cleaned(text: str, url: str | None = None) -> Article:
    """Clean a text; it must be an article."""
    page = RawPage("a.txt", "text", text, url=url)
    article = clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("glued", "writers"),
    [
        (" KabarRawa.com 12 Juni 2021, 15:33 WIB", ()),
        (" Kabar Rawa - diperbarui", ()),
        (" Ayu Lestari", ("Ayu Lestari",)),
        (" By Ayu Lestari", ("Ayu Lestari",)),
    ],
)
def test_what_is_glued_behind_a_headline_is_told_from_it(glued: str, writers: tuple[str, ...]) -> None:
    """The day and the paper in front of it, a word of publication, a writer whom a credit or a cue names."""
    page, below = "Warga menyeberang (Kabar Rawa/Ayu Lestari)", ["Kabar Rawa (Palu) -- Rakit itu berangkat lagi."]
    assert (TITLE, writers) == bare_headline(TITLE + glued, page, below, goes_on=" ")


@pytest.mark.parametrize("title", ["Jadwal Rakit Merbah Juni 2026", "Bupati Rawa Panen Raya", "Puisi Chairil Anwar"])
def test_headline_without_a_stamp_stays(title: str) -> None:
    """A month, a place or a poet at its end are the headline's own."""
    assert (title, ()) == bare_headline(title, f"{title}\n{STORY}", [STORY], goes_on="")


@pytest.mark.parametrize(
    "above",
    [
        "Anda sedang membaca halaman kedua dari tulisan ini. Bagian pertama ada di balik angka di bawah halaman ini.",
        "Please update your browser\nYou are using an old browser that this site no longer shows as it should.",
    ],
)
def test_address_names_the_headline_below_sentences(above: str) -> None:
    """A line that begins with all words of the address is the headline, whatever stands above it."""
    assert cleaned(f"{above}\n{TITLE}\n{STORY}", URL).title == TITLE


def test_lead_that_begins_with_the_words_of_the_address_is_no_headline() -> None:
    """It ends a sentence."""
    lead = (
        "Rakit bambu berangkat lagi di Sungai Merbah sejak subuh, dan para pedagang sayur menumpang seperti dulu lagi."
    )
    article = cleaned(f"{lead}\n{STORY}", URL)
    assert article.title is None
    assert article.text.startswith(lead)


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}, Ongkosnya Tetap Ket foto: Warga menunggu rakit. {STORY}",
        f"3 min read Rakit bambu berangkat lagi di Sungai Merbah By Ayu Lestari May 9, 2023 {STORY}",
    ],
)
def test_headline_in_front_of_a_page_on_one_line(text: str) -> None:
    """A caption's label ends it; written small it must begin with the words of the address."""
    title = cleaned(text.replace("\n", " "), URL).title
    assert title in {f"{TITLE}, Ongkosnya Tetap", "Rakit bambu berangkat lagi di Sungai Merbah"}


def test_of_equally_long_parts_of_an_address_the_last_is_the_headline_s() -> None:
    """Papers under a portal stand in front."""
    assert slug_words("https://baca.example/harian-teluk-rawa/rakit-bambu-berangkat") == ["rakit", "bambu", "berangkat"]
