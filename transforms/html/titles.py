"""A page's titles, without the names of the site that they carry."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from transforms.html.claims import once, text_of, text_within, tidy
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import piece
from transforms.names.hosts import host_of
from transforms.names.site_ends import FEWEST_CHARACTERS, as_printed, names_site, without_outlet
from transforms.names.squeeze import squeeze
from transforms.text.words import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transforms.html.claims import Claims, Metas
    from transforms.html.jsonld import Node
    from transforms.html.tree import Element

MOST_HEADS = 10
"""Headings that are asked; the story's is among the first."""
LONGEST_CLASS = 300
"""Characters of a class list that are looked at."""
LONGEST_ADDRESS = 1_000
"""Characters of an address that are looked at."""
MOST_ABOVE = 30
"""Elements around a heading among which the story's is looked for."""
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
    first = [(h1, text) for h1 in page.tagged["h1"][:MOST_HEADS] if (text := tidy(text_within(h1)))]
    lower = once(text_within(head) for head in islice(page.tree.iter("h2", "h3"), MOST_HEADS))
    mastheads = find_mastheads(first, lower, hidden)
    posts = [
        next((text[len(name) + 2 :] for name in mastheads if text.startswith(f"{name}: ")), text) for text in hidden
    ]
    names = [*mastheads, *outlets]
    ranked = dict.fromkeys(text for _, text in first)
    heads = tuple(head for head in ranked if head not in mastheads and not names_site(head, names))
    headings = (*heads, *lower)
    printed = [as_printed(text, headings) or without_outlet(text, names, host_of(address)) for text in posts]
    claims = tuple(text for text in once(printed) if not names_site(text, names))
    agreed = [without_kicker(head, claims, headings) for head in heads if any(agree(head, claim) for claim in claims)]
    agreed.sort(key=lambda head: head not in claims)
    shown = agreed or not {*map(squeeze, claims)}.isdisjoint(map(squeeze, headings))
    if not shown and len(heads) == 1:
        plain = not node.get("headline") and stands_alone(heads[0], claims, generic=not any(told))
        told_below = any(agree(heading, claim) for heading in headings for claim in claims)
        called = not told_below and is_called_title(page, heads[0], claims, address)
        agreed = list(heads) if plain or called else []
    return once((*agreed, *claims, *(heads if len(heads) == 1 else ())))


def stands_alone(head: str, claims: Sequence[str], *, generic: bool) -> bool:
    """
    Return whether the one printed heading of first rank is the headline though no hidden one agrees with it.

    Args:
        head: The heading.

        claims: The hidden titles.

        generic: The title element alone says something: templates leave generic titles there.
    """
    own = fold_words(head)
    if generic:
        return len(own) >= FEWEST_WORDS
    return len(own) > FEWEST_WORDS and share_weighty(own, claims)


def share_weighty(own: Sequence[str], texts: Iterable[str]) -> bool:
    """Return whether one of the words is long and stands in one of the texts."""
    return not {word for text in texts for word in fold_words(text) if len(word) >= WEIGHTY}.isdisjoint(own)


def is_called_title(page: Claims, head: str, claims: Sequence[str], address: str | None) -> bool:
    """
    Return whether the page's one heading of first rank is called the title by its class, and is the story's.

    It is the shortest: what is written for search engines says more. A section's heading is called so as well; the
    story's stands in the story's element, or shares a word with a hidden title or the address.
    """
    own = fold_words(head)
    if len(own) <= FEWEST_WORDS or len(page.tagged["h1"]) > 1 or any(len(head) >= len(claim) for claim in claims):
        return False
    h1 = page.tagged["h1"][0]
    if not piece("markup", "title_class").search((h1.get("class") or "")[:LONGEST_CLASS]):
        return False
    if any(around.tag == "article" for around in islice(h1.iterancestors(), MOST_ABOVE)):
        return True
    return share_weighty(own, (*claims, slug_of(address)))


def slug_of(address: str | None) -> str:
    """Return the last part of an address that is made of several words, empty where none is: sections are one word."""
    parts = re.split(r"[/?#]", unquote(address or "")[:LONGEST_ADDRESS])[3:]
    return next((part.replace("-", " ") for part in reversed(parts) if part.count("-") >= FEWEST_WORDS), "")


def find_mastheads(
    heads: Sequence[tuple[Element, str]], lower: Iterable[str], hidden: Sequence[str]
) -> tuple[str, ...]:
    """
    Return the first-rank headings that name the site, as blogs have them over every post.

    Such a heading leads to the site's first page; or it is the shorter end of a title of which the
    longer one is printed as a heading of lower rank.

    Args:
        heads: The headings of first rank, each with its text.

        lower: The texts of the headings below them.

        hidden: The titles that the page does not print.
    """
    printed = {*map(squeeze, lower)}
    ends = [(squeeze(parts[0]), squeeze(parts[-1])) for parts in map(ENDS.split, hidden) if len(parts) == 2]  # noqa: PLR2004
    names = {
        name
        for first, last in ends
        for name, other in ((first, last), (last, first))
        if other in printed and len(name) < len(other)
    }
    called = frozenset(text for h1, text in heads if is_site(h1) and not is_most_of(text, hidden))
    site = called if any(text not in called for _, text in heads) else ()  # the one heading may be the story's
    return once(text for h1, text in heads if squeeze(text) in names or text in site or leads_home(h1))


def is_site(head: Element) -> bool:
    """Return whether the class of a heading says that it is the site's name."""
    return piece("markup", "site_class").search((head.get("class") or "")[:LONGEST_CLASS]) is not None


def is_most_of(head: str, hidden: Sequence[str]) -> bool:
    """Return whether a heading is most of a hidden title: the headline then, whatever its class says."""
    own = squeeze(head)
    return any(own in (said := squeeze(text)) and 2 * len(own) > len(said) for text in hidden)


def leads_home(head: Element) -> bool:
    """Return whether a heading's first link, in it or around it, leads to a site's first page."""
    around = head.getparent()
    if around is not None and around.tag == "a":
        address = around.get("href") or ""
    else:
        address = next((href for link in head.iter("a") if (href := link.get("href")) is not None), "")
    address = address.strip()
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
