"""Dates are found in every form that news pages print."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dates.parse import find_dates
from transforms.lexicon.calendar import calendar

DAY = dt.date(2025, 6, 18)

MONTHS = sorted(item for item in calendar().months.items() if item[0].isalpha() and item[0][-1] not in "月월")
"""Every word for a month of every language with its number; the counted ones of East Asia have a frame of their own."""

FRAMES = [
    "{d} {m} {y}",
    "{d} {m}, {y}",
    "{d} {m}. {y}",
    "{d} {m}'{y}",
    "{d} {m}{y}",
    "{d} {m}, {y} 10:30",
    "{d}. {m} {y}",
    "{d}. {m}. {y}",
    "{d}-{m}-{y}",
    "{d}/{m}/{y}",
    "{d}.{m}.{y}",
    "{d}th {m} {y}",
    "{d}th of {m} {y}",
    "{d}er {m} {y}",
    "{d}º de {m} de {y}",
    "{d} de {m} de {y}",
    "{d} de {m} del {y}",
    "{d} of {m}, {y}",
    "{d} di {m} {y}",
    "({d} {m} {y})",
    "Rabu, {d} {m} {y}",
    "17-{d} {m} {y}",
    "{m} {d} {y}",
    "{m} {d}, {y}",
    "{m}. {d}, {y}",
    "{m} {d}th, {y}",
]
"""Every way in which a day, the word of its month and a year are joined."""

CASES = [str.lower, str.title, str.upper]

PIECES = [
    "18",
    "6",
    "/",
    "-",
    ".",
    " ",
    ",",
    "(",
    ")",
    "2025",
    "Juni",
    "June",
    "Rabu",
    "malam",
    "T10:30",
    "+07",
    "年",
    "WIB",
]


@pytest.mark.parametrize(
    "text",
    [
        "18 Juni 2025",
        "18 Jun 2025",
        "18-Jun-2025",
        "Rabu, 18 Juni 2025",
        "RABU, 18 JUNI 2025",
        "Rabu 18 Juni 2025",
        "Rabu (18/6/2025)",
        "Rabu (18/06/2025)",
        "18/06/2025",
        "18-06-2025",
        "18.06.2025",
        "18/06/25",
        "2025-06-18",
        "2025/06/18",
        "June 18, 2025",
        "June 18th, 2025",
        "Jun. 18, 2025",
        "Wednesday, June 18, 2025",
        "Wed, 18 Jun 2025",
        "18. Juni 2025",
        "18 juin 2025",
        "18 de junio de 2025",
        "18 giugno 2025",
        "18 de junho de 2025",
        "18 juni 2025",
        "18 czerwca 2025",
        "18 Haziran 2025",
        "2025年6月18日",
        "2025년 6월 18일",
        "17-18 Juni 2025",
    ],
)
def test_a_day_is_read_in_every_form(text):
    """Numbers, names of months in many languages, either order."""
    assert [DAY] == [mention.day for mention in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "time", "offset"),
    [
        ("18 Jun 2025, 14:33 WIB", dt.time(14, 33), 420),
        ("Rabu, 18 Juni 2025 - 11:23 WITA", dt.time(11, 23), 480),
        ("Rabu 18 Juni 2025 | 14.05", dt.time(14, 5), None),
        ("18 Juni 2025 pukul 09.15 WIT", dt.time(9, 15), 540),
        ("18 June 2025 10:07 am", dt.time(10, 7), None),
        ("June 18, 2025 at 12:07 p.m.", dt.time(12, 7), None),
        ("18 June 2025 12:07 AM", dt.time(0, 7), None),
        ("2025-06-18T05:00:00+07:00", dt.time(5), 420),
        ("2025-06-18T05:00:00-0530", dt.time(5), -330),
        ("2025-06-18T05:00:00.123Z", dt.time(5), 0),
        ("Wed, 18 Jun 2025 05:00:00 +0700", dt.time(5), 420),
        ("Wed, 18 Jun 2025 05:00:00 GMT", dt.time(5), 0),
    ],
)
def test_a_time_and_its_zone_are_read(text, time, offset):
    """The time behind a date belongs to it, with the zone where one is named."""
    (mention,) = find_dates(text)
    assert (DAY, time, offset) == (mention.day, mention.time, mention.offset)


def test_a_moment_is_given_in_utc():
    """Five in the morning at Jakarta is the day before in UTC."""
    (mention,) = find_dates("2025-06-18T05:00:00+07:00")
    assert dt.datetime(2025, 6, 17, 22, tzinfo=dt.UTC) == mention.at


def test_an_hour_that_does_not_exist_is_no_time():
    """A date keeps its day when the numbers behind it are no time."""
    (mention,) = find_dates("18 Juni 2025, 29:61")
    assert (DAY, None) == (mention.day, mention.time)


@pytest.mark.parametrize("text", ["Senin (28/6)", "Senin, 28 Juni", "Senin malam (28/6)", "Monday, June 28"])
def test_a_date_without_a_year_keeps_month_day_and_weekday(text):
    """No year is made up."""
    (mention,) = find_dates(text)
    assert (None, (6, 28), 0, False) == (mention.day, mention.month_day, mention.weekday, mention.has_year)


@pytest.mark.parametrize(
    "text", ["3/4 bagian", "skor 1-2-21", "pukul 14.05.30", "Rp 12.500", "versi 3.11.2", "d-8031199"]
)
def test_numbers_that_are_no_dates_are_left(text):
    """Fractions, scores, times, prices and versions are no dates."""
    assert () == find_dates(text)


def test_numbers_are_read_day_first():
    """Where nothing else tells, the day comes before the month."""
    (mention,) = find_dates("05/06/2025")
    assert (dt.date(2025, 6, 5), dt.date(2025, 5, 6)) == (mention.day, mention.other)


@pytest.mark.parametrize("text", ["06/18/2025", "Wednesday 06/18/2025"])
def test_a_number_above_twelve_is_the_day(text):
    """Month first is read where the other order has no such month."""
    assert [DAY] == [mention.day for mention in find_dates(text)]


def test_a_weekday_decides_between_two_readings():
    """4 June 2025 was a Wednesday, 6 April a Sunday."""
    assert [dt.date(2025, 6, 4)] == [mention.day for mention in find_dates("Wednesday 06/04/2025")]


def test_a_weekday_that_does_not_fit_is_told():
    """The date is kept as printed, with the doubt."""
    (mention,) = find_dates("Senin (18/6/2025)")
    assert (DAY, False) == (mention.day, mention.fits)


@pytest.mark.parametrize(("text", "days"), [("29 Februari 2024", 1), ("29 Februari 2025", 0), ("Senin 31/4/2025", 0)])
def test_days_that_the_calendar_lacks_are_no_dates(text, days):
    """A leap day needs a leap year."""
    assert days == len(find_dates(text))


def test_dates_are_found_in_reading_order():
    """A sentence may hold several."""
    text = "Rapat Senin (16/6/2025) dilanjutkan pada 18 Juni 2025 di Ruteng."
    assert [dt.date(2025, 6, 16), DAY] == [mention.day for mention in find_dates(text)]


@pytest.mark.parametrize("text", ["1" * 100_000, "12/" * 33_000, "1 a" * 33_000, "(1/1" * 25_000, "June 1 " * 14_000])
def test_hostile_digits_end(text):
    """A hundred thousand characters of near-dates are read to their end."""
    assert isinstance(find_dates(text), tuple)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
def test_spans_lie_inside_the_text_and_apart(text):
    """A mention's raw text is its span, and mentions do not overlap."""
    at = 0
    for mention in find_dates(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.raw
        at = mention.end


@given(st.sampled_from(FRAMES), st.integers(1, 28), st.integers(1900, 2099), st.sampled_from(CASES))
def test_every_word_for_a_month_is_read_in_every_frame(frame, day, year, spell):
    """No word in front of a month, such as `de` and `di`, eats the first letters of its name."""
    wanted = {word: [dt.date(year, month, day)] for word, month in MONTHS}
    texts = {word: frame.format(d=day, m=spell(word), y=year) for word in wanted}
    assert wanted == {word: [mention.day for mention in find_dates(text)] for word, text in texts.items()}


@given(st.integers(1, 28), st.sampled_from(CASES), st.sampled_from(["{d} {m}", "Rabu, {d} {m}", "{m} {d}"]))
def test_every_word_for_a_month_is_read_without_a_year(day, spell, frame):
    """A day behind or in front of its month is a date without a year."""
    wanted = {word: [(month, day)] for word, month in MONTHS}
    texts = {word: frame.format(d=day, m=spell(word)) for word in wanted}
    assert wanted == {word: [mention.month_day for mention in find_dates(text)] for word, text in texts.items()}
