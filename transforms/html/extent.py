"""
Where a story ends: with the last line of the element that holds its sentences, not with its last long sentence.

Lists, results, places and days, sources and short last lines stand behind the last sentence that weighs anything. They
are story while they stand where the story's own lines stand.
"""

from __future__ import annotations

from itertools import islice, takewhile
from typing import TYPE_CHECKING

from transforms.html.nest import lines_within, sums_by_element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.nest import Nest
    from transforms.html.tree import Element

BODY_SHARE = 0.6
"""Share of a story's prose that the element of its body holds; the rest are boxes, tables and quotes beside it."""

TEXT_TAGS = frozenset("p li dt dd td th pre h2 h3 h4 h5 h6".split())
"""Elements that are lines of a story by themselves; a `div` is what its class says."""

LISTS = frozenset("ul ol dl li dd table tbody thead tr td figure".split())
"""Elements in which lines stand as parts of a list or a table, which itself stands beside paragraphs; a table in a
figure as well."""

WHOLE_LISTS = ("ul", "ol", "dl", "table")


def goes_on(
    lines: Sequence[Line], nest: Nest, weights: Sequence[float], story: Sequence[bool], can_be: Sequence[bool]
) -> list[bool]:
    """
    Return which lines are story, with those behind its last sentence that stand as its sentences and lists do.

    The first line that stands otherwise ends the story: a box, a form, a list of other pages. Headings over nothing
    are left out.

    Args:
        lines: The page's lines.

        nest: The elements around them.

        weights: How much each speaks for story.

        story: Which are story up to the last sentence.

        can_be: Which can be story: not chrome, not links alone, in the story's container.
    """
    told = [n for n, kept in enumerate(story) if kept]
    if not told:
        return list(story)
    places = {place_of(lines[n][1]) for n in told}
    parents = {parent_of(lines[n][1]) for n in told if weights[n] > 0}
    in_body = body_lines(nest, [w if kept and w > 0 else 0.0 for w, kept in zip(weights, story, strict=True)])
    end, more = told[-1], []
    for n in range(end + 1, len(lines)):
        element = lines[n][1]
        if not in_body[n]:
            break
        if not can_be[n]:
            continue
        beside = element.tag in TEXT_TAGS and parent_of(element) in parents
        if not beside and place_of(element) not in places:
            break
        more.append(n)
        if lines[n][0].kind != "heading":
            end = n
    more += begun_in_list(lines, told[0], can_be)
    return [kept or (n <= end and n in more) for n, kept in enumerate(story)]


def begun_in_list(lines: Sequence[Line], first: int, can_be: Sequence[bool]) -> list[int]:
    """Return the lines above a story's first that stand in one list or table with it: no list is story in part."""
    if lines[first][0].kind not in ("item", "table"):
        return []
    whole = list_of(lines[first][1])
    above = takewhile(lambda n: list_of(lines[n][1]) is whole, range(first - 1, -1, -1))
    return [n for n in above if can_be[n]]


def list_of(element: Element) -> Element | None:
    """Return the list or table in which a line stands, None where it stands in none."""
    return next(islice(element.iterancestors(*WHOLE_LISTS), 1), None)


def body_lines(nest: Nest, prose: Sequence[float]) -> list[bool]:
    """Return which lines stand in the innermost element that holds most of a story's prose."""
    sums = sums_by_element(nest, prose)
    least = BODY_SHARE * sum(prose)
    body = next(number for number in nest.upward if sums[number] >= least)
    return lines_within(nest, [body])


def parent_of(element: Element) -> Element:
    """Return the element in which a line's element stands, the lists and tables around it left out."""
    around = element.getparent()
    while around is not None and around.tag in LISTS:
        around = around.getparent()
    return around


def place_of(element: Element) -> tuple[tuple[str, str | None], ...]:
    """Return how a line's element and the one around it are named: sections of a story are alike in that."""
    around = element.getparent()
    named = (element, around) if around is not None else (element,)
    return tuple((one.tag, one.get("class")) for one in named)
