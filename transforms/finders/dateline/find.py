"""
Finding the dateline: where a story was written and for whom.

A dateline is a head of outlets, places and days with a dash behind it, at the
lead of the story. It may run over several lines, lack its dash, be glued to
the first word, or stand behind a headline on the same line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice
from operator import methodcaller
from typing import TYPE_CHECKING

from transforms.finders.dateline.found import (
    FEWEST_WORDS,
    OPENS,
    REST_OF_WEAK,
    TITLE_WORD,
    Found,
    Walk,
    form_of,
    opens_with_place,
    printed_day,
)
from transforms.finders.dateline.grammar import Head, is_outlet, read_head
from transforms.finders.dateline.inside import find_behind_headline
from transforms.finders.dateline.without_dash import find_unmarked
from transforms.lexicon.fold import fold
from transforms.names.places import countries, is_place
from transforms.records import Block, Removal
from transforms.text.lines import PARAGRAPH, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transforms.sheet import Standing

LONGEST_HEAD = 110
"""Characters within which a dateline's dash stands; the longest seen was 71."""
MOST_LINES = 6
"""Lines one dateline may run over; five were seen (place, bracket, outlet, bracket, dash)."""
SHORT_LINE = 48
"""A line above this is no piece of a split dateline."""
MOST_BLOCKS = 40
"""Blocks looked at, so that a page of links costs nothing."""
LEADS = 3
"""Sentences in front of a dateline that names its outlet: a deck, captions."""
SHORT_SENTENCE = 40
MOST_ABOVE = 3
"""Sentences of any length in front of a place with a dash; below them it is the head of a list's item."""

MARK = re.compile(r"\s*[.,]?\s*(?P<mark>-{1,3}|–|—|―|:)(?:\s|(?<!:)-)*")
BAR = re.compile(r"\s*(?P<mark>\|{1,2})(?:\s|\|)*")
DASH = re.compile(r"[-–—―:]")
SEPARATED = re.compile(r"[,|/()\[\]\n]")
"""What stands between two parts of a head."""
DASH_ALONE = re.compile(r"\n\s*[-–—]+\s*\n")


@dataclass(frozen=True, slots=True)
class Dateline:
    """
    A story's dateline, empty where it has none.

    Attributes:
        text: As printed, on one line, dash included.

        place: As a reader writes it; None where only an outlet stands.

        outlet: As printed.

        removals: The dateline's spans, kind `dateline`.
    """

    text: str | None = None
    place: str | None = None
    outlet: str | None = None
    removals: tuple[Removal, ...] = ()


def find_dateline(standing: Standing, *, outlet_hint: str | None = None, names: Sequence[str] = ()) -> Dateline:
    """
    Find the dateline of a story.

    Args:
        standing: The article. Blocks that removals take whole are skipped.

        outlet_hint: What the outlet is called, by its URL or by itself, so that names without a
            domain (`Berita Lereng – `) are known.

        names: More such names.

    Returns:
        The dateline, with a removal for each block that it stands in, and for its copies at the
        head of other blocks (a body that came twice).
    """
    story = standing.story
    known = tuple(dict.fromkeys(name for name in (outlet_hint, *names) if name))
    walk = Walk(known)
    cut = {r.block: r.end for r in standing.removals if not (r.start or r.whole)}
    for n, (index, block) in enumerate(story[:MOST_BLOCKS]):
        if block.kind in {"heading", "caption", "table"}:
            continue
        stretch = stretch_from(story, n)
        found = find_in(stretch, walk, story, n, cut.get(index, 0))
        if found:
            return as_dateline(story, n, stretch, found)
        long = len(block.text)
        if long >= SHORT_SENTENCE and ends_sentence(block.text):
            prose = long >= PARAGRAPH
            decks = (*walk.decks, block.text[:PARAGRAPH]) if prose else walk.decks
            walk = Walk(known, walk.passed + prose, decks, walk.lines + 1)
            if walk.passed >= LEADS:
                break
    return Dateline()


