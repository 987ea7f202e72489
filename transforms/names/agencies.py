"""Reading names of outlets out of running text, glued to their neighbours or not."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from transforms.lexicon.calendar import calendar, fold_word
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import any_of, folded, lexicon_table, words
from transforms.names.hosts import known_at as known_host
from transforms.names.outlets import (
    CAMEL,
    DOMAIN,
    ENDINGS,
    SHORTEST_CORE,
    core,
    first_words,
    is_domain,
    is_known,
    is_shaped,
    registered,
)
from transforms.names.places import countries
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

TITLED = r"[A-Z][\w'’&-]{1,20}(?: [A-Z][\w'’&-]{1,20}){0,3}"
WORDS_MEET = re.compile(r"(?<=[a-z])(?=[A-Z])|-")
SHORTEST_ALIAS = 3
SHORTEST_CAPITALISED = 6
"""Letters of a spelling in small letters that is one with a capital, too; shorter ones are words."""


@cache
def joint() -> re.Pattern[str]:
    """Return the pattern of what stands between two papers' names."""
    joints, behind = any_of("names", "joints"), any_of("names", "behind_joints")
    return re.compile(rf"\s*,?\s*(?:{joints}|&|,|/)\s*(?:{behind} )?")


@cache
def unknown_name() -> re.Pattern[str]:
    """Return the pattern of a name that no table knows, up to where it ends."""
    return re.compile(rf"(?P<name>{TITLED})(?=\s*(?:[,.(]|$|{any_of('names', 'behind_unknown')} |\n))")


@cache
def known() -> dict[str, re.Pattern[str]]:
    """
    Return the pattern of every known outlet's spellings, the longest first, by their first letter; case counts.

    One pattern of all 770 spellings tries them one after the other: 3.3 us a name, so 0.3.
    """
    outlets = lexicon_table("outlets")
    spellings: set[str] = set()
    for name, others in outlets["wires"].items():
        spellings |= {s for s in (name, *others) if s[0].isupper() or s.startswith(words("outlets", "written_small"))}
        spellings |= {s.capitalize() for s in others if s.islower() and s.isalpha() and len(s) >= SHORTEST_CAPITALISED}
    spellings |= {name for name in outlets["hosts"] if name not in words("outlets", "everyday")}
    spellings |= {spaced(name) for name in outlets["hosts"] if len(core(name)) >= SHORTEST_CORE}
    spellings |= {s.removeprefix("The ") for s in spellings if s.count(" ") > 1}
    spellings |= {s.upper() for s in spellings if len(s) > SHORTEST_ALIAS and " " not in s}
    by_letter: dict[str, list[str]] = {}
    for spelling in sorted(spellings, key=lambda s: (-len(s), s)):
        by_letter.setdefault(spelling[0], []).append(spelling)
    return {letter: spelled(some) for letter, some in by_letter.items()}


def spaced(name: str) -> str:
    """
    Return a site's name in words, without its domain's ending.

    >>> spaced("TribunJabar.id"), spaced("Tribun-Medan.com"), spaced("SINDOnews")
    ('Tribun Jabar', 'Tribun Medan', 'SINDOnews')
    """
    return WORDS_MEET.sub(" ", ENDINGS.sub("", name))


