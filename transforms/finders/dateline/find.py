"""
Finding the dateline: where a story was written and for whom.

A dateline is a head of outlets, places and days with a dash behind it, at the
lead of the story. It may run over several lines, lack its dash, be glued to
the first word, or stand behind a headline on the same line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.finders.dateline.beside_paper import find_beside_paper, find_bracketed_town
from transforms.finders.dateline.context import LEADS
from transforms.finders.dateline.found import Found, Walk
from transforms.finders.dateline.inside import find_behind_headline
from transforms.finders.dateline.with_dash import find_marked
from transforms.finders.dateline.without_dash import find_unmarked
from transforms.names.hosts import host_of
from transforms.records import Block, Removal
from transforms.records.cut import struck_heads
from transforms.text.lines import PARAGRAPH, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.sheet import Standing

MOST_LINES = 6
"""Lines one dateline may run over; five were seen (place, bracket, outlet, bracket, dash)."""

SHORT_LINE = 48
"""A line above this is no piece of a split dateline."""

SHORTEST_COPY = 3
"""Characters of a dateline whose copies are looked for at the head of other blocks."""

MOST_BLOCKS = 40
"""Blocks looked at, so that a page of links costs nothing."""

SHORT_SENTENCE = 40


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
    host = host_of(standing.sheet.url) or ""
    walk = Walk(known, host=host)
    cut = struck_heads(standing.blocks, standing.removals)
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
            walk = Walk(known, walk.passed + prose, decks, walk.lines + 1, host)
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
    found = None if walk.passed else find_bracketed_town(story[n][1].text, walk, story)
    found = found or find_marked(stretch, walk, story, at) or find_unmarked(stretch, walk)
    if found or walk.passed or len(story[n][1].text) < PARAGRAPH:
        return found
    line = story[n][1].text
    return find_behind_headline(line, walk, tuple(b.text for _, b in story[:n])) or find_beside_paper(line, walk)


def as_dateline(story: Sequence[tuple[int, Block]], n: int, stretch: str, found: Found) -> Dateline:
    """Return what was found in the stretch that begins at block n as a dateline, its span laid on the blocks."""
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
    if "\n" in text or len(text.strip()) < SHORTEST_COPY:
        return []
    return [
        Removal(index, 0, len(text), "dateline", rule, "metadata")
        for index, block in story
        if block.text.startswith(text) and index not in first
    ]
