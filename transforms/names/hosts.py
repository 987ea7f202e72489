"""What a URL's host says about the outlet."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from transforms.lexicon.fold import fold
from transforms.lexicon.lists import lists_of, words
from transforms.names.outlets import hosts

WWW = re.compile(r"^www\d?\.")
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
def known_at(host: str) -> str | None:
    """Return the known outlet of a host or of the domain that it lies under; the most specific wins."""
    labels = host.split(".")
    for n in range(len(labels) - 1):
        name = hosts().get(".".join(labels[n:]))
        if name:
            return name
    return None


@lru_cache(maxsize=4096)
def language_at(host: str) -> str | None:
    """
    Return the language of most that is printed at a host, None where nothing is known.

    >>> language_at("daerah.kabarrawa.id"), language_at("kabarrawa.com")
    ('id', None)
    """
    labels = host.split(".")
    ends = [".".join(labels[n:]) for n in range(len(labels))]
    return next((printed_in()[end] for end in ends if end in printed_in()), None)


@cache
def printed_in() -> dict[str, str]:
    """Return the language of most that is printed at each listed host or ending."""
    return {end: language for language, some in lists_of("outlets")["printed_in"].items() for end in some}


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


@lru_cache(maxsize=4096)
def label_of(host: str) -> str | None:
    """
    Return the label that names the outlet: the platform's subdomain, else the registrable one.

    >>> label_of("lensarawa.blogspot.com"), label_of("sport.kabarrawa.co.id")
    ('lensarawa', 'kabarrawa')
    """
    if is_no_outlet(host):
        return None
    label = platform_label(host)
    if label:
        return label
    domain = registrable(host)
    return domain.split(".")[0] if domain else None
