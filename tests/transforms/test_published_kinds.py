"""Kinds of pages on which the day of publication was taken from the wrong place, each in several wordings."""

import datetime as dt

import pytest

from transforms.knowledge import load_knowledge
from transforms.lexicon.lists import lexicon_table
from transforms.page import clean_page
from transforms.records import RawPage

KNOWLEDGE = load_knowledge()
RUN = dt.date(2026, 11, 20)
WIB = dt.timezone(dt.timedelta(hours=7))
STORY = (
    "Warga Kampung Rawa Cempaka membangun jembatan bambu setelah jembatan lama hanyut dibawa arus.",
    "Ketua kelompok warga menyebut bahan diambil dari kebun bersama, sedangkan paku dibeli dari iuran keluarga.",
    "Anak sekolah kini tidak lagi menyeberang dengan rakit, dan pedagang sayur dapat membawa gerobak sampai ke pasar.",
)
ENGLISH = (
    "The brass band of a small river village has moved into a former boat shed, which its members painted.",
    "The owner of the shed asked for no rent on condition that nobody would rehearse marches before breakfast.",
    "A stove was given by the baker, and the first open rehearsal drew more listeners than the hall could seat.",
)


def dated(*lines, story=STORY, fetched=None, url=None, **hints):
    """Return a text page, cleaned; its fetch is a local time in Jakarta."""
    at = dt.datetime.fromisoformat(fetched).replace(tzinfo=WIB).astimezone(dt.UTC) if fetched else None
    page = RawPage(
        "a.txt", "text", "\n".join(["Jembatan Bambu Dibangun Warga Rawa Cempaka", *lines, *story]), url, at, hints
    )
    return clean_page(page, knowledge=KNOWLEDGE, today=at.date() if at else RUN)


def shown(head, *, meta="", story=STORY, behind="", above="", language="id", url=None):
    """Return an HTML page, cleaned: what stands above the headline, between it and the story, and behind that."""
    body = "".join(f"<p>{line}</p>" for line in story)
    content = (
        f'<!doctype html><html lang="{language}"><head><title>Jembatan Bambu Dibangun Warga Rawa Cempaka</title>{meta}'
        f"</head><body>{above}<article><h1>Jembatan Bambu Dibangun Warga Rawa Cempaka</h1><div>{head}</div>{body}"
        f"</article>{behind}</body></html>"
    )
    return clean_page(RawPage("a.html", "html", content, url), knowledge=KNOWLEDGE, today=RUN)


def told(article):
    """Return the day, who said so, and what it is known to."""
    day = article.published_date
    return day and day.isoformat(), article.published_from, article.published_precision


@pytest.mark.parametrize(
    "line",
    [
        "Lagu itu diputar di mana-mana, kata lelaki kelahiran Kota Rangi 31 Mei 2002 itu.",
        "Perempuan yang lahir di Rawa Cempaka, Selasa, 14 Mei 1996 itu kini mengajar, ujar ibunya.",
        "Koperasi itu didirikan pada Senin, 12 Januari 1998, kata ketuanya.",
        "Gempa terakhir terjadi pada Rabu, 21 Mei 2014 menurut catatan desa.",
        "Jumat, 27 Juni 2025 adalah hari libur dan kamar penginapan sudah habis.",
        "Kamis, 19 Juni 2025 warga tidak bekerja karena ada pesta panen.",
        "Panggung dibangun untuk Sabtu (21/6/2025), kata panitia.",
    ],
)
def test_days_of_other_things_are_no_days_of_publication(line):
    """Births, foundings, days long past and days behind the fetch."""
    assert (None, None, None) == told(dated(line, fetched="2025-06-18T20:00"))


