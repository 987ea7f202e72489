"""
Paragraphs that were broken at their links, joined again.

Some extractions set each link on a line of its own, so that `di Pulau Merpati,` stands where a byline might. A line
that begins with a comma, a closing bracket or a small letter goes on what stands before it, and so does a link between
an open line and such a one. What begins and ends as lines do is left as it is.
"""

from __future__ import annotations

import re

from transforms.text.casing import is_titled
from transforms.text.lines import ends_sentence

CLOSES = re.compile(r"[,;)\]](?!-)|[.!?](?=[\s\"”’]|$)|[\"”’](?=[\s,.;)]|$)")
"""How no line begins, but the rest of one."""

LABEL = re.compile(r"[\w/.-]{1,20}(?: [\w/.-]{1,20}){0,2}\s?:|[a-z][.)]\s|https?:|www\.|\S+@|\S+\.(?:com|id|net)\b")
"""How lines in small letters begin that stand for themselves: labels, items, addresses."""

OPEN_END = re.compile(r"[\w,)\"”’%(“‘/&+-]$|[–—]$")
"""What a line ends with that goes on."""

OPENS = ("(", "[", "“", "‘")

SHORTEST_OPEN = 40
"""Characters of a line that goes on in a link with a capital; of shorter ones many are headings."""

MOST_PIECES = 60
"""Lines of one paragraph; what is longer is a list or a poem."""


def join_broken(lines: list[str]) -> list[str]:
    """
    Return the lines of a text with those joined that are pieces of one paragraph.

    >>> join_broken(["Bupati menutup tambang pasir", "di Pulau Merpati,", "karena airnya keruh.", "Nelayan lega."])
    ['Bupati menutup tambang pasir di Pulau Merpati, karena airnya keruh.', 'Nelayan lega.']
    """
    if not any(goes_on(line) for line in lines[1:]):
        return lines
    sure = any(CLOSES.match(line) for line in lines[1:])
    joined: list[str] = []
    at = 0
    while at < len(lines):
        end = end_of_paragraph(lines, at, sure=sure)
        paragraph = lines[at]
        for piece in lines[at + 1 : end]:
            paragraph = joined_with(paragraph, piece)
        joined.append(paragraph)
        at = end
    return joined


def goes_on(line: str) -> bool:
    """Return whether a line begins as only the rest of another does."""
    if CLOSES.match(line):
        return True
    return line[:1].islower() and not line[1:2].isupper() and LABEL.match(line) is None


def end_of_paragraph(lines: list[str], at: int, *, sure: bool) -> int:
    """Return behind which line a paragraph ends that begins at a line; its own where nothing goes on it for sure."""
    paragraph, end, closed = lines[at], at + 1, False
    while end < len(lines) and end - at < MOST_PIECES and is_piece(paragraph, lines, at, end, sure=sure):
        closed = closed or CLOSES.match(lines[end]) is not None
        paragraph = joined_with(paragraph, lines[end])
        end += 1
    return end if closed or ends_sentence(paragraph) else at + 1


def is_piece(paragraph: str, lines: list[str], at: int, end: int, *, sure: bool) -> bool:
    """
    Return whether a line goes on a paragraph.

    Args:
        paragraph: What was joined so far.

        lines: All lines.

        at: Where the paragraph begins.

        end: The line that is asked for.

        sure: Some line of the text begins as no line does.
    """
    line, grown = lines[end], end - at > 1
    following = lines[end + 1] if end + 1 < len(lines) else ""
    if CLOSES.match(line) or (sure and paragraph.endswith(OPENS)):
        return True
    if ends_sentence(paragraph) or not OPEN_END.search(paragraph):
        return False
    if goes_on(line):
        return sure or grown or at > 0 or not is_titled(paragraph.split())
    return is_link(line, following) and (grown or is_open_prose(paragraph, at))


def is_link(line: str, following: str) -> bool:
    """Return whether a line with a capital is a link inside a sentence: it ends open, and the next one goes on."""
    return goes_on(following) and not line.endswith(":") and not ends_sentence(line)


def is_open_prose(line: str, at: int) -> bool:
    """Return whether a line is the beginning of a sentence rather than a headline or a heading."""
    return at > 0 and len(line) >= SHORTEST_OPEN and not is_titled(line.split())


def joined_with(paragraph: str, piece: str) -> str:
    """Return two pieces as they were before: with a space between words."""
    glued = paragraph.endswith(OPENS) or (CLOSES.match(piece) is not None and piece[0] not in '"”’')
    return f"{paragraph}{piece}" if glued else f"{paragraph} {piece}"
