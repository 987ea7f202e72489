"""How like a headline a line is: by its shape, and by what agrees with it."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transforms.finders.pictures.find import is_caption_line
from transforms.lexicon.calendar import month_names, weekday_names
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, either, lists_of, words
from transforms.text.casing import is_title_case
from transforms.text.lines import BREAK
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_WORDS, MOST_WORDS = 3, 26
LONGEST = 190
"""Characters. Of 400 headlines looked at none was longer than 150."""
CONTENT_LETTERS = 4
"""Shorter words are mostly function words, which every line shares."""
ENOUGH = 2.5
"""Points that make a headline; shape alone gives 2, so one witness more is needed."""
SHORTEST_HEAD = 14
"""Characters a headline has at least in front of a byline glued behind it."""
SHORTEST_REST = 3
"""Characters behind a full stop inside a headline's last words that make no sentence: `Album Baru 'Ke. Y'`."""
SHORT_WORDS = 5
"""A line of so few words is a headline only where address, claim or copy say so; rubrics are as short."""
LONGEST_DAY = 30
"""Characters of a date in front of its year: `Wednesday, 12 September` has 23."""
EDGE = 4
"""Letters by which the first word of a line is looked up; no word of navigation has fewer."""
YEAR_STARTS = (" 2", " 1", "/2", "/1")
MONTH_TAIL = 3
"""Letters of the shortest name of a month."""
ISO_DAY = re.compile(r"\b[12]\d{3}-\d{2}-\d{2}\b")
DOMAIN_HEAD = re.compile(r"^[\w-]{3,30}\.(?:com|co\.id|id|net|org|info|news)\b", re.IGNORECASE)
GOOD_OVERLAP, SOME_OVERLAP = 0.5, 0.25
SLUG_AGREES = 0.6
SHORT_HEAD = 14
"""Words of a headline that may share half of an address; a lead of more words tells the same story, too."""
SLUG_SHARES = 4
"""Words that a headline and an address of other words share at least, half of the address's."""
QUOTES = "'\"’”"
"""Marks that close a quotation; a full stop in front of one ends a sentence all the same."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """
    What a headline may agree with.

    Attributes:
        slug: Words of the address.

        told: Words of each title that came along with the page.

        story: Words of the text below the opening.

        openings: How each block begins, folded; a headline set twice shows here twice.
    """

    slug: frozenset[str]
    told: tuple[tuple[str, ...], ...]
    story: frozenset[str]
    openings: tuple[str, ...]


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of what headlines are told from, by name, put together from the lists of `headlines`."""
    v = {name: either(words("headlines", name)) for name in lists_of("headlines")}
    months = either(month_names())
    days = rf"\d{{1,2}} {months},? \d{{4}}|{months} \d{{1,2}}, \d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}"
    first = "".join(sorted({name[0] for name in (*month_names(), *weekday_names())}))
    date = rf"(?:(?:{either(weekday_names())}),? ?)?(?:{days})"
    return {
        "byline": re.compile(v["bylines"]),
        "by_name": re.compile(rf"(?:^| )(?i:{any_of('roles', 'by')}) +[A-Z][\w .'-]{{2,40}}? ?[-–|,] ?{date}"),
        "date_end": re.compile(
            rf" ?(?:[-–|] ?)?{date}(?:[ ,|-]{{1,3}}\d{{1,2}}[:.]\d{{2}}(?: ?[A-Z]{{3,4}})?)?\W{{0,3}}$"
        ),
        "date": re.compile(rf"(?=[\d{first}]){date}"),  # the look ahead spares most characters the alternatives
        "year": re.compile(r"[ /][12]\d{3}"),
        "clock": re.compile(rf"\b\d{{1,2}}[:.]\d{{2}} ?{v['clock_ends']}\b"),
        "clock_tail": re.compile(r"[:.]\d{2} ?(?:WI|[APap][Mm])"),
        "chrome": re.compile(rf"^\W{{0,4}}(?i:{v['chrome']})(?![^\W\d_])"),
        "rubric": re.compile(rf"^\W{{0,4}}(?i:{v['rubrics']})(?![^\W\d_])"),
    }


def date_in(line: str, start: int = 0) -> re.Match[str] | None:
    """Return the first full date in a line; what ends one is looked for first, which most lines lack."""
    p = patterns()
    if not any(map(line.__contains__, YEAR_STARTS)):
        return None
    for year in p["year"].finditer(line, start):
        before = line[max(0, year.start() - MONTH_TAIL - 1) : year.start()].removesuffix(",")
        if before[-1:].isdigit() or before[-MONTH_TAIL:] in month_tails():
            date = p["date"].search(line, max(start, year.start() - LONGEST_DAY))
            if date:
                return date
    return None


