"""Is this a paper's name: known, a domain, or shaped like one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import folded, lexicon_table
from transforms.names.places import never_places
from transforms.names.squeeze import squeeze

DOMAIN = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{2,30}){0,2}"
    r"\.(?:com?|id|net|org|info|news|tv|my|sg|uk|in|us|biz|site|online|asia|press|media|xyz|web\.id|go\.com|au|jp|kr|cn|de|fr|es|it|eu)"
    r"(?:\.(?:id|my|sg|uk|au|jp|kr|in|bn))?",
    re.IGNORECASE,
)
CAMEL = re.compile(
    r"[A-Z][a-z]{2,20}(?:[A-Z][a-z]{2,20}){1,3}\d{0,3}|[a-z]{1,4}[A-Z][a-z]{2,20}|[A-Z][a-z]{3,12}\d{1,3}"
)
ENDINGS = re.compile(r"(?i)(?:\.(?:com|co|net|org|info|id|my|news|tv|go|or|web|sg|uk)){1,3}$")
ONLINE = re.compile(r"(?:com|online)$")
SHORTEST_KNOWN = 3
"""Shorter names (AP, DW, X) are words of every language; they count only where a cue or brackets stand by them."""
MOST_WORDS = 4
"""Words in the name of a paper that only its shape betrays."""
SHORTEST_CORE = 8
"""Shorter cores (suara, merdeka, bola) are everyday words."""


@cache
def known_names() -> dict[str, str]:
    """Return every known outlet: its squeezed spellings, with the name readers know."""
    outlets = lexicon_table("outlets")
    known: dict[str, str] = {}
    for name, others in outlets["wires"].items():
        known |= {squeeze(spelling): name for spelling in (name, *others)}
    for name, hosts in outlets["hosts"].items():
        known |= {squeeze(spelling): name for spelling in (name, *(h for h in hosts if "/" not in h))}
    return known


@cache
def hosts() -> dict[str, str]:
    """Return the name of the outlet at each known host."""
    return {host: name for name, where in lexicon_table("outlets")["hosts"].items() for host in where}


@cache
def first_words() -> frozenset[str]:
    """Return the words with which papers' names begin."""
    return folded("outlets", "first")


@cache
def last_words() -> frozenset[str]:
    """Return the words with which papers' names end."""
    return folded("outlets", "last")


def is_domain(name: str) -> bool:
    """
    Return whether a name is a bare domain, such as a paper uses for a name.

    >>> is_domain("JelajahKota.Info"), is_domain("Rp.1.500")
    (True, False)
    """
    return "." in name and DOMAIN.fullmatch(name) is not None


@cache
def known_cores() -> frozenset[str]:
    """Return the long cores of known names: `POS-KUPANG` for Pos-Kupang.com."""
    return frozenset(c for c in map(core, known_names().values()) if len(c) >= SHORTEST_CORE)


@cache
def sites() -> dict[str, str]:
    """Return the core of every outlet that has a host, with its name; empty where several have one core."""
    found: dict[str, str] = {}
    for name in lexicon_table("outlets")["hosts"]:
        found[core(name)] = "" if core(name) in found else name
    return found


def registered(name: str) -> str | None:
    """
    Return a known outlet's name as its readers write it, its domain's ending there or not; None where no one bears it.

    >>> [registered(name) for name in ("TRIBUN JOGJA", "Antara", "Kompas", "Kabar Rawa", "TribunJogja.net")]
    ['TribunJogja.com', 'ANTARA', 'Kompas', None, None]
    """
    known = known_names().get(squeeze(name))
    if known is None and (len(core(name)) < SHORTEST_CORE or is_domain(name)):
        return None  # another domain is another paper's
    return sites().get(core(name)) or known


@lru_cache(maxsize=4096)
def is_known(name: str) -> bool:
    """Return whether a name belongs to an outlet of the table."""
    squeezed = squeeze(name)
    return len(squeezed) >= SHORTEST_KNOWN and (squeezed in known_names() or squeezed in known_cores())


def same_outlet(one: str, other: str) -> bool:
    """Return whether two spellings name one outlet, domain endings aside."""
    return core(one) == core(other)


@lru_cache(maxsize=4096)
def core(name: str) -> str:
    """
    Return what tells an outlet from others: its name without domain ending, case and marks.

    >>> core("SINDOnews.com") == core("Sindonews")
    True
    """
    known = known_names().get(squeeze(name), name)
    return ONLINE.sub("", squeeze(ENDINGS.sub("", known.strip()))) or squeeze(name)


def ends_as_paper(name: str) -> bool:
    """
    Return whether a name ends with a word that only papers' names end with, behind another: no person's.

    >>> ends_as_paper("Rawa Times"), ends_as_paper("Agus Rakyat"), ends_as_paper("Times")
    (True, False, False)
    """
    front, _, last = name.rpartition(" ")
    return bool(front) and fold(last) in folded("outlets", "paper_ends")


def is_shaped(name: str) -> bool:
    """Return whether an unknown name is shaped like a paper's: camel case, or a word that papers' names have."""
    if CAMEL.fullmatch(name):
        return True
    words = [w for w in re.split(r"[ -]", name) if w]
    if not 1 < len(words) <= MOST_WORDS or not all(w[0].isupper() or w[0].isdigit() for w in words):
        return False
    if fold(words[0]) in never_places() and fold(words[0]) not in first_words():
        return False
    return fold(words[0]) in first_words() or fold(words[-1]) in last_words()