@pytest.mark.parametrize(
    ("line", "fetched", "day"),
    [
        ("Jembatan itu dibuka, kata Ratna, Sabtu (22/6).", "2019-06-23T01:00", "2019-06-22"),
        ("Jembatan itu dibuka, kata Ratna, Rabu (31/12).", "2026-01-02T08:00", "2025-12-31"),
        ("Jembatan itu dibuka, ujar Ratna, Sabtu (21/11) dini hari.", "2026-11-21T02:10", "2026-11-21"),
        ("Jembatan itu dibuka, ujar Ratna, Senin, 29 Februari.", "2016-03-01T06:00", "2016-02-29"),
    ],
)
def test_a_year_is_the_one_before_the_fetch(line, fetched, day):
    """The day of the fetch is read on the outlet's clocks."""
    assert (day, "inferred", "about") == told(dated(line, fetched=fetched))


def test_a_year_is_inferred_within_400_days_of_the_fetch():
    """22 June was a Saturday in 2019 and not again until 2024."""
    assert (None, None, None) == told(dated("Dibuka, kata Ratna, Sabtu (22/6).", fetched="2021-06-23T01:00"))


def test_a_byline_without_a_year_has_that_of_the_fetch():
    """Papers leave the year out of this year's stories."""
    assert "2025-06-14" == told(dated("Sabtu, 14 Juni 13:20 WIB", fetched="2025-06-15T07:00"))[0]
    assert "2024-12-30" == told(dated("30 Desember, 13:20 WIB", fetched="2025-01-02T07:00"))[0]


def test_a_hint_without_a_year_has_that_of_the_fetch():
    """Exports keep what the page printed."""
    assert ("2025-06-14", "inferred") == told(dated(fetched="2025-06-15T07:00", date="Sabtu, 14 Juni 13:20 WIB"))[:2]


def test_the_day_after_the_run_bounds_a_page_without_a_fetch():
    """Somewhere it is tomorrow already; the day behind that is to come everywhere."""
    assert "2026-11-21" == told(dated("Sabtu, 21 November 2026 01:10 WIB"))[0]
    assert told(dated("Minggu, 22 November 2026 01:10 WIB"))[0] is None


def test_a_printed_day_behind_the_fetch_is_none():
    """The run came later, the fetch did not."""
    assert (None, None, None) == told(dated("Rabu, 19 Juni 2025", fetched="2025-06-18T20:00"))


@pytest.mark.parametrize(
    ("raw", "day", "moment"),
    [
        ("3 jam yang lalu", "2026-11-18", None),
        ("12 jam lalu", "2026-11-17", None),
        ("an hour ago", "2026-11-18", None),
        ("2 hari lalu", "2026-11-16", None),
        ("5 minit lepas", "2026-11-18", None),
        ("Hari ini, 09:05 WIB", "2026-11-18", "02:05"),
        ("Kemarin, 13:20 WIB", "2026-11-17", "06:20"),
        ("Yesterday at 8:20 pm", "2026-11-17", "13:20"),
        ("Diperbarui kemarin 13.20", "2026-11-17", "06:20"),
        ("4 bulan lalu", None, None),
        ("2 weeks ago", None, None),
        ("setahun lalu", None, None),
    ],
)
def test_days_ago_count_from_the_fetch(raw, day, moment):
    """Hours and days name a day, weeks and months none; a clock time beside them names the moment."""
    article = dated(fetched="2026-11-18T10:00", date=raw)
    at = article.published_at
    precision = None if day is None else "minute" if moment else "about"
    assert (day, "inferred" if day else None, precision) == told(article)
    assert moment == (at and at.strftime("%H:%M"))


@pytest.mark.parametrize(
    "line", ["3 jam yang lalu", "Oleh Ayu Lestari - 3 jam lalu", "Diterbitkan 3 jam lalu", "Hari ini, 07:00 WIB"]
)
def test_a_byline_may_say_how_long_ago_it_was(line):
    """It leaves the text, and tells the day where the fetch is known."""
    article = dated(line, fetched="2026-11-18T10:00")
    assert ("2026-11-18", "inferred") == told(article)[:2]
    assert line not in article.text


def test_without_a_fetch_nobody_knows_how_long_ago_it_was():
    """The day of the run is not the day of reading."""
    assert (None, None, None) == told(dated("3 jam yang lalu", date="kemarin"))


