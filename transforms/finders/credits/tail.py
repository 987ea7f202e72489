"""
What hangs behind the last words of a page that lost its line breaks: initials, and the topics of the story behind them.

`… besok. (auh/hil) banjir sungai lembah hijau`, `… besok. (ayu/rin) Lembah Hijau Panen`. Topics are a run of words
without a mark: all small and none of them a word that only joins others, or all large; nothing of a sentence is so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.finders.credits.initials import never_initials
from transforms.lexicon.fold import fold
from transforms.names.places import is_place
from transforms.records import Removal
from transforms.text.casing import is_function_word
from transforms.text.lines import ENDING_MARKS, PARAGRAPH

if TYPE_CHECKING:
    from transforms.sheet import Standing

TAIL = 360
"""Characters of initials and topics; twenty topics of two words have less."""
MOST_WORDS = 40
SHORTEST_STORY = 300
"""Characters of the story in front of them, in the same line."""
SIGNED = re.compile(r"\(\s?\*{0,3}(?P<in>[a-z]{2,5}(?: ?[/|&-] ?(?:[a-z]{2,5}|\*{1,3}|\d{1,3})){1,3})\s?\)")
"""Initials that nothing else looks like: two sets of small letters with a mark between them."""
TOPIC = re.compile(r"#?[^\W_][\w&+'’.-]{0,30}")


def find_tail(standing: Standing) -> tuple[Removal, ...]:
    """Find the initials and the topics behind the story's last words, where the story's last line holds them too."""
    story = standing.story
    index, text = next(((n, b.text) for n, b in reversed(story) if len(b.text) >= PARAGRAPH), (0, ""))
    if len(text) < SHORTEST_STORY or "(" not in text[-TAIL:]:
        return ()
    end = end_of(standing, index)
    match = last_signed(text, max(SHORTEST_STORY, end - TAIL), end)
    if match is None or not signs_behind(standing, index, match.start()):
        return ()
    topics = text[match.end() : end].strip()
    if not topics or not are_topics(topics.split()):
        return ()
    credit = Removal(index, match.start(), match.end(), "credit", "credit.tail", "metadata")
    return credit, Removal(index, match.end(), end, "tags", "tags.tail", "metadata")


def end_of(standing: Standing, index: int) -> int:
    """Return where the text of a block ends whose last words may be struck already."""
    end = len(standing.blocks[index].text)
    for removal in sorted((r for r in standing.removals if r.block == index), key=lambda r: -r.end):
        if removal.end >= end and removal.start:
            end = removal.start
    return end


def last_signed(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the last initials of a stretch."""
    found = max(SIGNED.finditer(text, start, end), key=re.Match.start, default=None)
    if found is None or any(part in never_initials() for part in re.split(r"\W+", fold(found["in"]))):
        return None
    return found


def signs_behind(standing: Standing, index: int, at: int) -> bool:
    """Return whether a sentence, or something struck, ends in front of a place."""
    text = standing.blocks[index].text
    front = len(text[:at].rstrip())
    if text[front - 1] in ENDING_MARKS:
        return True
    return any(r.block == index and r.start < front <= r.end for r in standing.removals)


def are_topics(words: list[str]) -> bool:
    """
    Return whether words are topics: no mark among them, all small without words that join, or all large.

    >>> are_topics("banjir sungai lembah hijau".split()), are_topics("dan warga di hilir pulang".split())
    (True, False)
    """
    if len(words) > MOST_WORDS or not all(TOPIC.fullmatch(word) and word[-1] not in ".’'" for word in words):
        return False
    if any(word.islower() for word in words):
        plain = all(not word[0].isupper() for word in words)
        return plain and len(words) > 1 and not any(is_function_word(word) for word in words)
    return len(words) > 1 or is_place(words[0])
