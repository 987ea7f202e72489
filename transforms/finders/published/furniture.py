"""Finding the bylines of a page: whole lines, and those glued into one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from transforms.dates.digits import FEWEST_DIGITS, digits_of, mask_digits
from transforms.dates.mention import DateMention
from transforms.dates.parse import find_dates
from transforms.finders.published.byline import (
    AUTHOR_ALONE,
    LONGEST_BYLINE,
    NAMED_DAY,
    Byline,
    is_author_cue,
    opens_with_a_cue,
    read_byline,
)
from transforms.lexicon.calendar import cues
from transforms.names.persons import is_name, is_person
from transforms.names.pieces import trim
from transforms.names.signed import is_full_name
from transforms.text.lines import PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transforms.sheet import Numbered

OPENING = 400
"""Characters of a long line in which a byline may stand behind a glued headline."""

SCANNED_WHOLE = 1500
"""Characters up to which a line is scanned for dates once, for byline and body alike."""

SCANNED = OPENING + LONGEST_BYLINE
"""Characters that are scanned of a longer line."""

LONGEST_CUED = 70
"""Characters between a byline's first cue and its date: `Posted by`, a name of four words, `on`."""

STORY_LINE = 140
"""Characters; a line this long is prose."""

ENDLESS = 1_000_000_000
"""More than a page has blocks."""

HEAD_STORY_LINES = 2
"""Lines of prose that may stand above a byline: a deck, a caption, a lead set off."""

RIGHT_ABOVE = 4
"""Lines over a headline that are its own, whatever prose stands above them: a section, a day, a name, a second copy."""


Place = Literal["above", "head", "below"]


@dataclass(frozen=True, slots=True)
class Marks:
    """
    What is known of a page before its bylines are looked for.

    Attributes:
        headline: The block of the headline, -1 where it is not known.

        story: The blocks that markup says are story; empty where the page was text.

        last: The last of them, beyond all blocks where there is none.
    """

    headline: int = -1
    story: frozenset[int] = frozenset()
    last: int = ENDLESS

    def place(self, block: int, prose: int) -> Place:
        """Return where a line stands, by its block and the lines of prose in front of it."""
        if 0 < self.headline - block <= RIGHT_ABOVE:
            return "above"
        if prose > HEAD_STORY_LINES or (prose and block > self.last):
            return "below"
        return "above" if block < self.headline else "head"

    def is_prose(self, block: int, text: str) -> bool:
        """Return whether a line is prose; those that markup calls story may be shorter."""
        return len(text) >= (PARAGRAPH if block in self.story else STORY_LINE)


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Found:
    """
    A byline and where it stands.

    Attributes:
        block: Number of its block.

        byline: What it says.

        place: Where it stands: `above` the headline, at the `head` of the story or behind no more than its opening,
            or `below` that.

        strike: It may leave the text. A date alone behind prose may be the heading of a chronicle.

        carded: It stands by the headline of another story, in what markup calls a picture's, or an aside.
    """

    block: int
    byline: Byline
    place: Place
    strike: bool = True
    carded: bool = False


def find_bylines(lines: Numbered, marks: Marks = NO_MARKS) -> tuple[Found, ...]:
    """
    Find the bylines of a page.

    Args:
        lines: Every line that a reader sees, in reading order.

        marks: Where headline and story stand.

    Returns:
        Each byline with its block. A date alone, without a time or a cue, counts only near the top.
    """
    found: list[Found] = []
    prose = 0
    for (block, line), digits in zip(lines, digits_of([line.text for _, line in lines]), strict=False):
        text = line.text
        if digits or (len(text) <= LONGEST_BYLINE and opens_with_a_cue(text)):
            found += read_line(block, text, digits, marks.place(block, prose), prose)
        prose += len(text) >= PARAGRAPH and marks.is_prose(block, text)
    return tuple(found)


def read_line(block: int, text: str, digits: bytes, place: Place, prose: int) -> Iterator[Found]:
    """Yield the bylines in a line with these digits, behind so many lines of prose: itself, or those glued into it."""
    byline = read_byline(text) if len(text) <= LONGEST_BYLINE else None
    if byline and byline.rule == NAMED_DAY and (prose or not block):
        byline = None
    if byline:
        alone = is_day_alone(byline, text)
        if place != "below" or not alone:
            yield Found(block, byline, place, strike=not (alone and prose))
    elif len(digits) >= FEWEST_DIGITS:
        mentions = find_dates(text if len(text) <= SCANNED_WHOLE else text[:SCANNED])
        yield from (Found(block, glued, place) for glued in find_glued(text, mentions))


def find_parted(lines: Numbered, marks: Marks, first: int) -> Iterator[Found]:
    """
    Yield bylines of which the cue stands over the name, both alone on their lines: `Written by`, `Ayu Lestari`.

    Args:
        lines: Every line that a reader sees, in reading order.

        marks: Where headline and story stand.

        first: The block of the first paragraph: behind it such a label is one of the story's.
    """
    for (block, line), (below, name) in pairwise(lines):
        if below >= first:
            return
        cue = line.text.rstrip(" :")
        if block < marks.headline or not opens_with_a_cue(cue) or not is_author_cue(cue):
            continue
        if not is_name().fullmatch(name.text) or not is_full_name(name.text):
            continue
        for at, text, authors in ((block, line.text, ()), (below, name.text, (name.text,))):
            yield Found(at, Byline(0, len(text), None, None, cued=False, authors=authors, rule=AUTHOR_ALONE), "head")


