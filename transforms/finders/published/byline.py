"""
Reading a text that is nothing but a byline: author, outlet, date and time.

A sentence that merely holds a date never comes apart like that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import attrgetter

from transforms.dates.mention import DateMention
from transforms.dates.parse import find_dates
from transforms.dates.relative import Ago, find_ago
from transforms.lexicon.calendar import calendar, cues, fold_word, zones
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, lists_of
from transforms.names.callings import title_at
from transforms.names.outlets import is_domain, is_known, is_shaped
from transforms.names.persons import DEGREE, is_person
from transforms.names.pieces import DOMAIN, DOTS, Piece, cue_at_start, cue_kind, person, take_apart
from transforms.names.places import is_place
from transforms.parts import parts_of

LONGEST_BYLINE = 160
"""Characters; longer lines are stories, and only their opening is looked at."""

LONGEST_AGO = 60
"""Characters of a line such as `Outlet - 3 jam lalu`."""

NO_BYLINE = ("reporting", "background", "ahead", "past", "beginning", "event", "month_first", "no_country")
"""Lists of words that tie a date to a sentence, and of what is no word."""
FIRST = ("author", "just_now", "today", "yesterday")
"""Lists of words with which a byline without a date may begin."""
MOST_NAMES = 2
EDGE = 2
"""Letters by which the first word of a line is looked up; the shortest author's cue has as many."""
AUTHOR_ALONE = "byline.author"
"""The form that names its author and no day."""
NAMED_DAY = "byline.named-day"
"""The weakest form, which counts only between headline and story: anniversaries are written so as well."""
NAMED_PARTS = frozenset({"person", "day"})
PLACED_PARTS = frozenset({"place", "paper"})
"""Parts of a byline without a cue: who and when, and from where and for whom."""
PERSON_ALONE = re.compile(r"[A-Z][a-z'’]{1,15} [A-Z][a-z'’]{1,15}|[A-Z'’]{2,16} [A-Z'’]{2,16}")
LABELLED = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2} ?: ?(?=\w)")
"""A word that no byline knows, and a colon: what follows is a date of the story, as in `Upacara: Jumat, 3 Mei 2019`."""
YEAR = re.compile(r"[12]\d{3} ")
LETTERED = re.compile(r"(?:[A-Z]\.?){2,6}")
"""A degree in capitals: `RDN`, `M.A`."""
COUNT_BEHIND = re.compile(r"(?<=[12]\d{3}) [0-9]{1,3}$")
GAPS = ("", ",", "-", "–", "—")
BARS = "|•· "


AROUND_DAY = " |•·,-–—"
"""Marks between a writer and the day."""


@dataclass(frozen=True, slots=True)
class Byline:
    """
    A span that is nothing but a byline.

    Attributes:
        start: First character in the line.

        end: One past the last.

        published: The date it was first printed, with a cue or without one.

        modified: The date it was changed, by a cue.

        cued: A word says that `published` is the day of publication.

        authors: Persons that the byline names.

        rule: Which form it has: `byline.dated`, `byline.author` or `byline.ago`.

        ago: How long ago it was printed.

        told: The words that say so.
    """

    start: int
    end: int
    published: DateMention | None
    modified: DateMention | None
    cued: bool
    authors: tuple[str, ...]
    rule: str
    ago: Ago | None = None
    told: str = ""


@lru_cache(maxsize=4096)
def read_byline(text: str) -> Byline | None:
    """
    Read a text that should be nothing but a byline, None where it is anything else.

    What is read is remembered: menus and boxes stand on every page of a site, and are most of what is asked.

    >>> read_byline("Oleh Budi Santoso - 12 Mei 2026").authors
    ('Budi Santoso',)
    >>> read_byline("Budi Santoso lahir pada 12 Mei 2026.") is None
    True
    """
    if len(text) > LONGEST_BYLINE or text[:1] in ("", ",", "."):
        return None
    end = filed_at(text)
    if end:
        byline = read_byline(text[:end])
        return replace(byline, end=len(text)) if byline and byline.published else None
    bare = without_calling(text)
    if holds_prose(bare):
        return None
    byline = read_parts(without_count(bare))
    return replace(byline, end=len(text)) if byline else None