CARD = '<div class="card"><a href="/b"><h3>Gudang Dibuka</h3></a><span>{}</span><p>Koperasi membuka gudang.</p></div>'
COMMENT = '<section id="comments"><div class="comment"><b>Pembaca</b> <span>{}</span><p>Semoga.</p></div></section>'
NEXT = '<nav class="post-navigation"><a href="/n">Posting berikutnya: Pasar Baru</a> <span>{}</span></nav>'


@pytest.mark.parametrize("behind", [CARD, COMMENT, NEXT])
@pytest.mark.parametrize(
    "other", ["11 Okt 2025", "17 Oktober 2025", "17 Oktober 2025 20:15 WIB", "Diterbitkan 17 Oktober 2025"]
)
def test_the_day_at_the_head_goes_before_those_behind_the_story(behind, other):
    """Cards, comments and neighbours print days of their own."""
    assert "2025-10-14" == told(shown("14 Oktober 2025", behind=behind.format(other)))[0]


@pytest.mark.parametrize("other", ["11 Okt 2025", "17 Oktober 2025 20:15 WIB", "Diterbitkan 17 Oktober 2025"])
def test_the_day_at_the_head_goes_before_those_above_the_headline(other):
    """What is popular stands above some stories."""
    above = f"<aside><ul><li><a href='/b'>Gudang Beras Dibuka</a> <span>{other}</span></li></ul></aside>"
    assert "2025-10-14" == told(shown("14 Oktober 2025", above=above))[0]


@pytest.mark.parametrize(
    ("line", "raw", "moment"),
    [
        ("Selasa, 14 Oktober 2025 20:15 WIB", "2025-10-14T20:15:00+00:00", "13:15:00"),
        ("Selasa, 14 Oktober 2025 | 20.15 WITA", "2025-10-14T20:15:42Z", "12:15:42"),
        ("20:15 WIT, 14 Oktober 2025", "2025-10-14T20:15:00+07:00", "11:15:00"),
        ("Selasa, 14 Oktober 2025 20:15 WIB", "2025-10-14T13:15:09+00:00", "13:15:09"),
        ("Selasa, 14 Oktober 2025 20:15 WIB", "2025-10-14T20:15:09+07:00", "13:15:09"),
    ],
)
def test_a_claim_with_the_printed_clock_has_the_printed_zone(line, raw, moment):
    """Readers would see a wrong hour, and nobody sees a wrong zone in the markup."""
    article = shown(line, meta=f'<meta property="article:published_time" content="{raw}">')
    assert ("2025-10-14", moment) == (told(article)[0], article.published_at.strftime("%H:%M:%S"))


def test_a_change_has_the_printed_zone_too():
    """Both are written by the same plugin."""
    article = shown(
        "Diterbitkan 14 Oktober 2025 20:15 WIB | Diperbarui 15 Oktober 2025 08:30 WIB",
        meta='<meta property="article:published_time" content="2025-10-14T20:15:00+00:00">'
        '<meta property="article:modified_time" content="2025-10-15T08:30:00+00:00">',
    )
    assert dt.datetime(2025, 10, 15, 1, 30, tzinfo=dt.UTC) == article.modified_at


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2025-06-18 21:40:11", "2025-06-18"),
        ("Rabu, 18 Jun 2025 07:30 WIB", "2025-06-18"),
        ("18 Juni 2025 | 20.04 WIB", "2025-06-18"),
        ("Kabar Rawa - 18/06/2025, 21:35 WIB", "2025-06-18"),
    ],
)
@pytest.mark.parametrize("line", ["Dibuka, kata Ratna, Senin (9/6/2025).", "Dibuka, kata Ratna, Kamis (19/6/2025)."])
def test_a_hint_with_a_time_goes_before_days_in_the_story(raw, day, line):
    """The outlet's own record has a clock; a story names the day of what it tells."""
    assert (day, "hint") == told(dated(line, date=raw))[:2]


def test_a_hint_with_a_time_goes_before_the_address():
    """An address may bear the day of the draft."""
    assert "2025-06-18" == told(dated(url="https://kabar.example/2025/06/17/a", date="18 Juni 2025 00:05 WIB"))[0]


