"""Which lines under a heading are the headlines, leads and topics that it announces."""

from __future__ import annotations

import re

from transforms.text.lines import ends_like_story, has_sentences, is_cut_off, is_headline

LONGEST_TEASER = 200
LONGEST_LEAD = 420
LONGEST_TOPIC = 60
"""Characters of the longest headline, cut-off lead and topic under a heading."""

BULLET = re.compile(r"(?:[-–—•*·▪►»]|\d{1,2}\.) ?\w")
COUNTS_ON = re.compile(r"(?!1\.)\d{1,2}\.")
"""A number other than the first: right under a read-also line it is the story's own list that goes on."""


def is_teaser(text: str, following: str, under: str, *, first: bool) -> bool:
    """
    Return whether a line under a heading belongs to it.

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
    if under != "short" and is_cut_off(text):
        return len(text) <= LONGEST_LEAD
    longest = LONGEST_TOPIC if under == "short" else LONGEST_TEASER
    if len(text) > longest or ends_like_story(text) or has_sentences(text):
        return False
    return under != "titles" or is_headline(text, following, first=first)