def without_calling(text: str) -> str:
    """
    Return a line that names its writer with spaces for what the writer is, up to a day or the line's end.

    >>> without_calling("Oleh Rina Dewi, Dosen Hukum | 12 Mei 2026").split()
    ['Oleh', 'Rina', 'Dewi', '|', '12', 'Mei', '2026']
    """
    span = title_at(text)
    if not span:
        return text
    days = find_dates(text)
    front = text[days[0].end :].lstrip(AROUND_DAY) if days and days[0].end <= span[0] else text
    behind = [day.start for day in days if day.start > span[0]]
    stop = min([span[1], *behind])
    if not names_writer(front) or (stop not in behind and text[stop : stop + 1] not in AROUND_DAY):
        return text  # the sentence goes on
    return f"{text[: span[0]]}{' ' * (stop - span[0])}{text[stop:]}".rstrip()


def names_writer(text: str) -> bool:
    """Return whether a line opens with what says who wrote and nothing else says, and a person behind it."""
    cue = author_cue(text)
    behind = text.lstrip("(*-–— ")[len(cue) :].lstrip()
    if not cue or (cue not in folded("roles", "bare_author") and not behind.startswith(":")):
        return False
    name = behind.lstrip(": ").partition(",")[0]
    return not (is_place(name) or is_domain(name) or is_known(name) or is_shaped(name))


def read_parts(text: str) -> Byline | None:
    """Read a text without prose: its dates, and what stands around them."""
    mentions = find_dates(text)
    told = any(m.raw.endswith(")") and m.weekday is not None and m.raw != text for m in mentions)
    if told and not starts_with_author(text):
        return None  # `Senin (9/6/2025)` is the way of sentences
    dated = [m for m in mentions if m.has_year or m.time]
    ago = () if len(text) > (LONGEST_BYLINE if mentions else LONGEST_AGO) else find_ago(text)
    if len(dated) != len(mentions) or not (dated or ago or starts_with_author(text)):
        return None
    parts: list[Piece] = []
    holes: list[DateMention | Ago] = sorted((*mentions, *ago), key=attrgetter("start"))
    for part in take_apart(text, [(hole.start, hole.end) for hole in holes]):
        if part[0] == "other":
            return None
        if not (part[0] == "by" and parts and parts[-1][0] == "by" and is_degree(part[1])):
            parts.append(part)
    if sum(kind in ("name", "by", "desk") for kind, _ in parts) > MOST_NAMES:
        return None
    return byline_of(text, parts, holes)


def is_degree(word: str) -> bool:
    """Return whether a part behind a writer's name is a degree: `By Ayu Lestari, MS, RD`."""
    return DEGREE.fullmatch(word.rstrip(".")) is not None or LETTERED.fullmatch(word) is not None


def without_count(text: str) -> str:
    """Return a line that names its author without the number of comments behind: `By Ayu Lestari May 12, 2026 0`."""
    count = COUNT_BEHIND.search(text) if text[-1:].isdigit() else None
    return text[: count.start()] if count and starts_with_author(text) else text


@cache
def filed_in() -> re.Pattern[str]:
    """Return the pattern of the section that a blog prints behind the day of a post: `May 13, 2026 In Garden`."""
    section = r"[A-Z][a-z]{2,20}(?:(?:, | & | )[A-Z][a-z]{2,20}){0,3}"
    return re.compile(rf"(?<=\d{{4}}) {any_of('roles', 'filed_in')} (?P<section>{section})$")


def filed_at(text: str) -> int:
    """Return where such a section begins behind the day, 0 where none does; a place is none."""
    filed = filed_in().search(text) if text[-1:].isalpha() and YEAR.search(text) else None
    return filed.start() if filed and not is_place(filed["section"]) else 0


