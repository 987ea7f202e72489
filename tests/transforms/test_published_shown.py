"""What a page shows around its headline, held against markup and cards."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.knowledge import load_knowledge
from transforms.page import clean_page
from transforms.records import Article, RawPage

KNOWLEDGE = load_knowledge()
TITLE = "<h1>Perahu penyeberangan kembali melayani warga dua tepian</h1>"
STORY = (
    "<p>Perahu itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan ongkos yang sama saja.</p>" * 3
)
TEASERS = "".join(
    f"<div><p>Warga tepian {word} bergotong royong membersihkan parit di belakang balai, lalu makan siang bersama di "
    "bawah pohon trembesi yang rindang sampai hujan turun pada sore harinya.</p></div>"
    for word in ("utara", "timur", "selatan", "barat")
)


def cleaned(body: str, head: str = "", url: str | None = None) -> Article:
    """Return the article that a page of this body becomes."""
    page = RawPage("a.html", "html", f"<html><head>{head}</head><body>{body}</body></html>", url)
    article = clean_page(page, knowledge=KNOWLEDGE, today=dt.date(2026, 11, 20))
    assert isinstance(article, Article)
    return article


def stated(moment: str) -> str:
    """Return the meta element that states a moment of publication."""
    return f'<meta property="article:published_time" content="{moment}">'


MOVED = [
    ("2021-03-04", "4 Maret 2021"),
    ("2021-03-04", "4 Mac 2021"),
    ("2021-03-04", "March 4, 2021"),
]


@pytest.mark.parametrize(("day", "printed"), MOVED)
@pytest.mark.parametrize("above", [True, False])
def test_markup_that_was_filled_at_a_move_yields_to_the_day_that_readers_see(
    day: str, printed: str, *, above: bool
) -> None:
    """No page shows a day before the one on which it came out, where a time element and a line agree on it."""
    shown = f'<time datetime="{day}" class="entry-date published">{printed}</time>'
    article = cleaned(
        f"{shown}{TITLE}{STORY}" if above else f"{TITLE}{shown}{STORY}", stated("2023-09-12T08:15:00+00:00")
    )
    assert (article.published_date, article.published_from) == (dt.date(2021, 3, 4), "byline")


CHANGED = '<meta property="article:modified_time" content="2023-09-12T09:30:00+00:00">'


@pytest.mark.parametrize(("day", "printed"), MOVED)
def test_a_day_over_the_headline_is_heard_where_markup_states_the_last_change(day: str, printed: str) -> None:
    """The change was made at the move; without it markup stands."""
    shown = f'<time datetime="{day}">{printed}</time>'
    moved = stated("2023-09-12T08:15:00+00:00")
    assert cleaned(f"{shown}{TITLE}{STORY}", moved + CHANGED).published_date == dt.date(2021, 3, 4)
    assert cleaned(f"{shown}{TITLE}{STORY}", moved).published_date == dt.date(2023, 9, 12)


def test_the_last_link_of_a_menu_heads_no_card() -> None:
    """It shares no element with the day but the page."""
    menu = '<header><ul><li><a href="/b">Semua berita tentang sungai kita</a></li></ul></header>'
    page = f'{menu}<main><time datetime="2021-03-04">4 Maret 2021</time>{TITLE}{STORY}</main>'
    assert cleaned(page, stated("2023-09-12T08:15:00+00:00") + CHANGED).published_date == dt.date(2021, 3, 4)


TOLD = [
    '<div><time datetime="2023-09-09T19:00:00+07:00">Sabtu, 9 September 2023 19:00</time></div>',
    '<div>Rawa FC 2 - 0 Bukit FC</div><time datetime="2023-09-09">Saturday, September 9, 2023</time>',
    '<div>Pustaka Rawa</div><div><time datetime="2023-08-01">1 Ogos 2023</time></div>',
]
LINK = '<a href="/b">Harga ikan asin turun di pasar lama</a>'
CARDS = [
    f'<div>{LINK}<div><time class="entry-date published" datetime="2023-08-01">1 Agustus 2023</time></div></div>',
    f'<div><time pubdate datetime="2023-08-01">1 August 2023</time><div>{LINK}</div></div>',
    f'<div>{LINK}<div>Ekonomi</div><time class="published" datetime="2023-08-01">1 Agustus 2023</time></div>',
    '<aside><div>Pilihan</div><time pubdate datetime="2023-08-01">1 Ogos 2023</time></aside>',
]


@pytest.mark.parametrize("box", [*TOLD, *CARDS])
@pytest.mark.parametrize("change", ["", CHANGED])
def test_a_day_of_which_a_story_tells_or_a_cards_does_not_overrule_markup(box: str, change: str) -> None:
    """A match, a book and another story came before this one."""
    article = cleaned(f"{TITLE}{box}{STORY}", stated("2023-09-12T08:15:00+00:00") + change)
    assert article.published_date == dt.date(2023, 9, 12)


@pytest.mark.parametrize("box", CARDS)
def test_a_card_over_the_headline_says_nothing_of_a_change(box: str) -> None:
    """Its link tells it."""
    article = cleaned(f"{box}<div>Sungai</div>{TITLE}{STORY}", stated("2023-09-12T08:15:00+00:00") + CHANGED)
    assert article.published_date == dt.date(2023, 9, 12)


def test_a_card_over_the_headline_does_not_overrule_markup_that_the_page_shows_as_well() -> None:
    """The older day is another story's."""
    card = '<div><a href="/a">Pasar lama</a></div><time datetime="2021-03-04">4 Maret 2021</time>'
    own = '<time datetime="2023-09-12">12 September 2023</time>'
    article = cleaned(f"{card}{TITLE}{own}{STORY}", stated("2023-09-12T08:15:00+00:00"))
    assert article.published_date == dt.date(2023, 9, 12)


