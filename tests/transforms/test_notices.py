"""What a paper says of its own story: taken back, mended."""

from __future__ import annotations

import datetime as dt

import pytest
from bench.standing import stand

from transforms.finders.notices.find import LONGEST_NOTICE, find_notices
from transforms.knowledge import load_knowledge
from transforms.lexicon.tables import NOTHING, read_table, use_additions
from transforms.page import clean_page
from transforms.records import Article, Block, RawPage, rebuild

TODAY = dt.date(2026, 11, 20)
ROWS = read_table("lexicon/notices.toml")["notice"]
KINDS = ("withdrawn", "corrected")
KNOWN = [(row["kind"], line) for row in ROWS for line in row["knows"]]
SPARED = [line for row in ROWS for line in row["spares"]]
TAKEN_BACK = [line for kind, line in KNOWN if kind == "withdrawn"]

STORY = (
    "Air sungai di hulu naik dua meter pada malam hari, lalu surut lagi menjelang pagi tanpa merusak tanggul baru. "
    "Kereta pertama berjalan lagi pada hari Jumat setelah petugas selesai memeriksa rel di sepanjang lembah itu. "
    "Para pedagang pasar pagi membuka lapak lebih awal, sementara anak-anak menyeberang dengan perahu bambu. "
    "Menurut Ratna, penjaga pintu air, hujan di hulu mulai reda sejak pukul tiga dan tidak ada rumah yang terendam. "
    "Warga bergotong royong mengangkat lumpur dari jalan desa, lalu makan bersama di balai yang baru dicat kemarin. "
    "Sekolah di tepi sungai masuk seperti biasa, dan guru mengajak murid menghitung tinggi air pada tiang jembatan."
)
PAGE = """<html><head><title>Air Sungai Naik - Kabar Rawa</title></head><body>
<nav><ul><li><a href="/">Beranda</a></li><li><a href="/ekonomi">Ekonomi</a></li></ul></nav>
<article><h1>Air Sungai Naik</h1><div class="date">Senin, 3 Maret 2026</div><div>{body}</div></article>
<aside><h3>Berita Terkait</h3><ul><li><a href="/a">Banjir di Hulu Rawa Surut Setelah Sepekan</a></li></ul></aside>
<footer>Copyright 2026 Kabar Rawa. Redaksi | Pedoman Media Siber</footer></body></html>"""


def cleaned(content: str, kind: str = "text"):
    """Clean a page."""
    return clean_page(RawPage("a", kind, content), knowledge=load_knowledge(), today=TODAY)


def test_every_wording_brings_evidence_of_both_kinds():
    """A wording has a reason, lines that it knows and near misses that it spares."""
    assert [] == [row["name"] for row in ROWS if not (row["why"] and row["knows"] and row["spares"])]
    assert set(KINDS) == {row["kind"] for row in ROWS}


def sheet_of(line):
    """Return the sheet of a page of one line."""
    return stand(Article("page", None, (Block("paragraph", line),))).sheet


@pytest.mark.parametrize(("kind", "line"), KNOWN)
def test_a_wording_knows_its_own_lines(kind, line):
    """Each example is found as what it stands for."""
    assert [0] == [notice.block for notice in find_notices(sheet_of(line), kind)][:1]


@pytest.mark.parametrize("line", SPARED)
def test_the_whole_table_spares_near_misses(line):
    """A near miss of one wording is found by no other either."""
    assert [[], []] == [find_notices(sheet_of(line), kind) for kind in KINDS]


@pytest.mark.parametrize("line", TAKEN_BACK)
def test_a_page_that_is_a_notice_is_an_article_that_was_withdrawn(line):
    """It is no page without a story, and its text is the notice, under a headline and over furniture."""
    alone, among = cleaned(line), cleaned(f"Air Sungai Naik\n{line}\nBagikan artikel ini:\nBaca juga: Banjir Surut")
    assert (True, line) == (alone.withdrawn, alone.text)
    assert (True, True) == (among.withdrawn, line in among.text)


@pytest.mark.parametrize("line", TAKEN_BACK)
def test_a_web_page_that_holds_a_notice_alone_was_withdrawn(line):
    """Menus, footer and other stories' headlines around it are struck as on any page."""
    article = cleaned(PAGE.format(body=f"<p>{line}</p>"), "html")
    assert (True, True, False) == (article.withdrawn, line in article.text, "Banjir" in article.text)


def test_a_notice_in_the_headline_is_given_back():
    """Where nothing else is left, the headline is the text."""
    line = "Artikel ini telah ditarik"
    article = cleaned(PAGE.replace("Air Sungai Naik", line).format(body=""), "html")
    assert (True, line) == (article.withdrawn, article.text)


@pytest.mark.parametrize("line", SPARED)
def test_a_page_of_near_misses_was_not_withdrawn(line):
    """Neither alone nor beside a line of story."""
    pages = (cleaned(line), cleaned(f"{STORY[:109]}\n{line}"))
    assert [False, False] == [getattr(page, "withdrawn", False) for page in pages]


def test_a_story_with_a_notice_was_not_withdrawn():
    """What the paper still tells is not taken back, be the notice above it or below."""
    line = TAKEN_BACK[1]
    assert len(STORY.split()) > LONGEST_NOTICE
    assert [False, False] == [cleaned(text).withdrawn for text in (f"{line}\n{STORY}", f"{STORY}\n{line}")]


def test_a_short_story_that_comes_to_a_notice_was_not_withdrawn():
    """A notice has no more than a headline before it."""
    short = " ".join(STORY.split()[:50])
    assert cleaned(f"{short}.\nArtikel ini telah ditarik.").withdrawn is False


def test_the_page_is_rebuilt_from_what_was_struck_beside_a_notice():
    """A notice that is given back leaves no hole in the ledger."""
    article = cleaned("Air Sungai Naik\nArtikel ini telah ditarik. Baca juga: Banjir Surut di Hulu\nBagikan:")
    assert article.withdrawn
    assert article.source_text == rebuild(article.text, article.removals)


@pytest.mark.parametrize("line", [line for kind, line in KNOWN if kind == "corrected"])
def test_a_note_says_that_a_story_was_corrected(line):
    """Above or below it, in the text or struck from it."""
    pages = [cleaned(STORY), cleaned(f"{line}\n{STORY}"), cleaned(f"{STORY}\n{line}")]
    assert [False, True, True] == [page.corrected for page in pages]
    assert not any(page.withdrawn for page in pages)


def test_a_user_adds_a_wording(tmp_path):
    """A folder of knowledge takes rows of the same form."""
    row = (
        '[[notice]]\nname = "own"\nkind = "withdrawn"\nlanguages = ["id"]\nwhy = "How our desk says it."\n'
        "literals = [\"disimpan kembali\"]\npattern = '''{story_id} disimpan kembali'''\nknows = []\nspares = []\n"
    )
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon/notices.toml").write_text(row)
    page = RawPage("a", "text", "Artikel ini disimpan kembali.")
    try:
        with_folder = clean_page(page, knowledge=load_knowledge(tmp_path), today=TODAY)
    finally:
        use_additions(NOTHING)
    assert (True, False) == (with_folder.withdrawn, getattr(cleaned(page.content), "withdrawn", False))