def holds_prose(text: str) -> bool:
    """Return whether a text holds a small word that no byline does; most lines are told by one of their first words."""
    known = byline_words()
    return any(w.islower() and w.isalpha() and w.isascii() and w not in known for w in text.split())


@cache
def byline_words() -> frozenset[str]:
    """Return every word that may stand in small letters in a byline: of cues, dates, times and names."""
    phrases = [phrase for name in lists_of("dates") if name not in NO_BYLINE for phrase in cues(name)]
    dates = (*calendar().months, *calendar().weekdays, *map(fold, zones()))
    return frozenset(word for phrase in (*phrases, *dates) for word in phrase.translate(DOTS).split())


def byline_of(text: str, parts: list[Piece], holes: Sequence[DateMention | Ago]) -> Byline | None:
    """Return the byline if its parts make one: a name that is no section wants a time, cue or bar by it."""
    dated = [hole for hole in holes if isinstance(hole, DateMention)]
    ago = next((hole for hole in holes if isinstance(hole, Ago)), None)
    kinds = [kind for kind, _ in parts]
    cued = [k for k in kinds if k in ("published", "modified", "author", "role")]
    bare = not cued and any(kind == "name" and fold_word(word) not in cues("rubric") for kind, word in parts)
    if bare and LABELLED.match(text):
        return None
    near = bare and (is_named_day(text, parts, dated) or is_named_in_parts(text))
    if bare and not near and (too_many(parts) or not (any(m.time for m in dated) or set_off(text, dated))):
        return None
    if not dated and not ago and not author_alone(text, parts):
        return None
    if ago and not dated and bare:
        return None
    published, modified, said = assign(parts, holes)
    team = fold(text.partition(" ")[0]) in folded("roles", "team_heads")
    named = [name for kind, word in by_reporter(text, parts) for name in person(word, kind, bare=bare)]
    authors = () if team else tuple(dict.fromkeys(without_places(named, bare=bare)))
    rule = NAMED_DAY if near else "byline.dated" if dated else "byline.ago" if ago else AUTHOR_ALONE
    told = text[ago.start : ago.end] if ago else ""
    return Byline(0, len(text), published, modified, said, authors, rule, ago, told)


def is_named_day(text: str, parts: list[Piece], dated: list[DateMention]) -> bool:
    """Return whether a line is a person's name and a day, a comma or dash between: `Ayu Lestari 24 Juni 2021`."""
    names = [word for kind, word in parts if kind == "name"]
    if (
        not dated
        or [kind for kind, _ in parts] not in (["name", "hole"], ["hole", "name"])
        or any(m.time or m.weekday is not None for m in dated)
    ):
        return False
    at = text.find(names[0])
    between = text[at + len(names[0]) : dated[0].start] if at < dated[0].start else text[dated[0].end : at]
    near = between.strip() in GAPS and min(at, dated[0].start) == 0
    return near and PERSON_ALONE.fullmatch(names[0]) is not None and is_person(names[0]) and not is_place(names[0])


def is_named_in_parts(text: str) -> bool:
    """Return whether a line is a person and a day, with papers and places alone: `Palu, 3 Mei 2026 | Ayu Lestari`."""
    parts = parts_of(text)
    kinds = {part.kind for part in parts}
    return len(parts) > len(NAMED_PARTS) and kinds >= NAMED_PARTS and kinds <= NAMED_PARTS | PLACED_PARTS


def without_places(names: Sequence[str], *, bare: bool) -> list[str]:
    """
    Return the names of a byline without paper and town beside a person: `Laporan Wartawan Palu, Ayu Lestari`.

    A paper that only its shape betrays may be a person, where a cue says that who follows wrote: Media, Lensa and Post
    are names as well.
    """
    persons = [
        name
        for name in names
        if not (is_place(name) or is_domain(name) or is_known(name) or (bare and is_shaped(name)))
    ]
    return persons or list(names)


