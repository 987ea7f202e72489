"""
A page's story from what the page shows, else from what it holds: no page with a story is lost.

Most pages show their story, and nothing else is looked at. Where it is short, JSON-LD may hold more of it; where hardly
a sentence is shown, hidden elements and scripts may, and on a photo page the captions are the story.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from transforms.html.blocks import visible_lines
from transforms.html.density import PICTURES, survey, weigh_lines, weight_of
from transforms.html.pictures import with_captions_named
from transforms.html.story import Found, find_story
from transforms.html.unshown import (
    FEWEST_WORDS,
    MUCH_MORE,
    SHORT_WORDS,
    body_in_scripts,
    hang_in,
    show_hidden,
    told_words,
)
from transforms.records import Block
from transforms.text.normal import count_words

if TYPE_CHECKING:
    from transforms.html.blocks import Line
    from transforms.html.claims import Claims
    from transforms.html.tree import Element
    from transforms.records.facts import PageFacts


def read_story(page: Claims, facts: PageFacts, url: str | None) -> tuple[list[Line], Found | None]:
    """
    Return a page's lines and which of them are its story; None where it has no text at all.

    Args:
        page: The page. Where it hides its story, its tree is changed so that it shows it.

        facts: What its markup claims.

        url: Its address, where that is known.
    """
    tree = page.tree
    lines, found = look(page, facts, url)
    words = told_words(lines, found.story) if found else 0
    if words >= SHORT_WORDS:
        return lines, found
    if words < FEWEST_WORDS and show_hidden(page, lines):
        lines, found = look(page, facts, url)
        found = found and replace(found, judge="extractor.hidden")
        words = told_words(lines, found.story) if found else 0
    body, judge = unshown_body(tree, facts, words)
    piece = hang_in(tree, body) if body else None
    if piece is not None:
        return with_piece(tree, piece, judge)
    return with_captions(lines, found) if found else (lines, None)


def look(page: Claims, facts: PageFacts, url: str | None) -> tuple[list[Line], Found | None]:
    """Return the lines that a page shows, and which of them are its story."""
    lines = visible_lines(page.tree, page)
    if not lines:
        return lines, None
    known = survey(lines, page)
    pictures = chain.from_iterable(page.tagged[tag] for tag in PICTURES)
    lines = with_captions_named(lines, pictures, known)
    return lines, find_story(page.tree, lines, facts, url, known)


def unshown_body(tree: Element, facts: PageFacts, words: int) -> tuple[str, str]:
    """Return a body that the page holds and does not show, much longer than the words it shows, and who tells it."""
    least = max(FEWEST_WORDS, MUCH_MORE * words)
    if facts.body and count_words(facts.body) >= least:
        return facts.body, "extractor.jsonld"
    packed = body_in_scripts(tree) if words < FEWEST_WORDS else ""
    return (packed, "extractor.script") if count_words(packed) >= least else ("", "")


def with_piece(tree: Element, piece: Element, judge: str) -> tuple[list[Line], Found]:
    """Return a page's lines with those of a piece hung in, which are its story."""
    lines = visible_lines(tree)
    story = [element is piece or piece in element.iterancestors() for _, element, _ in lines]
    return lines, Found(tuple(story), judge, weigh_lines(lines))


def with_captions(lines: list[Line], found: Found) -> tuple[list[Line], Found]:
    """Return the lines of a photo page with its captions as story, where that holds no sentence of its own."""
    told = zip(lines, found.story, found.density.worth, strict=True)
    if any(kept and worth > 0 and line[0].kind != "caption" for line, kept, worth in told):
        return lines, found
    captions = [
        n for n, (block, _, share) in enumerate(lines) if block.kind == "caption" and weight_of(block, share) > 0
    ]
    if not captions:
        return lines, found
    for n in captions:
        block, element, share = lines[n]
        lines[n] = (Block("paragraph", block.text), element, share)
    return lines, replace(found, story=tuple(n in captions for n in range(len(lines))), judge="extractor.captions")
