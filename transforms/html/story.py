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
from transforms.html.density import ALL_LINKS, MOSTLY_LINKS, NAME_PART, weigh_lines
from transforms.html.words import lead_names
from transforms.lexicon.fold import fold
from transforms.names.hosts import host_of
from transforms.records import Removal
from transforms.text.normal import normalise
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.tree import Element
    from transforms.records.facts import PageFacts

TRUSTED_SHARE = 0.6
"""Share of a page's prose in one place from which the place is the story without asking trafilatura."""

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
    if density.share < TRUSTED_SHARE and is_askable(lines):
        answer = normalise(ask_trafilatura(tree))
        found = lines_in([block.text for block, _, _ in lines], answer)
        links = [bad and share >= ALL_LINKS for bad, (_, _, share) in zip(density.chrome, lines, strict=True)]
        asked = [yes and not link for yes, link in zip(found, links, strict=True)]
        if any(asked):
            story, judge = asked, "extractor.trafilatura"
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
    return not lead_names().isdisjoint(fold(part) for part in NAME_PART.findall(names[:300]))


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
