"""
Whether the place that density chose may be the wrong one: cheap signs, seen before anybody else is asked.

The story begins under its headline. Where much stands between the two that was left out, or where no place holds most
of the page's prose, another judge is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.html.titles import agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.density import Density

TRUSTED_SHARE = 0.6
"""Share of a page's prose in one place from which the place is the story without asking trafilatura."""

SHORT_PROSE = 600
"""Prose below which a story is short, so that lists and tables beside it may be what the page is about."""

SHORT_SHARE = 0.25
"""Share of a page's text, links and chrome aside, that a short story holds at least."""

PASSED_PROSE = 0.15
"""Prose between headline and story, over that of the story, from which on the story's beginning may be lost."""

PASSED_TEXT = 0.6
"""The same of text of every kind but links: catalogues and tables hold no prose."""

MOST_TITLES = 3
HEAD_TAGS = frozenset(("h1", "h2"))


def is_scattered(lines: Sequence[Line], density: Density) -> bool:
    """Return whether no place holds most of the page's prose, or a short story holds little of its text."""
    if density.share < TRUSTED_SHARE:
        return True
    if sum(w for w, kept in zip(density.weights, density.story, strict=True) if kept and w > 0) >= SHORT_PROSE:
        return False
    text = [text_of(line) if not bad else 0.0 for line, bad in zip(lines, density.chrome, strict=True)]
    own = sum(t for t, kept in zip(text, density.story, strict=True) if kept)
    return own < SHORT_SHARE * sum(text)


def passed_lines(lines: Sequence[Line], density: Density, titles: Sequence[str]) -> range:
    """
    Return the lines between the headline and the story where much of them is text that is neither's.

    Empty where the story begins under its headline, or the page prints none that it calls its title.
    """
    first = next((n for n, kept in enumerate(density.story) if kept), len(lines))
    head = next((n for n in range(first) if is_headline(lines[n], titles)), None)
    if head is None:
        return range(0)
    between = [n for n in range(head + 1, first) if not density.chrome[n]]
    told = [n for n, kept in enumerate(density.story) if kept]
    prose, own_prose = (sum(density.weights[n] for n in ns if density.weights[n] > 0) for ns in (between, told))
    text, own_text = (sum(text_of(lines[n]) for n in ns) for ns in (between, told))
    passed = prose > PASSED_PROSE * own_prose or text > PASSED_TEXT * own_text
    return range(head + 1, first) if passed else range(0)


def text_of(line: Line) -> float:
    """Return how many characters of a line are no link."""
    block, _, share = line
    return len(block.text) * (1 - share)


def is_headline(line: Line, titles: Sequence[str]) -> bool:
    """Return whether a line is the page's headline, as its own titles have it."""
    block, element, _ = line
    if element.tag not in HEAD_TAGS and block.kind != "heading":
        return False
    return any(agree(block.text, title) for title in titles[:MOST_TITLES])
