"""Dates in URLs."""

import datetime as dt

import pytest

from transforms.dates.url import url_date, url_moment, url_other

DAY = dt.date(2025, 6, 21)


@pytest.mark.parametrize(
    "url",
    [
        "https://kabar.example/2025/06/21/judul-berita/",
        "https://kabar.example/2025/6/21/judul-berita",
        "https://kabar.example/read/2025/06/21/17050017/judul",
        "https://kabar.example/news/2025-06-21/judul",
        "https://kabar.example/kota/20250621103000-12-77/judul",
        "https://kabar.example/judul-20250621",
        "/2025/06/21/judul",
        "https://kabar.example/21-06-2025/judul",
        "https://kabar.example/kota/21-6-2025",
        "https://kabar.example/21/06/2025/judul",
        "https://kabar.example/06-21-2025/judul",
        "https://kabar.example/2025/juni/21/judul",
        "https://kabar.example/2025/Jun/21/judul",
        "https://kabar.example/2025-june-21/judul",
        "https://kabar.example/21-juni-2025/judul",
        "https://kabar.example/21/jun/2025/",
    ],
)
def test_a_day_in_the_path_is_read(url):
    """Slashes, dashes or nothing between the numbers."""
    assert (DAY, "day") == url_date(url)


def test_a_month_alone_gives_no_day():
    """Blogs file their stories by month."""
    assert (dt.date(2026, 5, 1), "month") == url_date("https://kabar.example/2026/05/judul.html")


def test_the_number_that_opens_a_title_is_no_day():
    """Seven ways are not the seventh."""
    assert (dt.date(2026, 5, 1), "month") == url_date("https://kabar.example/2026/05/7-cara-merawat-perahu.html")


def test_a_month_that_is_spelt_may_stand_alone():
    """It gives the month, as its number would."""
    assert (dt.date(2026, 5, 1), "month") == url_date("https://kabar.example/2026/mei/judul.html")


def test_numbers_that_may_be_read_both_ways_are_told():
    """Day first is the likelier; above twelve there is one way only."""
    urls = ["https://kabar.example/12-05-2026/a", "https://kabar.example/21-05-2026/a", "https://kabar.example/a"]
    assert [dt.date(2026, 12, 5), None, None] == [url_other(url) for url in urls]


@pytest.mark.parametrize(
    "url",
    [
        "https://kabar.example/skor-12-05-2026-akhir/judul",
        "https://kabar.example/2025/juara/21/judul",
        "https://kabar.example/21-06-2025-edisi/judul",
        "https://kabar.example/d-8031199/judul",
        "https://kabar.example/2025/13/40/judul",
        "https://kabar.example/judul?tanggal=2025/06/21",
        "https://kabar.example/judul#2025-06-21",
        "https://2025-06-21.example/judul",
        "https://kabar.example/1899/06/21/judul",
        "",
    ],
)
def test_numbers_elsewhere_are_no_date(url):
    """Story numbers, queries, fragments, hosts and impossible days do not count."""
    assert url_date(url) is None


@pytest.mark.parametrize(
    "path",
    ["judul-1749488777", "judul-1749488777.html", "1749488777/judul", "read/1749488777", "read/1749488777000/judul"],
)
def test_a_unix_time_is_a_moment(path):
    """Ten digits behind a dash at the end, or a part of the path by themselves, name a second."""
    assert dt.datetime(2025, 6, 9, 17, 6, 17, tzinfo=dt.UTC) == url_moment(f"https://kabar.example/{path}")


@pytest.mark.parametrize("path", ["judul-1749488777-2", "a1749488777/judul", "17494887770/judul", "read/9749488777"])
def test_other_numbers_are_no_unix_time(path):
    """They stand inside a slug, are longer, or lie after 2033."""
    assert url_moment(f"https://kabar.example/{path}") is None
