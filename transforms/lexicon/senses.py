"""
What words mean, as far as furniture speaks of it: `watch`, `channel`, `you`.

Whoever writes a prompt seldom takes the words of others, yet asks for the same things. The line model weighs which
senses a line holds, and which two of them together.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import lists_of

SENSES, FORMS = "senses", "inflections"

ASKS = "!"
"""Ends the name of a list of verbs, and of the sense that their asking form has."""

MARK = "@"
"""Begins a sense where n-grams stand beside it."""

READER = "you"
"""The sense that a word has besides its own where it is said to be the reader's."""

SHORTEST_OWNED = 4
"""Letters of a noun that a possessive may follow; what is shorter makes too many words by chance."""

SWALLOWS, DOUBLES = "-", "+"
"""Open an ending that takes the last letter of its word, or has it twice."""

MOST_SENSES = 14
"""Senses of a line of which pairs are made; a longer line holds some of everything, and pairs grow with the square.
Chosen, not fitted."""


@cache
def senses_by_word() -> Mapping[str, tuple[str, ...]]:
    """Return for each folded word, in all its forms, what it means."""
    found: dict[str, tuple[str, ...]] = {}
    for form, sense in all_forms():  # some 55,000, in every process that cleans
        senses = found.get(form, ())
        if sense not in senses:
            found[form] = (*senses, sense)
    return found


def all_forms() -> Iterator[tuple[str, str]]:
    """Yield (form, sense) for each form of each word of the lists, folded as the lists' inflections are written."""
    for name, by_language in lists_of(SENSES).items():
        for language, words in by_language.items():
            for word in words:
                yield from forms_of(fold(word), name, language)


def forms_of(word: str, name: str, language: str) -> Iterator[tuple[str, str]]:
    """
    Yield (form, sense) for each form of a word of a list.

    >>> [form for form, sense in forms_of("watch", "watch!", "en") if sense == "watch!"]
    ['watch']
    >>> ("menonton", "watch") in forms_of("tonton", "watch!", "id")
    True
    >>> list(forms_of("ponsel", "device", "id"))[-2:]
    [('ponselmu', 'device'), ('ponselmu', 'you')]
    """
    if not name.endswith(ASKS):
        yield from ((behind(word, end), name) for end in forms("thing", language))
        if len(word) >= SHORTEST_OWNED:
            owned = [behind(word, end) for end in forms("owned", language)]
            yield from ((form, sense) for form in owned for sense in (name, READER))
        return
    yield from ((behind(word, end), name) for end in forms("asking", language))
    told = name.removesuffix(ASKS)
    for prefix in forms("before_telling", language):
        for begun in before(word, prefix):
            yield from ((behind(begun, end), told) for end in forms("behind_telling", language))


def forms(name: str, language: str) -> tuple[str, ...]:
    """Return what a list of inflections has for a language."""
    return lists_of(FORMS)[name].get(language, ())


def before(word: str, prefix: str) -> Sequence[str]:
    """
    Return a word with a prefix before it.

    >>> before("tonton", "me"), before("klik", "di"), before("watch", "")
    (['menonton', 'mentonton'], ['diklik'], ['watch'])
    """
    if prefix not in nasal_prefixes():
        return [prefix + word]
    nasals = nasal_by_letter().get(word[0], [""])
    return [prefix + (n[1:] + word[1:] if n.startswith(SWALLOWS) else n + word) for n in nasals]


@cache
def nasal_prefixes() -> frozenset[str]:
    """Return the prefixes that take a nasal."""
    return frozenset(prefix for some in lists_of(FORMS)["nasal_prefix"].values() for prefix in some)


@cache
def nasal_by_letter() -> Mapping[str, list[str]]:
    """Return by the first letter of a root what may stand before it; a hyphen swallows the letter."""
    found: dict[str, list[str]] = {}
    for row in (row for some in lists_of(FORMS)["nasal"].values() for row in some):
        letter, _, nasal = row.partition(":")
        found.setdefault(letter, []).append(nasal)
    return found


def behind(word: str, end: str) -> str:
    """
    Return a word with an ending.

    >>> behind("share", "-ing"), behind("stop", "+ed"), behind("klik", "lah")
    ('sharing', 'stopped', 'kliklah')
    """
    if end.startswith(SWALLOWS):
        return word[:-1] + end[1:]
    return word + word[-1] + end[1:] if end.startswith(DOUBLES) else word + end


def meant(words: Iterable[str]) -> list[str]:
    """
    Return what some folded words mean, as the model weighs it: each sense by name, and each two that two words have.

    >>> meant(["tonton", "kami"])
    ['@watch!', '@we', '@watch! @we']
    >>> meant(["ponselmu"])
    ['@device', '@you']
    """
    by_sense = words_by_sense(words)
    senses = sorted(by_sense)
    return senses + [f"{one} {two}" for one, two in pairs_of(senses) if len(by_sense[one] | by_sense[two]) > 1]


def known_senses(words: Iterable[str], known: Container[str]) -> list[str]:
    """Return what `meant` does, of what is known: of three pairs of senses the model knows one."""
    by_sense = words_by_sense(words)
    senses = sorted(by_sense)
    told = [sense for sense in senses if sense in known]
    return told + [
        pair
        for one, two in pairs_of(senses)
        if (pair := f"{one} {two}") in known and len(by_sense[one] | by_sense[two]) > 1
    ]


def words_by_sense(words: Iterable[str]) -> dict[str, set[str]]:
    """Return by sense, marked as one, which of some folded words have it."""
    senses_of = senses_by_word()
    found: dict[str, set[str]] = {}
    for word in words:
        if word in senses_of:  # as one word in five
            for sense in senses_of[word]:
                found.setdefault(MARK + sense, set()).add(word)
    return found


def pairs_of(senses: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Return each two of a line's senses; none where it has too many."""
    return combinations(senses, 2) if len(senses) <= MOST_SENSES else ()
