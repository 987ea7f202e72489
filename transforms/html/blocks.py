"""
Every line that a reader of the page sees, in reading order.

A block is one line: it ends where a block element starts or ends, at `<br>`, at the newlines of `<pre>`,
at a table cell. Inline elements are joined as the browser shows them.
"""

from __future__ import annotations

import functools
import re
from typing import TypeAlias

from transforms.html.claims import Claims, read_claims
from transforms.html.tree import Element, Tag
from transforms.html.words import MOST_NAMES, kind_of_class, stands_apart
from transforms.lexicon.lists import piece
from transforms.records import Block, BlockKind
from transforms.text.normal import is_clean, split_lines

Line = tuple[Block, Element, float]
"""A visible line, the innermost block element that holds it, the share of its characters that is link text."""

Owner: TypeAlias = tuple[Element, BlockKind]
"""A block element that is open, and the kind of its own lines."""

UNSEEN = frozenset(
    "script style noscript template head title meta link base svg canvas audio video object embed applet iframe "
    "frame frameset noframes select option optgroup datalist input textarea param source track map area colgroup col "
    "rp rt".split()
)
"""Elements whose text no reader sees, or sees only on demand; `rt` is a reading aid over the text."""

MAY_BE_UNSEEN = UNSEEN | {"dialog"}
"""Elements that are asked whether they are seen; others are where no attribute says otherwise."""

WHOLE_PAGE = ("html", "body")
"""Never hidden: pages hide these until a script has run."""

