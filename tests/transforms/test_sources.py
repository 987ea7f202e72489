"""Wire credits: whom copy names as its source, and which credits leave."""

from __future__ import annotations

import pytest
from bench.standing import stand

from transforms.finders.sources.find import find_wires
from transforms.records import Article
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
    assert ("detik",) == found.wire_sources
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
