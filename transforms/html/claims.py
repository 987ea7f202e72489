"""The elements of a page by tag, those in which it speaks about itself, and their text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from transforms.html.jsonld import Json, strings
from transforms.lexicon.fold import fold
from transforms.records.kept import kept
from transforms.text.normal import clean_characters

if TYPE_CHECKING:
    from transforms.html.tree import Element, Tag

LONGEST_TEXT = 1_000
"""Characters of a title or description that are kept."""

MOST_PIECES = 200
"""Pieces of text of one element that are joined: a nested page would be joined over and over."""

Metas = Mapping[str, Sequence[str]]

CREDITED = etree.XPath("descendant-or-self::*/@itemprop[.='author']/.. | descendant-or-self::*/@rel[.='author']/..")
"""Asked by way of the attribute: a condition on every element takes three to ten times as long."""


@dataclass(frozen=True)
class Claims:
    """
    The elements of a page, in order, as they were when it was read.

    Attributes:
        tree: The page.

        tagged: The elements of each tag. They are searched for here: to ask the tree for a tag is to walk over all of
            it. While they are held no walk makes their Python objects anew, either.

        bearing: The elements that bear each attribute. To ask each element for one takes as long as to ask it for the
            names of all that it bears.
    """

    tree: Element
    tagged: Mapping[Tag, Sequence[Element]]
    bearing: Mapping[str, Sequence[Element]]

    @kept
    def times(self) -> Sequence[Element]:
        """The elements that may bear a moment."""
        return [*self.tree.iter("time", "abbr")] if self.tagged["abbr"] else self.tagged["time"]

    @kept
    def credited(self) -> Sequence[Element]:
        """The elements that are marked as the author, by itemprop or by the relation of a link."""
        marked = any(element.get(name) == "author" for name in ("itemprop", "rel") for element in self.bearing[name])
        return list(CREDITED(self.tree)) if marked else []

    @kept
    def class_lists(self) -> Mapping[Element, str]:
        """The class list of each element that has one, in order."""
        return {element: element.get("class") for element in self.bearing["class"]}

    @kept
    def classes(self) -> frozenset[str]:
        """Every class list of the page: of the thousands of elements few differ in theirs."""
        return frozenset(self.class_lists.values())

    @kept
    def styled(self) -> AbstractSet[Element]:
        """The elements that have a style or are hidden."""
        return {*self.bearing["style"], *self.bearing["hidden"]}


def read_claims(tree: Element) -> Claims:
    """Walk over a page once, for tags and attributes."""
    tagged: dict[Tag, list[Element]] = defaultdict(list)
    bearing: dict[str, list[Element]] = defaultdict(list)
    for element in tree.iter():
        tagged[element.tag].append(element)
        for name in element.keys():  # noqa: SIM118 - an element by itself holds its children
            bearing[name].append(element)
    return Claims(tree, tagged, bearing)


def read_metas(elements: Iterable[Element]) -> Metas:
    """Return the contents of meta elements by lower-case property, name or itemprop."""
    found: dict[str, list[str]] = defaultdict(list)
    for meta in elements:
        content = meta.get("content")
        if content and not content.isspace():
            for key in {meta.get("property"), meta.get("name"), meta.get("itemprop")} - {None}:
                found[fold(key.strip())].append(content)
    return found


def first_of(metas: Metas, keys: Iterable[str]) -> str | None:
    """Return the first content that one of the keys has."""
    return next((metas[key][0] for key in keys if key in metas), None)


def text_of(value: Json) -> str | None:
    """Return a JSON-LD value as text, if it is one."""
    return next(iter(strings(value)), None)


def tidy(text: str | None) -> str | None:
    """Return a text as one line in normal form, None where nothing is left."""
    return (" ".join(clean_characters(text[: 4 * LONGEST_TEXT]).split())[:LONGEST_TEXT] or None) if text else None


def once(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Return tidied texts without the empty and the repeated."""
    return tuple(dict.fromkeys(text for text in map(tidy, texts) if text))


def text_within(element: Element) -> str:
    """Return an element's text, of huge ones the beginning."""
    return "".join(islice(element.itertext(), MOST_PIECES))
