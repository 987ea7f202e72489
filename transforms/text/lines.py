"""
What a line is, and where a sentence ends: decided here, asked by all.

A line ends a sentence, is cut off, or ends bare; it breaks where one sentence ends inside it and another begins; it is
a paragraph, a headline or a label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.text.titles import is_function_word, is_titled

if TYPE_CHECKING:
    pass

LONGEST_END = 5
"""Characters at a line's end that hold its last mark and the quotes and brackets that close behind it."""

SENTENCE_END = re.compile(r"""[.!?]["”’'»)\]*_]{0,3}$""")
TRAILING_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}$")
RULES_END = re.compile(r"""[.!?]["”’'»)\]]{0,3}$""")

CUT_OFF = re.compile(r"""(?:\.{3,}|…|\[\s?(?:…|\.{2,})\s?\])["”’')\]]{0,3}$""")
"""An ellipsis at the end: a lead of another story, which ends no sentence in pieces."""

ELLIPSIS = re.compile(r"""(?:\.{2,}|…|\[(?:…|\.{2,})\])["”’')\]]{0,3}$""")

LONGEST_CUT = 10
"""Characters at a line's end that hold an ellipsis."""

LONGEST_RULED_END = 24
"""Characters at a line's end in which its last marks stand, closing quotes and brackets included."""

BREAK = re.compile(r"""[a-z]{4}\.["”’'»)\]]{0,3}\s{0,2}(?=[A-Z(\[/*@“"-])""")
"""A sentence's end inside a line; shorter words before the stop are abbreviations."""

COLON = re.compile(r""":[^\w"]{0,8}$""")
ANNOUNCING_WORDS = 3

SHORTEST_STORY_LIKE, LONG_STORY_LIKE = 60, 220
"""Characters of a line that reads like a story's if it ends a sentence, and of one that does whatever it ends with:
shorter ones that end a sentence may as well be prompts or captions, headlines stay well below the second."""

SHORTEST_PROSE, LONG_PROSE = 90, 230
"""The same where lines are weighed and not matched: prompts that end a sentence are mostly shorter than the first."""

SENTENCE_CHARACTERS, TEXT_CHARACTERS = 90, 130
"""The same above a story, where headlines end in no full stop."""
STOPS = (".", '."', ".”", ".)", "...")

LONGEST_LABEL = 40
"""Characters of labels, names and counters."""
LABELS_END_NOT = (".", "!", "?", ":", '"', "”")
"""Marks that end sentences and announcements, and no label."""

FEWEST_TITLE_WORDS = 4
NUMBERED = re.compile(r"\d{1,2}[.)]\s")


def ends_sentence(line: str) -> bool:
    """Return whether a line ends a sentence: in a full stop, `?` or `!`, perhaps inside quotes."""
    return SENTENCE_END.search(line[-LONGEST_END:]) is not None


def trails_off(line: str) -> bool:
    """Return whether a line ends as sentences do, with an ellipsis counted as an end."""
    return TRAILING_END.search(line[-LONGEST_END:]) is not None


def is_cut_off(line: str) -> bool:
    """Return whether a line breaks off in an ellipsis, as leads of other stories do."""
    return CUT_OFF.search(line[-LONGEST_CUT:]) is not None


def announces(line: str) -> bool:
    """Return whether a line announces what stands below it (`mengunggah foto dengan narasi:`)."""
    return COLON.search(line[-LONGEST_CUT:]) is not None and line.count(" ") >= ANNOUNCING_WORDS


def is_prose(line: str) -> bool:
    """Return whether a line reads like a paragraph of prose."""
    if len(line) < SHORTEST_PROSE:
        return False
    if line[-1] == "." and line[-2] != ".":
        return True  # as most end; the two patterns below ask the same of all marks
    if is_cut_off(line):
        return False
    return len(line) >= LONG_PROSE or ends_sentence(line)


def is_story_like(line: str) -> bool:
    """Return whether a line reads like a paragraph of a story rather than a headline, a prompt or a cut-off lead."""
    if line[-1:] == "." and line[-2:-1].isalnum():
        return len(line) >= SHORTEST_STORY_LIKE  # as most lines are: the patterns below would say the same
    if ELLIPSIS.search(line, max(0, len(line) - LONGEST_RULED_END)):
        return False
    if len(line) >= LONG_STORY_LIKE:
        return True
    if len(line) < SHORTEST_STORY_LIKE or line[-1] in "?!":
        return False
    return RULES_END.search(line, len(line) - LONGEST_RULED_END) is not None


def has_sentences(line: str) -> bool:
    """Return whether a line is a paragraph, or holds a sentence that ends before the line does, as before a credit."""
    if ELLIPSIS.search(line):
        return False
    return is_story_like(line) or (len(line) >= SHORTEST_STORY_LIKE and BREAK.search(line) is not None)


def is_text(line: str) -> bool:
    """Return whether a line is a paragraph of the story by its length and its end."""
    return len(line) >= (SENTENCE_CHARACTERS if line.endswith(STOPS) else TEXT_CHARACTERS)


def is_label(line: str) -> bool:
    """Return whether a line is short and ends like a label, a name or a counter."""
    return len(line) <= LONGEST_LABEL and not line.endswith(LABELS_END_NOT)


def ends_like_story(line: str) -> bool:
    """Return whether a line begins or ends as sentences do; headlines end bare, or ask, or shout."""
    return line.rstrip("\"”’')").endswith((".", ",", ":", ";")) or line.startswith(('"', "“"))


def is_headline(line: str, following: str, *, first: bool) -> bool:
    """
    Return whether a line reads like another story's headline and not like a subhead or a piece of a sentence.

    Args:
        line: The line.

        following: The line behind it; a headline is not continued in small letters.

        first: The line stands right under a heading, where a headline may be in small letters.
    """
    words = line.split()
    if len(words) < FEWEST_TITLE_WORDS or NUMBERED.match(line) or following[:1].islower():
        return False
    if is_titled(words):
        return True
    return first and not goes_on(following) and line[:1].isupper() and not is_function_word(words[-1])


def goes_on(following: str) -> bool:
    """Return whether a line of so few words stands behind another that it is the rest of it."""
    return bool(following) and len(following.split()) < FEWEST_TITLE_WORDS
