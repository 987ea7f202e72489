"""Where a page prints who wrote it: elements marked as a byline, and links to the page of an author."""

from __future__ import annotations

import functools
import re
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from transforms.html.blocks import visible_lines
from transforms.html.claims import text_within, tidy
from transforms.html.words import MOST_NAMES, is_byline_class
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import piece, words
from transforms.names.credited import clean_names, credited, lead_in
from transforms.names.outlets import is_shaped
from transforms.names.persons import is_name
from transforms.names.places import is_place
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.html.claims import Claims
    from transforms.html.tree import Element

LONGEST_CLASS = 300
"""Characters of a class list that are looked at."""

LONGEST_BYLINE = 400
MOST_BYLINE_LINES = 5
MOST_BYLINES = 20
MOST_LINKS = 400
MOST_ABOVE = 30
"""Elements around a byline that are asked whether they hold what others wrote."""

APART = frozenset({"aside", "figure", "blockquote"})
"""Elements in which others are named than who wrote."""

PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
BEHIND_HEADLINE = etree.XPath("boolean(preceding::h1)")
FEWEST_NAMES = 2
"""Words of a name that a link to an author's page bears."""


def printed_bylines(page: Claims) -> list[str]:
    """Return the text of the first place on the page that is marked as its byline and names persons."""
    for element in islice(chain(page.credited, classed_bylines(page)), MOST_BYLINES):
        text = None if is_of_others(element) else first_with_persons(element)
        if text:
            return [text]
    return []


def writer_above(page: Claims, persons: Sequence[str]) -> str | None:
    """
    Return the byline between a page's headline and the element that calls some persons its editors.

    None where no element does (`Editor : Rina Dewi`), or nobody else is named in between.
    """
    elements = [element for element in islice(classed_bylines(page), MOST_BYLINES) if not is_of_others(element)]
    stated = frozenset(map(squeeze, persons))
    edited = (n for n, one in enumerate(elements) if stated.issubset(map(squeeze, credited(byline_lines(one)).editors)))
    for element in elements[: next(edited, 0)]:
        text = first_with_persons(element) if BEHIND_HEADLINE(element) else None
        names = credited([text]).authors if text else ()
        if names:
            return text if stated.isdisjoint(map(squeeze, names)) and not any(map(is_no_person, names)) else None
    return None


def is_no_person(name: str) -> bool:
    """Return whether a printed name is a place's or a paper's."""
    return is_place(name) or is_shaped(name)


def classed_bylines(page: Claims) -> Iterator[Element]:
    """Yield the elements whose class names a byline; a page names few kinds of elements, and most often none so."""
    named = {classes for classes in page.classes if is_byline_class(classes[:LONGEST_CLASS])}
    if named:
        yield from (element for element, classes in page.class_lists.items() if classes in named)


def first_with_persons(element: Element) -> str | None:
    """Return the first text of a byline that names persons: of its name or link, else of the whole of it."""
    for named in (*element.xpath("(.//*[@itemprop='name'] | .//a)[1]"), element):
        text = next((text for text in byline_lines(named) if holds_persons(text)), None)
        if text:
            return text
    return None


def holds_persons(text: str) -> bool:
    """Return whether a printed byline names persons, each in the form in which names are printed."""
    names = clean_names([text])
    return bool(names) and all(is_name().fullmatch(name) or not name.isascii() for name in names)


def byline_lines(element: Element) -> list[str]:
    """Return the lines of an element marked as a byline that may hold names: all but a lone "By"."""
    if len(element) == 0:
        lines = [tidy(text_within(element)[:LONGEST_BYLINE]) or ""]
    else:
        lines = [block.text[:LONGEST_BYLINE] for block, _, _ in visible_lines(element)[:MOST_BYLINE_LINES]]
    return [line for line in lines if lead_in().sub("", f"{line} ")]


def author_links(page: Claims) -> list[str]:
    """Return the text of the first link that leads to the page of an author and bears the name in its address."""
    return next(([text] for text in linked_names(page.tagged["a"])), [])


def linked_names(links: Sequence[Element]) -> Iterator[str]:
    """Yield the texts of such links: `/author/rina-dewi` behind `Rina Dewi`."""
    pattern = piece("markup", "author_address")
    for link in links[:MOST_LINKS]:
        address = link.get("href") or ""
        found = pattern.search((unquote(address) if "%" in address else address)[:LONGEST_BYLINE])
        if not found or is_of_others(link):
            continue
        text = tidy(text_within(link)[:LONGEST_BYLINE]) or ""
        names = clean_names([text])
        if len(names) == 1 and names[0].count(" ") + 1 >= FEWEST_NAMES and squeeze(names[0]) in squeeze(found["slug"]):
            yield names[0]


def is_of_others(element: Element) -> bool:
    """Return whether an element stands among comments, or among teasers of other stories."""
    for count, around in enumerate((element, *element.iterancestors())):
        if count > MOST_ABOVE or around.tag in ("body", "article", "main"):
            return False
        if around.tag in APART or is_others_class(names_of(around)):
            return True
    return False


def comments_around(element: Element) -> list[Element]:
    """Return what is called readers' comments of an element and those around it."""
    near = islice(chain((element,), element.iterancestors()), MOST_ABOVE)
    return [around for around in takewhile(lambda one: one.tag != "body", near) if is_comment(names_of(around))]


def elements_around(elements: Iterable[Element]) -> set[Element]:
    """Return elements and those around them."""
    found: set[Element] = set()
    for element in elements:
        near = takewhile(lambda one: one not in found, chain((element,), element.iterancestors()))
        found.update(list(near))
    return found


def is_comment(names: str) -> bool:
    """Return whether one of classes and id is the name of what holds readers' comments."""
    return not frozenset(fold(names).replace("_", "-").split()).isdisjoint(words("markup", "comment_names"))


def names_of(element: Element) -> str:
    """Return an element's classes and its id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_CLASS]


@functools.lru_cache(maxsize=MOST_NAMES)
def is_others_class(names: str) -> bool:
    """Return whether classes and id say that comments or teasers stand in an element."""
    return not frozenset(map(fold, PARTS.split(names))).isdisjoint(words("markup", "others_names"))
