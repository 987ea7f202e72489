"""
Which lines are story, judged from prose, links and names of elements alone: the cheap judge, asked first.

Every line weighs for or against the elements around it: a full sentence for, a link or a scrap against. The story
is in the element with the highest sum.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from transforms.html.blocks import HEADINGS
from transforms.html.controls import CONTROLS, FRAME_TAGS, MOST_INSIDE, asking_boxes, asking_inputs, elements_in
from transforms.html.extent import goes_on
from transforms.html.nest import Nest, lines_within, nest_of, sums_by_element
from transforms.html.others import address_of, other_stories, stays_on
from transforms.html.words import MOST_NAMES, bears, chrome_classes, names_other, offer_classes
from transforms.text.lines import ends_marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.claims import Claims
    from transforms.html.tree import Element, Tag
    from transforms.records import Block

SENTENCE = 100
"""Characters from which a line that ends like a sentence counts in full."""

SHORT_SENTENCE = 40
LONG_SCRAP = 140
"""Characters from which a line counts although it does not end like a sentence."""

DENSE_SCRIPT = 2.5
"""Characters of a European script that one of Chinese, Japanese or Korean is worth."""

LAST_OF_EUROPE = "\u2e7f"
"""The character before the first of such a script."""

DENSE_CHARACTERS = 20
"""Such characters among a line's first 60 that make it one of these scripts."""

MOSTLY_LINKS = 0.5
ALL_LINKS = 0.8
"""Share of link text from which a line in the story is a pointer to another one, not a sentence with links."""

SCRAP = -15.0
FEWEST_BESIDE = 2
"""Sentences beside those under linked headings from which on these headings are parts of a story."""

LARGEST_PART_OF_CHROME = 0.4
"""Share of a page's prose that an element named like chrome can hold; one with more is the page's frame."""

CHROME_TAGS = frozenset("nav footer aside form button".split())
PICTURES = ("img", "picture", "amp-img", "video")
PICTURE = "figure"
"""The element of a picture or of a table with its caption: editors set every table so, and a table is story."""

MOST_OF_LAYOUT = 2
"""Cells beside a picture that a table holds which sets its caption and credit."""

LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Survey:
    """
    What is known of a page's lines before anybody judges them.

    Attributes:
        nest: The elements around them.

        alone: For each line, what it weighs by itself; a caption, what it would as a sentence.

        asked: The inputs of the page that ask for an address or a vote, up to some number.
    """

    nest: Nest
    alone: Sequence[float]
    asked: Sequence[Element]


@dataclass(frozen=True, slots=True)
class Density:
    """
    What the lines say about where the story is.

    Attributes:
        story: For each line, whether it is story.

        weights: For each line, how much it speaks for the elements around it.

        worth: The same, whatever the elements around it are called.

        chrome: For each line, whether it stands in an element named like chrome.

        container: The element that holds the story.

        share: Share of the page's prose, chrome and other stories aside, that is in the story.
    """

    story: tuple[bool, ...]
    weights: tuple[float, ...]
    worth: tuple[float, ...]
    chrome: tuple[bool, ...]
    container: Element
    share: float


def survey(lines: Sequence[Line], page: Claims | None = None) -> Survey:
    """
    Return the elements around the lines of a page, and what each line weighs by itself.

    Args:
        lines: The lines.

        page: The elements of the page, where they are known.
    """
    nest = nest_of(lines, page.class_lists if page else None)
    asked = asking_inputs(page.tagged["input"] if page else nest.elements[0].iter("input"))
    return Survey(nest, [weight_of(block, share) for block, _, share in lines], asked)