def stretch_from(story: Sequence[tuple[int, Block]], n: int) -> str:
    """Return the text from block n on: one block, or a run of short ones with the first long one."""
    line = story[n][1].text
    if len(line) > SHORT_LINE:
        return line
    lines = [line]
    while len(lines) < MOST_LINES and len(lines[-1]) <= SHORT_LINE and n + len(lines) < len(story):
        lines.append(story[n + len(lines)][1].text)
    return "\n".join(lines)


def find_in(stretch: str, walk: Walk, story: Sequence[tuple[int, Block]], n: int, at: int = 0) -> Found | None:
    """Find a dateline at the head of a stretch, behind what is struck there (`at`), or behind a headline."""
    found = find_marked(stretch, walk, story, at) or find_unmarked(stretch, walk)
    if found or walk.passed or len(story[n][1].text) < PARAGRAPH:
        return found
    return find_behind_headline(story[n][1].text, walk, tuple(b.text for _, b in story[:n]))


def find_marked(stretch: str, walk: Walk, story: Sequence[tuple[int, Block]], at: int = 0) -> Found | None:
    """Find a head with a dash or colon behind it, or a bar where there is none."""
    start = len(stretch) - len(stretch[at:].lstrip('*_#>•“" '))
    every = marks(stretch, start)
    for mark in chain(every, bars(stretch, start)) if "|" in stretch[:LONGEST_HEAD] else every:
        if mark.start() == start:
            return None
        head = read_lines(stretch[start : mark.start()], walk.names) if may_fit(stretch, start, mark, walk) else None
        if head and may_be_dateline(head, mark, stretch, walk, story):
            longer = find_second(stretch, start, mark, walk)
            if longer:
                return longer
            return Found(head, start, mark.end(), form_of(head, split="\n" in stretch[: mark.end()].rstrip()))
    return None


def marks(stretch: str, start: int) -> Iterator[re.Match[str]]:
    """
    Return each `MARK` within a head's reach, in order.

    Its dash is looked for and what stands in front of it measured backwards: `MARK` begins with
    spaces that need not be there, so a search for it tries every character of the head.
    """
    dash = DASH.search(stretch, start, LONGEST_HEAD)
    while dash:
        front = stretch[start : dash.start()].rstrip()
        front = front[:-1].rstrip() if front.endswith((".", ",")) else front
        mark = MARK.match(stretch, start + len(front), LONGEST_HEAD)
        if not mark:
            return
        yield mark
        start = mark.end()
        dash = DASH.search(stretch, start, LONGEST_HEAD)


def bars(stretch: str, start: int) -> Iterator[re.Match[str]]:
    """Return the last bar within a head's reach, as bars separate its parts as well."""
    at = stretch.rfind("|", start, LONGEST_HEAD)
    front = stretch[start:at].rstrip(" |") if at > start else ""
    mark = BAR.match(stretch, start + len(front)) if front else None
    if mark:
        yield mark


def may_fit(stretch: str, start: int, mark: re.Match[str], walk: Walk) -> bool:
    """Return whether what stands around a mark lets it end a dateline: the quick question before the head is read."""
    if mark.end() == len(stretch):
        return False
    if mark["mark"] == ":":
        return (walk.passed == 0 and stretch[start : mark.start()].isupper()) or is_separated(stretch, start, mark)
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


def read_lines(text: str, names: tuple[str, ...]) -> Head | None:
    """Read a head that may run over lines; then each line must surely be a piece of a dateline."""
    lines = [line for line in text.split("\n") if line.strip("()[] ,|")]
    if len(lines) > 1:
        for line in lines:
            piece = read_head(line, names)
            if not piece or not (piece.sure_outlet or piece.sure_place):
                return None
    return read_head(",".join(lines) if len(lines) > 1 else text.replace("\n", " "), names)


def may_be_dateline(
    head: Head, mark: re.Match[str], stretch: str, walk: Walk, story: Sequence[tuple[int, Block]]
) -> bool:
    """Return whether a head and its mark make a dateline where they stand."""
    after = stretch[mark.end() :]
    if not after or printed_day().match(after) or not (OPENS.match(after) or (head.sure_outlet and head.place)):
        return False
    if mark["mark"] == ":":
        return fits_colon(head, after, walk)
    if mark[0] == "-" and after[0].islower() and not ends_head(stretch[: mark.start()], walk):
        return False
    return walk.passed < LEADS if head.sure_outlet else fits_weakly(head, mark, stretch, walk, story)


