"""Who signs a page where its markup names somebody else, or nobody."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.knowledge import load_knowledge
from transforms.names.credited import credited
from transforms.page import clean_page
from transforms.records import Article, RawPage

KNOWLEDGE = load_knowledge()
TITLE = "<h1>Perahu penyeberangan kembali melayani warga dua tepian</h1>"
STORY = "<p>Perahu itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama.</p>" * 3
UPLOADER = '<meta name="author" content="Tomi Lasut">'


def authors(body: str, head: str = UPLOADER, url: str | None = None) -> tuple[str, ...]:
    """Return the authors of a page of this body."""
    page = RawPage("a.html", "html", f"<html><head>{head}</head><body>{body}</body></html>", url)
    article = clean_page(page, knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    return article.authors


SIGNED = [
    "Oleh: Rina Dewi",
    "By Rina Dewi, MS, RD",
    "Ditulis oleh Rina Dewi",
    "Penulis: Rina Dewi",
    "Reporter: Rina Dewi",
]


@pytest.mark.parametrize("byline", SIGNED)
def test_who_signs_at_the_head_wrote_it_and_not_whose_account_filled_the_page(byline: str) -> None:
    """Nothing that is printed names the one whom markup states."""
    assert authors(f"{TITLE}<div>{byline}</div>{STORY}") == ("Rina Dewi",)


UNSIGNED = [
    f"{TITLE}<div>Oleh: Rina Dewi</div><div>Penulis: Tomi Lasut</div>{STORY}",
    f"{TITLE}<div>Oleh: Rina Dewi dan Tomi Lasut</div>{STORY}",
    f"{TITLE}{STORY}<div>Oleh: Rina Dewi</div>",
    f"{TITLE}<div>Oleh: Rina Dewi</div><div>Oleh: Agus Salim</div>{STORY}",
    f"{TITLE}<div>By Rina Dewi</div><div>Harga ikan asin</div><div>By Agus Salim</div>{STORY}",
    f"{TITLE}<div>Penulis: Rina Dewi</div><div>Penulis: Nurul Huda</div>{STORY}",
    f"{TITLE}<div>Rina Dewi</div>{STORY}",
    f"{TITLE}<div>Oleh: Rina</div>{STORY}",
    f"{TITLE}<div>Oleh: Redaksi Kabar Rawa</div>{STORY}",
    f"{TITLE}<div>Oleh: Tomi LasutEkonomi</div>{STORY}",
    f"<div>Oleh: Rina Dewi</div>{TITLE}{STORY}",
]


@pytest.mark.parametrize("body", UNSIGNED)
def test_markup_stands_where_the_page_names_its_author_or_signs_elsewhere(body: str) -> None:
    """A card, a desk, a bare or glued name says less than markup."""
    assert "Tomi Lasut" in authors(body)


CARD = '<a href="/b">Harga ikan asin turun di pasar lama</a>'
ACCOUNTS = [
    "<div>Diposting oleh: Rina Dewi</div>",
    "<div>Diunggah oleh Rina Dewi, 12 Mei 2026</div>",
    "<div>Posted by Rina Dewi</div>",
    "<div>Uploaded by: Rina Dewi</div>",
    "<div>From: Rina Dewi</div>",
    "<div>Published by</div><div>Rina Dewi</div>",
    "<div>Diterbitkan oleh: Rina Dewi</div>",
]


@pytest.mark.parametrize("line", ACCOUNTS)
def test_who_filled_a_page_or_sent_it_in_signs_nothing(line: str) -> None:
    """Markup says who wrote it; without markup the line is better than nothing."""
    assert authors(f"{TITLE}{line}{STORY}") == ("Tomi Lasut",)


BESIDE = [
    f"<div>{CARD}<p>Oleh Rina Dewi</p></div>",
    f"<div>{CARD}<p>By Rina Dewi</p></div>",
    f"<section>{CARD}<div>Penulis: Rina Dewi</div></section>",
    "<aside><h4>Pilihan</h4><p>Oleh: Rina Dewi</p></aside>",
    "<figure><img src=a.jpg><figcaption>By Rina Dewi</figcaption></figure>",
]


@pytest.mark.parametrize("line", BESIDE)
def test_who_signs_a_card_a_picture_or_an_aside_wrote_no_story(line: str) -> None:
    """The headline of another story is a link right above its writer."""
    assert authors(f"{TITLE}{line}{STORY}") == ("Tomi Lasut",)


def test_a_headline_that_is_a_link_to_itself_heads_no_card() -> None:
    """Many blogs set theirs so."""
    title = '<h1><a href="/a">Perahu penyeberangan kembali melayani warga dua tepian</a></h1>'
    assert authors(f"{title}<div>Oleh: Rina Dewi</div>{STORY}") == ("Rina Dewi",)


TOLD = [
    "<div>Reviewed by Tomi Lasut</div><div>Perahu Terakhir</div><div>By Rina Dewi</div>",
    "<div>Tomi Lasut, wartawan budaya</div><div>Oleh: Rina Dewi</div>",
    "<div>Ulasan Tomi Lasut</div><div>Penulis: Rina Dewi</div>",
    "<div>Tomi Lasut</div><div>Oleh Rina Dewi</div>",
]


@pytest.mark.parametrize("line", TOLD)
def test_a_short_line_that_names_whom_markup_states_bears_markup_out(line: str) -> None:
    """The other may be the author of a book or a song of which the story tells."""
    assert authors(f"{TITLE}{line}{STORY}") == ("Tomi Lasut",)


FULLER = [
    ("Oleh: Rina Dewi", "Rina Dewi Anggraini"),
    ("Oleh: R. D. Anggraini", "Rina Dewi Anggraini"),
    ("By Muh. Rizal Lasut", "Muhammad Rizal Lasut"),
    ("Penulis: Jos\u00e9 Lasut", "Jose Maria Lasut"),
]


@pytest.mark.parametrize(("printed", "stated"), FULLER)
def test_the_fuller_name_in_markup_goes_before_its_shorter_print(printed: str, stated: str) -> None:
    """Names that begin or end alike are one person's."""
    head = f'<meta name="author" content="{stated}">'
    assert authors(f"{TITLE}<div>{printed}</div>{STORY}", head) == (stated,)