def weigh_lines(lines: Sequence[Line], site: str | None = None, known: Survey | None = None) -> Density:
    """
    Return the weights of every line of a page.

    Args:
        lines: The lines.

        site: The host of the page, where it is known.

        known: What was found out about the lines, where that was.
    """
    known = known or survey(lines)
    nest = known.nest
    plain = [0.0 if line[0].kind == "caption" else alone for line, alone in zip(lines, known.alone, strict=True)]
    first = without_teasers(lines, plain, site)
    prose = sums_by_element(nest, [weight if weight > 0 else 0.0 for weight in first])
    told = sums_by_element(nest, [len(block.text) * (1 - share) for block, _, share in lines])
    total = sum(weight for weight in first if weight > 0)
    named = chrome_lines(nest, prose, LARGEST_PART_OF_CHROME * total)
    others = other_stories(lines, nest, prose, told, site)
    full = (float(weight >= SENTENCE) for weight in first)
    some = (float(weight > 0 and not asks(line[0])) for line, weight in zip(lines, first, strict=True))
    asking = lines_within(nest, asking_boxes(nest, known.asked, told, total, full, some))
    chrome = [bad or other or asks for bad, other, asks in zip(named, others, asking, strict=True)]
    weights = [min(-10.0, -0.5 * w) if bad and w > 0 else w for w, bad in zip(first, chrome, strict=True)]
    sums = sums_by_element(nest, weights)
    container = max(range(len(sums)), key=sums.__getitem__)
    inside = lines_within(nest, [container])
    headings = linked_headings(lines, weights, site)
    kept = [
        within and not bad and (share < ALL_LINKS or n in headings) and block.kind != "caption"
        for n, (within, bad, (block, _, share)) in enumerate(zip(inside, chrome, lines, strict=True))
    ]
    prose_at = [n for n, keep in enumerate(kept) if keep and weights[n] > 0]
    low, high = (prose_at[0], prose_at[-1]) if prose_at else (0, -1)
    up_to_end = [keep and low <= n <= high for n, keep in enumerate(kept)]
    story = tuple(goes_on(lines, nest, weights, up_to_end, kept))
    held = sum(w for w, keep in zip(weights, story, strict=True) if keep and w > 0)
    own = sum(w for w in weights if w > 0)
    share = held / own if own else 0.0
    return Density(story, tuple(weights), tuple(first), tuple(chrome), nest.elements[container], share)


def asks(block: Block) -> bool:
    """Return whether a line is a question."""
    return block.text.endswith("?")


def weight_of(block: Block, link_share: float) -> float:
    """Return the weight of one line: above 0 it speaks for story, below 0 against."""
    length = len(block.text)
    if link_share > MOSTLY_LINKS:
        return -0.5 * min(length, 100) - 10
    if block.kind == "heading":
        return 0.0
    worth = length * DENSE_SCRIPT if is_dense(block.text[:60]) else float(length)
    ends = ends_marked(block.text)
    if worth >= SENTENCE and ends:
        return worth
    if worth >= LONG_SCRAP:
        return 0.6 * worth
    if worth >= SHORT_SENTENCE and ends:
        return 0.4 * worth
    return SCRAP if block.kind not in ("table", "item") else SCRAP / 5


def is_dense(beginning: str) -> bool:
    """Return whether a line is written in a script that says more with a character than those of Europe."""
    if beginning.isascii() or max(beginning) <= LAST_OF_EUROPE:
        return False
    return sum([c > LAST_OF_EUROPE for c in beginning]) > DENSE_CHARACTERS


def without_teasers(lines: Sequence[Line], weights: Sequence[float], site: str | None) -> list[float]:
    """
    Return the weights of lines, those of sentences under a heading that leads elsewhere turned against story.

    Not where sentences without such a heading stand beside them: there the heading is the story's own.
    """
    teasers = [n for n, w in enumerate(weights) if n and w > 0 and is_pointer(lines[n - 1], site)]
    if not teasers:
        return list(weights)
    beside = Counter(lines[n][1].getparent() for n, w in enumerate(weights) if w > 0)
    beside.subtract(lines[n][1].getparent() for n in teasers)
    lowered = {n for n in teasers if beside[lines[n][1].getparent()] < FEWEST_BESIDE}
    return [min(w, SCRAP) if n in lowered else w for n, w in enumerate(weights)]


