"""Where furniture may begin: at the head of a line, and behind its sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from transforms.rulebook.index import ALL, FIRST_WORD, able_at

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from transforms.rulebook.index import Index, RuleSet

Starts: TypeAlias = "list[tuple[int, RuleSet]]"
"""Where furniture may begin in a line, in reading order, and the rules that could begin there; the first is 0."""

TAKEN = "\x1f"
"""Stands for a character of furniture found already: control characters never occur in normal text."""

STARTS = re.compile(
    r"""[.!?…"”’')\]»→>\x1f](?:(?<=[.!?…])[\"”’')\]]{0,3}|(?<=[\"”’'\]»→>])(?<=\S.)(?=\s)|(?<=\))(?=[\sA-Z])|(?<=\x1f))"""
    r"""\s?(?=[A-Z0-9\"“‘@\[(#*•·»>→|–—-])"""
)
"""Where glued furniture may begin: behind a sentence, a closing mark, or furniture found before it."""

STARTS_AND_WORDS = re.compile(rf"{STARTS.pattern}(?=(?:{FIRST_WORD.pattern})?)")
"""The same with the first word behind it."""

CAPITALS = re.compile(r"(?<=[\w.] )(?=[A-Z])")
WHOLE_PAGE = 600
"""Characters; a longer line is a whole page folded into one, where bylines and credits end without a mark."""

LONGEST_TAIL = 200
"""Characters at the end of such a line in which any capital may begin a prompt that runs to the end."""


def starts_in(texts: Mapping[int, str], inside: Container[int], index: Index) -> dict[int, Starts]:
    """
    Return the starts of some lines, by their numbers; of those in which no rule is tried `inside`, their heads alone.

    One search over the lines joined costs less than one for each, and one more for each word.
    """
    starts: dict[int, Starts] = {line: [(0, able_at(index, text, 0))] for line, text in texts.items()}
    texts = {line: text for line, text in texts.items() if line in inside}
    lines = iter(texts.items())
    line, begin, stop = -1, -1, -1
    for match in STARTS_AND_WORDS.finditer("\n".join(texts.values())):
        at, word = match.end(), match[1]
        while at > stop:
            line, text = next(lines)
            begin, stop = stop + 1, stop + 1 + len(text)
        if at > begin:
            starts[line].append((at - begin, ALL if word is None else index.able(word)))
    for line, text in texts.items():
        if len(text) >= WHOLE_PAGE:
            starts[line] = with_capitals(dict(starts[line]), text, index)
    return starts


def starts_of(text: str, index: Index) -> Starts:
    """Return the starts of one line, in which furniture may be written over."""
    starts = {0: able_at(index, text, 0)}
    for match in STARTS_AND_WORDS.finditer(text):
        word = match[1]
        starts[match.end()] = ALL if word is None else index.able(word)
    return with_capitals(starts, text, index) if len(text) >= WHOLE_PAGE else [*starts.items()]


def with_capitals(starts: dict[int, RuleSet], text: str, index: Index) -> Starts:
    """Return the starts of a whole page folded into one line: at its end, any capital is one."""
    tail = len(text.rstrip(TAKEN + " ")) - LONGEST_TAIL
    capitals = (match.start() for match in CAPITALS.finditer(text, max(0, tail)))
    return sorted(({at: able_at(index, text, at) for at in capitals} | starts).items())