INLINE = frozenset(
    "a abbr acronym amp-img b bdi bdo big blink button cite code data del dfn em font i img ins kbd label mark meter "
    "nobr output picture progress q ruby rb s samp small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that do not end a line. Every other element does, unknown ones too: two lines grown together are worse."""

PICTURED = frozenset(
    "img amp-img iframe frame video audio object embed applet canvas svg map input select textarea".split()
)
"""Elements that take up room without a word: a browser shows what stands before and behind them apart."""

WITHIN_WORDS = frozenset("wbr rp rt".split())
"""Elements that may stand inside a word, and part none."""

SENTENCE_OVER = re.compile(r"""[^\W\d_]{2}[.!?…]["”’')]{0,2}$""")
LONGEST_OVER = 8
"""What stands before an element without text where a sentence has ended: no figure (`3.000`) and no initial."""

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LAYOUT = ("table", "p", "h1", "h2", "h3", "ul", "article")
"""A table that holds one of these arranges the page; its text is prose."""

KIND_OF_TAG: dict[str, BlockKind] = {
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "table": "table",
}
OVERRULES: dict[BlockKind, int] = {"embed": 6, "caption": 5, "heading": 4, "quote": 3, "item": 2, "table": 1}
"""Kind of a block whose ancestors disagree: the strongest stands; a paragraph yields to all."""

LONGEST_STYLE = 500
"""Characters of a style that are looked at."""


def visible_lines(tree: Element, page: Claims | None = None) -> list[Line]:  # noqa: C901, PLR0912, PLR0915 - see below
    """
    Return every visible, non-blank line of a page, in reading order.

    `aria-hidden` does not hide: it speaks to screen readers, and pages set it on text that is shown. The loop calls
    little by intent: cut up into functions it takes a third more.

    Args:
        tree: The page, or an element of one.

        page: The elements of the whole page, where they are known. Those that were shown since may be among `styled`.

    Returns:
        (block, element, share): the line in normal form, the innermost block element that holds it, and
        which share of its characters is link text.
    """
    page = page or read_claims(tree)
    class_list, styled = page.class_lists.get, page.styled
    lines: list[Line] = []
    buffer: list[str] = []
    linked: list[int] = []
    owner: Owner = (tree, "paragraph")
    links = preformatted = 0
    opened: list[tuple[Element, Tag, Owner | None]] = []
    element = tree
    while True:
        if element is None:
            element, tag, outer = opened.pop()
        else:
            tag, outer = element.tag, None
            style = element.get("style") if element in styled else None
            if tag == "a":
                links += 1
            unsure = tag in MAY_BE_UNSEEN or element in styled
            if unsure and is_unseen(element, tag, style):
                if buffer:
                    part(lines, buffer, linked, owner, preformatted, element)
            else:
                classes = class_list(element)
                if tag not in INLINE or (classes and stands_apart(classes)) or (style and is_set_apart(style)):
                    if buffer:
                        emit(lines, buffer, linked, owner, preformatted)
                    if tag != "br":
                        outer = owner
                        owner = (element, kind_within(element, tag, classes or "", owner[1]))
                        preformatted += tag == "pre"
                text = element.text
                if text and (buffer or not text.isspace()):
                    buffer.append(text)
                    if links:
                        linked.append(len(text.strip()))
                if len(element):
                    opened.append((element, tag, outer))
                    element = element[0]
                    continue
                if buffer and text is None and outer is None:
                    part(lines, buffer, linked, owner, preformatted, element)
        if tag == "a":
            links -= 1
        if outer is not None:
            if buffer:
                emit(lines, buffer, linked, owner, preformatted)
            owner = outer
            preformatted -= tag == "pre"
        text = element.tail
        if text and (buffer or not text.isspace()):
            buffer.append(text)
            if links:
                linked.append(len(text.strip()))
        if not opened:
            break
        element = element.getnext()
    if buffer:
        emit(lines, buffer, linked, owner, preformatted)
    return lines


def is_unseen(element: Element, tag: object, style: str | None) -> bool:
    """Return whether an element and all in it are not shown."""
    if tag in UNSEEN or not isinstance(tag, str):
        return tag != "template" or element.get("shadowrootmode") is None
    if tag in WHOLE_PAGE:
        return False
    return is_hidden(element, style) or (tag == "dialog" and element.get("open") is None)


def is_hidden(element: Element, style: str | None) -> bool:
    """Return whether an element is hidden by an attribute of its own."""
    return bool(style and is_set_unseen(style)) or element.get("hidden", "until-found") != "until-found"


@functools.lru_cache(maxsize=MOST_NAMES)
def is_set_unseen(style: str) -> bool:
    """Return whether a style hides its element."""
    return piece("markup", "hidden_style").search(style[:LONGEST_STYLE]) is not None


@functools.lru_cache(maxsize=MOST_NAMES)
def is_set_apart(style: str) -> bool:
    """Return whether a style sets an inline element on lines of its own."""
    return piece("markup", "block_style").search(style[:LONGEST_STYLE]) is not None


def part(
    lines: list[Line], buffer: list[str], linked: list[int], owner: Owner, preformatted: int, element: Element
) -> None:
    """
    Part the words before an element without text from those behind it.

    Where a sentence has ended in front of a picture the line ends as well; between words a space stands. What is not
    seen at all parts sentences, and words of which the second has a capital.
    """
    tag = element.tag
    before, behind = buffer[-1][-1:], (element.tail or "")[:1]
    over = SENTENCE_OVER.search("".join(buffer[-2:]).rstrip()[-LONGEST_OVER:])
    if over and tag in PICTURED:
        emit(lines, buffer, linked, owner, preformatted)
    elif tag not in WITHIN_WORDS and (over or tag in PICTURED or (before.islower() and behind.isupper())):
        buffer.append(" ")


def kind_within(element: Element, tag: Tag, classes: str, outer: BlockKind) -> BlockKind:
    """Return the kind of a block element's own lines, given the kind around it; a table may only arrange the page."""
    if tag == "table" and not kind_of_class(classes) and is_layout(element):
        return outer
    return stronger_kind(tag, classes, outer)


@functools.lru_cache(maxsize=MOST_NAMES)
def stronger_kind(tag: Tag, classes: str, outer: BlockKind) -> BlockKind:
    """Return what a block element makes of its lines by class or tag, or what stands around it if that is stronger."""
    own = kind_of_class(classes) or KIND_OF_TAG.get(tag, "paragraph")
    return own if OVERRULES.get(own, 0) >= OVERRULES.get(outer, 0) else outer


def is_layout(table: Element) -> bool:
    """Return whether a table arranges the page instead of holding data."""
    return table.get("role") == "presentation" or any(inner is not table for inner in table.iter(*LAYOUT))


def emit(lines: list[Line], buffer: list[str], linked: list[int], owner: Owner, preformatted: int) -> None:
    """End a line: move what the buffer holds into `lines`."""
    raw = "".join(buffer)
    shown = raw if preformatted else " ".join(raw.split())
    share = min(1.0, sum(linked) / len(shown)) if linked else 0.0
    buffer.clear()
    linked.clear()
    element, kind = owner
    if not preformatted and is_clean(shown):
        lines.append((Block(kind, shown), element, share))
        return
    lines += [(Block(kind, line), element, share) for line in split_lines(shown)]
