"""Datelines inside a line: behind a headline or words that were glued in front of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.finders.dateline.found import Found, Walk, form_of
from transforms.finders.dateline.grammar import Head, read_head
from transforms.finders.dateline.opening import OPENS, REST_OF_WEAK, TITLE_WORD, opens_with_place, printed_day
from transforms.names.outlets import is_shaped
from transforms.text.lines import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

GLUED_WITHIN = 320
"""Characters within which a headline glued in front of the dateline ends."""
SHORTEST_HEADLINE = 20
"""Characters of a line above whose beginning a glued front may repeat."""
FEWEST_WORDS = 3
"""Words of a headline that is told by its capitals."""
HEADLINE_CAPITALS = 0.55
"""Share of words in capitals from which a glued front is a headline."""
CALL = re.compile(r"[\"“”!?]")
"""What a head never holds and the end of a headline may."""
INNER_MARK = re.compile(r" ?(?:--?|–|—) ?")
INNER_DASH = re.compile(r"[-–—]")


def find_behind_headline(line: str, walk: Walk, above: tuple[str, ...]) -> Found | None:
    """Find a dateline behind a headline that was glued in front of it."""
    for mark in inner_marks(line):
        opens = OPENS.match(line, mark.end()) is not None
        glued = find_glued_name(line, mark, walk, above) if opens else None
        if glued:
            return glued
        if BREAK.search(line, 0, mark.start()):
            return None
        if not opens or len(line) - mark.end() < REST_OF_WEAK or printed_day().match(line, mark.end()):
            continue
        found = find_behind_words(line, mark, walk, above)
        if found:
            return found
    return None


def inner_marks(line: str) -> Iterator[re.Match[str]]:
    """Return each `INNER_MARK` that may stand behind a glued headline, in order; its dash is looked for."""
    at = 20
    dash = INNER_DASH.search(line, at, GLUED_WITHIN)
    while dash:
        mark = INNER_MARK.match(line, max(at, dash.start() - (line[dash.start() - 1] == " ")), GLUED_WITHIN)
        if not mark:
            return
        yield mark
        at = mark.end()
        dash = INNER_DASH.search(line, at, GLUED_WITHIN)


def find_behind_words(line: str, mark: re.Match[str], walk: Walk, above: tuple[str, ...]) -> Found | None:
    """Find a head of some words in front of a mark, a headline in front of them."""
    front = line[: mark.start()]
    words = front.split(" ")
    for n in range(min(5, len(words) - 1), 0, -1):
        tail = " ".join(words[-n:])
        head = read_head(tail, walk.names) if tail[:1].isalnum() and not CALL.search(tail) else None
        if head and fits_inside(head, tail, mark, line) and is_headline(" ".join(words[:-n]), above):
            return Found(head, len(front) - len(tail), mark.end(), form_of(head, split=False) + "-glued")
    return None


def find_glued_name(line: str, mark: re.Match[str], walk: Walk, above: tuple[str, ...]) -> Found | None:
    """Find a dateline that begins in the middle of a word: the headline's last, and the outlet's name."""
    for name in walk.names:
        start = mark.start() - len(name)
        if start < 1 or not line.startswith(name, start) or not line[start - 1].isalnum():
            continue
        if is_headline(line[:start], above):
            return Found(Head(outlet=name, sure_outlet=True), start, mark.end(), "outlet-glued")
    return None


def fits_inside(head: Head, tail: str, mark: re.Match[str], line: str) -> bool:
    """Return whether a head inside a line makes a dateline, where what stands behind the mark does not gainsay it."""
    if head.place and not (head.sure_place or head.shouted):
        return False
    if head.outlet:
        shaped = is_shaped(tail) or (head.sure_place and is_shaped(head.outlet))
        return head.sure_outlet or (shaped and TITLE_WORD.match(line, mark.end()) is not None)
    return head.sure_place and mark[0] != "-" and not opens_with_place(line[mark.end() :])


def is_headline(front: str, above: tuple[str, ...]) -> bool:
    """Return whether a text reads like a headline, or stands above as one."""
    if any(text and front.startswith(text[:60]) for text in above if len(text) > SHORTEST_HEADLINE):
        return True
    words = [w for w in front.split(" ") if w]
    capitals = sum(not w[0].islower() for w in words)
    return len(words) >= FEWEST_WORDS and capitals >= HEADLINE_CAPITALS * len(words)
