"""
The headline right above the first byline or date of a page, told by its place alone.

Of 1,035 pages of writers with a headline 411 had none found for want of a story that says its words again: notices,
interviews, letters. Of these pages 94 now give the right line and 8 another one; on 5,721 texts whose headline was cut
off none gives a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.finders.headline.likeness import (
    FEWEST_WORDS,
    LONGEST,
    MOST_WORDS,
    SHORT_WORDS,
    date_in,
    is_aside,
    is_broken_off,
    patterns,
    shape_points,
)
from transforms.parts import parts_of
from transforms.text.casing import is_title_case
from transforms.text.lines import ends_in_full_stop, ends_sentence, is_cut_off, is_text
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_STAMP = 80
"""Characters of a byline or a date in a line of its own."""

SHORTEST_SENTENCE = 40
"""Characters of a sentence that opens a story."""

NEAREST = 5
"""Lines from the last stamp on among which the story begins: a caption, a share row may stand between. Chosen."""

FEW = 2
SHORT_BLOCKS = 3
"""Blocks of a page with a headline of two words at least: itself, its day and a story."""


def is_byline(line: str) -> bool:
    """Return whether a line is a date or a byline and nothing else."""
    return len(line) <= LONGEST_STAMP and (date_in(line) is not None or patterns()["byline"].match(line) is not None)


def over_stamp(lines: Sequence[str]) -> int | None:
    """
    Return which of the lines at the head of a page is its headline by standing over the first byline or date, if any.

    Behind the stamp a story must begin, else it signs what stands above it: verses. Nothing where a sentence stands
    above, where a further stamp does, for what it dates is a card's or a diary's, nor where two lines may be meant.
    """
    end = next((at for at, line in enumerate(lines) if ends_in_full_stop(line)), len(lines))
    stamps = [at for at, line in enumerate(lines[:end]) if at and is_stamp(line)]
    last = next((at for at in stamps if at + 1 not in stamps), 0)
    if not stamps or stamps[-1] != last or not last < end < min(len(lines), last + NEAREST) or not is_told(lines[end]):
        return None
    above = [at for at in range(stamps[0]) if may_be_headline(lines[at])]
    if len(above) == 2 and above[1] == above[0] + 1 and is_deck(*(lines[at] for at in reversed(above))):  # noqa: PLR2004
        return above[0]
    alone = len(above) == 1 and all(is_shaped(line) for line in lines[above[0] : stamps[0]])
    return above[0] if alone else None


def is_told(line: str) -> bool:
    """Return whether a line is a sentence of the story, no short one."""
    return len(line) >= SHORTEST_SENTENCE and ends_in_full_stop(line)


def is_stamp(line: str) -> bool:
    """Return whether a line says when a story came out, or by a cue who wrote it, and hardly anything else."""
    if len(line) > LONGEST_STAMP or ends_sentence(line):
        return False
    kinds = [part.kind for part in parts_of(line)]
    others = sum(len(part.text.split()) for part in parts_of(line) if part.kind == "other")
    signed = kinds[:1] == ["author"] and not others and not {"person", "name"}.isdisjoint(kinds)
    return signed or ("day" in kinds and others <= FEW)


def may_be_headline(line: str) -> bool:
    """Return whether a line has the shape and the length of a headline, names no writer, is no piece of a quotation."""
    whole = line.count("\u201c") == line.count("\u201d") and line.count('"') % 2 == 0
    return is_shaped(line) and len(fold_words(line)) >= SHORT_WORDS and whole and not signs(line)


def is_shaped(line: str) -> bool:
    """Return whether a line has the shape of a headline: some words, no end of a sentence, no navigation."""
    fits = FEWEST_WORDS <= len(fold_words(line)) <= MOST_WORDS and len(line) <= LONGEST and not line.islower()
    return fits and shape_points(line) > 0 and not (is_aside(line) or is_broken_off(line) or is_cut_off(line))


def signs(line: str) -> bool:
    """Return whether a line names who wrote: it opens with a cue, or holds names and trades alone."""
    kinds = [part.kind for part in parts_of(line)]
    return bool(kinds) and (kinds[0] in ("author", "cue") or ("other" not in kinds and "person" in kinds))


def is_deck(line: str, above: str) -> bool:
    """Return whether a line is the standfirst of the one above: that is written as headlines are, this as prose is."""
    words = above.split()
    told = any(word.islower() for word in words)  # a menu writes every entry large
    return told and may_be_headline(above) and is_title_case(words) and not is_title_case(line.split())


def is_short_headline(lines: Sequence[str]) -> bool:
    """Return whether the first line is a headline of two words: a day below it, then a story that writes them small."""
    if len(lines) <= SHORT_BLOCKS or is_text(lines[1]) or not is_text(lines[2]):
        return False
    own = lines[0].split()
    if len(own) != FEW or not all(word.isalpha() and word[:1].isupper() for word in own) or is_aside(lines[0]):
        return False
    if date_in(lines[1]) is None or not is_byline(lines[1]):
        return False
    told = {word for line in lines[2:] for word in line.split() if word.islower()}
    return all(word.lower() in told for word in own)