def test_a_day_in_the_story_is_known_to_about():
    """Three in four stories are printed on the day on which they report."""
    assert ("2025-06-18", "body", "about") == told(dated("Dibuka, kata Ratna, Rabu (18/6/2025)."))


@pytest.mark.parametrize(
    ("line", "story", "url", "day"),
    [
        ("05/06/2025 10:30", STORY, None, "2025-06-05"),
        ("05/06/2025 10:30", ENGLISH, None, "2025-05-06"),
        ("05/06/2025 10:30", ENGLISH, "https://band.example.co.uk/a", "2025-06-05"),
        ("05/06/2025 10:30", ENGLISH, "https://www.thejakartapost.com/a", "2025-06-05"),
        ("05/06/2025 10:30", STORY, "https://www.nytimes.com/es/a", "2025-05-06"),
    ],
)
def test_numbers_alone_are_read_as_their_outlet_or_language_has_it(line, story, url, day):
    """Both readings are days; what is chosen is known to about."""
    assert (day, "byline", "about") == told(dated(line, story=story, url=url))


def test_an_export_may_say_how_its_numbers_are_read():
    """What the operator settled for an export goes before the language."""
    assert ["2025-05-06", "2025-06-05"] == [
        told(dated(date="05/06/2025", date_order=order))[0] for order in ("month_first", "day_first")
    ]


@pytest.mark.parametrize(("line", "day"), [("11/12/2026 10:30", "2026-11-12"), ("Senin, 12/10/2026", "2026-10-12")])
def test_numbers_that_can_be_read_one_way_are_sure(line, day):
    """A day to come is none, and a weekday decides."""
    assert (day, "byline", "day") == told(dated(line))


@pytest.mark.parametrize(
    "line", ["kata Ratna, Senin (9/6/2025).", "kata Ratna, Minggu (8/6).", "ujar Ratna, 8 Juni 2025."]
)
def test_the_story_tells_which_number_is_the_month(line):
    """A story is printed by the day on which it reports; then the numbers are sure."""
    assert ("2025-06-09", "hint", "day") == told(dated(f"Jembatan itu dibuka, {line}", date="6/9/2025 7:30:00 AM"))


def test_a_witness_that_is_sure_settles_the_numbers():
    """Month first, since the address agrees."""
    assert ("2025-05-06", "day") == told(dated("05/06/2025 10:30", url="https://kabar.example/2025/05/06/a"))[::2]


@pytest.mark.parametrize(
    "line", ["Ayu Lestari, 1 Agustus 2026", "Ayu Lestari , 1 Agustus 2026", "AYU LESTARI - 1 Agustus 2026"]
)
def test_a_name_and_a_day_at_the_head_are_a_byline(line):
    """The day counts, and the line leaves the text."""
    article = dated(line)
    assert "2026-08-01" == told(article)[0]
    assert "2026" not in article.text


