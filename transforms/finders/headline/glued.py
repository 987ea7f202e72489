"""A headline that is glued in front of the first paragraph."""

from __future__ import annotations

import itertools
import re
from functools import cache
from operator import ne
from typing import TYPE_CHECKING

from transforms.finders.headline.likeness import clock_in, date_in, is_broken_off, patterns
from transforms.finders.headline.slug import host_label, slug_words
from transforms.lexicon.calendar import cue_pattern
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of
from transforms.text.casing import capital_share, is_title_case
from transforms.text.lines import BREAK
from transforms.text.words import WORD, fold_words, without_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.records import Block

FEWEST_WORDS, MOST_WORDS = 4, 24
FEWEST_SLUG = 3
"""Words of an address with which a headline begins that is written small."""
MOST_OPENING = 60
"""Characters in which so many words stand."""
SEARCHED = 260
"""Characters in which headline and dateline must stand."""
SURE_CASE = 0.75
"""Share of capitals in front of a dateline; a sentence of names and places reaches .7."""
MOST_OUTLET_WORDS = 4
SLUG_MISSES = 1
DOMAIN = re.compile(r"\b[A-Za-z][\w-]{2,30}\.(?:com|co\.id|id|net|org|info|news|tv|my|sg)\b", re.IGNORECASE)
NO_LETTER = re.compile(r"\W")
DASH = re.compile(r"[-–—](?:(?<=-)-)? ?(?=[\"“'A-Z])")
CAPITALS_BEFORE = re.compile(r"(?:^| )([A-Z][A-Z.'-]*[A-Z](?: [A-Z]{2,20}){0,3}),? $")
PLACE_BEFORE = re.compile(r"(?:^| )([A-Z][a-z]+(?: [A-Z][a-z]+)?),? $")
LEADING_MARKS = " >|-–—•:"
NOT_IN_HEADLINES = re.compile(r" -- |\([^)]*$")
DATE_GOES_ON = re.compile(r"[.,;)]| [a-z]|-\d")
"""Prose goes on behind its date; behind a byline's date a clock, a bar or a sentence begins."""


def find_glued(text: str, url: str | None, blocks: Sequence[Block]) -> tuple[int, int] | None:
    """
    Find a headline in front of a paragraph: by the address, by standing twice, or by a byline or dateline behind it.

    Args:
        text: The paragraph.

        url: Where the page stands, if known.

        blocks: All blocks: short ones may name the outlet that a dateline begins with.

    Returns:
        First character and one past the last of the headline, None where there is none.
    """
    start = byline_end(text) or counted_end(text)
    words = first_words(text, start)
    end = slug_end(text, start, words, slug_words(url)) or doubled_end(text, start, words)
    if end is None or goes_on(text, end):  # the address may be shorter than the headline
        end = cue_end(text, start, url, blocks)
        if end is None or not (is_title_like(text[start:end]) or is_slug_like(text[start:end], url)):
            return None
    elif DOMAIN.search(text, start, end):
        return None
    while end < len(text) and text[end].islower():  # the address was cut inside a word
        end += 1
    while end < len(text) and text[end] in "!?%\"'”’)…":
        end += 1
    while text[start] in LEADING_MARKS:
        start += 1
    return start, end


def goes_on(text: str, end: int) -> bool:
    """Return whether the sentence goes on behind a place: a lead may begin with the very words of the address."""
    if text[end : end + 1].islower():
        return False  # the address was cut inside a word
    rest = text[end:].lstrip("\"'”’ ")
    return rest[:1] in {".", ",", ";", ":", "("} or (rest[:1].islower() and not DOMAIN.match(rest))


def byline_end(text: str) -> int:
    """Return where a byline with date and clock in front of everything ends, 0 where there is none."""
    clock = clock_in(text, 0, 90)
    if clock and date_in(text[: clock.start()]):
        return clock.end() + (text[clock.end() : clock.end() + 1] == " ")
    return 0


def counted_end(text: str) -> int:
    """Return where `3 min read` in front of a headline ends, 0 where nothing is counted there."""
    match = counted().match(text) if text[:1].isdigit() else None
    return match.end() if match else 0


@cache
def counted() -> re.Pattern[str]:
    """Return the pattern of what is counted at the head of a page: `3 min read `, `120 views `."""
    return re.compile(rf"\d{{1,4}} (?i:{cue_pattern('counted')}) ")


def is_slug_like(head: str, url: str | None) -> bool:
    """Return whether a text begins with the words of the address, and has not many more."""
    slug, words = slug_words(url), fold_words(head)
    fits = FEWEST_SLUG <= len(slug) <= len(words) <= MOST_WORDS and words[: len(slug)] == slug
    return fits and not BREAK.search(head) and not is_broken_off(head)


def first_words(text: str, start: int) -> list[str]:
    """Return the words in which a headline must stand."""
    head = without_marks(text[start : start + SEARCHED])
    return fold_words(head) if head.isascii() else [fold(word) for word in WORD.findall(head)]


def word_span(text: str, start: int, number: int) -> tuple[int, int]:
    """Return where the word of a number (from 0) behind a place stands."""
    return next(itertools.islice(WORD.finditer(text, start, start + SEARCHED), number, None)).span()


def slug_end(text: str, start: int, words: list[str], slug: list[str]) -> int | None:
    """Return where the words of the address end, which a headline in front must begin with, in order."""
    size = len(slug)
    if size < FEWEST_WORDS or len(words) <= size or not words[size - 1].startswith(slug[-1]):
        return None
    misses = sum(map(ne, words[: size - 1], slug))
    return word_span(text, start, size - 1)[0] + len(slug[-1]) if misses <= SLUG_MISSES else None


