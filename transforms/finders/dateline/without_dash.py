"""Datelines without a dash: in brackets, with a comma or a stop behind them, or with nothing at all."""

from __future__ import annotations

import re

from transforms.finders.dateline.found import Found, Walk
from transforms.finders.dateline.grammar import Head, is_outlet, read_head
from transforms.finders.dateline.opening import OPENS, REST_OF_WEAK, TITLE_WORD
from transforms.lexicon.fold import fold
from transforms.names.outlets import is_domain
from transforms.names.places import for_readers, gazetteer, is_place

LONGEST_PART = 40
LONGEST_LINE = 48
COMMA_HEAD = re.compile(r"(?P<outlet>[A-Za-z0-9][\w-]{1,30}(?: ?\. ?[A-Za-z]{2,6}){1,2}) ?,\s*")
BRACKET_HEAD = re.compile(r"[\[(](?P<place>[A-Z][A-Z .,'|/-]{2,50})[\])] ?(?=[\"“]?[A-Z])")
STOP_HEAD = re.compile(r"(?P<head>[(\w][^.:\"“”!?]{3,50}(?:\.[a-zA-Z]{2,6}[^.:\"“”!?]{0,40})?)[.:] (?=[\"“]?[A-Z])")
PLACE_HEAD = re.compile(
    r"(?P<place>[A-Z][A-Za-z' ]{2,30}?) ?[,(|] ?(?P<outlet>[A-Za-z][\w.-]{3,40}\w)\)? (?=[A-Z][a-z]+,? [a-z])"
)
"""A place and the paper's domain: `Palu, Kabarrawa.com Warga …`."""
NOT_PLAIN = re.compile(r"[,(\[/]")
LED = re.compile(r"\((?P<sign>[A-Z]{2,6})\) ?")
"""The paper's initials in front of a place: `(KRW) Palu. `."""
DOT = re.compile(r" ?\. ?")


def find_unmarked(stretch: str, walk: Walk) -> Found | None:
    """Find `[CITY] Sentence`, `Outlet.com, City Sentence`, `Outlet.com, CitySentence` and `OUTLET.CO, Sentence`."""
    if walk.passed or not NOT_PLAIN.search(stretch, 0, LONGEST_PART):
        return None
    line = find_line(stretch, walk)
    if line:
        return line
    if stretch[:1] in {"[", "("}:
        return find_bracketed(stretch) or find_stopped(stretch, walk)
    return find_place_first(stretch) or find_outlet_first(stretch, walk)


def find_line(stretch: str, walk: Walk) -> Found | None:
    """Find a line that is nothing but `City, Outlet`, right above a paragraph."""
    line, _, below = stretch.partition("\n")
    if (
        "," not in line
        or len(line) > LONGEST_LINE
        or any(map(str.isdigit, line))
        or "\n" in below
        or len(below) < REST_OF_WEAK
    ):
        return None
    head = read_head(line, walk.names)
    if not head or not head.place or not head.sure_outlet or line.endswith((".", ":")) or not OPENS.match(below):
        return None
    spoken_of = " " not in head.place and head.place in below  # else it may be a reporter's name
    return Found(head, 0, len(line), "outlet-place-line") if head.sure_place or spoken_of else None


def find_place_first(stretch: str) -> Found | None:
    """Find `City, Outlet.com Sentence`."""
    match = PLACE_HEAD.match(stretch)
    if not match or not is_place(match["place"]) or not is_domain(match["outlet"]):
        return None
    head = Head(for_readers(match["place"]), match["outlet"], sure_outlet=True, sure_place=True)
    return Found(head, 0, match.end(), "outlet-place-unmarked")


def find_outlet_first(stretch: str, walk: Walk) -> Found | None:
    """Find `Outlet.com, City Sentence`, `Outlet.com, CitySentence`, `OUTLET.CO, Sentence` and stopped heads."""
    match = COMMA_HEAD.match(stretch)
    outlet = DOT.sub(".", match["outlet"]) if match else name_with_comma(stretch, walk)
    if not outlet or not is_outlet(outlet, walk.names):
        return find_stopped(stretch, walk)
    begin = match.end() if match else len(outlet) + 2
    place, end = longest_place(stretch, begin)
    if place and stretch[end - 1 : end + 1] not in {", ", " -"}:
        stopped = find_stopped(stretch, walk)
        return stopped or Found(Head(place=place, outlet=outlet), 0, end, "outlet-place-unmarked")
    if outlet.isupper() and TITLE_WORD.match(stretch, begin) and len(stretch) - begin >= REST_OF_WEAK:
        return Found(Head(outlet=outlet), 0, begin, "outlet-unmarked")
    return find_stopped(stretch, walk)


def name_with_comma(stretch: str, walk: Walk) -> str | None:
    """Return the outlet's name with which a stretch opens, a comma behind it."""
    return next((name for name in walk.names if stretch.startswith(f"{name}, ")), None)


def find_stopped(stretch: str, walk: Walk) -> Found | None:
    """Find a head of outlet and place that a stop ends: `Kabar Rawa, Palu. `, `(KRW) Palu. `, `KABRAWA, Palu: `."""
    match = STOP_HEAD.match(stretch)
    if not match or len(stretch) - match.end() < REST_OF_WEAK or not TITLE_WORD.match(stretch, match.end()):
        return None
    text = match["head"]
    led = LED.match(text)
    head = read_head(text[led.end() :] if led else text, walk.names) if led or "," in text or "/" in text else None
    if not head or not head.sure_place or not (led or head.sure_outlet or (head.outlet and head.outlet.isupper())):
        return None
    if match[0].endswith(". ") and not (led or head.sure_outlet):
        return None
    return Found(head, 0, match.end(), "outlet-place-stop")


def find_bracketed(stretch: str) -> Found | None:
    """Find `[CITY] Sentence` and `(CITY) Sentence`."""
    match = BRACKET_HEAD.match(stretch)
    if not match or len(stretch) - match.end() < REST_OF_WEAK:
        return None
    head = read_head(match["place"], ())
    return Found(head, 0, match.end(), "place-bracket") if head and head.sure_place else None


def longest_place(text: str, at: int) -> tuple[str | None, int]:
    """Return the longest known place at an offset and where the sentence behind it begins, glued or not."""
    known = gazetteer()
    if not text[at : at + 1].isupper():
        return None, at
    for end in range(min(len(text) - 1, at + 30), at + 2, -1):
        if text[end].islower():
            continue
        name = known.get(fold(text[at:end]))
        rest = end + (text[end] in " \n")
        if name and OPENS.match(text, rest):
            return name, rest
    return None, at