@pytest.mark.parametrize(
    ("line", "day", "moment"),
    [
        ("Published 8:05 p.m. ET March 5, 2024", "2024-03-05", "01:05"),
        ("Published 8:05 p.m. ET July 5, 2024", "2024-07-05", "00:05"),
        ("Posted at 8:05 p.m. PT on Tuesday, March 5, 2024", "2024-03-05", "04:05"),
        ("Updated 2205 GMT (0605 HKT) March 5, 2024", "2024-03-05", "22:05"),
    ],
)
def test_a_clock_may_stand_in_front_of_its_day(line, day, moment):
    """American zones are an hour further east in summer."""
    article = dated(line, story=ENGLISH)
    assert (day, moment) == (told(article)[0], article.published_at.strftime("%H:%M"))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        # Of dates that stand apart from what happened the latest, whatever happens later.
        (["Rapat digelar pada Sabtu (21/6/2025).", "Semua siap, kata Ratna, Rabu (18/6/2025)."], "2025-06-18"),
        (
            ["Laga Senin, 23 Juni 2025 pukul 20.00 WIB ditunggu.", "Kami siap, ujar Ratna, Rabu (18/6/2025)."],
            "2025-06-18",
        ),
        (["Warga berkumpul hari ini, Rabu (18/6/2025). Sidang Kamis (19/6/2025) ini ditunda."], "2025-06-18"),
        (["Today (18 June 2025), the group met again."], "2025-06-18"),
        (["Asapnya terlihat jelas, kata dia kepada Kabar Rawa, 18 Juni 2025."], "2025-06-18"),
        (["Rapat itu dibuka pada Rabu (18/6/2025)."], "2025-06-18"),
        # A day without its year has that of the days around it.
        (["Dua orang ditangkap Selasa (3/6/2025).", "Keduanya ditahan, kata Ratna, Selasa (10/6)."], "2025-06-10"),
        # A year that text or address names, or one of two behind it, where the weekday fits.
        (["Sejak tsunami 22 Desember 2018 warga menunggu, ujar Ratna, Minggu (13/1)."], "2019-01-13"),
        (["Sejak Maret 2019 warga menunggu, ujar Ratna, Senin (28/6)."], "2021-06-28"),
        # A slip in the weekday does not make a month of a day.
        (["Artikel ini disusun Minggu (07/06/2025)."], None),
        # Two days that fit no one year tell none.
        (["Dibuka Selasa (17/6).", "Ditutup, kata Ratna, Senin (15/6)."], None),
        (["Jembatan itu dibangun sejak Sabtu (7/6/2025)."], None),
        (["Peristiwa itu terjadi pada 12 Mei 2025 di hulu."], None),
    ],
)
def test_the_day_of_reporting_is_told_from_others(lines, day):
    """By a comma in front of it, by words around it, by its brackets."""
    assert day == told(dated(*lines))[0]


@pytest.mark.parametrize(
    "path", ["Berita%202025/lihat.aspx?id=4", "bantuan-perahu-march-2025/", "2025/06/bantuan-perahu"]
)
def test_an_address_names_the_year(path):
    """Wherever in its path."""
    article = dated("Warga berkumpul, kata Ratna, Senin (9/6).", url=f"https://kabar.example/{path}")
    assert ("2025-06-09", "body") == told(article)[:2]


@pytest.mark.parametrize("name", ["published", "w-published-date", "article-publish-date", "tanggal_terbit"])
def test_the_name_of_a_meta_element_may_say_that_it_holds_the_day(name):
    """Sites call it as they like."""
    assert ("2025-07-17", "meta") == told(shown("", meta=f'<meta name="{name}" content="July 17, 2025">'))[:2]


@pytest.mark.parametrize("name", ["publisher", "unpublish_date", "publication_name", "published_by", "republished"])
def test_other_names_of_meta_elements_do_not(name):
    """What only sounds like it is none."""
    assert told(shown("", meta=f'<meta name="{name}" content="July 17, 2025">'))[0] is None


@pytest.mark.parametrize("raw", ["2025-06-17T22:10:00Z", "2025-06-17T22:10:00+00:00"])
def test_a_moment_in_utc_is_told_by_the_outlets_clocks(raw):
    """At 22:10 in Greenwich it is the next morning in Jakarta."""
    meta = f'<meta property="article:published_time" content="{raw}">'
    assert "2025-06-18" == told(shown("", meta=meta, url="https://kabar.example.id/a"))[0]
    assert "2025-06-17" == told(shown("", meta=meta, story=ENGLISH, language="en", url="https://band.example/a"))[0]


def test_a_paper_may_have_a_zone_of_its_own(monkeypatch):
    """The longest listed ending of its host counts; others keep the clocks of their country."""
    monkeypatch.setitem(lexicon_table("zones")["domain_hours"], "kabarpesisir.id", 9)
    meta = '<meta property="article:published_time" content="2025-06-17T15:10:00Z">'
    assert "2025-06-18" == told(shown("", meta=meta, url="https://daerah.kabarpesisir.id/a"))[0]
    assert "2025-06-17" == told(shown("", meta=meta, url="https://kabarrawa.id/a"))[0]
