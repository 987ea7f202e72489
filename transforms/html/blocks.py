"""
Every line that a reader of the page sees, in reading order.

A block is one line: it ends where a block element starts or ends, at `<br>`, at the newlines of `<pre>`,
at a table cell. Inline elements are joined as the browser shows them.
"""

from __future__ import annotations

import functools
import re

from lxml import etree

from transforms.html.tree import Element, Tag
from transforms.lexicon.lists import piece
from transforms.records import Block, BlockKind
from transforms.text.normal import split_lines

Line = tuple[Block, Element, float]
"""A visible line, the innermost block element that holds it, the share of its characters that is link text."""

UNSEEN = frozenset(
    "script style noscript template head title meta link base svg canvas audio video object embed applet iframe "
    "frame frameset noframes select option optgroup datalist input textarea param source track map area colgroup col "
    "rp rt".split()
)
"""Elements whose text no reader sees, or sees only on demand; `rt` is a reading aid over the text."""

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
}
OVERRULES: dict[BlockKind, int] = {"embed": 6, "caption": 5, "heading": 4, "quote": 3, "item": 2, "table": 1}
"""Kind of a block whose ancestors disagree: the strongest stands; a paragraph yields to all."""

LONGEST_STYLE = 500
"""Characters of a style attribute or class list that are looked at."""


def visible_lines(tree: Element) -> list[Line]:
    """
    Return every visible, non-blank line of a page, in reading order.

    `aria-hidden` does not hide: it speaks to screen readers, and pages set it on text that is shown.

    Returns:
        (block, element, share): the line in normal form, the innermost block element that holds it, and
        which share of its characters is link text.
    """
    lines: list[Line] = []
    buffer: list[str] = []
    linked: list[int] = []
    owners: list[tuple[Element, BlockKind]] = [(tree, "paragraph")]
    links = preformatted = 0
    skipped = None
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if is_unseen(element, tag):
                walk.skip_subtree()
                skipped = element
                part(lines, buffer, linked, owners[-1], preformatted, element)
                continue
            if not is_inline(element, tag):
                emit(lines, buffer, linked, owners[-1], preformatted)
                if tag != "br":
                    owners.append((element, kind_within(element, tag, owners[-1][1])))
                    preformatted += tag == "pre"
            links += tag == "a"
            text = element.text
        else:
            if element is skipped:
                skipped = None
            else:
                links -= tag == "a"
                if tag != "br" and not is_inline(element, tag):
                    emit(lines, buffer, linked, owners.pop(), preformatted)
                    preformatted -= tag == "pre"
                elif element.text is None and not len(element):
                    part(lines, buffer, linked, owners[-1], preformatted, element)
            text = element.tail
        hear(text, buffer, linked, links)
    emit(lines, buffer, linked, owners[0], preformatted)
    return lines


def hear(text: str | None, buffer: list[str], linked: list[int], links: int) -> None:
    """Add words to the line that is being read, and how many of its characters are link text."""
    if text and (buffer or not text.isspace()):
        buffer.append(text)
        if links:
            linked.append(len(text.strip()))


def is_unseen(element: Element, tag: object) -> bool:
    """Return whether an element and all in it are not shown."""
    if tag in UNSEEN or not isinstance(tag, str):
        return tag != "template" or element.get("shadowrootmode") is None
    if tag in WHOLE_PAGE:
        return False
    if element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    if style and piece("markup", "hidden_style").search(style[:LONGEST_STYLE]):
        return True
    return tag == "dialog" and element.get("open") is None


def is_inline(element: Element, tag: Tag) -> bool:
    """Return whether an element ends no line: by its tag, unless its style says otherwise."""
    if tag not in INLINE:
        return False
    style, classes = element.get("style"), element.get("class")
    if style and piece("markup", "block_style").search(style[:LONGEST_STYLE]):
        return False
    return not (classes and stands_apart(classes[:LONGEST_STYLE]))


@functools.lru_cache(maxsize=4_096)
def stands_apart(classes: str) -> bool:
    """Return whether a class list says that an element stands on lines of its own."""
    return piece("markup", "block_class").search(classes) is not None


def part(
    lines: list[Line],
    buffer: list[str],
    linked: list[int],
    owner: tuple[Element, BlockKind],
    preformatted: int,
    element: Element,
) -> None:
    """
    Part the words before an element without text from those behind it.

    Where a sentence has ended in front of a picture the line ends as well; between words a space stands. What is not
    seen at all parts sentences, and words of which the second has a capital.
    """
    if not buffer:
        return
    tag = element.tag
    before, behind = buffer[-1][-1:], (element.tail or "")[:1]
    over = SENTENCE_OVER.search("".join(buffer[-2:]).rstrip()[-LONGEST_OVER:])
    if over and tag in PICTURED:
        emit(lines, buffer, linked, owner, preformatted)
    elif tag not in WITHIN_WORDS and (over or tag in PICTURED or (before.islower() and behind.isupper())):
        buffer.append(" ")


def kind_within(element: Element, tag: Tag, outer: BlockKind) -> BlockKind:
    """Return the kind of a block element's own lines, given the kind around it."""
    own = own_kind(element, tag)
    return own if OVERRULES.get(own, 0) >= OVERRULES.get(outer, 0) else outer


def own_kind(element: Element, tag: Tag) -> BlockKind:
    """Return what an element makes of its lines, whatever stands around it."""
    classes = element.get("class")
    named = kind_of_class(classes[:LONGEST_STYLE]) if classes else None
    if named:
        return named
    if tag == "table":
        return "paragraph" if is_layout(element) else "table"
    return KIND_OF_TAG.get(tag, "paragraph")


@functools.lru_cache(maxsize=4_096)
def kind_of_class(classes: str) -> BlockKind | None:
    """Return what a class list names, if that is a kind. A page repeats few lists many times."""
    if piece("markup", "embed_class").search(classes):
        return "embed"
    return "caption" if piece("markup", "caption_class").search(classes) else None


def is_layout(table: Element) -> bool:
    """Return whether a table arranges the page instead of holding data."""
    return table.get("role") == "presentation" or any(inner is not table for inner in table.iter(*LAYOUT))


def emit(
    lines: list[Line], buffer: list[str], linked: list[int], owner: tuple[Element, BlockKind], preformatted: int
) -> None:
    """End a line: move what the buffer holds, if that is anything, into `lines`."""
    if not buffer:
        return
    raw = "".join(buffer)
    links = sum(linked)
    buffer.clear()
    linked.clear()
    shown = raw if preformatted else " ".join(raw.split())
    element, kind = owner
    share = min(1.0, links / len(shown))
    if shown.isascii() and shown.isprintable() and "&" not in shown and not preformatted:
        lines.append((Block(kind, shown), element, share))
        return
    lines += [(Block(kind, line), element, share) for line in split_lines(shown)]