def test_an_older_day_that_no_time_element_bears_does_not_overrule_markup() -> None:
    """One witness alone may be a card's."""
    article = cleaned(f"<div>4 Maret 2021</div>{TITLE}{STORY}", stated("2023-09-12T08:15:00+00:00"))
    assert article.published_date == dt.date(2023, 9, 12)


def test_a_later_day_by_the_headline_is_a_change() -> None:
    """Markup stands, as it did."""
    shown = '<time datetime="2024-01-02">2 Januari 2024</time>'
    article = cleaned(f"{TITLE}{shown}{STORY}", stated("2023-09-12T08:15:00+00:00"))
    assert article.published_date == dt.date(2023, 9, 12)


def test_days_of_cards_under_a_headline_leave_the_dateline_its_say() -> None:
    """Each card has a day of its own; the story's stands in its first line."""
    cards = "".join(
        f"<div><a href='/{n}'>{name}</a></div><div>{day}</div>"
        for n, (name, day) in enumerate([("Pasar lama dibuka", "4 Maret 2021"), ("Lomba dayung usai", "9 Juni 2022")])
    )
    lead = (
        "<p>KUALA RAWA, 12 Mei 2019 - Perahu itu berangkat lagi sejak subuh, dan para pedagang sayur menumpang dengan "
        "ongkos yang sama saja.</p>"
    )
    article = cleaned(f"{TITLE}{cards}{lead}{STORY}")
    assert article.published_date == dt.date(2019, 5, 12)


def test_a_day_right_above_a_headline_is_the_storys_whatever_stands_above_it() -> None:
    """Teasers in prose above do not make it a card's."""
    article = cleaned(f"{TEASERS}<div>Sungai</div><div>January 27, 2025</div>{TITLE}{STORY}")
    assert article.published_date == dt.date(2025, 1, 27)


EVE = "2026-05-09T21:40:12+07:00"
EDITIONS = ["Minggu, 10 Mei 2026", "Ahad, 10 Mei 2026", "Sunday, May 10, 2026"]


@pytest.mark.parametrize("printed", EDITIONS)
def test_an_edition_bears_the_day_that_it_prints(printed: str) -> None:
    """It was filled on the eve; the moment stays as markup states it."""
    article = cleaned(f"{TITLE}<div>{printed}</div>{STORY}", stated(EVE))
    assert article.published_date == dt.date(2026, 5, 10)
    assert article.published_at == dt.datetime(2026, 5, 9, 14, 40, 12, tzinfo=dt.UTC)


NO_EDITION = ["10 Mei 2026", "Minggu, 10 Mei 2026 00:20 WIB", "Diperbarui Minggu, 10 Mei 2026", "Senin, 10 Mei 2026"]


@pytest.mark.parametrize("printed", NO_EDITION)
def test_no_edition_is_told_by_a_bare_day_a_clock_a_change_or_a_false_weekday(printed: str) -> None:
    """Then markup has the outlet's own day."""
    assert cleaned(f"{TITLE}<div>{printed}</div>{STORY}", stated(EVE)).published_date == dt.date(2026, 5, 9)


def test_an_address_tells_on_which_side_of_midnight_a_story_came_out() -> None:
    """It is the outlet's own record."""
    url = "https://kabarrawa.id/2026/05/09/perahu-kembali"
    article = cleaned(f"{TITLE}<div>Minggu, 10 Mei 2026</div>{STORY}", stated(EVE), url)
    assert article.published_date == dt.date(2026, 5, 9)


def test_the_day_over_a_headline_is_no_editions() -> None:
    """Many pages print today's there."""
    article = cleaned(f"<div>Minggu, 10 Mei 2026</div>{TITLE}{STORY}", stated(EVE))
    assert article.published_date == dt.date(2026, 5, 9)


NO_EVE = [
    ("Jumat, 8 Mei 2026", EVE),
    ("Jumaat, 8 Mei 2026", EVE),
    ("Friday, May 8, 2026", EVE),
    ("Jumat, 20 November 2026", "2026-11-19T20:10:00+07:00"),
    ("Friday, November 20, 2026", "2026-11-19T20:10:00+07:00"),
]


@pytest.mark.parametrize(("printed", "moment"), NO_EVE)
def test_no_edition_bears_an_earlier_day_or_that_on_which_the_page_was_seen(printed: str, moment: str) -> None:
    """The former is the day of what is told, the latter a bar with today's."""
    day = dt.datetime.fromisoformat(moment).date()
    assert cleaned(f"{TITLE}<div>{printed}</div>{STORY}", stated(moment)).published_date == day
