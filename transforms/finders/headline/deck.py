"""
Find the standfirst under the headline.

A lead paragraph must never be lost, so a line counts only with proof: the story
below says it again, or it stands between headline and byline while the story
below opens with a dateline of its own, or it stands right over that dateline, or
the page's markup claims it and the story goes on below, where its own line is not set as the story's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from transforms.finders.headline.find import is_broken
from transforms.finders.headline.likeness import clock_in, date_in, is_chrome, patterns
from transforms.finders.headline.over_dateline import find_in_front, stands_over_dateline
from transforms.finders.pictures.find import is_caption_line
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, words
from transforms.names.signed import are_names, named_with_place
from transforms.records import Block, Removal
from transforms.text.lines import PARAGRAPH
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.sheet import Numbered, Standing

LONGEST_DECK = 420
"""Characters; the longest standfirst of 2,000 looked at held 380."""
FEWEST_WORDS = 6
"""Shorter lines are rubrics or bylines."""
OPENING_BLOCKS = 10
LONGEST_BYLINE = 105
BYLINE_REACH = 3
"""Lines below a standfirst among which the date of its byline stands: names and roles may come first."""
LEAD_BLOCKS = 4
"""The lead that repeats a standfirst is among the first paragraphs below it."""
LEAD_OFFSET_WORDS = 8
"""Words a dateline may put in front of the lead."""
FEWEST_PARAGRAPHS = 2
"""Paragraphs that must be left below a standfirst that the markup claims."""
DATELINE = re.compile(
    r"^(?:[A-Z][\w.,'/ ]{1,40}?) ?(?:--|[-–—]) ?[A-Z\"“]|^[A-Z][A-Z ]{2,30}: |^[\w.-]+\.(?:com|id|net|co|info)\b"
)


@dataclass(frozen=True, slots=True)
class Deck:
    """
    The standfirst.

    Attributes:
        description: The standfirst, else the page's own description, None where there is neither.

        removals: Where it stands in the text, empty where it does not.
    """

    description: str | None = None
    removals: tuple[Removal, ...] = ()


def find_deck(standing: Standing, title: str | None) -> Deck:
    """
    Find the standfirst among the first standing blocks.

    Args:
        standing: The page; the headline may be struck or stand. What its markup says of it is read as well.

        title: The headline, None where it is not known: then only a line that the story repeats counts.
    """
    story, facts = standing.story, standing.sheet.facts
    front = find_in_front(standing)
    if front:
        span = front[0]
        return Deck(standing.blocks[span.block].text[span.start : span.end].strip(), front)
    told = fold_words(facts.description) if facts.description else []
    headline = fold_words(title) if title else []
    for at, (number, block) in enumerate(story[:OPENING_BLOCKS]):
        words = standing.sheet.words_in(number) if len(block.text) <= LONGEST_DECK else []
        if not words:
            break
        if is_aside(block.text, words) or (headline and words[: len(headline)] == headline):
            continue
        below = story[at + 1 :]
        if len(words) >= FEWEST_WORDS and (
            opens_lead(words, below)
            or stands_over_byline(standing.blocks, number, below, title)
            or stands_over_name(below)
            or stands_over_dateline(standing, at, title)
            or (is_claimed(words, told, standing, below) and is_set_apart(standing, number, below))
        ):
            removal = Removal(number, 0, len(block.text), "deck", "deck.line", "metadata")
            return Deck(block.text, (removal,))
        break
    return Deck(facts.description or None)


def is_aside(line: str, words: Sequence[str] | None = None) -> bool:
    """Return whether a line above the story, of these words, is no text: a caption, a byline, a date, a rubric."""
    if len(fold_words(line) if words is None else words) < FEWEST_WORDS or clock_in(line) or is_caption_line(line):
        return True
    p = patterns()
    if is_chrome(line) or p["byline"].match(line) or p["by_name"].match(line) or is_names(line):
        return True
    return date_in(line) is not None and p["date_end"].fullmatch(line) is not None


def is_names(line: str) -> bool:
    """
    Return whether a line is an author's cue and names, no word of it small but what joins them, or names and a paper.

    >>> is_names("By Ayu Lestari, Agus Salim, 7 Kabar Rawa"), is_names("By Friday the bridge of Rawa had gone")
    (True, False)
    >>> is_names("Ayu Lestari and Agus Salim (Kabar Rawa)")
    True
    """
    if line.endswith(")") and are_names(line.partition(" (")[0]):
        return True
    cue = names_cue().match(line)
    joints = (*words("names", "joints"), *words("names", "particles"))
    return cue is not None and not any(w.islower() and w not in joints for w in line[cue.end() :].split())


@cache
def names_cue() -> re.Pattern[str]:
    """Return the pattern of an author's cue at the head of a line, names behind it."""
    return re.compile(rf"(?i:{any_of('roles', 'bare_author')}) ?:? (?=[A-Z])")


