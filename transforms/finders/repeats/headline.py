"""Later copies of the headline, as lines of their own and glued in front of a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.records import Block, Removal
from transforms.sheet import Standing
from transforms.text.casing import is_title_case
from transforms.text.lines import is_cut_off
from transforms.text.words import SITE_TAIL_WORDS, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORTEST_HEADLINE_WORDS = 3
"""Two words are a rubric or a name, which a story may set twice."""
SHORTEST_CUT_HEADLINE_WORDS = 5
"""A copy that breaks off in an ellipsis must still hold this much of the headline."""
LONG_HEADLINE_WORDS = 8
"""So many words are no start of a sentence that goes on with a name, though their case would allow it."""
TAIL = re.compile(r"^\W{0,3}[-–—|»:·•]")
CLOSING = re.compile(r"[.!?…\"'”’)\]]{0,4}")
DATELINE_AHEAD = re.compile(r"^\s?[^.!?]{2,60}?(?:\s?[-–—]{1,2}\s?|\) |: )\S")


DOMAIN_AHEAD = re.compile(r"\s?[a-z][\w-]{2,30}\.[a-z]{2,4}\b")
"""A dateline that opens with an outlet's address is the one new beginning in small letters."""


def find_headlines(standing: Standing, title: str | None) -> tuple[Removal, ...]:
    """Find every copy of the headline but the first one standing; none stays where the headline is struck already."""
    words = fold_words(title or "")
    if not title or len(words) < SHORTEST_HEADLINE_WORDS:
        return ()
    seen = "title" in [r.kind for r in standing.removals]
    found: list[Removal] = []
    heads = struck_heads(standing.removals)
    for number, block in standing.story:
        start = heads.get(number, 0)
        if begins_with(block.text, start, words[0]):
            for begin, end in copies(block, start, title, words):
                if seen:
                    found.append(Removal(number, begin, end, "repeat", "repeat.headline", "repeat"))
                seen = True
    return tuple(found)


def struck_heads(removals: Sequence[Removal]) -> dict[int, int]:
    """
    Return where the text of blocks begins behind what is struck at their heads, of those that are not struck whole.

    Removals stand in reading order.
    """
    heads: dict[int, int] = {}
    for removal in [removal for removal in removals if not removal.whole]:
        start = heads.get(removal.block, 0)
        if removal.start <= start + 1:
            heads[removal.block] = max(start, removal.end)
    return heads


def begins_with(text: str, start: int, word: str) -> bool:
    """Return whether a text says a folded word at once, marks aside."""
    return word in fold(text[start : start + len(word) + 4])


def copies(block: Block, start: int, title: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans at the head of a block that are the headline."""
    text = block.text
    while begins_with(text, start, words[0]):
        rest = text[start:]
        if is_headline_line(rest, words):
            yield start, len(text)
            return
        end = glued_end(rest, title, words)
        if end is None:
            return
        yield start, start + end
        start += end
        start += text[start : start + 1] == " "


def is_headline_line(line: str, words: list[str]) -> bool:
    """Return whether a line is the headline, but for case, final marks, an outlet's name or a cut end."""
    if len(line) > 3 * sum(map(len, words)) + 60:
        return False
    own = fold_words(line)
    if own == words:
        return True
    if own[: len(words)] == words and len(own) <= len(words) + SITE_TAIL_WORDS:
        return TAIL.match(line[end_of_words(line, len(words)) :]) is not None
    cut = own == words[: len(own)] or (own[:-1] == words[: len(own) - 1] and words[len(own) - 1].startswith(own[-1]))
    return cut and len(own) >= SHORTEST_CUT_HEADLINE_WORDS and is_cut_off(line)


def end_of_words(text: str, count: int) -> int:
    """Return where the word number `count` (from 1) ends."""
    ends = [m.end() for m in re.finditer(r"\w+", text)]
    return ends[count - 1]


def glued_end(text: str, title: str, words: list[str]) -> int | None:
    """
    Return where a headline glued in front of a text ends, None where there is none.

    A sentence may begin as the headline does, so what follows must be a new beginning.
    """
    end = len(title)
    head = text[:end]
    if head != title and not (head.isupper() and fold(head) == fold(title)):
        return None
    end += len(CLOSING.match(text, end)[0]) if not title[-1:].isspace() else 0  # type: ignore[index]
    rest = text[end:]
    goes_on = rest.lstrip()[:1].islower() and not DOMAIN_AHEAD.match(rest)
    if goes_on or rest.lstrip()[:1] in {",", ";", "-", "/", "("}:
        return None
    shouted = head.isupper() or is_title_case(title.split())
    anew = len(words) >= LONG_HEADLINE_WORDS or fold_words(rest[: len(words[0]) + 4])[:1] == words[:1]
    if len(words) <= SHORTEST_HEADLINE_WORDS or not (shouted or anew or DATELINE_AHEAD.match(rest)):
        return None
    return end
