"""Datelines with a dash behind them, a colon, or a bar where there is neither."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, islice
from operator import methodcaller
from typing import TYPE_CHECKING

from transforms.finders.dateline.context import ODD, SEPARATED, may_be_dateline
from transforms.finders.dateline.found import Found, Walk, form_of
from transforms.finders.dateline.grammar import Head, read_head
from transforms.finders.dateline.opening import OPENS, REST_OF_WEAK
from transforms.names.outlets import is_domain
from transforms.names.places import for_readers, is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.records import Block

LONGEST_HEAD = 110
"""Characters within which a dateline's dash stands; the longest seen was 71."""

MARK = re.compile(r"\s*[.,]?\s*(?P<mark>-{1,3}|–|—|―|:)(?:\s|(?<!:)-)*")

BAR = re.compile(r"\s*(?P<mark>\|{1,2})(?:\s|\|)*")

ODD_MARKS = ("?", "�", "â€", "//", "~", "=")

DASH = re.compile(r"[-–—―:]")

STOPPED_PLACE = re.compile(r"(?P<place>[A-Z][A-Z' -]{2,24})\. (?=[\"“]?[A-Z][\w-])")


def find_marked(stretch: str, walk: Walk, story: Sequence[tuple[int, Block]], at: int = 0) -> Found | None:
    """Find a head with a dash or colon behind it, or a bar where there is none."""
    start = len(stretch) - len(stretch[at:].lstrip('*_#>•“" '))
    every = marks(stretch, start)
    odd = ODD.search(stretch, start + 1, start + LONGEST_HEAD) if may_be_odd(stretch, start) else None
    more = bars(stretch, start) if "|" in stretch[start : start + LONGEST_HEAD] else ()
    for mark in chain([odd] if odd else [], every, more):
        if mark.start() == start:
            return None
        head = read_lines(stretch[start : mark.start()], walk.names) if may_fit(stretch, start, mark, walk) else None
        if head and may_be_dateline(head, mark, stretch, walk, story):
            longer = find_second(stretch, start, mark, walk) or find_stop_behind(head, stretch, start, mark)
            longer = longer or find_below(head, stretch, start, mark, walk, story)
            if longer:
                return longer
            return Found(head, start, mark.end(), form_of(head, split="\n" in stretch[: mark.end()].rstrip()))
    return None


def may_be_odd(stretch: str, start: int) -> bool:
    """Return whether a head may end in an odd mark: it opens as names do, and one stands near."""
    window = stretch[start : start + LONGEST_HEAD]
    return window[:2].strip("([").isalnum() and any(map(window.__contains__, ODD_MARKS))


def marks(stretch: str, start: int) -> Iterator[re.Match[str]]:
    """
    Return each `MARK` within a head's reach, in order.

    Its dash is looked for and what stands in front of it measured backwards: `MARK` begins with
    spaces that need not be there, so a search for it tries every character of the head.
    """
    end = start + LONGEST_HEAD
    dash = DASH.search(stretch, start, end)
    while dash:
        front = stretch[start : dash.start()].rstrip()
        front = front[:-1].rstrip() if front.endswith((".", ",")) else front
        mark = MARK.match(stretch, start + len(front), end)
        if not mark:
            return
        yield mark
        start = mark.end()
        dash = DASH.search(stretch, start, end)


def bars(stretch: str, start: int) -> Iterator[re.Match[str]]:
    """Return the last bar within a head's reach, as bars separate its parts as well."""
    at = stretch.rfind("|", start, start + LONGEST_HEAD)
    front = stretch[start:at].rstrip(" |") if at > start else ""
    mark = BAR.match(stretch, start + len(front)) if front else None
    if mark:
        yield mark


def may_fit(stretch: str, start: int, mark: re.Match[str], walk: Walk) -> bool:
    """Return whether what stands around a mark lets it end a dateline: the quick question before the head is read."""
    if mark.end() == len(stretch):
        return False
    if mark["mark"] == ":":
        front = stretch[start : mark.start()]
        return (walk.passed == 0 and (front.isupper() or is_domain(front))) or is_separated(stretch, start, mark)
    return OPENS.match(stretch, mark.end()) is not None or is_separated(stretch, start, mark)


def is_separated(stretch: str, start: int, mark: re.Match[str]) -> bool:
    """Return whether a head has two parts, so that it can name an outlet and a place."""
    return SEPARATED.search(stretch, start, mark.start()) is not None


def find_second(stretch: str, start: int, mark: re.Match[str], walk: Walk) -> Found | None:
    """Find a head that a second dash ends: `PALU – (Kabar Rawa) – `, `Kabar Rawa – Palu – `."""
    every = (*islice(marks(stretch, mark.end()), 1), *bars(stretch, mark.end()))
    second = min(every, key=methodcaller("start"), default=None)
    if not second or "\n" in stretch[start : second.end()] or second["mark"] == ":":
        return None
    bracket = stretch[mark.end() : second.start()]
    first, other = (read_head(piece, walk.names) for piece in (stretch[start : mark.start()], bracket))
    if not first or not other or not OPENS.match(stretch, second.end()) or len(stretch) - second.end() < REST_OF_WEAK:
        return None
    one, two = (first, other) if first.outlet and not first.place else (other, first)
    bracketed = bracket.startswith("(") and bracket.endswith(")")
    if bracketed and first.sure_place and not first.outlet:
        one, two = Head(outlet=bracket.strip("() ")), first
    if not one.outlet or one.place or not two.place or two.outlet or not (two.sure_place or two.shouted):
        return None
    head = Head(two.place, one.outlet, sure_outlet=one.sure_outlet, sure_place=two.sure_place, shouted=two.shouted)
    return Found(head, start, second.end(), "outlet-place-twice")


def find_below(
    head: Head, stretch: str, start: int, mark: re.Match[str], walk: Walk, story: Sequence[tuple[int, Block]]
) -> Found | None:
    """Find a head whose town has a dateline of its own below the paper's line and a dash that stands alone."""
    if head.place or "\n" not in mark[0]:
        return None
    below = find_marked(stretch[mark.end() :], walk, story)
    if not below or not below.head.place or below.start:
        return None
    whole = replace(below.head, outlet=below.head.outlet or head.outlet)
    return Found(whole, start, mark.end() + below.end, form_of(whole, split=True))


def find_stop_behind(head: Head, stretch: str, start: int, mark: re.Match[str]) -> Found | None:
    """Find a head whose town stands behind the paper's dash, in capitals with a stop: `KABRAWA.ID - NEW YORK. `."""
    if head.place or not head.sure_outlet:
        return None
    match = STOPPED_PLACE.match(stretch, mark.end())
    if not match or not is_place(match["place"]) or len(stretch) - match.end() < REST_OF_WEAK:
        return None
    whole = replace(head, place=for_readers(match["place"]), sure_place=True, shouted=True)
    return Found(whole, start, match.end(), "outlet-place-stop")


def read_lines(text: str, names: tuple[str, ...]) -> Head | None:
    """Read a head that may run over lines; then each line must surely be a piece of a dateline."""
    lines = [line for line in text.split("\n") if line.strip("()[] ,|")]
    if len(lines) > 1:
        for line in lines:
            piece = read_head(line, names)
            if not piece or not (piece.sure_outlet or piece.sure_place):
                return None
    return read_head(",".join(lines) if len(lines) > 1 else text.replace("\n", " "), names)