def ends_head(front: str, walk: Walk) -> bool:
    """Return whether the last part in front of a hyphen is a place or outlet, no half of a word: `Palu | Mama-mama`."""
    last = SEPARATED.split(front)[-1].strip()
    return is_place(last) or last.isupper() or is_outlet(last, walk.names)


def fits_weakly(head: Head, mark: re.Match[str], stretch: str, walk: Walk, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether a head without a sure outlet is a dateline: only at the lead, or where a deck comes again."""
    after = stretch[mark.end() :]
    if walk.lines > MOST_ABOVE and not (head.shouted or head.outlet):
        return False
    late = walk.passed > (head.place is not None and (head.shouted or head.outlet is not None))
    if late and not after.startswith(walk.decks):
        return False
    if not head.sure_place and len(after) < REST_OF_WEAK:
        return False
    if head.outlet:
        return spaced(mark) or TITLE_WORD.match(after) is not None
    return head.rubric or fits_place(head, mark, stretch, story)


def fits_colon(head: Head, after: str, walk: Walk) -> bool:
    """Return whether a head with a colon is a dateline: `BATAM, POSMETRO: `, `KUALA LUMPUR: `."""
    if head.outlet:
        return head.sure_outlet and head.place is not None
    return (
        walk.passed == 0
        and head.shouted
        and head.sure_place
        and len(after) >= REST_OF_WEAK
        and bool(TITLE_WORD.match(after))
    )


def spaced(mark: re.Match[str]) -> bool:
    """Return whether space stands on a side of the mark, or it is longer than a hyphen."""
    return mark[0] != "-"


def fits_place(head: Head, mark: re.Match[str], stretch: str, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether a head of places alone is a dateline."""
    after = stretch[mark.end() :]
    alone = DASH_ALONE.fullmatch(mark[0]) is not None
    if head.shouted:
        return bool(TITLE_WORD.match(after) or (spaced(mark) and OPENS.match(after)))
    if not spaced(mark) or not head.place or fold(head.place) in countries():
        return False
    if head.sure_place:
        return alone or not opens_with_place(after)
    if "\n" in mark[0]:
        return alone
    return not opens_with_place(after) and is_spoken_of(head.place, story)


def is_spoken_of(place: str, story: Sequence[tuple[int, Block]]) -> bool:
    """Return whether the story speaks of a name as of a place."""
    said = re.compile(
        r"\b(?:[Dd]i|[Kk]e|[Kk]ota|[Kk]abupaten|[Kk]ecamatan|[Dd]esa|[Kk]elurahan|[Pp]olres|[Pp]olsek"
        r"|[Bb]upati|[Ww]arga|in|near|of|at) " + re.escape(place) + r"\b"
    )
    return any(place in block.text and said.search(block.text) for _, block in story)


def as_dateline(story: Sequence[tuple[int, Block]], n: int, stretch: str, found: Found) -> Dateline:
    """Turn a find in a stretch into a dateline with spans in blocks."""
    rule = f"dateline.{found.form}"
    spans: list[Removal] = []
    at = 0
    for index, block in story[n:]:
        start, end = max(found.start, at), min(found.end, at + len(block.text))
        if start < end:
            begin = 0 if not found.start else start - at
            spans.append(Removal(index, begin, end - at, "dateline", rule, "metadata"))
        at += len(block.text) + 1
        if at >= found.end:
            break
    text = stretch[found.start : found.end]
    spans += again(story, {s.block for s in spans}, text, rule)
    return Dateline(" ".join(text.split()), found.head.place, found.head.outlet, tuple(spans))


def again(story: Sequence[tuple[int, Block]], first: set[int], text: str, rule: str) -> list[Removal]:
    """Return the removals of the same dateline at the head of other blocks than the first."""
    if "\n" in text or len(text.strip()) < FEWEST_WORDS:
        return []
    return [
        Removal(index, 0, len(text), "dateline", rule, "metadata")
        for index, block in story
        if block.text.startswith(text) and index not in first
    ]