def may_be_byline(text: str) -> bool:
    """Return whether a line is short enough for a byline, and holds a digit or opens with a cue that needs none."""
    return 0 < len(text) <= LONGEST_BYLINE and (b"0" in mask_digits(text) or opens_with_a_cue(text))


def is_day_alone(byline: Byline, text: str) -> bool:
    """Return whether a byline is a date and nothing else."""
    mention = byline.published
    return mention is not None and mention.time is None and not byline.cued and mention.raw in (text, trim(text))


@cache
def opening_cue() -> re.Pattern[str]:
    """Return the pattern of a capitalised cue inside a line, where a glued byline may start."""
    words = {w for kind in ("published", "modified", "author", "role") for w in cues(kind)}
    ordered = sorted(words, key=lambda w: (-len(w), w))
    spelled = "|".join(re.escape(w[0].upper() + w[1:]).replace(r"\ ", r"\s") for w in ordered)
    first = "".join(sorted({re.escape(w[0].upper()) for w in words}))
    # The look at the first letter spares most places the alternatives.
    return re.compile(rf"(?=[{first}])(?:(?<![\w'-])|(?<=[a-z0-9]))(?:{spelled})(?![\w'])")


def find_glued(text: str, mentions: Sequence[DateMention]) -> Iterator[Byline]:
    """Yield bylines that stand inside a line with dates, behind a headline or in front of the story."""
    for mention in mentions:
        if mention.start > OPENING or not mention.has_year or continues(text, mention.end):
            continue
        if b"0" not in mask_digits(text[:OPENING]):
            return
        start = glued_start(text, mention)
        if start is not None and (byline := read_byline(text[start : mention.end])):
            shift = move(byline, start, mention)
            if shift.published or shift.modified:
                yield with_author(shift, text)


@cache
def author_behind() -> re.Pattern[str]:
    """Return the pattern of an author behind a glued byline's day: ` - Oleh: Ayu Lestari`."""
    spelled = "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(cues("author"), key=lambda w: (-len(w), w)))
    name = r"[A-Z][a-z'’]{1,20}"
    return re.compile(rf" ?(?:[-–—|•·] ?)?(?i:{spelled}) ?: ?(?P<name>{name}(?: {name}){{1,4}})(?![\w.])")


def with_author(byline: Byline, text: str) -> Byline:
    """Return a glued byline with the author behind its day."""
    name, end = author_at(text, byline.end)
    return replace(byline, end=end, authors=tuple(dict.fromkeys((*byline.authors, name)))) if name else byline


def author_at(text: str, at: int) -> tuple[str, int]:
    """Return an author whose label stands at an offset, and where the name ends; its last word may be the story's."""
    match = author_behind().match(text, at)
    name = match["name"] if match else ""
    if match and text[match.end() :].lstrip()[:1].islower():
        name = name.rpartition(" ")[0]
    return (name, match.start("name") + len(name)) if match and " " in name and is_person(name) else ("", at)


def find_behind_struck(lines: Numbered, heads: Mapping[int, int]) -> Iterator[Found]:
    """Yield the author behind a headline and its day that were struck at the head of a line."""
    for block, line in [pair for pair in lines if pair[0] in heads]:
        at = heads[block]
        name, end = author_at(line.text, len(line.text[:at].rstrip())) if at else ("", 0)
        if name:
            yield Found(block, Byline(at, end, None, None, cued=False, authors=(name,), rule="byline.glued"), "head")


def move(byline: Byline, start: int, mention: DateMention) -> Byline:
    """Return a byline that was read from `start` on, placed in its line."""
    published = mention if byline.published else None
    modified = mention if byline.modified else None
    return Byline(start, mention.end, published, modified, byline.cued, byline.authors, "byline.glued")


def continues(text: str, end: int) -> bool:
    """Return whether a sentence goes on behind a date: a comma, a small letter, a bracket."""
    rest = text[end : end + 2]
    return bool(rest) and (rest[0] in ",.)('’”\"" or rest.strip()[:1].islower() or rest[0].isalnum())


def glued_start(text: str, mention: DateMention) -> int | None:
    """Return where the byline around a date starts, None where nothing marks it as one."""
    low = max(0, mention.start - LONGEST_CUED)
    for match in opening_cue().finditer(text, low, mention.start):
        between = text[match.end() : mention.start]
        if not re.search(r"[.!?]\s", between) and read_byline(text[match.start() : mention.end]):
            return match.start()
    clocked = mention.weekday is not None and mention.time is not None and mention.offset is not None
    return mention.start if clocked and re.search(r"[|–-]\s?[0-9]{1,2}[:.]", mention.raw) else None
