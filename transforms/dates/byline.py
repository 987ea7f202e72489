"""
Lines, and openings of lines, that are nothing but a byline: author, outlet, date and time.

A line is taken apart: its dates are lifted out, the rest is split at separators, cue words are
peeled off, and what is left must be a name or nothing. A sentence that merely holds a date never
comes apart like that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.dates.parse import DIGITS, DateMention, find_dates
from transforms.dates.words import cue_pattern, cues, fold_word

LONGEST_BYLINE = 160
"""Characters; longer lines are stories, and only their opening is looked at."""

OPENING = 400
"""Characters of a long line in which a byline may stand behind a glued headline."""

SCANNED_WHOLE = 1500
"""Characters up to which a line is scanned for dates once, for byline and body alike."""

LONGEST_CUED = 70
"""Characters between a byline's first cue and its date: `Posted by`, a name of four words, `on`."""

MOST_NAMES = 2
MOST_NAME_WORDS = 5
STORY_LINE = 140
"""Characters; a line this long is prose."""

HEAD_STORY_LINES = 2
"""Lines of prose that may stand above a byline: a deck, a caption, a lead set off."""

BARS = "|•· "
HOLE = "\x00"
SPLIT = re.compile(
    rf"\s*(?:[|•·;/»›~\[\]()]+|(?<=\S)-+(?={HOLE})|(?:^|(?<=\s)|(?<={HOLE}))[-–—]+(?=\s|\w|$|{HOLE})|[–—]+|,(?=\s|$)|:(?=\s|$|\w))\s*"
)
TRIM = re.compile(r"^[\W_]+|[^\w.]+$|(?<=\w)[\W_]+$")
NAME_WORD = re.compile(r"(?:[A-Z0-9À-ÖØ-ÞĀ-Ž'’][\w.'’&-]{0,24}|[a-z0-9-]{2,24}\.(?:[a-z]{2,6})(?:\.[a-z]{2})?)$")
PARTICLES = frozenset("bin binti van von de der den al el da dan and & di del la le und et y e ibn".split())
DOMAIN = re.compile(r"\w\.\w")
JOINED = re.compile(r"\s+(?:dan|and|&|und|et|y)\s+")
CUE_KINDS = ("modified", "published", "author", "editor", "role", "joining")
"""Lists that are peeled off a byline; a word in two of them counts as the first."""


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
    """

    start: int
    end: int
    published: DateMention | None
    modified: DateMention | None
    cued: bool
    authors: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Found:
    """
    A byline and where it stands.

    Attributes:
        block: Number of its block.

        byline: What it says.

        head: It stands above the story, or behind no more than its opening.

        strike: It may leave the text. A date alone behind prose may be the heading of a chronicle.
    """

    block: int
    byline: Byline
    head: bool
    strike: bool = True


@cache
def cue_at_start() -> re.Pattern[str]:
    """Return the pattern of any cue at the start of a chunk."""
    return re.compile(rf"(?:{any_cue()})(?![\w'-])", re.IGNORECASE)


@cache
def cue_at_end() -> re.Pattern[str]:
    """Return the pattern of a cue at the end of a chunk."""
    return re.compile(rf"(?:^|(?<=\s))(?:{any_cue()})$", re.IGNORECASE)


@cache
def any_cue() -> str:
    """Return the alternation of every cue, longest first."""
    words = {word for kind in CUE_KINDS for word in cues(kind)}
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def cue_kinds() -> dict[str, str]:
    """Return the kind of every cue word."""
    return {word: kind for kind in reversed(CUE_KINDS) for word in cues(kind)}


@cache
def ago_pattern() -> re.Pattern[str]:
    """Return the pattern of `3 jam lalu`, `just now` and the like."""
    ago, end, now = (cue_pattern(k) for k in ("ago", "ago_end", "just_now"))
    return re.compile(rf"(?<!\w)(?:(?:[0-9]{{1,3}}|an?|one)\s(?:{ago})\s(?:{end})|{now})(?!\w)", re.IGNORECASE)


def read_byline(text: str) -> Byline | None:
    """
    Read a text that should be nothing but a byline, None where it is anything else.

    >>> read_byline("Oleh Budi Santoso - 12 Mei 2026").authors
    ('Budi Santoso',)
    >>> read_byline("Budi Santoso lahir pada 12 Mei 2026.") is None
    True
    """
    if len(text) > LONGEST_BYLINE or text[0] in ",.":
        return None
    mentions = find_dates(text)
    if any(m.raw.endswith(")") and m.weekday is not None for m in mentions):
        return None  # `Senin (9/6/2025)` is the way of sentences
    dated = [m for m in mentions if m.has_year or m.time]
    holes = sorted((m.start, m.end) for m in mentions)
    ago = [] if mentions else [m.span() for m in ago_pattern().finditer(text)]
    if len(dated) != len(mentions) or not (dated or ago or starts_with_author(text)):
        return None
    parts = list(take_apart(text, holes or ago))
    names = [(word, kind) for kind, word in parts if kind in ("name", "by", "desk")]
    if any(kind == "other" for kind, _ in parts) or len(names) > MOST_NAMES:
        return None
    return judge(text, parts, dated, ago=bool(ago))


@cache
def counted_pattern() -> re.Pattern[str]:
    """Return the pattern of `5 min read`, `0 komentar` and the like, which bylines carry along."""
    return re.compile(
        rf"(?<![\w.,-])[0-9]{{1,3}}(?:[.,][0-9]{{1,3}})?\s?(?:{cue_pattern('counted')})(?!\w)", re.IGNORECASE
    )


def judge(text: str, parts: list[tuple[str, str]], dated: list[DateMention], *, ago: bool) -> Byline | None:
    """Return the byline if its parts make one: a bare name wants a time or a cue beside it."""
    kinds = [kind for kind, _ in parts]
    cued = [k for k in kinds if k in ("published", "modified", "author", "role")]
    bare = "name" in kinds and not cued
    if bare and (too_many(parts) or not (any(m.time for m in dated) or set_off(text, dated))):
        return None
    if not dated and not ago and not author_alone(text, parts):
        return None
    if ago and not dated and bare:
        return None
    published, modified, said = assign(parts, dated)
    authors = tuple(
        dict.fromkeys(name for kind, word in by_reporter(text, parts) for name in person(word, kind, bare=bare))
    )
    rule = "byline.dated" if dated else "byline.ago" if ago else "byline.author"
    return Byline(0, len(text), published, modified, said, authors, rule)


def set_off(text: str, dated: list[DateMention]) -> bool:
    """Say whether a bar or a dot stands between a bare name of two words or more and its date."""
    before = text[: dated[0].start].rstrip() if dated else ""
    return before[-1:] in set(BARS) and " " in before.rstrip(BARS).strip()


def too_many(parts: list[tuple[str, str]]) -> bool:
    """Say whether bare names are more than a person and an outlet's address: then they are a headline."""
    names = [word for kind, word in parts if kind == "name"]
    return sum(not DOMAIN.search(word) for word in names) > 1


