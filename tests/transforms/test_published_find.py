"""Which witness wins."""

import datetime as dt

import pytest
from bench.standing import stand
from hypothesis import given
from hypothesis import strategies as st

from transforms.finders.published import witnesses
from transforms.finders.published.find import choose_published
from transforms.finders.published.seen import Seen
from transforms.records import Article, Block
from transforms.records.facts import NO_FACTS, DateWitness, PageFacts

TODAY = dt.date(2026, 11, 20)
DAY = dt.date(2025, 6, 18)
PROSE = (
    "Perahu kayu itu berangkat dari dermaga lama sebelum fajar, membawa hasil kebun dan tiga keluarga yang pulang. " * 2
)


def choose(*lines, facts=NO_FACTS, url=None, **hints):
    """Choose for the lines of a small page."""
    article = Article("a.txt", url, tuple(Block("paragraph", line) for line in lines))
    standing = stand(article, facts=facts, hints=hints)
    return choose_published(standing, Seen(standing, TODAY))


def marked(raw, origin="jsonld", modified=()):
    """Return facts with one date of publication."""
    return PageFacts(
        published=(DateWitness(origin, raw),), modified=tuple(DateWitness("jsonld", change) for change in modified)
    )


def found(published):
    """Return what a test compares."""
    return published.date, published.origin


def test_a_page_without_evidence_has_no_date():
    """Nothing is made up."""
    assert (None, None) == found(choose(PROSE))


def test_the_printed_day_is_the_day_of_the_zone():
    """The moment is in UTC, the day as readers saw it."""
    published = choose(facts=marked("2025-06-18T05:00:00+07:00"))
    assert (DAY, "jsonld") == found(published)
    assert (dt.datetime(2025, 6, 17, 22, tzinfo=dt.UTC), "second") == (published.at, published.precision)


def test_a_moment_in_utc_leaves_the_day_to_the_byline():
    """The page printed the next day already."""
    published = choose("Rabu, 18 Juni 2025 - 05:10 WIB", facts=marked("2025-06-17T22:10:00Z"))
    assert DAY == published.date


def test_midnight_is_a_placeholder():
    """It names a day and no moment."""
    published = choose(facts=marked("2025-06-18T00:00:00+00:00", "meta"))
    assert (DAY, None, "day") == (published.date, published.at, published.precision)


@pytest.mark.parametrize("raw", ["1970-01-01T00:00:00Z", "2027-01-01", "0001-01-01T00:00:00", "kemarin"])
def test_impossible_dates_are_no_witness(raw):
    """Epochs, days to come and words are passed over."""
    assert (DAY, "byline") == found(choose("Diterbitkan 18 Juni 2025", facts=marked(raw)))


def test_url_and_byline_outvote_markup():
    """A rebuilt page stamps itself with the day of the build."""
    published = choose(
        "Diterbitkan 18 Juni 2025, 10:30 WIB",
        facts=marked("2026-02-01T10:00:00+07:00"),
        url="https://kabar.example/2025/06/18/judul",
    )
    assert (DAY, "url") == found(published)
    assert dt.datetime(2025, 6, 18, 3, 30, tzinfo=dt.UTC) == published.at


def test_the_url_beats_the_body():
    """A day in the path goes before days in the story."""
    published = choose(f"{PROSE} kata Sinta, Senin (16/6/2025).", url="https://kabar.example/2025/06/18/judul")
    assert (DAY, "url") == found(published)


def test_the_day_of_reporting_is_the_latest_weekday_date():
    """Background lies before, things to come do not count."""
    text = (
        "Kapal itu karam Senin (16/6/2025). Sejak Selasa (17/6/2025) warga mencari, kata Sinta, Rabu (18/6/2025). "
        "Pencarian akan dilanjutkan Kamis (19/6/2025)."
    )
    assert (DAY, "body") == found(choose(PROSE, text))


def test_a_background_event_is_no_publication():
    """A day that no reporting is tied to stays a day in the story."""
    assert (None, None) == found(choose(f"Pelabuhan itu dibuka pada 12 Mei 2019. {PROSE}"))


@pytest.mark.parametrize(
    "said",
    [
        "digelar Rabu 18 Juni 2025",
        "digelar di balai kota pada Rabu, 18 Juni 2025",
        "digelar di balai kota, Rabu 18 Juni 2025",
    ],
)
def test_the_day_of_an_event_is_none_of_reporting(said):
    """It is not set off, nor does a word of reporting tie it to who tells: two in five such days are the page's own."""
    assert (None, None) == found(choose(f"Pasar itu {said}. {PROSE}"))


@pytest.mark.parametrize(
    "said",
    ["digelar Rabu (18/6/2025)", "digelar di balai kota, Rabu, 18 Juni 2025", "penuh, kata Sinta, Rabu 18 Juni 2025"],
)
def test_brackets_or_a_word_of_reporting_tie_a_day_to_the_page(said):
    """As papers print it."""
    assert (DAY, "body") == found(choose(f"Pasar itu {said}. {PROSE}"))


def test_a_story_that_names_a_later_day_of_an_event_was_written_later():
    """The day of reporting is not the page's then, and nothing says which is."""
    said = "Jembatan darurat di ujung kampung dibuka Rabu 18 Juni 2025 oleh warga."
    assert (None, None) == found(choose(f"Banjir itu surut, kata Sinta, Senin (9/6/2025). {PROSE} {said}"))