def linked_headings(lines: Sequence[Line], weights: Sequence[float], site: str | None) -> set[int]:
    """Return the headings that are links and stand over a sentence of their own story."""
    beside = Counter(lines[n][1].getparent() for n, w in enumerate(weights) if w > 0)
    over = [n for n in range(len(lines) - 1) if weights[n + 1] > 0 and is_linked_heading(lines[n])]
    return {n for n in over if not is_pointer(lines[n], site) or stands_beside(lines[n], lines[n + 1], beside)}


def stands_beside(heading: Line, sentence: Line, beside: Counter[Element]) -> bool:
    """Return whether a heading stands with the sentence under it among the sentences of a story."""
    around = heading[1].getparent()
    return around is sentence[1].getparent() and beside[around] > FEWEST_BESIDE


def is_pointer(line: Line, site: str | None) -> bool:
    """
    Return whether a line is a heading that leads to another page of its site: the sentence under it is a teaser.

    A link to a place on the page itself, or to the site of what a list is about, heads a part of the story.
    """
    if not is_linked_heading(line):
        return False
    address = address_of(line[1])
    return not leads_within(address) and (site is None or "//" not in address[:9] or stays_on(address, site))


def is_linked_heading(line: Line) -> bool:
    """Return whether a line is a heading and a link."""
    block, _, link_share = line
    return block.kind == "heading" and link_share >= ALL_LINKS


def leads_within(address: str) -> bool:
    """Return whether a link leads to a place on its own page; a bare `#` leads to what a script decides."""
    return len(address) > 1 and address.startswith("#")


def chrome_lines(nest: Nest, prose: Sequence[float], most: float) -> list[bool]:
    """Return for each line whether an element around it is named like chrome and holds `most` prose or less."""
    verdicts = [False] * (len(nest.elements) + 1)  # the last place is that around the outermost, number -1
    for number, parent in enumerate(nest.parents):
        within = verdicts[parent]  # as most of what is chrome is: its own name is not asked
        verdicts[number] = within or (
            prose[number] <= most and names_other_thing(nest.elements[number], nest.classes[number])
        )
    return [verdicts[number] for number in nest.innermost]


def is_named_chrome(element: Element) -> bool:
    """Return whether an element's tag, class or id names a thing that is not story."""
    return names_other_thing(element, element.get("class") or "")


def names_other_thing(element: Element, classes: str) -> bool:
    """Return the same of an element whose class list is known."""
    said = says_other(element.tag, classes, element.get("id") or "")
    if said is None:
        return is_offer(element)
    return said or (element.tag == PICTURE and not holds_table(element))


def holds_table(element: Element) -> bool:
    """Return whether a figure holds a table; beside a picture one of a cell or two is the layout of its caption."""
    cells = [*islice(element.iter("td"), MOST_INSIDE)]
    if not cells or next(element.iter(*PICTURES), None) is None:
        return bool(cells)
    told = [cell for cell in cells if next(cell.iter(*PICTURES), None) is None and "".join(cell.itertext()).strip()]
    return len(told) > MOST_OF_LAYOUT


@functools.lru_cache(maxsize=MOST_NAMES)
def says_other(tag: Tag, classes: str, name: str) -> bool | None:
    """Return whether tag, classes and id name a thing that is not story; None where it is one if it is an offer."""
    if tag in FRAME_TAGS:
        return False
    if tag in CHROME_TAGS or names_chrome(classes) or names_chrome(name) or bears(classes, chrome_classes()):
        return True
    return None if bears(classes, offer_classes()) else False


def is_offer(element: Element) -> bool:
    """Return whether an element holds something to fill in or to press, or one paragraph at most and no heading."""
    inside = elements_in(element)
    if not inside:
        return False
    tags = {one.tag for one in inside}
    if not tags.isdisjoint(CONTROLS):
        return True
    told = [one for one in inside if one.tag == "p" and len("".join(one.itertext())) >= SHORT_SENTENCE]
    return tags.isdisjoint(HEADINGS) and len(told) < 2  # noqa: PLR2004 - several


@functools.lru_cache(maxsize=MOST_NAMES)
def names_chrome(names: str) -> bool:
    """Return whether classes or an id hold a word for what is not story. A page repeats few lists many times."""
    return any(names_other(token) for token in names[:LONGEST_NAME].split())