CUES = ["Written by", "By", "Oleh", "Penulis", "Penulis:", "Ditulis oleh"]


@pytest.mark.parametrize("cue", CUES)
def test_a_cue_over_a_name_is_a_byline(cue: str) -> None:
    """Both stand alone on their lines, between headline and story."""
    body = f"{TITLE}<div>{cue}</div><div>Rina Dewi</div><div>-</div><div>12 Mei 2026</div>{STORY}"
    assert authors(body, head="") == ("Rina Dewi",)


NOBODY = [
    f"{TITLE}<div>Tim</div><div>Rina Dewi</div>{STORY}",
    f"{TITLE}<div>Penulis</div><div>Kabar Rawa</div>{STORY}",
    f"{TITLE}<div>Penulis</div><div>Rina Dewi, Pustaka Rawa, cetakan ketiga</div>{STORY}",
]


@pytest.mark.parametrize("body", NOBODY)
def test_a_label_of_a_team_or_over_a_paper_or_a_book_is_no_byline(body: str) -> None:
    """There it says something of what is told."""
    assert authors(body, head="") == ()


NAMES = [
    ("Siti (Ita) Rahma", ("Siti (Ita) Rahma",)),
    ("Oleh: Siti (Ita) Rahma (Palu)", ("Siti (Ita) Rahma",)),
    ("Rina Dewi (Palu) Agus Salim", ("Rina Dewi",)),
    ("Rina Dewi on behalf of the ferry crew", ("Rina Dewi",)),
    ("Rina Dewi atas nama awak perahu", ("Rina Dewi",)),
    ("Rina Dewi bagi pihak anak kapal", ("Rina Dewi",)),
    ("Rina Dewi, Harbour Columnist", ("Rina Dewi",)),
]


@pytest.mark.parametrize(("said", "expected"), NAMES)
def test_a_credit_keeps_nicknames_and_leaves_out_whom_the_writer_speaks_for(
    said: str, expected: tuple[str, ...]
) -> None:
    """A town in brackets is no nickname, a trade is no second person."""
    assert credited([said]).authors == expected


def test_a_firm_that_the_host_spells_in_one_word_is_no_author() -> None:
    """Two words may be a person's own site."""
    firm = '<meta name="author" content="Rawapress">'
    assert authors(f"{TITLE}{STORY}", firm, "https://www.rawapress.com/a") == ()
    assert authors(f"{TITLE}{STORY}", '<meta name="author" content="Rina Dewi">', "https://rinadewi.com/a") == (
        "Rina Dewi",
    )


