"""Wire credits: whom copy names as its source, and which credits leave."""

from __future__ import annotations

import datetime as dt

import pytest
from bench.standing import stand

from transforms.finders.sources.find import find_wires
from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage
from transforms.text.normal import text_blocks

STORY = "Air sungai naik dua meter semalam dan warga mengungsi ke balai desa sejak subuh, kata petugas."


def wires_of(text: str, outlet: str | None = None) -> tuple[str, ...]:
    """Find the wire sources of a text."""
    return find_wires(stand(Article("a.txt", None, text_blocks(text))), outlet).wire_sources


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Dilansir dari Al Jazeera dan republika.co.id Kamis (2/6/2022), air surut.",
            ("Al Jazeera", "Republika"),
        ),
        ("Demikian dilansir dari Kompas.com, Jumat (15/5/2026).", ("Kompas.com",)),
        ("Air surut, seperti dilansir Reuters, Selasa (18/4/2017).", ("Reuters",)),
        ("Air surut, dilansir dariThe GuardiandanAntara, Rabu (18/6/2025).", ("The Guardian", "ANTARA")),
        ("MengutipCNBC, Kamis (19/6/2025), harga naik.", ("CNBC",)),
        ("Dikutip KabarRawa.com dari situs Tempo.co, air surut.", ("Tempo.co",)),
        ("The river fell, according to Reuters.", ("Reuters",)),
        (
            "Sumber BBC mengatakan air surut, dan seorang juru bicara membenarkan kepada New York Times.",
            ("BBC", "New York Times"),
        ),
        ("Disadur dari Halaman Rawa, air surut.", ("Halaman Rawa",)),
        ("Air surut, dilansir dari Instagram resmi desa.", ()),
        ("Dikutip dari laman bmkg.go.id, hujan turun.", ()),
        ("Dilansir dari Kementerian Perhubungan, kereta jalan lagi.", ()),
        ("Laporan Perserikatan Bangsa-bangsa menyebut air naik.", ()),
        ("Kepala desa membaca koran pagi di balai.", ()),
    ],
)
def test_cues_name_outlets_and_nobody_else(text, names):
    """Outlets behind a cue count, joined or glued; platforms, offices and self do not."""
    assert names == wires_of(f"{STORY}\n{text}", outlet="KabarRawa.com")


def test_the_outlet_itself_is_no_source():
    """A paper that quotes itself has no wire source."""
    assert wires_of("Dikutip dari Kompas.com, air surut.", outlet="Kompas.com") == ()


def test_a_bare_credit_leaves_and_is_named():
    """`(detik)` behind the last sentence leaves and names the agency."""
    article = Article("a.txt", None, text_blocks(f"{STORY} (detik)"))
    found = find_wires(stand(article))
    assert ("detikcom",) == found.wire_sources
    assert article.strike(found.removals).text == STORY


def test_a_source_line_leaves():
    """A line that only names the source leaves."""
    article = Article("a.txt", None, text_blocks(f"{STORY}\nsumber : Antara"))
    found = find_wires(stand(article))
    assert ("ANTARA",) == found.wire_sources
    assert article.strike(found.removals).text == STORY


def test_a_photo_credit_is_no_wire_source():
    """An agency in brackets behind a caption above the story credits the picture."""
    assert wires_of(f"Warga mengungsi. (AFP)\n{STORY}") == ()


def test_a_republication_notice_names_the_first_paper():
    """The notice names the paper; only a known one counts as a source too."""
    known = find_wires(
        stand(Article("a.txt", None, text_blocks(f"{STORY}\nArtikel ini telah tayang di Kontan.co.id dengan judul")))
    )
    other = find_wires(
        stand(Article("a.txt", None, text_blocks(f"{STORY}\nArtikel ini telah tayang di Harian Rawa dengan judul")))
    )
    assert ("Kontan.co.id", ("Kontan.co.id",)) == (known.republished_from, known.wire_sources)
    assert ("Harian Rawa", ()) == (other.republished_from, other.wire_sources)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Air surut kemarin, lansir Reuters.", ("Reuters",)),
        ("Hal itu, seperti dikutip dari Radar Merbah, terjadi kemarin.", ("Radar Merbah",)),
        ("Seperti dilaporkan Kantor Berita Merbah, air surut.", ("Kantor Berita Merbah",)),
        ("Kantor Berita Merbah, yang baru berdiri, melaporkannya.", ("Kantor Berita Merbah",)),
        ("Air surut, dilansir The Rawa Beast Rabu (3/6).", ("The Rawa Beast",)),
        ('"Air surut," ujar Ayu melalui Reuters, Kamis.', ("Reuters",)),
        ("The water fell, reported Reuters.", ("Reuters",)),
        ("According to the Merbah State Daily Newspaper, water fell.", ("Merbah State Daily",)),
        ("Menurut laporan Reuters, air surut.", ("Reuters",)),
        ("Air surut di Merbah.\nSumber | : | kabarmerbah |", ("kabarmerbah",)),
    ],
)
def test_cues_are_an_open_class(text: str, sources: tuple[str, ...]) -> None:
    """Verbs of citing, agencies by their own first words, papers by the word they begin or end with, table rows."""
    assert wires_of(text) == sources


@pytest.mark.parametrize(
    "text",
    [
        "Laporan BBC Rawa ditolak hakim.",
        "Artikel ini telah diterbitkan. Versi bahasa Inggris tulisan ini telah diterbitkan oleh The Jakarta Post.",
        "Mengutip dari Portal Merbah Raya resmi milik dinas.",
        "Sumber: istimewa",
    ],
)
def test_what_is_no_source(text: str) -> None:
    """A report that is told of, a version in another language, an office's portal, a word that is no paper's."""
    assert wires_of(text) == ()


def test_agency_that_the_last_line_names_as_source_is_not_the_outlet() -> None:
    """Its dateline came along with the copy."""
    page = RawPage("a.txt", "text", f"Palu (ANTARA) - {STORY}\n{STORY}\nSource: sultra.antaranews.com")
    article = clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    assert (None, ("ANTARA",)) == (article.outlet, article.wire_sources)