def test_a_day_in_brackets_of_its_own_is_set_off():
    """The brackets may stand around weekday and date."""
    assert (DAY, "body") == found(choose(f"Warga berkumpul di balai (Rabu, 18 Juni 2025) untuk bermusyawarah. {PROSE}"))


def test_a_look_back_is_undated():
    """A later day that the story names shows that its reporting day is history."""
    assert (None, None) == found(
        choose(f"Kabar itu beredar, kata Sinta, Senin (9/11/2020). Ia muncul lagi pada 12 Januari 2025. {PROSE}")
    )


def test_a_year_elsewhere_pins_a_date_without_one():
    """28 June was a Monday in 2021."""
    assert (dt.date(2021, 6, 28), "body") == found(choose(f"Laga 2021 dibuka, kata Sinta, Senin (28/6). {PROSE}"))


def test_without_a_year_the_latest_past_one_is_inferred():
    """The weekday fits this year, and the day is known to about."""
    published = choose(f"Laga dibuka, kata Sinta, Minggu (28/6). {PROSE}")
    assert (dt.date(2026, 6, 28), "inferred", "about") == (*found(published), published.precision)


def test_a_year_is_inferred_within_400_days():
    """The weekday fits 2021 last: whether the page is as old nobody knows."""
    assert (None, None) == found(choose(f"Laga dibuka, kata Sinta, Senin (28/6). {PROSE}"))


def test_the_month_in_the_url_bounds_the_body():
    """A date outside the month in which the story is filed is not its day."""
    text = f"Kapal tiba, kata Sinta, Jumat (30/5/2025). {PROSE}"
    assert (None, None) == found(choose(text, url="https://kabar.example/2025/06/judul.html"))


def test_a_dateline_gives_its_day():
    """The day stands between place and dash."""
    assert (DAY, "dateline") == found(choose(f"RUTENG, 18 Juni 2025 - {PROSE}"))


def test_a_hint_is_read_where_nothing_else_speaks():
    """What came along counts as evidence."""
    assert (DAY, "hint") == found(choose(PROSE, date="2025-06-18"))


@pytest.mark.parametrize("raw", ["Tanggal tidak ditemukan", "", "-"])
def test_a_hint_without_a_date_is_ignored(raw):
    """Exports write excuses into the field."""
    assert (None, None) == found(choose(PROSE, date=raw))


def test_a_hint_far_from_the_evidence_loses():
    """The day of the crawl is no day of publication."""
    assert (DAY, "body") == found(choose(f"Kapal tiba, kata Sinta, Rabu (18/6/2025). {PROSE}", date="2026-03-01"))


def test_numbers_are_turned_round_where_a_witness_agrees():
    """Month first, if only so the page contradicts itself in nothing."""
    published = choose("By Sinta Marpaung - 6/12/2025 7:38 PM", facts=marked("2025-06-12T19:38:01Z", "time"))
    assert dt.date(2025, 6, 12) == published.date


def test_a_change_is_never_before_publication():
    """A stamp from before is passed over."""
    facts = marked("2025-06-18T05:00:00+07:00", modified=("2025-06-01T05:00:00Z", "2025-06-19T05:00:00Z"))
    assert dt.datetime(2025, 6, 19, 5, tzinfo=dt.UTC) == choose(facts=facts).modified_at


def test_byline_lines_leave_the_text():
    """Every line of byline furniture becomes a removal of the metadata layer."""
    published = choose("Kapal Baru Tiba", "Penulis: Sinta Marpaung | Rabu, 18 Juni 2025", PROSE)
    assert [(1, 0, 44, "byline", "metadata")] == [
        (r.block, r.start, r.end, r.kind, r.layer) for r in published.removals
    ]
    assert ("Sinta Marpaung",) == published.authors


def test_a_name_that_opens_the_dateline_is_the_outlet():
    """`oleh KabarTeluk` names no person where the story opens with it."""
    assert () == choose("oleh KabarTeluk diperbarui 18 Jun 2025", f"KabarTeluk - {PROSE}").authors


PIECES = [
    "Oleh",
    "Sinta",
    " ",
    "-",
    "|",
    "18",
    "6",
    "/",
    "2025",
    "Juni",
    "WIB",
    "10:30",
    "lalu",
    "jam",
    "(",
    ")",
    ":",
    "3",
    "Rabu",
]


@given(
    st.lists(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)), max_size=6)
)
def test_any_lines_can_be_read(lines):
    """Removals lie inside their lines, and a day never after tomorrow, whatever the lines hold."""
    published = choose(*lines)
    assert all(0 <= r.start < r.end <= len(lines[r.block]) for r in published.removals)
    assert published.date is None or published.date <= TODAY + dt.timedelta(days=1)


def test_a_page_of_many_days_that_could_be_read_either_way_asks_its_story_once_a_year(monkeypatch):
    """What the story reports does not hang on which of them asks."""
    asked = []
    monkeypatch.setattr(witnesses, "body_date", lambda _, years, *__: asked.append(years))
    lines = [f"{1 + n % 12:02}/{1 + n % 11:02}/{2024 + n % 2} 10:{n % 60:02} WIB" for n in range(200)]
    choose(*lines)
    assert sorted(asked) == [[2024], [2025]]