def opens_lead(words: list[str], below: Numbered) -> bool:
    """Return whether a paragraph below opens with the same words, a dateline aside, and is no shorter."""
    witness = max(words, key=len)
    for _, block in below[: OPENING_BLOCKS + LEAD_BLOCKS]:
        if witness not in fold(block.text[: LONGEST_DECK * 2]):
            continue
        lead = fold_words(block.text[: LONGEST_DECK * 2])
        head = " ".join(lead[: len(words) + LEAD_OFFSET_WORDS])
        if len(lead) >= len(words) and f" {' '.join(words)} " in f" {head} ":
            return len(lead) > len(words) or is_aside(below[0][1].text)
    return False


def stands_over_byline(blocks: Sequence[Block], number: int, below: Numbered, title: str | None) -> bool:
    """
    Return whether a line stands between headline and byline, with a longer story below.

    Where nothing shows that the headline stands right above, the story must open with a dateline of its own.
    """
    above = [block.text for index, block in enumerate(blocks[:number]) if index >= number - OPENING_BLOCKS]
    if any(date_in(line) and len(line) < LONGEST_BYLINE for line in above):
        return False  # below a byline stands the story, whatever other dates stand around it
    own = blocks[number].text
    byline = byline_below([block.text for block in blocks[number + 1 : number + 1 + BYLINE_REACH]])
    if not (title and below and byline):
        return False
    lead = next((b.text for _, b in below if b.text not in byline and not is_aside(b.text)), "")
    if len(lead) < len(own) // 2 or DATELINE.match(own):
        return False
    return DATELINE.match(lead) is not None or (above[-1:] == [title] and len(lead) > len(own))


def stands_over_name(below: Numbered) -> bool:
    """Return whether a reporter's name in capitals with the town stands right below a line, and the story under it."""
    names = named_with_place(below[0][1].text) if len(below) > FEWEST_PARAGRAPHS else None
    return names is not None and names.isupper() and len(below[1][1].text) >= PARAGRAPH


def byline_below(lines: Sequence[str]) -> Sequence[str]:
    """Return the short lines up to the one that bears a date, none where no such line stands among them."""
    for at, line in enumerate(lines):
        if len(line) >= LONGEST_BYLINE or is_broken(line):
            break
        if date_in(line):
            return lines[: at + 1]
    return ()


def is_claimed(words: list[str], told: list[str], standing: Standing, below: Numbered) -> bool:
    """Return whether the markup claims a line as the description, and two longer paragraphs are left without it."""
    if not told or words[: len(told)] != told or len(words) > len(told) + 2:
        return False
    some = (number for number, _ in below[: OPENING_BLOCKS + LEAD_BLOCKS])
    longer = (number for number in some if len(standing.sheet.words_in(number)) > len(words))
    return len([*islice(longer, FEWEST_PARAGRAPHS)]) == FEWEST_PARAGRAPHS


def is_set_apart(standing: Standing, number: int, below: Numbered) -> bool:
    """Return whether a line is set otherwise than the story below: many a page gives its first paragraph as summary."""
    elements = standing.sheet.markup.elements
    after = next((n for n, block in below if not is_aside(block.text)), None)
    if not elements or after is None:
        return True
    own, other = elements[number], elements[after]
    return (own.tag, own.get("class")) != (other.tag, other.get("class")) or own.getparent() is not other.getparent()
