"""Small HTML pages of our own and what is read of them."""

from __future__ import annotations

from transforms.html import read_html
from transforms.records import Article, RawPage

PROSE = (
    "Air sungai naik dua meter semalam, dan warga di tiga kampung mengungsi ke balai desa sampai pagi tiba kembali.",
    "Lurah setempat mengatakan dapur umum sudah dibuka sejak subuh, dan bantuan beras datang dari kecamatan sebelah.",
    "Kereta menuju kota tetap berjalan, meskipun penumpang diminta datang lebih awal karena jalan ke stasiun licin.",
)
STORY = "".join(f"<p>{text}</p>" for text in PROSE)
MENU = "<nav><ul><li><a href=a>Beranda</a><li><a href=b>Daerah</a><li><a href=c>Olahraga</a></ul></nav>"
FOOTER = "<footer><p>Hak cipta Kabar Kota</p><a href=d>Redaksi</a></footer>"


def read(body: str, head: str = "") -> Article:
    """Return the article that a page with this body gives, before any finder sees it."""
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>")


def read_page(page: str) -> Article:
    """Return the article that a whole page gives, before any finder sees it."""
    blocks, removals, *_ = read_html(RawPage("a.html", "html", page))
    return Article("a.html", None, blocks).strike(removals)
