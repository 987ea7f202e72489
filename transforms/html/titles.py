"""A page's titles, without the names of the site that they carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from transforms.html.claims import once, text_of, text_within, tidy
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import piece
from transforms.names.hosts import host_of
from transforms.names.site_ends import FEWEST_CHARACTERS, as_printed, names_site, without_outlet
from transforms.names.squeeze import squeeze
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.html.claims import Claims, Metas
    from transforms.html.jsonld import Node
    from transforms.html.tree import Element

MOST_HEADS = 10
LONGEST_CLASS = 300
"""Characters of a class list that are looked at."""
FEWEST_WORDS = 3
"""Words of a printed heading that is believed before the title element; fewer are a section's."""

WEIGHTY = 4
"""Letters of a word that a heading and a hidden title may share by more than chance."""


TITLE_METAS = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title", "title")
TITLE_TAIL = re.compile(r"\s{1,3}(?:[|·•»«:—–~-]|::|\|\|)\s{1,3}")
ENDS = re.compile(TITLE_TAIL.pattern + r"|:\s")
"""Blogs write `Blog: Post`; a colon in a headline looks the same, so this one wants more evidence."""

SEPARATOR = re.compile(r"\s{0,3}[|·•»«:—–~_-]")


def find_titles(
    page: Claims, metas: Metas, node: Node, outlets: Sequence[str], address: str | None = None
) -> tuple[str, ...]:
    """
    Return the page's titles, the one most likely printed over the story first.

    A headline on the page that one of the hidden ones agrees with comes before all; og:title and
    JSON-LD are often written for search engines. Where nothing is said but in the title element, the one
    printed heading of first rank is believed before it: templates leave generic titles there.
    """
    told = [tidy(text_of(node.get("headline"))), *(tidy(metas[key][0]) for key in TITLE_METAS if key in metas)]
    hidden = [text for text in (*told, *(tidy(title.text) for title in page.tagged["title"][:1])) if text]
    mastheads = find_mastheads(page, hidden)
    posts = [
        next((text[len(name) + 2 :] for name in mastheads if text.startswith(f"{name}: ")), text) for text in hidden
    ]
    names = [*mastheads, *outlets]
    heads = once(text_within(h1) for h1 in page.tagged["h1"][:MOST_HEADS])
    heads = tuple(head for head in heads if head not in mastheads and not names_site(head, names))
    headings = (*heads, *once(text_within(head) for head in page.tagged["h2"][:MOST_HEADS]))
    printed = [as_printed(text, headings) or without_outlet(text, names, host_of(address)) for text in posts]
    claims = tuple(text for text in once(printed) if not names_site(text, names))
    agreed = [without_kicker(head, claims, headings) for head in heads if any(agree(head, claim) for claim in claims)]
    agreed.sort(key=lambda head: head not in claims)
    shown = agreed or not {*map(squeeze, claims)}.isdisjoint(map(squeeze, headings))
    if not shown and len(heads) == 1 and stands_alone(page, heads[0], claims, node, generic=not any(told)):
        agreed = list(heads)
    return once((*agreed, *claims, *(heads if len(heads) == 1 else ())))


def stands_alone(page: Claims, head: str, claims: Sequence[str], node: Node, *, generic: bool) -> bool:
    """
    Return whether the one printed heading of first rank is the headline though no hidden one agrees with it.

    One whose class calls it a title is, if it is the shortest: what is written for search engines says more, and may
    share no word with it. Another is where JSON-LD has no headline, by a word that it shares with a hidden title.

    Args:
        page: What the page's elements claim.

        head: The heading.

        claims: The hidden titles.

        node: What JSON-LD says of the story.

        generic: The title element alone says something: templates leave generic titles there.
    """
    own = fold_words(head)
    if len(own) > FEWEST_WORDS and is_named(page) and all(len(head) < len(claim) for claim in claims):
        return True
    if node.get("headline"):
        return False
    if generic:
        return len(own) >= FEWEST_WORDS
    weighty = {word for claim in claims for word in fold_words(claim) if len(word) >= WEIGHTY}
    return len(own) > FEWEST_WORDS and not weighty.isdisjoint(own)


def is_named(page: Claims) -> bool:
    """Return whether the page's one heading of first rank is called a title by its class."""
    classes = [h1.get("class") or "" for h1 in page.tagged["h1"]]
    return len(classes) == 1 and piece("markup", "title_class").search(classes[0][:LONGEST_CLASS]) is not None


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
    return once(text for h1, text in heads if text and (squeeze(text) in names or leads_home(h1) or is_site(h1)))


def is_site(head: Element) -> bool:
    """Return whether the class of a heading says that it is the site's name."""
    return piece("markup", "site_class").search((head.get("class") or "")[:LONGEST_CLASS]) is not None


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


def without_kicker(head: str, claims: Sequence[str], headings: Sequence[str]) -> str:
    """Return the claim that a printed headline ends with, or begins with where the rest is a heading of its own."""
    for claim in claims:
        rest = head[len(claim) :].strip() if head.startswith(claim) else ""
        if " " in claim and (head.endswith(claim) or (rest and rest in headings)):
            return claim
    return head


def domain_label(address: str | None) -> str | None:
    """Return the part of a host that is its owner's name, roughly: the longest but the last."""
    return max((host_of(address) or "").split(".")[:-1], key=len, default=None)
