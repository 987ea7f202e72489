"""
Taking a line apart: dates lifted out, the rest split at separators, cue words peeled off.

What is left must be a name, or the line is no byline.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from transforms.lexicon.calendar import cue_pattern, cues, fold_word
from transforms.lexicon.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_NAME_WORDS = 5
MOST_CHUNK_SPACES = 14
"""A chunk of more words is a sentence: cues and two names of five words make twelve."""

EDGE = 2
"""Letters by which the beginning of a chunk is looked up."""

DIGIT = re.compile("[0-9]")
HOLE = "\x00"
SPLIT = re.compile(
    rf"\s*(?:[|•·;/»›~\[\]()]+|(?<=\S)-+(?={HOLE})|(?:^|(?<=\s)|(?<={HOLE}))[-–—]+(?=\s|\w|$|{HOLE})|[–—]+|,(?=\s|$)|:(?=\s|$|\w))\s*"
)
TRIM = re.compile(r"^[\W_]+|[^\w.]+$|(?<=\w)[\W_]+$")
NAME_WORD = re.compile(r"(?:[A-Z0-9À-ÖØ-ÞĀ-Ž'’][\w.'’&-]{0,24}|[a-z0-9-]{2,24}\.(?:[a-z]{2,6})(?:\.[a-z]{2})?)$")
MAIL = re.compile(r"[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,3}")
DOMAIN = re.compile(r"\w\.\w")
DOTS = str.maketrans("ıİ", "ii")
PieceKind: TypeAlias = str
Piece: TypeAlias = tuple[PieceKind, str]
"""What a piece of a byline is (`hole`, `name`, `by`, `desk`, `other`, or the list of its cue), and its text."""

CUE_KINDS: tuple[PieceKind, ...] = ("modified", "published", "author", "editor", "role", "joining")
"""Lists that are peeled off a byline; a word in two of them counts as the first."""


@cache
def cue_at_start() -> re.Pattern[str]:
    """Return the pattern of any cue at the start of a chunk."""
    return re.compile(rf"(?:{any_cue()})(?![\w'-])", re.IGNORECASE)


@cache
def cue_at_end() -> re.Pattern[str]:
    """Return the pattern of a cue at the end of a chunk."""
    return re.compile(rf"(?:^|(?<=\s))(?:{any_cue()})$", re.IGNORECASE)


@cache
def cue_edges() -> frozenset[str]:
    """Return the first letters of every cue: most chunks begin otherwise, and are spared the pattern."""
    return frozenset([edge_of(word) for kind in CUE_KINDS for word in cues(kind)])


def edge_of(chunk: str) -> str:
    """Return the first two letters of a chunk, one where its first word has no more."""
    return folded(chunk[:EDGE] if chunk[1:EDGE].isalnum() else chunk[:1])


@cache
def cue_ends() -> frozenset[str]:
    """Return the last word of every cue, likewise."""
    return frozenset([folded(word.split()[-1]) for kind in CUE_KINDS for word in cues(kind)])


def folded(word: str) -> str:
    """Return a word as the patterns of cues read it: without case, i without and with its dot one letter."""
    return fold(word if word.isascii() else word.translate(DOTS))


@cache
def any_cue() -> str:
    """Return the alternation of every cue, longest first."""
    words = {word for kind in CUE_KINDS for word in cues(kind)}
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def cue_kinds() -> dict[str, PieceKind]:
    """Return the kind of every cue word, i without and with its dot taken for one letter as patterns do."""
    return {word.translate(DOTS): kind for kind in reversed(CUE_KINDS) for word in cues(kind)}


def cue_kind(cue: str) -> PieceKind:
    """Return the kind of a cue as it stands in a text."""
    return cue_kinds()[fold_word(cue.translate(DOTS))]


@cache
def counted_pattern() -> re.Pattern[str]:
    """Return the pattern of `5 min read`, `0 komentar`, `Dibaca 120 kali`, `Views: 31`, which bylines carry along."""
    number, counted = r"[0-9]{1,3}(?:[.,][0-9]{1,3})?", cue_pattern("counted")
    return re.compile(
        rf"(?<![\w.,-])(?:(?:{counted}\s?:?\s)?{number}\s?{counted}|{counted}\s?:\s?{number})(?!\w)", re.IGNORECASE
    )


@cache
def joined_pattern() -> re.Pattern[str]:
    """Return the pattern of the word between two names."""
    return re.compile(rf"\s+(?:{cue_pattern('conjunction')})\s+", re.IGNORECASE)


def take_apart(text: str, holes: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """
    Yield (kind, text) of every part: hole, a cue's kind, name, by, desk, other.

    `by` is a name behind an author's cue, `desk` one behind a role: `Redaksi Kabar Desa` is no person.
    """
    pieces, at = [], 0
    for start, end in holes:
        pieces += [text[at:start], HOLE]
        at = end
    skeleton = "".join([*pieces, text[at:]])
    if "@" in skeleton:
        skeleton = MAIL.sub(" ", skeleton)
    after = ""
    for chunk in SPLIT.split(skeleton):
        for number, piece in enumerate(chunk.split(HOLE)):
            if number:
                yield "hole", ""
                after = ""
            for kind, word in peel(piece):
                if kind != "name":
                    after = {"author": "by", "editor": "desk", "role": "desk"}.get(kind, after)
                    yield kind, word
                else:
                    yield (after or "name"), word


def peel(chunk: str) -> Iterator[Piece]:
    """Yield the cues of one chunk, and the name between them."""
    chunk = trim(counted_pattern().sub("", chunk) if DIGIT.search(chunk) else chunk)
    if chunk.count(" ") > MOST_CHUNK_SPACES:
        yield "other", chunk
        return
    while chunk and edge_of(chunk) in cue_edges() and (match := cue_at_start().match(chunk)):
        yield cue_kind(match[0]), match[0]
        chunk = trim(chunk[match.end() :])
    behind: list[Piece] = []
    while chunk and folded(chunk.split()[-1]) in cue_ends() and (match := cue_at_end().search(chunk)):
        behind.append((cue_kind(match[0]), match[0]))
        chunk = trim(chunk[: match.start()])
    if chunk:
        yield ("name" if is_name(chunk) else "other"), chunk
    yield from reversed(behind)


def trim(chunk: str) -> str:
    """Return a chunk without the decoration around it."""
    return TRIM.sub("", chunk.strip()).strip()


def is_name(chunk: str) -> bool:
    """Return whether a chunk looks like names of persons or an outlet: each a few capitalised words."""
    return all(is_one_name(part.split()) for part in joined_pattern().split(chunk))


def is_one_name(words: list[str]) -> bool:
    """Return whether words look like one name."""
    if not 0 < len(words) <= MOST_NAME_WORDS:
        return False
    return all(is_name_word(word) or (n and fold(word) in cues("particle")) for n, word in enumerate(words))


def is_name_word(word: str) -> bool:
    """Return whether a word may be part of a name: capitalised or an address, with no digit but an outlet's."""
    return bool(NAME_WORD.match(word)) and (not word[0].isdigit() or bool(DOMAIN.search(word)))


def person(word: str, kind: PieceKind, *, bare: bool) -> list[str]:
    """Return the persons that a name part names: none for an outlet's domain or a single bare word."""
    if kind == "name" and not bare:
        return []
    names = [n.strip() for n in joined_pattern().split(word)]
    return [n for n in names if not DOMAIN.search(n) and (" " in n or (kind == "by" and not n.isupper()))]
