"""What a URL's host says about the outlet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeVar
from urllib.parse import urlsplit

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import lexicon_table, lists_of, words
from transforms.names.outlets import core, first_words, hosts, last_words
from transforms.names.places import gazetteer
from transforms.names.squeeze import squeeze

Value = TypeVar("Value")

WWW = re.compile(r"^www\d?\.")
SHORTEST_REST = 4
SHORTEST_LABEL = 5
"""Letters of a host's label that is an outlet's name by itself; shorter ones are words."""
SHORTEST_WORD = 4
"""Letters of a name, and of a paper's word, in a label that is put together of both."""

PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|\Z)")
"""A URL whose host needs no parser: small letters, neither port nor user."""


@lru_cache(maxsize=4096)
def host_of(url: str | None) -> str | None:
    """
    Return the host of a URL, without `www.`.

    >>> host_of("https://www.kabarrawa.id/2026/05/a.html")
    'kabarrawa.id'
    """
    if not url:
        return None
    plain = PLAIN.match(url)
    try:
        host = plain[1] if plain else urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return WWW.sub("", fold(host.rstrip("."))) if host and "." in host else None


@lru_cache(maxsize=4096)
def known_at(host: str, section: str = "") -> str | None:
    """
    Return the known outlet of a host or of the domain that it lies under; the most specific wins.

    Args:
        host: The host.

        section: The first part of the path, for houses that print several papers at one host.

    >>> known_at("www.bbc.com", "indonesia"), known_at("news.bbc.com"), known_at("radarrawa.jawapos.com")
    ('BBC News Indonesia', 'BBC', 'Radar Rawa')
    """
    labels = host.split(".")
    for n in range(len(labels) - 1):
        domain = ".".join(labels[n:])
        name = (hosts().get(f"{domain}/{section}") if section else None) or hosts().get(domain)
        found = (paper_under(labels[n - 1], domain) if n else None) or name
        if found:
            return found
    return None


def network_of(host: str) -> str:
    """
    Return the network of papers under which a host is a subdomain, empty where it is none.

    >>> network_of("rawa.tribunnews.com"), network_of("kabarrawa.id")
    ('tribunnews.com', '')
    """
    network = host.partition(".")[2]
    return network if network in words("outlets", "networks") else ""


def is_section(host: str) -> bool:
    """
    Return whether a network's subdomain is a section of its own paper.

    >>> is_section("news.viva.co.id"), is_section("rawa.viva.co.id")
    (True, False)
    """
    return host.partition(".")[0] in words("outlets", "network_sections")


def has_row(host: str) -> bool:
    """Return whether the registry has a row for a host itself."""
    return host in hosts()


def bears_label(name: str, host: str) -> bool:
    """
    Return whether a name bears the subdomain under which its page stands.

    >>> bears_label("POS-RAWAPURI.COM", "rawapuri.tribunnews.com"), bears_label("Kabar.id", "rawapuri.tribunnews.com")
    (True, False)
    """
    label = squeeze(host.partition(".")[0])
    return len(label) >= SHORTEST_LABEL and label in core(name)


def bears_network(name: str, host: str) -> bool:
    """
    Return whether a name is made of a network's own, short or in full, and the label of its subdomain.

    >>> bears_network("TribunRawapuri.com", "rawapuri.tribunnews.com")
    True
    >>> [bears_network(name, "rawapuri.pikiran-rakyat.com") for name in ("PRRawapuri.com", "InfoRawapuri.com")]
    [True, False]
    """
    label, _, network = host.partition(".")
    front = lexicon_table("outlets")["aliases"].get(network, known_at(network) or network).partition("{")[0].strip()
    initials = "".join(word[0] for word in front.split()) if " " in front else front
    return core(name).startswith(tuple(squeeze(own + label) for own in (front, core(front), initials)))


def paper_under(label: str, network: str) -> str | None:
    """
    Return the paper of a network under one of its subdomains, None where the label is a section or tells nothing.

    >>> paper_under("baliexpress", "jawapos.com"), paper_under("jatim", "viva.co.id"), paper_under("bola", "viva.co.id")
    ('Bali Express', 'VIVA Jatim', None)
    """
    if network not in words("outlets", "networks") or label in words("outlets", "network_sections"):
        return None
    place = places_by_letters().get(label)
    if place:
        style = lexicon_table("outlets")["aliases"].get(network)
        return style.format(place) if style else None
    return spelled_out(label)


@cache
def places_by_letters() -> dict[str, str]:
    """Return the known places and regions by their letters alone, as readers write them."""
    short = {word: word.title() for word in words("outlets", "short_regions")}
    return {squeeze(place): name for place, name in gazetteer().items()} | short


def spelled_out(label: str) -> str | None:
    """
    Return a subdomain that is put together of a paper's word and a name, as readers write it, None where it is not.

    >>> spelled_out("radarsurabaya"), spelled_out("harianlembayung"), spelled_out("xyz")
    ('Radar Surabaya', 'Harian Lembayung', None)
    """
    label = squeeze(label)
    for word in sorted(paper_words(), key=lambda word: (-len(word), word)):
        for rest, ahead in ((label.removeprefix(word), True), (label.removesuffix(word), False)):
            if rest != label and len(rest) >= SHORTEST_REST:
                name = places_by_letters().get(rest, rest.title())
                return f"{word.title()} {name}" if ahead else f"{name} {word.title()}"
    return None


