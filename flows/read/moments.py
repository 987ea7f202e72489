"""When a page was fetched, as crawlers write it."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

ZONE_APART = re.compile(r" ?(?:UTC|GMT|([+-]\d{2}:?\d{2}))\Z")
EPOCH = re.compile(r"(\d{10})(?:\.?(\d{3}|\d{6})|\.\d{0,9})?\Z")
PACKED = re.compile(r"(\d{8})(\d{6})\Z")
FIRST_YEAR, LAST_YEAR = 1990, 2099
"""Fetches happen while there is a web; zeroes and sentinels lie outside."""
LONGEST = 64


def moment(value: str) -> dt.datetime | None:
    """
    Return a crawler's time in UTC, None if it cannot be told.

    ISO 8601, RFC 2822, seconds, milli- and microseconds since 1970. A time without a zone is taken
    as UTC, a day as its first moment.

    >>> moment("2026-11-03T08:00:00+07:00"), moment("kemarin")
    (datetime.datetime(2026, 11, 3, 1, 0, tzinfo=datetime.timezone.utc), None)
    """
    value = value.strip()
    if not value or len(value) > LONGEST:
        return None
    for parse in (from_epoch, from_iso, parsedate_to_datetime):
        try:
            found = parse(value)
            found = (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
        except (ValueError, TypeError, OverflowError, IndexError, OSError):
            continue
        return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
    return None


def from_epoch(value: str) -> dt.datetime:
    """Return the moment of a count since 1970. Raises ValueError for other text."""
    found = EPOCH.match(value)
    if not found:
        raise ValueError(value)
    micros = int((found[2] or "").ljust(6, "0"))
    return dt.datetime.fromtimestamp(int(found[1]), dt.UTC) + dt.timedelta(microseconds=micros)


def from_iso(value: str) -> dt.datetime:
    """Return the moment of an ISO 8601 text, its zone attached or a space apart, or of `YYYYMMDDhhmmss`."""
    value = PACKED.sub(r"\1T\2", value)
    apart = ZONE_APART.search(value)
    if apart:
        value = value[: apart.start()] + (apart[1] or "+00:00")
    return dt.datetime.fromisoformat(value)
