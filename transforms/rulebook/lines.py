"""What a line looks like: its core without decoration, and whether it reads like story."""

from __future__ import annotations

import re

from transforms.rulebook.titles import is_function_word, is_titled

LEAD = re.compile(r"(?:[^\w#@©(\[\"“‘'<+]|_|#{1,6}(?=[\s#])|\+(?=\s)|<{1,2}(?=\s))+")
OPENERS = re.compile(r"(?!\(c\))[(\[<{*_](?:[^\w#@©(\[\"“‘'<+]|[_*(\[]){0,4}", re.IGNORECASE)
TRAIL = frozenset(" :;!…>»›→↓↑←|–—-_~*•·]})=✅🔥📌")
CLOSES = {")": "(", "]": "["}

SHORTEST_PARAGRAPH = 60
"""Characters; a shorter line that ends a sentence may as well be a prompt or a caption."""

LONG_PARAGRAPH = 220
"""Characters; longer lines are paragraphs whatever they end with. Headlines stay well below."""

SENTENCE_END = re.compile(r"""[.!?]["”’'»)\]]{0,3}$""")
ENDED_SENTENCE = re.compile(r"""[a-z]{4}\.["”’'»)\]]{0,3}\s{0,2}(?=[A-Z(\[/*@“"-])""")
"""A sentence's end inside a line; shorter words before the stop are abbreviations."""
ELLIPSIS = re.compile(r"""(?:\.{2,}|…|\[(?:…|\.{2,})\])["”’')\]]{0,3}$""")


LONGEST_PROMPT = 600
"""Characters; no rule's `longest` comes near, so longer lines are not even stripped of decoration."""

LONGEST_END = 24
"""Characters at a line's end in which its last marks stand, closing quotes and brackets included."""


def core_of(line: str) -> str:
    """
    Return a line without what decorates it: bullets, arrows, emoji, enclosing brackets, colons.

    A single final full stop or question mark stays: it is what tells a sentence from a prompt.

    >>> core_of("» [ Bagikan ini: ] →")
    'Bagikan ini'
    """
    if line[:1].isalnum() and (line[-1].isalnum() or (line[-1] == "." and line[-2:-1].isalnum())):
        return line  # as most lines are: nothing decorates them
    lead = LEAD.match(line)
    at = lead.end() if lead else 0
    end = trim_end(line, at)
    while opener := OPENERS.match(line, at, end):
        at = opener.end()
        end = trim_end(line, at)
    return line[at:end]


def trim_end(line: str, at: int) -> int:
    """Return where a line's text ends when the decoration behind it is left out."""
    end = len(line)
    while end > at:
        mark = line[end - 1]
        if mark.isalnum() or mark in "\"”’'?%+&/\\$#@©®™":
            break
        if mark == ".":
            dots = end
            while dots > at and line[dots - 1] == ".":
                dots -= 1
            if end - dots == 1 and line[dots - 1 : dots] != " ":
                break
            end = dots
        elif mark == "*" and line[end - 2 : end - 1] == " " and line[at - 1 : at] != "*":
            break  # a form's mark for what must be filled in
        elif mark in CLOSES and CLOSES[mark] in line[at:end]:
            break
        elif mark in TRAIL or not mark.isascii():
            end -= 1
        else:
            break
    return end


def is_story_like(line: str) -> bool:
    """Say whether a line reads like a paragraph of a story rather than a headline, a prompt or a cut-off lead."""
    if line[-1:] == "." and line[-2:-1].isalnum():
        return len(line) >= SHORTEST_PARAGRAPH  # as most lines are: the patterns below would say the same
    if ELLIPSIS.search(line, max(0, len(line) - LONGEST_END)):
        return False
    if len(line) >= LONG_PARAGRAPH:
        return True
    if len(line) < SHORTEST_PARAGRAPH or line[-1] in "?!":
        return False
    return SENTENCE_END.search(line, len(line) - LONGEST_END) is not None


def has_sentences(line: str) -> bool:
    """Say whether a line is a paragraph, or holds a sentence that ends before the line does, as before a credit."""
    if ELLIPSIS.search(line):
        return False
    return is_story_like(line) or (len(line) >= SHORTEST_PARAGRAPH and ENDED_SENTENCE.search(line) is not None)


LONGEST_TEASER = 200
LONGEST_LEAD = 420
LONGEST_TOPIC = 60
"""Characters of the longest headline, cut-off lead and topic under a heading."""

FEWEST_TITLE_WORDS = 4
BULLET = re.compile(r"(?:[-–—•*·▪►»]|\d{1,2}\.) ?\w")
NUMBERED = re.compile(r"\d{1,2}[.)]\s")
COUNTS_ON = re.compile(r"(?!1\.)\d{1,2}\.")
"""A number other than the first: right under a read-also line it is the story's own list that goes on."""


def is_teaser(text: str, following: str, under: str, *, first: bool) -> bool:
    """
    Say whether a line under a heading belongs to it.

    Args:
        text: The line.

        following: The line behind it; a headline is not continued in small letters.

        under: `any` line that is no paragraph, `titles`, `short` lines, or `bullets`.

        first: The line stands right under the heading, where a headline may be in small letters.
    """
    if under == "bullets":
        if first and COUNTS_ON.match(text):
            return False
        return BULLET.match(text) is not None and len(text) <= LONGEST_TEASER and not ends_like_story(text)
    if under != "short" and ELLIPSIS.search(text):
        return len(text) <= LONGEST_LEAD
    longest = LONGEST_TOPIC if under == "short" else LONGEST_TEASER
    if len(text) > longest or ends_like_story(text) or has_sentences(text):
        return False
    return under != "titles" or is_headline(text, following, first=first)


def ends_like_story(text: str) -> bool:
    """Say whether a line begins or ends as sentences do; headlines end bare, or ask, or shout."""
    return text.rstrip("\"”’')").endswith((".", ",", ":", ";")) or text.startswith(('"', "“"))


def is_headline(text: str, following: str, *, first: bool) -> bool:
    """Say whether a line reads like another story's headline and not like a subhead or a piece of a sentence."""
    words = text.split()
    if len(words) < FEWEST_TITLE_WORDS or NUMBERED.match(text) or following[:1].islower():
        return False
    if is_titled(words):
        return True
    goes_on = bool(following) and len(following.split()) < FEWEST_TITLE_WORDS
    return first and not goes_on and text[:1].isupper() and not is_function_word(words[-1])
