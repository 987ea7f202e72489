"""Dates in URLs."""

import datetime as dt

import pytest

from transforms.dates.url import url_date, url_moment

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


@pytest.mark.parametrize(
    "url",
    [
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


def test_a_unix_time_at_the_end_is_a_moment():
    """Ten digits behind a dash name a second."""
    assert dt.datetime(2025, 6, 9, 17, 6, 17, tzinfo=dt.UTC) == url_moment("https://kabar.example/judul-1749488777")
