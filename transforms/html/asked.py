"""What others say that the story is, where density is doubted: trafilatura, and the text under the headline alone."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from transforms.html.align import lines_in
from transforms.html.density import ALL_LINKS, weigh_lines
from transforms.text.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.density import Density
    from transforms.html.tree import Element

MOST_MISSING, FEWEST_MISSING = 0.9, 200.0
"""Share and amount of the prose under the headline that trafilatura's answer may lack to be believed."""

MOST_LINES = 5_000
"""Lines of a page beyond which trafilatura is not asked, to bound the time; the longest of 432 pages has 1,552."""

DEEPEST = 256
"""Elements around a line beyond which trafilatura is not asked: 3,000 lines 1,500 deep took it 8 seconds."""

TRAFILATURA_FAILS = (AssertionError, AttributeError, LookupError, RecursionError, etree.LxmlError)
"""What odd markup has it raise; the other judge then decides alone. (It catches ValueError and TypeError itself.)"""


def better_answer(
    asked: list[bool], lines: Sequence[Line], density: Density, passed: range, site: str | None
) -> tuple[list[bool], str]:
    """
    Return whose answer stands where density was doubted, and the name of the rule that the rest is struck by.

    On a scattered page the one with more prose. Where text under the headline was passed over, trafilatura's if it
    holds most of that, else what density finds in that text alone. An answer that holds no sentence is none.
    """
    own = list(density.story)
    if not passed:
        more = prose_of(density, asked) > prose_of(density, own)
        return (asked, "extractor.trafilatura") if more else (own, "extractor.density")
    within = weigh_lines(lines[passed.start : passed.stop], site).story
    under = [n in passed and within[n - passed.start] for n in range(len(lines))]
    missing = prose_of(density, [mine and not theirs for mine, theirs in zip(under, asked, strict=True)])
    if missing > max(MOST_MISSING * prose_of(density, under), FEWEST_MISSING):
        return under, "extractor.headline"
    return (asked, "extractor.trafilatura") if prose_of(density, asked) else (own, "extractor.density")


def prose_of(density: Density, story: Sequence[bool]) -> float:
    """Return how much prose an answer holds, whatever the names of the elements around it."""
    return sum(worth for worth, kept in zip(density.worth, story, strict=True) if kept and worth > 0)


def is_askable(lines: Sequence[Line]) -> bool:
    """Return whether a page is of a size and depth that trafilatura reads in bounded time."""
    if len(lines) > MOST_LINES:
        return False
    return all(next(islice(element.iterancestors(), DEEPEST, None), None) is None for _, element, _ in lines)


def answer_of_trafilatura(tree: Element, lines: Sequence[Line], density: Density) -> list[bool]:
    """Return which lines are story as trafilatura sees it; links in chrome are none."""
    found = lines_in([block.text for block, _, _ in lines], normalise(ask_trafilatura(tree)))
    links = [bad and share >= ALL_LINKS for bad, (_, _, share) in zip(density.chrome, lines, strict=True)]
    return [yes and not link for yes, link in zip(found, links, strict=True)]


def ask_trafilatura(tree: Element) -> str:
    """Return the story as trafilatura sees it, empty where it sees none. The tree is not changed."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - heavy

    try:
        document = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except TRAFILATURA_FAILS:
        return ""
    return getattr(document, "text", None) or ""