def clock_in(line: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """Return the first clock in a line; its end is looked for first, which takes a fifth of the time."""
    p = patterns()
    return p["clock"].search(line, start, end) if p["clock_tail"].search(line, start, end) else None


def is_chrome(line: str) -> bool:
    """Return whether a line begins as navigation or a widget does; most are told by their first letters, unmatched."""
    if line[:1].isalnum() and fold(line[:EDGE]) not in chrome_edges():
        return False
    return patterns()["chrome"].match(line) is not None


@cache
def chrome_edges() -> frozenset[str]:
    """Return the first letters of the words with which navigation and widgets begin."""
    return frozenset(fold(word[:EDGE]) for word in words("headlines", "chrome"))


@cache
def month_tails() -> frozenset[str]:
    """Return the last letters of the names of months."""
    return frozenset(name[-MONTH_TAIL:] for name in month_names())


def without_byline(line: str) -> str:
    """Return a line without the byline or date that is glued behind its headline; unchanged where none is."""
    p = patterns()
    for match in (p["byline"].search(line, SHORTEST_HEAD), date_in(line) and p["by_name"].search(line, SHORTEST_HEAD)):
        if match and match.start() < len(line):
            line = line[: match.start()].rstrip(" -–|")
    match = p["date_end"].search(line) if date_in(line) else None
    stands_off = match and (line[: match.start()][-1:] in "!?." or "|" in match[0] or clock_in(match[0]))
    if match and match.start() and (stands_off or line[match.start()] != " "):
        return line[: match.start()].rstrip()
    return line


def score(line: str, witnesses: Witnesses) -> float:
    """Return points for a line as a headline; `ENOUGH` makes it one, minus infinity is out of the question."""
    words = fold_words(line)
    if (
        not FEWEST_WORDS <= len(words) <= MOST_WORDS
        or len(line) > LONGEST
        or line.islower()
        or is_aside(line)
        or is_broken_off(line)
    ):
        return float("-inf")
    points = 1.0 if is_title_case(line.split()) else 0.0
    points -= 2.0 if len(words) < SHORT_WORDS else 0.0
    points += shape_points(line) + agreement_points(words, witnesses)
    return points


def is_aside(line: str) -> bool:
    """Return whether a line above the story is navigation, a byline, a date, a caption."""
    p = patterns()
    clock = clock_in(line)
    clocked = clock and (len(line) - len(clock[0]) < LONGEST // 5 or date_in(line))
    if is_caption_line(line) or clocked or any(mark in line for mark in "»→←©@") or " | " in line:
        return True
    dated = p["date"].search(line) or ISO_DAY.search(line)
    rubric = line.count(" ") < SHORT_WORDS and p["rubric"].match(line)
    return bool(rubric) or is_chrome(line) or (dated is not None and len(line) - len(dated[0]) < LONGEST // 5)


def is_broken_off(line: str) -> bool:
    """Return whether a line ends where no headline does: in a dash, a bracket, a preposition."""
    last = line.rsplit(" ", 1)[-1]
    if BREAK.search(line, 0, len(line) - SHORTEST_REST) or DOMAIN_HEAD.match(line):
        return True
    return not any(c.isalnum() for c in last) or line[-1:] in ",;:" or last in unended() or line[:1] in ")]}.,"


@cache
def unended() -> frozenset[str]:
    """Return the words that no headline ends with."""
    return frozenset(words("headlines", "unended"))


def shape_points(line: str) -> float:
    """Return points for how a line ends: headlines take no full stop and are seldom one quotation."""
    end = line.rstrip(QUOTES)
    if end.endswith(".") and not end.endswith(".."):
        return -3.0
    return -1.0 if line[:1] in '"“' and line[-1:] in '"”' else 1.0


def agreement_points(words: Sequence[str], witnesses: Witnesses) -> float:
    """Return points for agreeing with the address, a title that came along, the story, a copy below."""
    own = set(words)
    points = 0.0
    if tuple(words) in witnesses.told:
        points += 4.0
    if witnesses.slug:
        shared = len(own & witnesses.slug)
        half = shared >= len(witnesses.slug) / 2
        agrees = half and shared >= SLUG_AGREES * min(len(own), len(witnesses.slug))
        shares = half and shared >= SLUG_SHARES and len(words) <= SHORT_HEAD
        points += 3.0 if agrees else 2.0 if shares else -1.0
    content = [w for w in own if len(w) >= CONTENT_LETTERS]
    overlap = sum(w in witnesses.story for w in content) / max(1, len(content))
    points += 2.0 if overlap >= GOOD_OVERLAP else 1.0 if overlap >= SOME_OVERLAP else -2.0
    head = " ".join(words)
    return points + (
        2.0 if len(words) >= SHORT_WORDS and sum(o.startswith(head) for o in witnesses.openings) > 1 else 0.0
    )
