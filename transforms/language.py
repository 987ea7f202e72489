"""The language that a text is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import lexicon_table, lists_of
from transforms.lexicon.schema import ANY
from transforms.text.words import without_marks

VOTE_CHARACTERS = 1200
"""Characters of the opening whose words vote: some 160 words."""

LIBRARY_CHARACTERS = 400
"""Characters that the library reads, at .25 µs each; more changed no answer on 296 labelled texts."""

FEWEST_WORDS = 4
"""Below this only a hint can tell."""

SHORTEST_TEXT = 24
"""Letters below which the library guesses."""

CLEAR_SHARE = 0.12
"""Share of function words from which a family of languages is certain; running prose has .25 and more."""

CLEAR_LEAD = 3
"""How many times the words of the next family the winner must have."""

NEIGHBOURS_LEAD = 1.5
"""The same between tongues of one island, which borrow each other's words."""

SURE_LEAD = 2
"""How many times its neighbour's own words a language must have; with less, what is known of the page decides."""

FEWEST_OWN = 2
"""A language's own words in a text that what is known of the page must have on its side; none is enough without any."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
CODE = re.compile(r"[a-z]{2,3}")
LETTER = re.compile(r"[^\W\d_]|-")
PLAIN = "".join(chr(n).lower() if LETTER.match(chr(n)) else " " for n in range(256)).encode("latin-1")
"""What each character of Latin-1 becomes where words are told apart: a small letter, a hyphen, else a space."""

COUNT_BITS = 11
"""Bits that hold how many words of one list a text has: no more than every second of `VOTE_CHARACTERS`."""

MOST_COUNTED = (1 << COUNT_BITS) - 1


@dataclass(frozen=True, slots=True)
class Family:
    """Languages that share their function words, and the words that each has alone."""

    shared: frozenset[str]
    own: dict[str, frozenset[str]]


@cache
def tables() -> tuple[tuple[Family, ...], dict[str, str]]:
    """Return the families and the aliases of language codes, from the table beside this module."""
    families = tuple(
        Family(frozenset(words[ANY]), {code: frozenset(own) for code, own in words.items() if code != ANY})
        for words in lists_of("languages").values()
    )
    return families, lexicon_table("languages")["aliases"]


def detect_language(text: str, hint: str | None = None, outlet: str | None = None) -> str | None:
    """
    Return the ISO 639-1 code of the language of a text, None where nothing tells.

    Args:
        text: The text; its opening is enough.

        hint: What the page says (`id-ID`, `en_US`). Believed only where the text does not tell by
            itself: pages in one language often carry the code of another.

        outlet: The language of most that its outlet prints, where that is known. Between languages that share
            their words it is believed before the page's own code.
    """
    told = language_code(hint)
    words = words_of(text[:VOTE_CHARACTERS])
    voted = vote(words, outlet or told)
    if voted or len(words) < FEWEST_WORDS:
        return voted or told or outlet
    if sum(map(len, words)) < SHORTEST_TEXT:
        return told or outlet
    return among_neighbours(ask_library(text[:LIBRARY_CHARACTERS]), words, outlet or told)


def among_neighbours(said: str | None, words: list[str], known: str | None) -> str | None:
    """
    Return what the library says; between languages of one family it guesses.

    There what is known of the page goes first, then the words that only one of them has, then the first of the family.
    """
    family = next((n for n, family in enumerate(tables()[0]) if said in family.own), None)
    if family is None:
        return said
    own = count_lists(words)[family][1]
    return known if known in own else max(own, key=lambda code: own[code])


def words_of(text: str) -> list[str]:
    """Return the words of a text, casefolded, in reading order; `WORD` says what one is."""
    text = without_marks(text)
    if not text.isascii():
        text = fold(text)
    try:
        # Translating bytes takes .6 µs for the opening of a story, translating its characters 7 µs.
        folded = text.encode("latin-1").translate(PLAIN).decode("latin-1")
    except UnicodeEncodeError:
        return WORD.findall(text)
    return part_chains(folded).split()


def part_chains(text: str) -> str:
    """Return a folded text in which each hyphen but one between two words, `a-b` and `c` of `a-b-c`, is a space."""
    first, *rest = text.split("-")
    parted, before, free = [first], first, True
    for piece in rest:
        free = free or " " in before
        joins = free and before[-1:] > " " and piece[:1] > " "
        parted += "-" if joins else " ", piece
        before, free = piece, not joins
    return "".join(parted)


def language_code(hint: str | None) -> str | None:
    """
    Return the two-letter code in a language tag, None where it is none.

    >>> language_code("in_ID")
    'id'
    """
    match = CODE.match(fold((hint or "").strip()))
    code = tables()[1].get(match[0], match[0]) if match else ""
    return code if len(code) == len("id") else None


def vote(words: list[str], told: str | None) -> str | None:
    """Return the language for which the function words speak clearly, None where they do not."""
    if len(words) < FEWEST_WORDS:
        return None
    counted = count_lists(words)
    (most, winner), (second, next_) = sorted(((shared, n) for n, (shared, _) in enumerate(counted)), reverse=True)[:2]
    lead = NEIGHBOURS_LEAD if neighbours()[winner] & neighbours()[next_] else CLEAR_LEAD
    if most < CLEAR_SHARE * len(words) or most < lead * second:
        return None
    own = counted[winner][1]
    if len(own) == 1:
        return next(iter(own))
    (first, high), (_, low) = sorted(own.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    if told in own and (high < SURE_LEAD * low or high < FEWEST_OWN):
        return told
    return first if high > low else None


@cache
def neighbours() -> tuple[frozenset[str], ...]:
    """Return for each family the group of families with which it shares words, empty where it shares none."""
    groups = lexicon_table("languages")["groups"]
    return tuple(frozenset({groups[name]}) if name in groups else frozenset() for name in lists_of("languages"))


@cache
def packed_lists() -> dict[str, int]:
    """Return a number for each listed word, one bit set for each list it stands in, in the order of the tables."""
    packed: dict[str, int] = {}
    lists = [words for family in tables()[0] for words in (family.shared, *family.own.values())]
    for number, words in enumerate(lists):
        for word in words:
            packed[word] = packed.get(word, 0) + (1 << COUNT_BITS * number)
    return packed


def count_lists(words: list[str]) -> list[tuple[int, dict[str, int]]]:
    """Return how many words stand in the shared list of each family, and in the list of each of its languages."""
    total = sum(filter(None, map(packed_lists().get, words)))
    counted = []
    for family in tables()[0]:
        shared, total = total & MOST_COUNTED, total >> COUNT_BITS
        own = {}
        for code in family.own:
            own[code], total = total & MOST_COUNTED, total >> COUNT_BITS
        counted.append((shared, own))
    return counted


def ask_library(text: str) -> str | None:
    """Return what the library says of a text."""
    from py3langid import classify  # noqa: PLC0415 - its model takes .2 s to load

    return str(classify(text)[0])
