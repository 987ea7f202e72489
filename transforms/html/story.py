"""
Which of a page's visible lines are its story.

Two judges: the weight of the lines themselves, which is cheap, and trafilatura. The first decides where nearly all
prose of the page is in one place; else trafilatura is asked and its answer mapped onto the lines.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from transforms.html.align import lines_in
from transforms.html.density import ALL_LINKS, MOSTLY_LINKS, weigh_lines
from transforms.html.doubt import is_scattered, passed_lines
from transforms.html.words import lead_names, parts_of
from transforms.names.hosts import host_of
from transforms.records import Removal
from transforms.text.normal import normalise
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.density import Density
    from transforms.html.tree import Element
    from transforms.records.facts import PageFacts

MOST_MISSING, FEWEST_MISSING = 0.9, 200.0
"""Share and amount of the prose under the headline that trafilatura's answer may lack to be believed."""

MOST_LINES = 5_000
"""Lines of a page beyond which trafilatura is not asked, to bound the time; the longest of 432 pages has 1,552."""

DEEPEST = 256
"""Elements around a line beyond which trafilatura is not asked: 3,000 lines 1,500 deep took it 8 seconds."""

TRAFILATURA_FAILS = (AssertionError, AttributeError, LookupError, RecursionError, etree.LxmlError)
"""What odd markup has it raise; the other judge then decides alone. (It catches ValueError and TypeError itself.)"""

LONGEST_WAY_TO_LEAD = 40
"""Lines before the story's first in which its lead can stand."""

SHORTEST_LEAD = 40
SAME_WORDS = 0.8
FEWEST_SAME_WORDS = 6


def find_chrome(tree: Element, lines: Sequence[Line], facts: PageFacts, url: str | None) -> tuple[Removal, ...]:
    """
    Return one removal of the whole line for each line that is not story.

    Captions among story lines are set apart as such; everything else is chrome. Where neither judge finds a
    story, all that is neither a link nor named like chrome is kept: better too much than a page lost.
    """
    density = weigh_lines(lines, host_of(url))
    story, judge = list(density.story), "extractor.density"
    passed = passed_lines(lines, density, facts.titles)
    if (passed or is_scattered(lines, density)) and is_askable(lines):
        story, judge = better_answer(answer_of_trafilatura(tree, lines, density), lines, density, passed, url)
    if not any(story):
        story = [not bad and share < ALL_LINKS for bad, (_, _, share) in zip(density.chrome, lines, strict=True)]
    add_lead(lines, story, facts)
    return tuple(remove_line(n, line, story, judge) for n, line in enumerate(lines) if not story[n])


def is_askable(lines: Sequence[Line]) -> bool:
    """Return whether a page is of a size and depth that trafilatura reads in bounded time."""
    if len(lines) > MOST_LINES:
        return False
    return all(next(islice(element.iterancestors(), DEEPEST, None), None) is None for _, element, _ in lines)


def remove_line(number: int, line: Line, story: Sequence[bool], judge: str) -> Removal:
    """Return the removal of one whole line."""
    block = line[0]
    if block.kind == "caption" and any(story[max(0, number - 12) : number + 12]):
        return Removal(number, 0, len(block.text), "caption", "extractor.caption", "extractor")
    return Removal(number, 0, len(block.text), "chrome", judge, "extractor")


def add_lead(lines: Sequence[Line], story: list[bool], facts: PageFacts) -> None:
    """Mark the lead that stands between the headline and the story, outside of the story's element."""
    first = next((n for n, kept in enumerate(story) if kept), 0)
    start = max(0, first - LONGEST_WAY_TO_LEAD)
    heads = [n for n in range(start, first) if lines[n][1].tag == "h1"]
    described = fold_words(facts.description or "")
    for n in range(heads[-1] + 1 if heads else start, first):
        block, element, link_share = lines[n]
        if len(block.text) < SHORTEST_LEAD or link_share > MOSTLY_LINKS or block.kind == "caption":
            continue
        if is_described(block.text, described) or (heads and is_lead(element)):
            story[n] = True


def is_described(text: str, described: Sequence[str]) -> bool:
    """Return whether a line is what the page gives as its description, cut short or not."""
    own = fold_words(text)
    shared = min(len(own), len(described))
    if shared < FEWEST_SAME_WORDS:
        return False
    same = sum(a == b for a, b in zip(own, described, strict=False))
    return same >= SAME_WORDS * shared


def is_lead(element: Element) -> bool:
    """Return whether an element or the one around it is named like a story's lead."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    around = element.getparent()
    if around is not None and around.tag not in ("body", "article", "main"):
        names += f" {around.get('class') or ''}"
    return not lead_names().isdisjoint(part for name in names[:300].split() for part in parts_of(name))


def better_answer(
    asked: list[bool], lines: Sequence[Line], density: Density, passed: range, url: str | None
) -> tuple[list[bool], str]:
    """
    Return whose answer stands where density was doubted, and the name of the rule that it is struck by.

    On a scattered page the one with more prose. Where text under the headline was passed over, trafilatura's if it
    holds most of that, else what density finds in that text alone.
    """
    if not passed:
        more = prose_of(density, asked) > prose_of(density, density.story)
        return (asked, "extractor.trafilatura") if more else (list(density.story), "extractor.density")
    within = weigh_lines(lines[passed.start : passed.stop], host_of(url)).story if passed else ()
    under = [n in passed and within[n - passed.start] for n in range(len(lines))]
    missing = prose_of(density, [mine and not theirs for mine, theirs in zip(under, asked, strict=True)])
    if missing > max(MOST_MISSING * prose_of(density, under), FEWEST_MISSING):
        return under, "extractor.headline"
    return (asked, "extractor.trafilatura") if any(asked) else (list(density.story), "extractor.density")


def answer_of_trafilatura(tree: Element, lines: Sequence[Line], density: Density) -> list[bool]:
    """Return which lines are story as trafilatura sees it; links in chrome are none."""
    found = lines_in([block.text for block, _, _ in lines], normalise(ask_trafilatura(tree)))
    links = [bad and share >= ALL_LINKS for bad, (_, _, share) in zip(density.chrome, lines, strict=True)]
    return [yes and not link for yes, link in zip(found, links, strict=True)]


def prose_of(density: Density, story: Sequence[bool]) -> float:
    """Return how much prose an answer holds, whatever the names of the elements around it."""
    return sum(worth for worth, kept in zip(density.worth, story, strict=True) if kept and worth > 0)


def ask_trafilatura(tree: Element) -> str:
    """Return the story as trafilatura sees it, empty where it sees none. The tree is not changed."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy

    try:
        document = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except TRAFILATURA_FAILS:
        return ""
    return getattr(document, "text", None) or ""


def reset_caches() -> None:
    """Empty trafilatura's caches, which grow with every page; call once per batch."""
    from trafilatura.meta import reset_caches as reset  # noqa: PLC0415 - heavy

    reset()