@lru_cache(maxsize=1024)
def governed(host: str) -> str | None:
    """
    Return the region whose government a host is, with the office that writes; None for every other host.

    A place that nobody knows is none, and of a label in front that is no known office nobody knows who writes.

    >>> governed("kominfo.malangkab.go.id"), governed("palukota.go.id"), governed("rsud.palukota.go.id")
    ('Kominfo Kabupaten Malang', 'Kota Palu', None)
    """
    table = lexicon_table("outlets")
    for end, style in table["governments"].items():
        front, _, label = host.removesuffix(end).rpartition(".") if host.endswith(end) else ("", "", "")
        region, office = places_by_letters().get(label), table["offices"].get(front, "")
        if region and (office or not front):
            return f"{office} {style.format(region)}".strip()
    return None


@cache
def paper_words() -> frozenset[str]:
    """Return the words of papers' names that their hosts bear, long enough to be no piece of another word."""
    return frozenset(word for word in first_words() | last_words() if len(word) >= SHORTEST_WORD)


@lru_cache(maxsize=4096)
def names_by_host(host: str | None) -> tuple[str, ...]:
    """
    Return what a host alone calls its outlet: its label, and its domain where the public list lacks the ending.

    >>> names_by_host("lensarawa.id"), names_by_host("palu.go.id"), names_by_host("news.lensarawa.example")
    (('lensarawa',), (), ('lensarawa', 'lensarawa.example'))
    """
    label = label_of(host) if host else None
    if not host or not label or len(label) < SHORTEST_LABEL or label in places_by_letters():
        return ()
    unlisted = None if registrable(host) else under_unlisted(host)
    return (label, unlisted) if unlisted else (label,)


@lru_cache(maxsize=4096)
def language_at(host: str) -> str | None:
    """
    Return the language of most that is printed at a host, None where nothing is known.

    >>> language_at("daerah.kabarrawa.id"), language_at("kabarrawa.com")
    ('id', None)
    """
    return listed_at(host, printed_in())


def listed_at(host: str, table: Mapping[str, Value]) -> Value | None:
    """
    Return what a table has for a host: by the longest ending of it that is listed; None where none is.

    >>> listed_at("radar.kabarrawa.co.id", {"id": 7, "kabarrawa.co.id": 8}), listed_at("kabarrawa.com", {"id": 7})
    (8, None)
    """
    labels = host.split(".")
    ends = (".".join(labels[n:]) for n in range(len(labels)))
    return next((table[end] for end in ends if end in table), None)


@cache
def printed_in() -> dict[str, str]:
    """Return the language of most that is printed at each listed host or ending."""
    return {end: language for language, some in lists_of("outlets")["printed_in"].items() for end in some}


@lru_cache(maxsize=256)
def section_of(url: str | None) -> str:
    """
    Return the first part of an address's path, empty where it has none.

    >>> section_of("https://www.bbc.com/indonesia/articles/c1")
    'indonesia'
    """
    parts = (url or "").split("://")[-1].split("/", 2)
    return fold(parts[1].split("?")[0]) if len(parts) > 1 else ""


def platform_label(host: str) -> str | None:
    """Return the label in front of a platform's domain: `lensarawa` of lensarawa.blogspot.com."""
    for suffix in words("outlets", "platforms"):
        if host.endswith("." + suffix):
            return str(host[: -len(suffix) - 1].removeprefix("www.").split(".")[-1])
    return None


@lru_cache(maxsize=4096)
def is_no_outlet(host: str) -> bool:
    """Return whether a host prints other people's posts and names no outlet."""
    strangers = words("outlets", "no_outlet")
    below = tuple(f".{name}" for name in strangers)
    return host in strangers or host in words("outlets", "platforms") or host.endswith(below)


@lru_cache(maxsize=4096)
def registrable(host: str) -> str | None:
    """Return the registrable domain of a host, None where its suffix is not public."""
    from tld import get_fld  # noqa: PLC0415 - reads its list of suffixes on first use

    domain = get_fld(f"http://{host}", fail_silently=True, search_private=True)
    return str(domain) if domain else None


def under_unlisted(host: str) -> str | None:
    """
    Return the domain under an ending that the public list lacks: a house's own, a new one, `.example`.

    Such an ending is one label long, or two where the one in front of it is a second level as countries have them.

    >>> under_unlisted("sport.kabarrawa.example"), under_unlisted("kabarrawa.com.example"), under_unlisted("10.0.0.7")
    ('kabarrawa.example', 'kabarrawa.com.example', None)
    """
    labels = host.split(".")
    size = 3 if labels[-2:-1] and labels[-2] in words("outlets", "second_levels") else 2
    return ".".join(labels[-size:]) if len(labels) >= size and labels[-1].isalpha() and labels[-size] else None


@lru_cache(maxsize=4096)
def label_of(host: str) -> str | None:
    """
    Return the label that names the outlet: the platform's subdomain, else the registrable one.

    >>> label_of("lensarawa.blogspot.com"), label_of("sport.kabarrawa.co.id"), label_of("kabarrawa.com.example")
    ('lensarawa', 'kabarrawa', 'kabarrawa')
    """
    if is_no_outlet(host):
        return None
    label = platform_label(host)
    if label:
        return label
    domain = registrable(host) or under_unlisted(host)
    return domain.split(".")[0] if domain else None
