"""Runs of digits in a text, and a quick look at whether one may belong to a date."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from transforms.lexicon.calendar import calendar
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import words

if TYPE_CHECKING:
    from collections.abc import Iterable

MASK = bytes(ord("0") if chr(n) in "0123456789" else ord(" ") for n in range(256))
"""What each byte becomes where digits are looked for: 0 for a digit, else a space."""

NO_DIGITS = bytes(n for n in range(256) if chr(n) not in "0123456789\n")
"""The bytes that hold neither a digit nor the end of a line."""

FEWEST_DIGITS = 3
"""Digits of the shortest date with a year: `3 Mei ’26`."""

LONGEST_RUN = 4
"""Digits of a year; a longer run starts no date."""

LONGEST_DAY = 2

STEM = 3
"""Letters that the shortest name of a month has; what begins or ends like none is looked at no further."""

BEHIND_DAY, BEHIND_YEAR, YEAR_SIGNS = " /-.", "/-.", "年년"
"""What stands behind the day or the year that opens a date, and the sign for `year` in Chinese, Japanese, Korean."""


@lru_cache(maxsize=256)
def mask_digits(text: str) -> bytes:
    """
    Return a byte for each character, 0 for a digit and else a space, and a space behind.

    Finding the runs of digits there takes a quarter of the time that a regular expression takes. A line is asked for
    its digits by all who read bylines and dates.
    """
    return text.encode("ascii", "replace").translate(MASK) + b" "


def digits_of(lines: Iterable[str]) -> list[bytes]:
    """
    Return the digits of each line; of an HTML page six lines in seven have none, and print no date.

    All lines are asked at once, in an eighth of the time that one after another takes.

    >>> digits_of(["Banjir surut", "12 Mei 2026", ""])
    [b'', b'122026', b'']
    """
    return "\n".join(lines).encode(errors="replace").translate(None, NO_DIGITS).split(b"\n")


@cache
def month_stems() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first and the last letters of all names of months."""
    months = calendar().months
    return frozenset(m[:STEM] for m in months), frozenset(m[-STEM:] for m in months)


def may_be_date(text: str, start: int, end: int) -> bool:
    """Return whether a run of digits may belong to a date, by what stands around it: a quick look before `date`."""
    behind = text[end : end + 1]
    if end - start > LONGEST_DAY:
        return end - start == LONGEST_RUN and behind != "" and may_open_year(behind, text[end + 1 : end + 2])
    firsts, lasts = month_stems()
    word = fold(text[end + 1 : end + 1 + STEM])
    if word in firsts:
        return True
    if (
        text[start - 1 : start] == " "
        and fold(text[max(0, start - STEM - 2) : start - 1].removesuffix(".")[-STEM:])[-STEM:] in lasts
    ):
        return True
    if behind == " ":
        return word[:2] in words("dates", "before_month") or (word != "" and word[0] in BEHIND_DAY)
    return behind.isalnum() or (behind != "" and behind in BEHIND_DAY and may_part(text, end))


def may_part(text: str, at: int) -> bool:
    """Return whether the mark behind a day may part it from its month: it stands twice, or a word follows in time."""
    first, second = text[at + 1 : at + 2], text[at + 2 : at + 3]
    if first.isdigit():
        return text[at] == "/" or text[at] in text[at + 2 : at + 5]
    if first != " ":
        return first != "" and first in BEHIND_DAY
    return second.isdigit() or second.isalpha() or (second != "" and second in BEHIND_DAY)


def may_open_year(behind: str, next_one: str) -> bool:
    """Return whether a year may open a date, by the two characters behind it, the second perhaps empty."""
    if behind in BEHIND_YEAR:
        return next_one.isdigit()
    return behind in YEAR_SIGNS or (behind == " " and next_one != "" and next_one in YEAR_SIGNS)