def set_off(text: str, dated: list[DateMention]) -> bool:
    """Return whether a bar or a dot stands between a bare name of two words or more and its date."""
    before = text[: dated[0].start].rstrip() if dated else ""
    return before[-1:] in set(BARS) and " " in before.rstrip(BARS).strip()


def too_many(parts: list[Piece]) -> bool:
    """Return whether bare names are more than a person and an outlet's address: then they are a headline."""
    names = [word for kind, word in parts if kind == "name"]
    return sum(not DOMAIN.search(word) for word in names) > 1


def by_reporter(text: str, parts: list[Piece]) -> list[Piece]:
    """Return the parts that may name a person: the last one alone in `Laporan Wartawan OUTLET, NAME`."""
    names = [(kind, word) for kind, word in parts if kind in ("name", "by")]
    return names[-1:] if is_reported_from(text) else names


def is_reported_from(text: str) -> bool:
    """Return whether a line opens with a cue behind which the outlet stands."""
    folded = fold_word(text.lstrip("(*-–— "))
    return any(folded.startswith(cue + " ") for cue in cues("reported_from"))


def author_alone(text: str, parts: list[Piece]) -> bool:
    """Return whether a line without a date is a byline: an author's cue, and a name set off from it or in full."""
    names = [word for kind, word in parts if kind == "by"]
    if not names or any(kind in ("published", "modified", "role") for kind, _ in parts):
        return False
    if is_reported_from(text) or (text[0] == "(" and text[-1] == ")"):
        return True
    return (":" in text or len(" ".join(names).split()) > 1) and not text.rstrip().endswith(("?", "!"))


def assign(
    parts: list[Piece], holes: Sequence[DateMention | Ago]
) -> tuple[DateMention | None, DateMention | None, bool]:
    """Return (published, modified, whether a word says so): each date belongs to the last cue before it."""
    published: DateMention | None = None
    modified: DateMention | None = None
    said, kind_said, rest = False, "", iter(holes)
    for kind, _ in parts:
        if kind in ("published", "modified"):
            kind_said = kind
        elif kind == "hole":
            hole = next(rest, None)
            mention = hole if isinstance(hole, DateMention) else None
            if mention is None:
                pass
            elif kind_said == "modified":
                modified = modified or mention
            elif published is None or (kind_said == "published" and not said):
                published, said = mention, kind_said == "published"
            kind_said = ""
    return published, modified, said


def opens_with_a_cue(text: str) -> bool:
    """Return whether a line without digits may be a byline: its first word opens an author's cue or means today."""
    if fold(text.lstrip("(*-–— ,:)")[:EDGE]) not in first_edges():
        return False  # as most lines do
    words = text.lstrip("(*-–— ").split(None, 1)
    return bool(words) and fold_word(words[0].strip(",:()")) in first_words()


@cache
def first_edges() -> frozenset[str]:
    """Return the first letters of these words."""
    return frozenset(word[:EDGE] for word in first_words())


@cache
def first_words() -> frozenset[str]:
    """Return the first words of the cues that need no date beside them."""
    return frozenset(cue.split()[0] for kind in FIRST for cue in cues(kind))


def is_author_cue(text: str) -> bool:
    """Return whether a text is an author's cue and nothing else, one that names no team: `Written by`."""
    return fold_word(text) in cues("author") and fold(text) not in folded("roles", "team_heads")


@cache
def author_edges() -> frozenset[str]:
    """Return the first letters of the authors' cues."""
    return frozenset(cue[:EDGE] for cue in cues("author"))


def starts_with_author(text: str) -> bool:
    """Return whether a line opens with the word that names its author."""
    return author_cue(text) != ""


def author_cue(text: str) -> str:
    """Return the word, folded, with which a line opens and that names its author; empty where it opens otherwise."""
    text = text.lstrip("(*-–— ")
    match = cue_at_start().match(text) if fold(text[:EDGE]) in author_edges() else None
    return fold_word(match[0]) if match and cue_kind(match[0]) == "author" else ""
