"""How headlines and sentences write their words: large, or small."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE_CASE = 0.6
"""Share of capitals from which on a headline is set in them; sentences stay below."""

FUNCTION_WORD_LETTERS = 4
"""Headlines leave `di`, `dan`, `untuk` small; five letters and more they mostly set with a capital."""

FEWEST_SMALL = 2
"""Small words behind a capital that make a sentence of it; one may be chance."""


def capital_share(words: Sequence[str]) -> float:
    """Return the share of words that start with a capital or a digit; short function words do not count."""
    weighty = [w for w in words if len(w) > FUNCTION_WORD_LETTERS or w[:1].isupper()]
    return sum(not w[:1].islower() for w in weighty) / len(weighty) if weighty else 0.0


def is_title_case(words: Sequence[str]) -> bool:
    """
    Return whether most words that weigh are written large; asked where a line may be in any language.

    It parts from `is_titled` on 7,723 of 75,395 lines.
    """
    return capital_share(words) >= TITLE_CASE


@cache
def title_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return (function words, words that open sentences), folded."""
    return folded("titles", "title_function_word"), folded("titles", "sentence_opener")


def is_function_word(word: str) -> bool:
    """Return whether headlines in capitals write a word small."""
    return fold(word) in title_words()[0]


def is_small(word: str) -> bool:
    """Return whether a word is written small and is not one of the words headlines write small."""
    bare = word.strip("\"“”‘’'(),.:;!?")
    return bare[:1].islower() and bare.isalpha() and fold(bare) not in title_words()[0]


def reads_on(words: Sequence[str]) -> bool:
    """Return whether words read like the start of a sentence: small words follow soon."""
    return sum(is_small(w) for w in words[1:6]) >= FEWEST_SMALL


def is_titled(words: Sequence[str]) -> bool:
    """Return whether at most one word in five is small that headlines write large; asked where the words are listed."""
    return sum(is_small(w) for w in words) <= len(words) // 5
