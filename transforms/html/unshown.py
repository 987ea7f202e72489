"""
Stories that a page holds and does not show: in hidden elements, in JSON-LD, in what its scripts unpack.

Asked only where what is shown is little. Hidden parts of a story that shows enough stay hidden: they are as often the
next page, or another story. Each is a witness with a name of its own, by which the rest of the page is struck:
`extractor.hidden`, `.jsonld`, `.script`.
"""

from __future__ import annotations

import html
import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from transforms.html.blocks import UNSEEN, is_unseen, visible_lines
from transforms.html.density import is_named_chrome, weight_of
from transforms.html.tree import MOST_TAGS
from transforms.text.normal import count_spaced_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transforms.html.blocks import Line
    from transforms.html.claims import Claims
    from transforms.html.tree import Element

FEWEST_WORDS = 40
"""Words below which what a page shows is no story, and its scripts are searched."""

SHORT_WORDS = 400
"""Words of a story from which on JSON-LD is not asked whether there is more."""

MUCH_MORE = 2.5
"""How many times the words of a short story JSON-LD must hold to be the story; a deck or first paragraphs are shown."""

LEAST_HIDDEN = 300.0
"""Prose, in characters, that must be hidden for it to be a story at all."""

MOST_ABOVE = 60
"""Elements around a hidden one that are asked whether they are chrome."""

LONGEST_BODY = 200_000
"""Characters of a body in JSON-LD or a script that are read."""

LONGEST_SCRIPT = 3_000_000
MOST_STRINGS = 400
UNSCRIPTED = "noscript"
"""The element that readers without scripts see: on a page that shows nothing else it is the page."""

NEVER_SHOWN = UNSEEN - {UNSCRIPTED}
MARKED_UP = re.compile(r"<p[\s>]|\\u003[cC]p|&lt;p")
STRING = re.compile(r'"((?:[^"\\]|\\.){300,200000})"')
"""A string of JSON long enough for a story."""


def told_words(lines: Sequence[Line], story: Sequence[bool]) -> int:
    """Return how many words a story has."""
    return sum([count_spaced_words(line[0].text) for line, kept in zip(lines, story, strict=True) if kept])


def show_hidden(page: Claims, lines: Sequence[Line]) -> bool:
    """
    Show the hidden elements beside the little that a page shows, where they hold a story.

    Args:
        page: The page. Its tree is changed where elements are shown.

        lines: What it shows.

    Returns:
        Whether any are shown now.
    """
    hidden = [element for element in page.tree.iter() if may_be_shown(element)]
    if not hidden:
        return False
    seen = {block.text for block, _, _ in lines}
    were: list[tuple[Element, str, dict[str, str]]] = []
    prose: list[float] = []
    for element in hidden:  # what is hidden within it comes later, and is not shown yet
        were.append((element, element.tag, show(element)))
        prose.append(sum(new_prose(element, page, seen)))
    enough = sum(prose) > LEAST_HIDDEN
    shown = with_around(element for element, held in zip(hidden, prose, strict=True) if enough and held)
    for element, tag, attributes in were:
        if element not in shown:
            element.tag = tag
            element.attrib.update(attributes)
    return enough


def with_around(elements: Iterable[Element]) -> set[Element]:
    """Return elements with all that they stand in."""
    found: set[Element] = set()
    for element in elements:
        around: Element | None = element
        while around is not None and around not in found:
            found.add(around)
            around = around.getparent()
    return found


def may_be_shown(element: Element) -> bool:
    """Return whether an element is hidden for now and may hold story: it is no menu, no dialogue, no form."""
    tag = element.tag
    if not isinstance(tag, str) or tag in NEVER_SHOWN or not is_unseen(element, tag, element.get("style")):
        return False
    around = (element, *islice(element.iterancestors(), MOST_ABOVE))
    return not any(is_named_chrome(one) for one in around)


def show(element: Element) -> dict[str, str]:
    """Take away what hides an element, its tag included where that does, and return the attributes that did."""
    if element.tag == UNSCRIPTED:
        element.tag = "div"
    return {name: element.attrib.pop(name) for name in ("hidden", "style") if name in element.attrib}


def new_prose(element: Element, page: Claims, seen: set[str]) -> Iterator[float]:
    """Yield the weight of each sentence in an element that the page does not show already, each once."""
    for block, _, share in visible_lines(element, page):
        weight = weight_of(block, share)
        if weight > 0 and block.text not in seen:
            seen.add(block.text)
            yield weight


def body_in_scripts(tree: Element) -> str:
    """Return the markup of most prose that a page holds as a string, in scripts or beside frames, else an empty one."""
    best, most = "", 0.0
    unframed = [frames.text or "" for frames in tree.iter("noframes")]
    for markup in chain(unframed, marked_up_strings(tree.iter("script"))):
        prose = prose_of_markup(markup)
        if prose > most:
            best, most = markup, prose
    return best


def marked_up_strings(scripts: Iterable[Element]) -> Iterator[str]:
    """Yield the long strings in scripts that hold paragraphs, unpacked."""
    left = MOST_STRINGS
    for script in scripts:
        text = script.text or ""
        if len(text) > LONGEST_SCRIPT or not MARKED_UP.search(text):
            continue
        for match in STRING.finditer(text):
            if left and MARKED_UP.search(match[1]):
                left -= 1
                yield unpacked(match[1])


def unpacked(string: str) -> str:
    """Return what a string of JSON says, entities of escaped markup resolved."""
    try:
        text = str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        return ""
    return html.unescape(text) if "&lt;p" in text else text


def prose_of_markup(markup: str) -> float:
    """Return how much prose a piece of markup shows."""
    piece = parse_piece(markup)
    return 0.0 if piece is None else sum(max(0.0, weight_of(block, share)) for block, _, share in visible_lines(piece))


def parse_piece(markup: str) -> Element | None:
    """Return a piece of markup as an element of its own, None where it is none or beyond bounds."""
    if not markup.strip() or markup.count("<") > MOST_TAGS or len(markup) > LONGEST_BODY:
        return None
    try:
        parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)  # what stands behind one is text
        return lxml_html.fragment_fromstring(markup, create_parent="article", parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def hang_in(tree: Element, body: str) -> Element | None:
    """
    Append a story that the page does not show to its end, as an article of its own, and return that.

    Args:
        tree: The page. It is changed.

        body: Markup, or text whose lines are paragraphs.
    """
    markup = body if MARKED_UP.search(body) else "".join(f"<p>{html.escape(line)}</p>" for line in body.splitlines())
    piece = parse_piece(markup)
    if piece is not None:
        last = tree.find("body")
        (tree if last is None else last).append(piece)
    return piece