def by_reporter(text: str, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parts that may name a person: the last one alone in `Laporan Wartawan OUTLET, NAME`."""
    names = [(kind, word) for kind, word in parts if kind in ("name", "by")]
    return names[-1:] if is_reported_from(text) else names


def is_reported_from(text: str) -> bool:
    """Say whether a line opens with a cue behind which the outlet stands."""
    folded = fold_word(text.lstrip("(*-–— "))
    return any(folded.startswith(cue + " ") for cue in cues("reported_from"))


def author_alone(text: str, parts: list[tuple[str, str]]) -> bool:
    """Say whether a line without a date is a byline: an author's cue, and a name set off from it or in full."""
    names = [word for kind, word in parts if kind == "by"]
    if not names or any(kind in ("published", "modified", "role") for kind, _ in parts):
        return False
    if is_reported_from(text) or (text[0] == "(" and text[-1] == ")"):
        return True
    return (":" in text or len(" ".join(names).split()) > 1) and not text.rstrip().endswith(("?", "!"))


def assign(
    parts: list[tuple[str, str]], dated: list[DateMention]
) -> tuple[DateMention | None, DateMention | None, bool]:
    """Return (published, modified, whether a word says so): each date belongs to the last cue before it."""
    published: DateMention | None = None
    modified: DateMention | None = None
    said, last, rest = False, "", iter(dated)
    for kind, _ in parts:
        if kind in ("published", "modified"):
            last = kind
        elif kind == "hole":
            mention = next(rest, None)
            if last == "modified":
                modified = modified or mention
            elif published is None or (last == "published" and not said):
                published, said = mention, last == "published"
            last = ""
    return published, modified, said


def opens_with_a_cue(text: str) -> bool:
    """Say whether a line without digits may be a byline: its first word opens an author's cue or means today."""
    words = text.lstrip("(*-–— ").split(None, 1)
    return bool(words) and fold_word(words[0].strip(",:()")) in first_words()


@cache
def first_words() -> frozenset[str]:
    """Return the first words of the cues that need no date beside them."""
    return frozenset(cue.split()[0] for kind in ("author", "just_now") for cue in cues(kind))


def starts_with_author(text: str) -> bool:
    """Say whether a line opens with the word that names its author."""
    match = cue_at_start().match(text.lstrip("(*-–— "))
    return bool(match) and cue_kinds()[fold_word(match[0])] == "author"


def take_apart(text: str, holes: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """
    Yield (kind, text) of every part: hole, a cue's kind, name, by, desk, other.

    `by` is a name behind an author's cue, `desk` one behind a role: `Redaksi Kabar Desa` is no person.
    """
    pieces, at = [], 0
    for start, end in holes:
        pieces += [text[at:start], HOLE]
        at = end
    skeleton = "".join([*pieces, text[at:]])
    after = ""
    for chunk in SPLIT.split(skeleton):
        for piece in re.split(f"({HOLE})", chunk):
            if piece == HOLE:
                yield "hole", ""
                after = ""
                continue
            for kind, word in peel(piece):
                if kind != "name":
                    after = {"author": "by", "editor": "desk", "role": "desk"}.get(kind, after)
                    yield kind, word
                else:
                    yield (after or "name"), word


def peel(chunk: str) -> Iterator[tuple[str, str]]:
    """Yield the cues of one chunk, and the name between them."""
    chunk = trim(counted_pattern().sub("", chunk) if any(c.isdigit() for c in chunk) else chunk)
    while chunk and (match := cue_at_start().match(chunk)):
        yield cue_kinds()[fold_word(match[0])], match[0]
        chunk = trim(chunk[match.end() :])
    behind: list[tuple[str, str]] = []
    while chunk and (match := cue_at_end().search(chunk)):
        behind.append((cue_kinds()[fold_word(match[0])], match[0]))
        chunk = trim(chunk[: match.start()])
    if chunk:
        yield ("name" if is_name(chunk) else "other"), chunk
    yield from reversed(behind)


def trim(chunk: str) -> str:
    """Return a chunk without the decoration around it."""
    return TRIM.sub("", chunk.strip()).strip()


def is_name(chunk: str) -> bool:
    """Say whether a chunk looks like the name of a person or an outlet: a few capitalised words."""
    words = chunk.split()
    if len(words) > MOST_NAME_WORDS:
        return False
    return all(is_name_word(word) or (n and word.casefold() in PARTICLES) for n, word in enumerate(words))


def is_name_word(word: str) -> bool:
    """Say whether a word may be part of a name: capitalised or an address, with no digit but an outlet's."""
    return bool(NAME_WORD.match(word)) and (not word[0].isdigit() or bool(DOMAIN.search(word)))


def person(word: str, kind: str, *, bare: bool) -> list[str]:
    """Return the persons that a name part names: none for an outlet's domain or a single bare word."""
    if kind == "name" and not bare:
        return []
    names = [n.strip() for n in JOINED.split(word)]
    return [n for n in names if not DOMAIN.search(n) and not n.isupper() and (kind == "by" or " " in n)]


@cache
def opening_cue() -> re.Pattern[str]:
    """Return the pattern of a capitalised cue inside a line, where a glued byline may start."""
    words = {w for kind in ("published", "modified", "author", "role") for w in cues(kind)}
    ordered = sorted(words, key=lambda w: (-len(w), w))
    spelled = "|".join(re.escape(w[0].upper() + w[1:]).replace(r"\ ", r"\s") for w in ordered)
    return re.compile(rf"(?:(?<![\w'-])|(?<=[a-z0-9]))(?:{spelled})(?![\w'])")


def find_glued(text: str) -> Iterator[Byline]:
    """Yield bylines that stand inside a line, behind a headline or in front of the story."""
    for mention in find_dates(text if len(text) <= SCANNED_WHOLE else text[: OPENING + LONGEST_BYLINE]):
        if mention.start > OPENING or not mention.has_year or continues(text, mention.end):
            continue
        start = glued_start(text, mention)
        if start is not None and (byline := read_byline(text[start : mention.end])):
            shift = move(byline, start, mention)
            if shift.published or shift.modified:
                yield shift


def move(byline: Byline, start: int, mention: DateMention) -> Byline:
    """Return a byline that was read from `start` on, placed in its line."""
    published = mention if byline.published else None
    modified = mention if byline.modified else None
    return Byline(start, mention.end, published, modified, byline.cued, byline.authors, "byline.glued")


def continues(text: str, end: int) -> bool:
    """Say whether a sentence goes on behind a date: a comma, a small letter, a bracket."""
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


def find_bylines(lines: Sequence[tuple[int, str]]) -> tuple[Found, ...]:
    """
    Find the bylines of a page.

    Args:
        lines: (block number, text) of every visible line, in reading order.

    Returns:
        Each byline with its block. A date alone, without a time or a cue, counts only near the top.
    """
    found: list[Found] = []
    prose = 0
    for block, text in lines:
        head = prose <= HEAD_STORY_LINES
        digits = DIGITS.search(text, 0, OPENING) is not None
        short = text and len(text) <= LONGEST_BYLINE and (digits or opens_with_a_cue(text))
        byline = read_byline(text) if short else None
        alone = byline is not None and is_day_alone(byline, text)
        if byline and (head or not alone):
            found.append(Found(block, byline, head, strike=not (alone and prose)))
        elif not byline and digits:
            found += [Found(block, glued, head) for glued in find_glued(text)]
        prose += len(text) >= STORY_LINE
    return tuple(found)


def is_day_alone(byline: Byline, text: str) -> bool:
    """Say whether a byline is a date and nothing else."""
    mention = byline.published
    return mention is not None and mention.time is None and not byline.cued and mention.raw == trim(text)
