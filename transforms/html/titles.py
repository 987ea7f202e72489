"""A page's titles, without the names of the site that they carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from transforms.html.claims import once, text_of, text_within, tidy
from transforms.lexicon.fold import fold
from transforms.names.hosts import host_of
from transforms.names.squeeze import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.claims import Claims, Metas
    from transforms.html.jsonld import Node
    from transforms.html.tree import Element

MOST_HEADS = 10

TITLE_METAS = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title", "title")
TITLE_TAIL = re.compile(r"\s{1,3}(?:[|·•»«:—–~-]|::|\|\|)\s{1,3}")
ENDS = re.compile(TITLE_TAIL.pattern + r"|:\s")
"""Blogs write `Blog: Post`; a colon in a headline looks the same, so this one wants more evidence."""

SECTIONS_TAIL = re.compile(r"(?:--[^\s-]{1,10}){2,3}$")
"""Section and outlet behind a headline in scripts without spaces."""

SEPARATOR = re.compile(r"\s{0,3}[|·•»«:—–~_-]")
FEWEST_CHARACTERS = 6
"""Characters of a headline that is one word, as headlines in scripts without spaces are."""


def find_titles(page: Claims, metas: Metas, node: Node, outlets: Sequence[str]) -> tuple[str, ...]:
    """
    Return the page's titles, the one most likely printed over the story first.

    A headline on the page that one of the hidden ones agrees with comes before all; og:title and
    JSON-LD are often written for search engines.
    """
    hidden = [tidy(text_of(node.get("headline"))), *(tidy(metas[key][0]) for key in TITLE_METAS if key in metas)]
    hidden += [tidy(title.text) for title in page.tagged["title"][:1]]
    mastheads = find_mastheads(page, [text for text in hidden if text])
    posts = [
        next((text[len(name) + 2 :] for name in mastheads if text.startswith(f"{name}: ")), text)
        for text in hidden
        if text
    ]
    claims = once(without_outlet(text, [*mastheads, *outlets]) for text in posts)
    heads = once(text_within(h1) for h1 in page.tagged["h1"][:MOST_HEADS])
    heads = tuple(head for head in heads if head not in mastheads)
    agreed = [without_kicker(head, claims) for head in heads if any(agree(head, claim) for claim in claims)]
    rest = heads if len(heads) == 1 else ()
    return once((*agreed, *claims, *rest))


def find_mastheads(page: Claims, hidden: Sequence[str]) -> tuple[str, ...]:
    """
    Return the first-rank headings that name the site, as blogs have them over every post.

    Such a heading leads to the site's first page; or it is the shorter end of a title of which the
    longer one is printed as a heading of lower rank.
    """
    lower = {squeeze(text) for text in once(text_within(head) for head in page.tagged["h2"][:MOST_HEADS])}
    ends = [(squeeze(parts[0]), squeeze(parts[-1])) for parts in map(ENDS.split, hidden) if len(parts) == 2]  # noqa: PLR2004
    names = {
        name
        for first, last in ends
        for name, other in ((first, last), (last, first))
        if other in lower and len(name) < len(other)
    }
    heads = [(h1, tidy(text_within(h1))) for h1 in page.tagged["h1"][:MOST_HEADS]]
    return once(text for h1, text in heads if text and (squeeze(text) in names or leads_home(h1)))


def leads_home(head: Element) -> bool:
    """Return whether a heading's first link, in it or around it, leads to a site's first page."""
    link = (
        head.getparent() if head.getparent() is not None and head.getparent().tag == "a" else head.find(".//a[@href]")
    )
    address = (link.get("href") or "").strip() if link is not None else ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return (address == "/" or bool(parts.netloc)) and parts.path in ("", "/") and not parts.query


def agree(head: str, claim: str) -> bool:
    """Return whether most words of the shorter title stand in the longer, or it is the longer's beginning."""
    if len(head) >= FEWEST_CHARACTERS and claim.startswith(head) and SEPARATOR.match(claim, len(head)):
        return True
    a, b = set(fold(head).split()), set(fold(claim).split())
    return 2 * len(a & b) > min(len(a), len(b)) and len(a) > 1


def without_kicker(head: str, claims: Sequence[str]) -> str:
    """Return the claim that a printed headline ends with, if one is shorter than it: the rest is a kicker."""
    return next((claim for claim in claims if head.endswith(claim) and " " in claim), head)


def without_outlet(title: str, outlets: Sequence[str]) -> str:
    """
    Return a title without the outlet's name at its end or start.

    >>> without_outlet("Banjir surut - Kabar Kota", ["KabarKota"])
    'Banjir surut'
    """
    sections = SECTIONS_TAIL.search(title)
    if sections and sections.start() >= FEWEST_CHARACTERS:
        title = title[: sections.start()]
    parts = TITLE_TAIL.split(title)
    if len(parts) < 2:  # noqa: PLR2004 - nothing to split
        return title
    last, first = squeeze(parts[-1]), squeeze(parts[0])
    for name in filter(None, map(squeeze, outlets)):
        if last and (last in name or name in last):
            return title[: title.rindex(parts[-1])].rstrip(" |·•»«:—–~-")
        if first == name:
            return title[len(parts[0]) :].lstrip(" |·•»«:—–~-")
    return title


def domain_label(address: str | None) -> str | None:
    """Return the part of a host that is its owner's name, roughly: the longest but the last."""
    return max((host_of(address) or "").split(".")[:-1], key=len, default=None)
