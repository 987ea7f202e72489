"""Paragraphs that were broken at their links, and lines that only look like it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage
from transforms.text.broken import join_broken

PARAGRAPHS = (
    "Wali Kota Muara Lanting meresmikan pasar ikan di Kampung Seruni, Kecamatan Hilir, pada Senin pagi.",
    "Pasar itu dibangun Koperasi Mina Jaya dengan dana dari Bank Lanting dan iuran para nelayan.",
    '"Kami tidak lagi menjual di pinggir jalan," kata Sari Wulan, pedagang udang dari Kampung Hulu.',
    "Menurut Dinas Perikanan (Diskan), jumlah pedagang naik dua kali lipat sejak tahun lalu.",
)
BROKEN = {
    "id": (
        "Wali Kota Muara Lanting meresmikan pasar ikan\ndi Kampung Seruni\n, Kecamatan\nHilir\n, pada Senin pagi.",
        "Pasar itu dibangun\nKoperasi Mina Jaya\ndengan dana dari\nBank Lanting\ndan iuran para nelayan.",
        '"Kami tidak lagi menjual di pinggir jalan," kata\nSari Wulan\n, pedagang udang dari Kampung Hulu.',
        "Menurut Dinas Perikanan (\nDiskan\n), jumlah pedagang naik dua kali lipat sejak tahun lalu.",
    ),
    "ms": (
        "Menteri Besar merasmikan jambatan\ndi Kampung Beluh\n, Daerah\nHilir\n, pada pagi Isnin.",
        "Jambatan itu dibina oleh penduduk bersama\nPersatuan Belia Beluh\nsejak dua tahun lalu.",
    ),
    "en": (
        "The council opened a new pier\nin Saltmarsh Bay\n, east of\nOrrell\n, on Monday morning.",
        "It was built by volunteers together with the\nHarbour Trust\nover the course of two winters.",
    ),
}


@pytest.mark.parametrize("language", BROKEN)
def test_paragraphs_broken_at_links_are_joined(language):
    """Each is one line again, with a space where a line ended and none before a comma."""
    lines = "\n".join(BROKEN[language]).split("\n")
    whole = [re.sub(r" (?=[,)])", "", part.replace("\n", " ")).replace("( ", "(") for part in BROKEN[language]]

    assert whole == join_broken(lines)
    assert language != "id" or tuple(whole) == PARAGRAPHS


@pytest.mark.parametrize("language", BROKEN)
def test_no_place_in_a_broken_paragraph_is_an_author(language):
    """Nothing of the story is struck, and nobody is named as its writer."""
    page = RawPage("a", "text", "\n".join(BROKEN[language]), hints={"title": "Pasar Ikan"})
    article = clean_page(page, knowledge=load_knowledge(), today=dt.date(2026, 11, 20))

    assert isinstance(article, Article)
    assert (article.authors, article.removals) == ((), ())


def test_read_also_lines_between_broken_paragraphs_stay_apart():
    """A heading of links and the title under it are no pieces of a sentence."""
    cue = ["Baca juga:", "Nelayan Lanting Dapat Perahu Baru"]
    lines = [*BROKEN["id"][0].split("\n"), *cue, *BROKEN["id"][1].split("\n")]

    assert join_broken(lines) == [PARAGRAPHS[0], *cue, PARAGRAPHS[1]]


@pytest.mark.parametrize(
    "lines",
    [
        [*PARAGRAPHS],
        ["Pasar Ikan Dibuka di Lanting", "oleh Sari Wulan", PARAGRAPHS[0]],
        ["Pasar Ikan Dibuka di Lanting", "detiklanting - Pasar ikan dibuka.", PARAGRAPHS[0]],
        [PARAGRAPHS[0], "Tag", "pasar", "ikan", "nelayan"],
        [PARAGRAPHS[0], "Cara memasak", "a. cuci udang", "b. rebus sebentar"],
        [PARAGRAPHS[0], "Penulis", "editor: Ratna", "foto: dok. koperasi."],
        [PARAGRAPHS[0], "(ant/sws)", "sws"],
        [PARAGRAPHS[0], "Ikuti kami", "kabarlanting.com"],
        ["Malam di dermaga", "ombak memanggil namamu", "perahu pulang"],
        ["iPhone dan eFishery", "eFishery tumbuh cepat."],
        ["Harga udang di pasar turun menjadi", "Rp 40.000 per kilogram", "Rp 35.000 di pelabuhan"],
    ],
)
def test_lines_that_stand_for_themselves_stay(lines):
    """Bylines, tags, items, labels, initials, addresses and verses in small letters."""
    assert join_broken(lines) == lines


PIECES = ("Air surut", "di hulu", ", kata", "Warga pulang.", "(", ") naik", "Lanting", "a,")
LINES = st.lists(st.sampled_from(PIECES), max_size=9)


@given(LINES)
def test_nothing_is_lost_and_nothing_joined_again(lines):
    """The words stay in their order, and what was joined is stable."""
    joined = join_broken(lines)

    assert "".join("".join(lines).split()) == "".join("".join(joined).split())
    assert len(join_broken(joined)) == len(joined) or join_broken(joined) != lines
