"""Dates in paths."""

from __future__ import annotations

import datetime as dt

import pytest

from flows.read import path_date


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("2026-11-03/a.html", dt.date(2026, 11, 3)),
        ("kabar/2026/11/3/a.jsonl#20", dt.date(2026, 11, 3)),
        ("crawl-20261103081500.jsonl.gz#5", dt.date(2026, 11, 3)),
        ("x/2026_11_03.txt", dt.date(2026, 11, 3)),
        ("2026-13-03/20261103.txt", dt.date(2026, 11, 3)),
        ("2026-11-03/2021-06-29-hujan.html", dt.date(2026, 11, 3)),
        ("a/12345678.txt", None),
        ("a.jsonl#20261103", None),
        ("2026/11/a.txt", None),
    ],
)
def test_a_date_in_the_path_is_found(source, expected):
    """Folders and file names count, impossible dates and record numbers do not."""
    assert path_date(source) == expected