def doubled_end(text: str, start: int, words: list[str]) -> int | None:
    """Return where the first of two equal headlines ends; prose may repeat itself too, so it must be in capitals."""
    if not words or words[0] not in words[FEWEST_WORDS : MOST_WORDS + 1]:
        return None
    for size in range(FEWEST_WORDS, min(MOST_WORDS, len(words) // 2) + 1):
        if words[0] == words[size] and words[:size] == words[size : 2 * size]:
            end = word_span(text, start, size - 1)[1]
            head = text[word_span(text, start, 0)[0] : end]
            return end if is_title_case(head.split()) else None
    return None


def cue_end(text: str, start: int, url: str | None, blocks: Sequence[Block]) -> int | None:
    """Return where a byline, date or dateline begins behind a headline."""
    head = text[start : start + SEARCHED]
    opens = slug_words(url)[:FEWEST_SLUG]
    slugged = len(opens) == FEWEST_SLUG and fold_words(head[:MOST_OPENING])[:FEWEST_SLUG] == opens
    if not slugged and not is_title_case(head.split(None, FEWEST_WORDS)[:FEWEST_WORDS]):
        return None  # not worth the long look for a dateline
    named = dateline_start(head, url, blocks)
    if named == 0:
        return None
    p = patterns()
    dated = date_in(head, 1)
    if dated and (
        DATE_GOES_ON.match(head, dated.end()) or head[dated.start() - 1] == "(" or DOMAIN.search(head[: dated.start()])
    ):
        dated = None
    seen = caption_label().search(head, 1) if ":" in head else None
    cues = [m.start() for m in (p["byline"].search(head, 1), dated and p["by_name"].search(head, 1), dated, seen) if m]
    cues += [named] if named is not None else []
    return start + len(head[: min(cues)].rstrip(" -–|:")) if cues else None


@cache
def caption_label() -> re.Pattern[str]:
    """Return the pattern of the label of a caption behind a headline: ` Ket foto: `."""
    return re.compile(rf" (?i:{any_of('pictures', 'strong_labels')}) ?: ")


def dateline_start(head: str, url: str | None, blocks: Sequence[Block]) -> int | None:
    """Return where the first dateline in a text begins: `KOTA –`, `Kabar Kota –`, `Kota, kabarkota.id -`."""
    if not ("-" in head or "–" in head or "—" in head):
        return None
    for dash in DASH.finditer(head):
        front = head[: dash.start()]
        start = name_start(front.removesuffix(" ") + " ", url, blocks, spaced=dash[0] != "-" or front[-1:] == " ")
        if start is not None:
            return start
    return None


def name_start(front: str, url: str | None, blocks: Sequence[Block], *, spaced: bool) -> int | None:
    """Return where the outlet or place at the end of a text begins; a bare hyphen joins places, `Tol Muara-Rawa`."""
    start = outlet_start(front, url, blocks)
    if start is not None:
        front = front[:start].rstrip(" ,") + " "
        comma = CAPITALS_BEFORE.search(front) or (PLACE_BEFORE.search(front) if is_place_before(front) else None)
        return comma.start(1) if comma and (not front.isupper() or comma.start(1) == 0) else start
    if is_place(front.strip(" ,")):
        return 0
    return place_start(front) if spaced else None


def place_start(front: str) -> int | None:
    """Return where the place at the end of a text begins."""
    shout = CAPITALS_BEFORE.search(front)
    if shout and not front.isupper() and is_place(shout[1]):
        return shout.start(1)
    place = PLACE_BEFORE.search(front)
    if place and is_place(place[1]):
        return place.start(1)
    last = front.rstrip().rfind(" ") + 1
    return last if is_place(front[last:].strip()) else None


def is_place(name: str) -> bool:
    """Return whether a name is a known place of datelines."""
    from transforms.names.places import is_place as known  # noqa: PLC0415 - its tables are read only when asked

    return known(name)


def is_place_before(front: str) -> bool:
    """Return whether a text ends in a known place."""
    place = PLACE_BEFORE.search(front)
    return place is not None and is_place(place[1])


def outlet_start(front: str, url: str | None, blocks: Sequence[Block]) -> int | None:
    """Return where an outlet's name at the end of a text begins: a domain, the host's name, one set elsewhere too."""
    end = len(front.rstrip())
    start = front.rfind(" ", 0, end) + 1
    if "." in front[start:end] and DOMAIN.fullmatch(front, start, end):
        return start
    host, size = host_label(url), 1
    while start < end and size <= MOST_OUTLET_WORDS:
        name = front[start:end]
        squeezed = fold(NO_LETTER.sub("", name)) if host else ""
        if (host and squeezed == host) or (size > 1 and stands_alone(name, blocks)):
            return start
        end_before = len(front[:start].rstrip())
        if not end_before:
            break
        start, size = front.rfind(" ", 0, end_before) + 1, size + 1
    return None


def stands_alone(name: str, blocks: Sequence[Block]) -> bool:
    """Return whether a short line elsewhere ends or begins with a name: a copyright line, a channel's name."""
    if not all(w[:1].isupper() for w in name.split()):
        return False
    return any(len(b.text) <= SEARCHED // 3 and (b.text.endswith(name) or b.text.startswith(name)) for b in blocks)


def is_title_like(head: str) -> bool:
    """Return whether a text in front of a dateline is a headline: capitals, no full stop, neither short nor long."""
    words = head.split()
    if is_broken_off(head):
        return False
    fits = FEWEST_WORDS <= len(words) <= MOST_WORDS and not BREAK.search(head) and not NOT_IN_HEADLINES.search(head)
    return fits and capital_share(words) >= SURE_CASE
