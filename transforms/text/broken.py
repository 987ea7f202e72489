"""
Paragraphs that were broken at their links, joined again.

Some extractions set each link on a line of its own, so that `di Pulau Merpati,` stands where a byline might. A line
that begins with a comma, a closing bracket or a small letter goes on what stands before it, and so does a link between
an open line and such a one. What begins and ends as lines do is left as it is: verses, items, labels, prompts.
"""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.text.casing import is_titled
from transforms.text.lines import NUMBERED, ends_sentence, is_cut_off
from transforms.text.normal import split_lines

CLOSES = re.compile(r"[,;)\]](?!-)|[.!?](?=\s|[\"”’]|$)|[\"”’](?=[,.;)])")
"""How no line begins, but the rest of one."""

REST_MARKS = frozenset(',;)].!?"”’')
"""The marks with which it begins."""

QUOTE_ON = re.compile(r"[\"”’] [a-z]")
"""The end of a quotation and who said it."""

APART = re.compile(r"[\w/.-]{1,20}(?: [\w/.-]{1,20}){0,2}\s?:|[a-z][.)]\s|https?:|www\.|\S+@|[\w-]+(?:\.[\w-]+)+")
"""How lines in small letters begin that stand for themselves: labels, items, addresses."""

ADDRESS = re.compile(r"\S+://\S+$|www\.\S+$")
OPEN_END = re.compile(r"[\w%&/]$|[,)\"”’]$")
BARE_END = re.compile(r"[\w%]$")
"""What a line ends with that goes on, and what only pieces end with: verses and prompts break behind commas too."""

OPENS = ("(", "[", "“", "‘")

LONGEST_LINK_WORDS = 8
"""Words of a link inside a sentence."""

LONGEST_NAME_WORDS = 4
"""Words of a link in capitals with which a sentence begins; longer ones are headlines."""

SHORTEST_OPEN = 40
"""Characters of a line that goes on in a link with a capital, where no line is a rest for sure; shorter ones head."""

SHORTEST_PROSE = 44
"""Characters of the longest piece of a paragraph, where no line is a rest for sure; verses have fewer."""

MOST_PIECES = 60
"""Lines of one paragraph; what is longer is a list or a poem."""


def story_lines(text: str) -> list[str]:
    """Return the lines of a text as they were before it was broken at its links, in normal form."""
    return join_broken(split_lines(text))


def join_broken(lines: list[str]) -> list[str]:
    """
    Return the lines of a text with those joined that are pieces of one paragraph.

    >>> join_broken(["Bupati menutup tambang", "di Pulau Merpati,", "karena air laut di sekitarnya keruh sejak Mei."])
    ['Bupati menutup tambang di Pulau Merpati, karena air laut di sekitarnya keruh sejak Mei.']
    """
    if not any(goes_on(line) for line in lines[1:]):
        return lines
    sure = any(is_rest(line, before) for before, line in pairwise(lines))
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
    if not line[:1].islower() and line[:1] not in REST_MARKS:
        return False  # as most lines begin
    if CLOSES.match(line) or QUOTE_ON.match(line):
        return True
    if not line[:1].islower() or line[1:2].isupper() or APART.match(line):
        return False
    return " " in line or not is_cut_off(line)


def is_rest(line: str, before: str) -> bool:
    """Return whether a line can be nothing but the rest of the one before."""
    if not CLOSES.match(line) or ends_sentence(before) or ADDRESS.match(before) or before.endswith(":"):
        return False
    return not is_head(before.split(), LONGEST_LINK_WORDS - 2)


def end_of_paragraph(lines: list[str], at: int, *, sure: bool) -> int:
    """Return behind which line a paragraph ends that begins at a line; its own where nothing goes on it for sure."""
    paragraph, end, closed = lines[at], at + 1, False
    while end < len(lines) and end - at < MOST_PIECES and is_piece(paragraph, lines, at, end, sure=sure):
        closed = closed or CLOSES.match(lines[end]) is not None
        paragraph = joined_with(paragraph, lines[end])
        end += 1
    prose = sure or max(map(len, lines[at:end])) >= SHORTEST_PROSE
    return end if closed or (prose and ends_sentence(paragraph)) else at + 1


def is_piece(paragraph: str, lines: list[str], at: int, end: int, *, sure: bool) -> bool:
    """
    Return whether a line goes on a paragraph.

    Args:
        paragraph: What was joined so far.

        lines: All lines.

        at: Where the paragraph begins.

        end: The line that is asked for.

        sure: Some line of the text is a rest for sure.
    """
    line, grown = lines[end], end - at > 1
    following = lines[end + 1] if end + 1 < len(lines) else ""
    if sure and paragraph.endswith(OPENS):
        return True
    if CLOSES.match(line):
        return is_rest(line, paragraph) or (grown and not ends_sentence(paragraph))
    if ends_sentence(paragraph) or not OPEN_END.search(paragraph):
        return False
    if goes_on(line):
        return grown or may_open(paragraph, at, sure=sure)
    return is_link(line, following) and (grown or is_open_prose(paragraph, at, sure=sure))


def may_open(line: str, at: int, *, sure: bool) -> bool:
    """Return whether a line may be the first piece of a paragraph whose next one begins in small letters."""
    if sure:
        return True
    if not BARE_END.search(line) or NUMBERED.match(line) or len(line) == 1 or goes_on(line):
        return False
    return not is_head(line.split(), LONGEST_NAME_WORDS if at else 0)


def is_head(words: list[str], most: int) -> bool:
    """Return whether so many words look like a headline; a name or a link in capitals has at most `most`."""
    return len(words) > most and not words[-1].islower() and is_titled(words)


def is_link(line: str, following: str) -> bool:
    """Return whether a line with a capital is a link inside a sentence: it ends bare, and the next one goes on."""
    if not goes_on(following) or not BARE_END.search(line) or NUMBERED.match(line):
        return False
    return len(line) > 1 and line.count(" ") < LONGEST_LINK_WORDS


def is_open_prose(line: str, at: int, *, sure: bool) -> bool:
    """Return whether a line is the beginning of a sentence rather than a headline or a heading."""
    words = line.split()
    if not at or is_head(words, 0):
        return False
    if sure and len(words) > 1 and (words[-1].islower() or line.endswith(",")):
        return True
    return len(line) >= SHORTEST_OPEN and BARE_END.search(line) is not None


def joined_with(paragraph: str, piece: str) -> str:
    """Return two pieces as they were before: with a space between words."""
    return f"{paragraph}{piece}" if paragraph.endswith(OPENS) or CLOSES.match(piece) else f"{paragraph} {piece}"
