"""How lines hang together: sentences split over lines, lists under a colon, quotations over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.text.lines import announces, ends_sentence, is_cut_off

OPENS_SMALL = re.compile(r"[,.;:)\]…]|[\"“‘'(]?[a-zà-ÿ]")

GOES_ON = ("(", "[", ",")
"""Marks that end no headline and no label: the sentence goes on below."""

LONGEST_CHAIN = 8
"""Fragments of one sentence that a page splits over lines; longer chains were lists."""

LONGEST_LIST = 40
"""Items of a list that are looked through for the colon above it."""

LONGEST_ITEM = 110
"""Characters of an item; longer lines end the search for the colon above."""

LONGEST_QUOTE = 12
"""Lines that a quotation of a message or a placard runs over."""


def closes(text: str) -> bool:
    """Return whether a line ends a sentence; a struck line closes what stands above it."""
    return not text or ends_sentence(text)


def runs_on(rows: Sequence[str], number: int) -> bool:
    """
    Return whether a line is a piece of one sentence that the page splits over lines.

    >>> runs_on(("Kapal berangkat dari", "Muara Tua", "pada Rabu pagi."), 1)
    True
    """
    small = OPENS_SMALL.match(rows[number]) is not None and number > 0 and not closes(rows[number - 1])
    if closes(rows[number]):
        return small
    if rows[number].endswith(GOES_ON) and number + 1 < len(rows) and rows[number + 1]:
        return True
    for at in range(number + 1, min(len(rows), number + LONGEST_CHAIN)):
        if not rows[at]:
            continue
        small = small or OPENS_SMALL.match(rows[at]) is not None
        if closes(rows[at]):
            return small and not is_cut_off(rows[at])
        if not small:
            return False
    return False


def chain_end(rows: Sequence[str], last: int) -> int:
    """Return the end of the sentences in pieces that go on right behind a block, the block itself where none do."""
    at, small = last + 1, False
    while at < min(len(rows), last + LONGEST_CHAIN) and rows[at]:
        small = small or OPENS_SMALL.match(rows[at]) is not None
        if closes(rows[at]):
            if not small:
                break
            last, small = at, False
        at += 1
    return last


def announced(rows: Sequence[str], number: int) -> bool:
    """
    Return whether a line is an item of a list that a line with a colon announces; struck lines between are passed over.

    Headings of few words (`Berita Terkait:`) announce nothing that belongs to the story.
    """
    for at in range(number - 1, max(-1, number - LONGEST_LIST), -1):
        if announces(rows[at]):
            return True
        if len(rows[at]) > LONGEST_ITEM:
            return False
    return False


def balance(text: str) -> int:
    """Return 1 for a line that opens a quotation and leaves it open, -1 for one that closes one, else 0."""
    if '"' in text and text.count('"') % 2:
        return 1 if text[0] == '"' or text.find('"') < text.find(" ") else -1
    if "“" not in text and "”" not in text:
        return 0  # as most lines: counting takes nine times as long
    return (text.count("“") > text.count("”")) - (text.count("“") < text.count("”"))


def in_quotation(rows: Sequence[str], number: int) -> bool:
    """Return whether a line belongs to a quotation that runs over several lines."""
    if balance(rows[number]):
        return True
    for at in range(number - 1, max(-1, number - LONGEST_QUOTE), -1):
        if rows[at] and (side := balance(rows[at])):
            return side > 0
    return False
