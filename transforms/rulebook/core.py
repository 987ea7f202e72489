"""What a line says without the marks that decorate it."""

from __future__ import annotations

import re

LEAD = re.compile(r"(?:[^\w#@©(\[\"“‘'<+]|_|#{1,6}(?=[\s#])|\+(?=\s)|<{1,2}(?=\s))+")
OPENERS = re.compile(r"(?!\(c\))[(\[<{*_](?:[^\w#@©(\[\"“‘'<+]|[_*(\[]){0,4}", re.IGNORECASE)
TRAIL = frozenset(" :;!…>»›→↓↑←|–—-_~*•·]})=✅🔥📌")
CLOSES = {")": "(", "]": "["}

LONGEST_PROMPT = 600
"""Characters; no rule's `longest` comes near, so longer lines are not even stripped of decoration."""


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