@pytest.mark.parametrize("classes", ["author", "author-2"])
def test_whom_markup_states_and_the_page_calls_its_editor_wrote_nothing(classes: str) -> None:
    """Tools state who filled the page; beside the headline stands who wrote it, below the story who edited."""
    below = '<div class="info-author">Editor : <a href="/author/112/tomi-lasut">Tomi Lasut</a></div>'
    above = f'<div class="{classes}">Rina Dewi</div>'
    assert authors(f"{TITLE}{above}{STORY}{below}") == ("Rina Dewi",)
    assert authors(f"{TITLE}{STORY}{below}") == ("Tomi Lasut",)


CALLED = [
    "By Rina Dewi, Candidate Representative to the Liaison Committee",
    "03/01/2017 by Rina Dewi, Head of Marketing at Rawa Media",
    "By Rina Dewi, Rawa correspondent in Palu",
    "By Rina Dewi, Professor of Law at Rawa University",
    "Oleh: Rina Dewi, Dosen Sosiologi Universitas Rawa",
    "Oleh : Dr. Rina Dewi, M.Si., Pengamat Kebijakan Publik | 12 Mei 2026",
    "Penulis: Rina Dewi, Mahasiswa Program Studi Ilmu Komunikasi",
]


@pytest.mark.parametrize("line", CALLED)
def test_what_a_writer_is_behind_the_name_is_nobody_else(line: str) -> None:
    """A guest's calling stands behind the name and a comma, in any words."""
    assert [name.removeprefix("Dr. ") for name in authors(f"{TITLE}<div>{line}</div>{STORY}", "")] == ["Rina Dewi"]


def test_a_day_behind_a_writers_calling_is_read() -> None:
    """The calling ends where the day begins."""
    line = "By Rina Dewi, Head of Marketing at Rawa Media | 12 May 2026"
    page = RawPage("a.html", "html", f"<html><body>{TITLE}<div>{line}</div>{STORY}</body></html>", None)
    article = clean_page(page, knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    assert article.published_date == dt.date(2026, 5, 12)


def test_a_menu_about_the_house_names_no_author() -> None:
    """Items of a list are no box about who wrote."""
    menu = "<ul><li><a href=/ads>About Our Ads</a></li><li><a href=/jobs>Careers</a></li></ul>"
    assert authors(f"{TITLE}{STORY}<footer>{menu}</footer>", "") == ()


@pytest.mark.parametrize(
    "line",
    [
        "Di Kota Palu, warga antre beras sejak subuh",
        "Di Rumah Sakit, Dokter Ini Menyanyi untuk Pasien",
        "Tim SAR Palu, anggota TNI dan relawan menyisir sungai",
        "Oleh Polda Sulteng, anggota diminta tetap tenang dan tidak terpancing",
        "Laporan Polisi Palu, dosen yang hilang sudah ditemukan",
        "From New York, the story of a ferry that never came",
        "By Royal Decree, the king dissolved parliament and called an election",
        "By Popular Demand, Guest Stars Return to Theatre",
        "Interview with Rina Dewi | May 12, 2026",
        "Buka Puasa bersama Anak Yatim | 12 Mei 2026",
    ],
)
def test_a_sentence_that_opens_as_a_byline_and_goes_on_is_none(line: str) -> None:
    """Callings are titles: capitalised words and joints, behind a person and a cue that names nothing but writers."""
    story = "Perahu itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama."
    page = RawPage(
        "a.txt", "text", f"Perahu penyeberangan kembali melayani warga\n{story}\n{line}\n{story} Ramai.", None
    )
    article = clean_page(page, knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    assert line in article.text
    assert article.authors == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Tom Latham, Travis Head", ("Tom Latham", "Travis Head")),
        ("By Rina Dewi, Farokh Engineer", ("Rina Dewi", "Farokh Engineer")),
        ("Oleh Rina Dewi, Ibu Sud, Agus Salim", ("Rina Dewi", "Ibu Sud", "Agus Salim")),
        ("Oleh: Rina Dewi, Guru Gembul", ("Rina Dewi", "Guru Gembul")),
    ],
)
def test_who_bears_the_word_of_a_calling_is_a_person(line: str, names: tuple[str, ...]) -> None:
    """A second writer stands behind a comma as well."""
    assert credited([line]).authors == names


@pytest.mark.parametrize("around", ["<blockquote>{}</blockquote>", "<figure>{}</figure>", "<aside>{}</aside>"])
def test_who_is_quoted_or_took_the_picture_wrote_nothing(around: str) -> None:
    """Whom markup states stays the author where nobody else signs, editor or not."""
    below = '<div class="info-author">Editor : Tomi Lasut</div>'
    other = around.format('<span class="author">Agus Salim</span>')
    assert authors(f"{TITLE}{other}{STORY}{below}") == ("Tomi Lasut",)
