"""
Which of a page's visible lines are its story.

Two judges: the weight of the lines themselves, which is cheap, and, where that is doubted, trafilatura, whose answer is
mapped onto the lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.html.asked import answer_of_trafilatura, better_answer, is_askable
from transforms.html.density import ALL_LINKS, MOSTLY_LINKS, weigh_lines
from transforms.html.doubt import is_scattered, passed_lines
from transforms.html.words import lead_names, parts_of
from transforms.names.hosts import host_of
from transforms.records import Removal
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.density import Density, Survey
    from transforms.html.tree import Element
    from transforms.records.facts import PageFacts

LONGEST_WAY_TO_LEAD = 40
"""Lines before the story's first in which its lead can stand."""

SHORTEST_LEAD = 40
SAME_WORDS = 0.8
FEWEST_SAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Found:
    """
    Where the story was found.

    Attributes:
        story: For each line, whether it is story.

        judge: Whose answer that is: the rule that all else is struck by.

        density: What the lines themselves say, which the judge may have overruled.
    """

    story: tuple[bool, ...]
    judge: str
    density: Density


def find_story(
    tree: Element, lines: Sequence[Line], facts: PageFacts, url: str | None, known: Survey | None = None
) -> Found:
    """
    Return which lines are story.

    Where no judge finds a story, all that is neither a link nor named like chrome is kept: better too much than a
    page lost.
    """
    density = weigh_lines(lines, host_of(url), known)
    story, judge = list(density.story), "extractor.density"
    passed = passed_lines(lines, density, facts.titles)
    if (passed or is_scattered(lines, density)) and is_askable(lines):
        asked = answer_of_trafilatura(tree, lines, density)
        story, judge = better_answer(asked, lines, density, passed, host_of(url))
    if not any(story):
        story = [not bad and share < ALL_LINKS for bad, (_, _, share) in zip(density.chrome, lines, strict=True)]
    add_lead(lines, story, facts)
    return Found(tuple(story), judge, density)


def strike_rest(lines: Sequence[Line], found: Found) -> tuple[Removal, ...]:
    """
    Return one removal of the whole line for each line that is not story.

    Captions among story lines are set apart as such; everything else is chrome.
    """
    told = found.story
    return tuple(remove_line(n, line, told, found.judge) for n, line in enumerate(lines) if not told[n])


def remove_line(number: int, line: Line, story: Sequence[bool], judge: str) -> Removal:
    """Return the removal of one whole line, settled as `strike` does: most lines of a page are struck here."""
    block, kind = line[0], "chrome"
    text = block.text
    if block.kind == "caption" and any(story[max(0, number - 12) : number + 12]):
        kind, judge = "caption", "extractor.caption"
    return Removal(number, 0, len(text), kind, judge, "extractor", None, "", text, True)  # noqa: FBT003 - see `Removal`


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
