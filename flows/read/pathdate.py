"""The date that a crawler wrote into a path."""

import datetime as dt
import re

NUMBER = re.compile(r"#\d{1,12}\Z")
DATE = re.compile(
    r"(?<!\d)(?:"
    r"(?P<y1>\d{4})(?P<mark>[-_.])(?P<m1>\d{1,2})(?P=mark)(?P<d1>\d{1,2})"  # 2026-11-03
    r"|(?P<y2>\d{4})/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})(?=/|\Z)"  # 2026/11/03
    r"|(?P<y3>\d{4})(?P<m3>\d{2})(?P<d3>\d{2})(?:\d{6})?"  # 20261103, 20261103081500
    r")(?!\d)"
)
FIRST_YEAR, LAST_YEAR = 1990, 2099
"""News on the web; other eight-digit numbers are article numbers."""


def path_date(source: str) -> dt.date | None:
    """
    Return the first date in a raw path: the outermost folder's, which is the crawl's.

    >>> path_date("2026-11-03/2021-06-29-banjir.html"), path_date("a/12345678.txt")
    (datetime.date(2026, 11, 3), None)
    """
    for found in DATE.finditer(NUMBER.sub("", source)):
        year, month, day = (int(found[f"{part}1"] or found[f"{part}2"] or found[f"{part}3"]) for part in "ymd")
        if FIRST_YEAR <= year <= LAST_YEAR:
            try:
                return dt.date(year, month, day)
            except ValueError:
                continue
    return None