def spelled(names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of some spellings, glued or not, perhaps a domain's ending behind them."""
    return re.compile(
        "(?:"
        + "|".join(re.escape(s).replace("'", "['’]").replace(r"\ ", " ?") for s in names)
        + r")(?:[.](?:com|co\.id|co|id|net|org|my))?(?![A-Za-z0-9]*@)"
    )


def known_at(text: str, at: int) -> re.Match[str] | None:
    """Match a known outlet's name at an offset."""
    pattern = known().get(text[at : at + 1])
    return pattern.match(text, at) if pattern else None


@cache
def no_press() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return first words and domain endings of what is cited and no press."""
    offices = words("outlets", "office_domains")
    return frozenset(words("outlets", "never_wire")), tuple("." + domain for domain in offices)


def name_at(text: str, at: int, *, trusting: bool, shaped: bool = False) -> tuple[str, int] | None:
    """
    Read one outlet's name at an offset.

    Args:
        text: Running text.

        at: Where the name begins.

        trusting: A title-case name that no table knows will do.

        shaped: So will one that begins as papers' names do.

    Returns:
        The name as printed and where it ends; None where no outlet is named.
    """
    domain = DOMAIN.match(text, at)
    if domain and "." in domain[0] and not text[domain.end() : domain.end() + 1].isalnum():
        return None if fold(domain[0]).endswith(no_press()[1]) else (domain[0], domain.end())
    match = known_at(text, at)
    if match and ends_well(text, match.end()):
        return match[0], match.end()
    unknown = unknown_name().match(text, at)
    if (
        unknown
        and (trusting or CAMEL.fullmatch(unknown["name"]) or (shaped and opens_as_paper(unknown["name"])))
        and unknown["name"].split(" ")[0] not in no_press()[0]
        and fold(unknown["name"]) not in countries()
        and not re.fullmatch(r"[A-Z]{2,3}", unknown["name"])
    ):
        name = without_weekday(unknown["name"])
        return name, unknown.start() + len(name)
    return None


def without_weekday(name: str) -> str:
    """Return a name without the weekday that runs into it: `Kabar Rawa Rabu (3/6)`."""
    front, space, last = name.rpartition(" ")
    return front if space and fold_word(last) in calendar().weekdays else name


def opens_as_paper(name: str) -> bool:
    """Return whether an unknown name begins with a paper's word: `Radar Rawa`."""
    return fold(name.partition(" ")[0]) in first_words() and is_shaped(name)


def ends_well(text: str, end: int) -> bool:
    """Return whether a known name ends at a word's end, or is glued to a joining word or a capital."""
    rest = text[end : end + 6]
    return (
        not rest
        or not rest[0].isalnum()
        or rest.startswith(words("names", "glued_behind"))
        or (rest[0].isupper() and rest[1:2].islower())
    )


def names_at(text: str, at: int, *, trusting: bool, shaped: bool = False) -> tuple[str, ...]:
    """Read the outlets named at an offset: one, or several joined by `dan`, commas or `and`."""
    names: list[str] = []
    found = name_at(text, at, trusting=trusting, shaped=shaped)
    while found:
        names.append(found[0])
        between = joint().match(text, found[1])
        if not between or not between[0].strip():
            break
        found = name_at(text, between.end(), trusting=False)
    return tuple(names)


def alias_of(initials: str) -> str | None:
    """
    Return the agency that a bare credit names, as readers write it.

    >>> alias_of("afp"), alias_of("dtk"), alias_of("rin")
    ('AFP', 'detik', None)
    """
    if not is_alias(initials):
        return None
    squeezed = squeeze(initials)
    for name, others in lexicon_table("outlets")["wires"].items():
        if squeezed in {squeeze(s) for s in (name, *others)}:
            return str(name)
    return initials


@cache
def is_alias(initials: str) -> bool:
    """Return whether what stands in a bare credit's brackets is an agency or an outlet."""
    return squeeze(initials) not in folded("outlets", "no_alias") and is_known(initials)


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """
    Return a source's name in one spelling: the registry's, where it knows the name or the host; else as printed.

    A domain whose one capital begins it is written in small letters.

    >>> [canonical(name) for name in ("sultra.antaranews.com", "REUTERS", "Kabar  Rawa,", "Kabarrawa.com")]
    ['ANTARA', 'Reuters', 'Kabar Rawa', 'kabarrawa.com']
    """
    tidied = " ".join(name.split()).strip(' ,;:."“”*')
    known = registered(tidied) or (known_host(fold(tidied)) if is_domain(tidied) else None)
    return known or (tidied.lower() if is_domain(tidied) and tidied[1:].islower() else tidied)


def unique(names: list[str], outlet: str | None) -> tuple[str, ...]:
    """Return names without duplicates and without the outlet and its desks."""
    own = core(outlet) if outlet else None
    kept: dict[str, str] = {}
    for name in map(canonical, names):
        key, letters = core(name), squeeze(name)
        if own and (key.startswith(own) or letters.startswith(own)):
            continue
        if letters not in kept:  # cores are letters alone
            kept.setdefault(key, name)
    return tuple(kept.values())
