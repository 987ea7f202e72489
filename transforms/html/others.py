"""
Which of a page's lines belong to other stories: cards that lead to them, and other articles beside or in the story's.

A card is one of three or more elements of one kind, side by side, each of a link and a sentence or two. Entries of a
live report and parts of a long story look alike from outside; there the entries hold the page's prose, not its rest.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from itertools import chain, islice
from typing import TYPE_CHECKING

from transforms.html.nest import lines_within, sums_by_element
from transforms.html.words import MOST_NAMES
from transforms.names.hosts import host_of, registrable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.blocks import Line
    from transforms.html.nest import Nest
    from transforms.html.tree import Element

LARGEST_SHARE = 0.45
"""Share of a page's prose that lines of other stories can hold; with more they are the story's own parts."""

LONGEST_CARD = 400
"""Characters of a card, links aside: a headline's first sentences."""

SHORTEST_POINTER = 20
"""Characters from which a link is another story's headline, not a label."""

MOST_POINTERS = 3
FEWEST_CARDS = 3
POINTER_SHARE = 0.45
"""Share of link text from which a line is a headline: pages print it twice, once for the eye."""

MOST_ALIKE = 0.75
"""Share of the elements of one kind side by side that must be cards for any to be one."""

ALL_LINKS = 0.8
CARD_TAGS = frozenset("div li section article a td".split())
DIGITS = re.compile(r"\d+")


def other_stories(
    lines: Sequence[Line], nest: Nest, prose: Sequence[float], told: Sequence[float], site: str | None
) -> list[bool]:
    """
    Return for each line whether it belongs to another story than the page's own.

    Args:
        lines: The page's lines.

        nest: The elements around them.

        prose: How much prose each element holds, the page first.

        told: How many characters that are no links each holds.

        site: The host of the page, where it is known: what a card leads to stands there, too.
    """
    others = [*find_cards(lines, nest, told, site), *find_articles(nest, prose, told)]
    most = LARGEST_SHARE * prose[0]
    small = [group for group in others if sum(prose[number] for number in group) <= most]
    return lines_within(nest, chain.from_iterable(small))


def find_cards(lines: Sequence[Line], nest: Nest, told: Sequence[float], site: str | None) -> list[list[int]]:
    """Return groups of elements, three or more side by side, that are cards of one kind."""
    pointers = sums_by_element(nest, [float(is_headline(line, site)) for line in lines])
    groups: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for number, (element, parent) in enumerate(zip(nest.elements, nest.parents, strict=True)):
        several = pointers[parent] >= FEWEST_CARDS  # of cards side by side each holds one
        if several and told[number] and (tag := element.tag) in CARD_TAGS:
            groups[parent, tag, kind_of_classes(nest.classes[number])].append(number)
    found = []
    for alike in groups.values():
        if len(alike) < FEWEST_CARDS:
            continue
        cards = [n for n in alike if 1 <= pointers[n] <= MOST_POINTERS and told[n] <= LONGEST_CARD]
        if len(cards) >= max(FEWEST_CARDS, MOST_ALIKE * len(alike)):
            found.append(cards)
    return found


def is_headline(line: Line, site: str | None) -> bool:
    """Return whether a line is a link to another page of the site, long enough for the headline of its story."""
    block, element, share = line
    if share < POINTER_SHARE or len(block.text) * share < SHORTEST_POINTER:
        return False
    return (block.kind == "heading" or share >= ALL_LINKS) and stays_on(address_of(element), site)


def address_of(element: Element) -> str:
    """Return where the first link in an element leads, or the one around it."""
    link = next(element.iter("a"), None)
    if link is None:
        link = next(islice(element.iterancestors("a"), 1), None)
    return (link.get("href") or "") if link is not None else ""


def stays_on(address: str, site: str | None) -> bool:
    """Return whether a link leads to a page of the same site; of a page of unknown host only bare paths do."""
    if "//" not in address[:9]:
        return bool(address.strip("#/ ")) and ":" not in address[:12]
    host = host_of(address)
    if not host or not site:
        return False
    domain = registrable(site) or site
    return host == domain or host.endswith(f".{domain}")


@functools.lru_cache(maxsize=MOST_NAMES)
def kind_of_classes(classes: str) -> str:
    """Return a class list without its numbers: cards are numbered."""
    return DIGITS.sub("", classes)


def find_articles(nest: Nest, prose: Sequence[float], told: Sequence[float]) -> list[list[int]]:
    """Return the short `article` elements beside or in the one that holds the story, as one group."""
    articles = [number for number, element in enumerate(nest.elements) if element.tag == "article"]
    if len(articles) < 2:  # noqa: PLR2004 - one is the story's
        return []
    main = max(articles, key=prose.__getitem__)
    return [[number for number in articles if number != main and told[number] <= LONGEST_CARD]]
