"""
The n-grams that the line model weighs: runs of one to three words of furniture and of story, and what words mean.

`grams.tsv` is written by `tests/bench/train_lines.py`: one n-gram a line with its weight in log-odds of furniture,
the share of labelled lines holding it that are furniture, and the kind that says it most. An n-gram enters only where
three outlets or writers say it. Senses, and two of them in one line, stand there beside words (see `senses`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest

from transforms.lexicon.fold import fold
from transforms.lexicon.senses import MARK, known_senses, meant
from transforms.lexicon.tables import PACKAGE

GRAMS = PACKAGE / "lexicon" / "grams.tsv"

MOST_WORDS = 3
"""Words of the longest n-gram; four taught nothing more, left-out outlets told."""

OPENS, CLOSES = "^", "$"
"""Stand in n-grams for where a line or sentence begins and ends."""

NO_GRAMS = frozenset({OPENS, CLOSES, ""})
"""What says nothing by itself."""

FIGURE = "0"
"""Stands for every number."""

LOUD, LOUD_SHARE = 0.6, 0.8
"""Log-odds and share from which on an n-gram makes a sentence worth looking at, whatever stands around it. With a share
of .75 a fifth more sentences are judged, where stories are about what prompts speak of too nearly twice as many, for
.002 of what one blind writer wrote."""

SAID = 0.7
"""Log-odds that a line's own words must add for it to have said that it is furniture."""

SPOKEN = 1.8
"""The same for a sentence in the midst of a story to be judged at all. Sentences are struck from .85 on, which few come
to that say less: with 1.4 half as many more are judged, for .001 of what blind writers wrote."""

LOUD_LETTERS = 4
"""Letters of a loud word; shorter ones stand inside too many others, and each such place costs the scan."""

WORD = re.compile(r"\w+")
FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Gram:
    """
    One n-gram.

    Attributes:
        weight: Log-odds of furniture that it adds, before the sum is divided by the root of how many a line holds.

        share: Share of the labelled lines and sentences holding it that are furniture.

        kind: The kind of furniture that says it most; empty where story says it more.
    """

    weight: float
    share: float
    kind: str


@cache
def load_grams() -> Mapping[str, Gram]:
    """Read the n-grams."""
    rows = (line.split("\t") for line in GRAMS.read_text(encoding="utf-8").splitlines()[1:])
    return {gram: Gram(float(weight), int(percent) / 100, kind) for gram, weight, percent, kind in rows}


@cache
def loud_words() -> frozenset[str]:
    """Return the n-grams, as they stand in a page in small letters, that make a sentence worth looking at."""
    words = ((gram, known) for gram, known in load_grams().items() if not gram.startswith(MARK))
    told = (gram for gram, known in words if known.weight >= LOUD and known.share >= LOUD_SHARE)
    loud = (gram for gram in told if max(map(len, gram.split())) >= LOUD_LETTERS)
    return frozenset(gram for gram in loud if not {OPENS, CLOSES, FIGURE} & set(gram.split()))


def tokens_of(text: str) -> list[str]:
    """
    Return the words of a text as n-grams are made of them.

    >>> tokens_of("Baca juga: 12 Desa")
    ['^', 'baca', 'juga', '0', 'desa', '$']
    """
    return [OPENS, *WORD.findall(FIGURES.sub(FIGURE, fold(text))), CLOSES]


def grams_of(text: str) -> list[str]:
    """
    Return the different n-grams of a text, in reading order, then its senses.

    >>> grams_of("Baca juga")
    ['^ baca', '^ baca juga', 'baca', 'baca juga', 'baca juga $', 'juga', 'juga $', '@read!']
    """
    tokens = tokens_of(text)
    said = dict.fromkeys([gram for run in runs_of(tokens) for gram in run if gram not in NO_GRAMS])
    return [*said, *meant(tokens)]


def known_grams(text: str, known: Mapping[str, Gram], openers: Container[str]) -> Sequence[str]:
    """
    Return the n-grams of a text that are known, then its senses that are.

    Args:
        text: The line or sentence.

        known: What n-grams weigh.

        openers: What `openers_of` says of those: of a story's pairs of words one in fifteen is one, and the runs of
            three that the others begin are not put together.
    """
    tokens = tokens_of(text)
    pairs = map(" ".join, pairwise(tokens))
    said: list[str] = []
    for word, pair, third in zip_longest(tokens, pairs, tokens[2:], fillvalue=""):
        if word in known:
            said.append(word)
        if pair in known:
            said.append(pair)
        if pair in openers and (run := f"{pair} {third}") in known:
            said.append(run)
    return [*dict.fromkeys(said), *known_senses(tokens, known)]


def openers_of(grams: Iterable[str]) -> frozenset[str]:
    """Return the first two words of each n-gram of three."""
    return frozenset(gram.rpartition(" ")[0] for gram in grams if gram.count(" ") == MOST_WORDS - 1)


@cache
def openers() -> frozenset[str]:
    """Return the first two words of each n-gram of three in `grams.tsv`."""
    return openers_of(load_grams())


def runs_of(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield for each word of a text the runs that begin with it, the shortest first, empty where the text ends."""
    columns = [tokens[n:] for n in range(MOST_WORDS)]
    longer = [map(" ".join, zip(*columns[:size], strict=False)) for size in range(2, MOST_WORDS + 1)]
    return zip_longest(tokens, *longer, fillvalue="")


def shares(said: Sequence[str]) -> list[tuple[str, float]]:
    """Return what each known n-gram and each sense counts for: one by the root of how many of its sort a line holds."""
    of_words, of_senses = shares_of(said)
    return [(gram, of_senses if gram[0] == MARK else of_words) for gram in said]


def shares_of(said: Sequence[str]) -> tuple[float, float]:
    """Return what each known n-gram counts for, and what each sense does."""
    senses = sum([gram[0] == MARK for gram in said])
    return 1 / math.sqrt(len(said) - senses or 1), 1 / math.sqrt(senses or 1)


def weigh(said: Sequence[str], known: Mapping[str, Gram]) -> float:
    """Return the log-odds that the known n-grams and senses of a text add."""
    of_words, of_senses = shares_of(said)
    return sum([known[gram].weight * (of_senses if gram[0] == MARK else of_words) for gram in said])


def speaks(text: str) -> bool:
    """Return whether a sentence of a story says so loudly by its own words that it is furniture that it is judged."""
    known = load_grams()
    return weigh(known_grams(text, known, openers()), known) >= SPOKEN
