"""What a page claims about itself in its markup: titles, people, dates, names of the outlet."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from transforms.html.blocks import visible_lines
from transforms.html.claims import Claims, Metas, first_of, once, read_claims, read_metas, text_of, text_within, tidy
from transforms.html.jsonld import Node, story_node, strings, types_of
from transforms.html.names import bare, clean_names, lead_in
from transforms.html.titles import domain_label, find_titles
from transforms.html.words import byline_labels
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import piece
from transforms.records.facts import DateOrigin, DateWitness, PageFacts

if TYPE_CHECKING:
    from transforms.html.tree import Element

LONGEST_CLASS = 300
"""Characters of a class list that are looked at."""

LONGEST_BYLINE = 400
MOST_BYLINE_LINES = 5
MOST_WITNESSES = 8
MOST_TIMES = 40
SITE_METAS = (
    "og:site_name",
    "application-name",
    "al:android:app_name",
    "twitter:app:name:iphone",
    "apple-mobile-web-app-title",
)
DESCRIPTION_METAS = ("og:description", "description", "twitter:description", "dc.description")
AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "dc.contributor", "byl",
    "sailthru.author", "article:author_name", "og:article:author", "cxenseparse:author", "citation_author", "authors",
    "news_authors", "creator", "content_author",
)  # fmt: skip
PUBLISHED_METAS = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "article:published",
    "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.issued", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date", "published_date", "date.published",
    "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date", "rnews:datepublished",
    "content_publisheddate",
    "article.published", "published-date", "date.created", "article_date_original", "originalpublicationdate", "ptime",
    "displaydate", "og:pubdate", "date", "dc.date.available", "bt:pubdate", "contentcreatedate",
)  # fmt: skip
MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "article:modified", "dcterms.modified",
    "dc.date.modified",
    "lastmod", "last-modified", "article:updated_time", "revised", "date.modified",
)  # fmt: skip
TAG_METAS = ("article:tag", "news_keywords", "parsely-tags", "keywords", "sailthru.tags")


def page_facts(tree: Element) -> PageFacts:
    """Return everything that the markup claims, strongest witness first. Nothing is believed yet."""
    page = read_claims(tree)
    metas = read_metas(page.tagged["meta"])
    node = story_node(page.tagged["script"])
    site = first_of(metas, SITE_METAS) or next(iter(strings(node.get("publisher"))), None)
    canonical = find_canonical(page.tagged["link"], metas)
    outlets = [name for name in (site, *strings(node.get("publisher"))) if name]
    return PageFacts(
        titles=find_titles(page, metas, node, [*outlets, domain_label(canonical) or ""]),
        site_name=tidy(site),
        description=tidy(first_of(metas, DESCRIPTION_METAS) or text_of(node.get("description"))),
        canonical_url=canonical,
        language=find_language(tree, metas, node),
        authors=find_authors(page, metas, node, outlets),
        editors=clean_names(strings(node.get("editor")), outlets),
        published=find_dates(page, metas, node, "datePublished", PUBLISHED_METAS),
        modified=find_dates(page, metas, node, "dateModified", MODIFIED_METAS),
        tags=find_tags(metas, node),
    )


def find_canonical(elements: Iterable[Element], metas: Metas) -> str | None:
    """Return the page's own idea of its address, absolute http(s) only."""
    links = [link.get("href") for link in elements if fold(link.get("rel") or "") == "canonical"]
    base = first_of(metas, ("og:url",)) or ""
    addresses = (join(base, address) for address in (*links, *metas.get("og:url", ())) if address)
    return next((address for address in addresses if is_http(address)), None)


def join(base: str, address: str) -> str:
    """Return an address made absolute, empty where either is no address at all."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def is_http(address: str) -> bool:
    """Return whether an address is absolute and of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc


def find_language(tree: Element, metas: Metas, node: Node) -> str | None:
    """Return the declared language as the page writes it, such as `id-ID`."""
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    return tidy(
        declared or text_of(node.get("inLanguage")) or first_of(metas, ("og:locale", "content-language", "dc.language"))
    )


def find_authors(page: Claims, metas: Metas, node: Node, outlets: Sequence[str]) -> tuple[str, ...]:
    """Return the authors whom the strongest witness names: JSON-LD, then meta, then the printed byline."""
    refused = {bare(outlet) for outlet in outlets} - {bare(person) for person in named_people(node)}
    for witness in (node.get("author"), node.get("creator")):
        names = clean_names(strings(witness), refused)
        if names:
            return names
    for key in AUTHOR_METAS:
        names = clean_names(metas.get(key, ()), outlets)
        if names:
            return names
    return clean_names(labelled_authors(metas), outlets) or clean_names(printed_bylines(page), outlets)


def labelled_authors(metas: Metas) -> list[str]:
    """Return what stands on the card for social networks behind a label such as "Written by"."""
    pairs = ((first_of(metas, (f"twitter:label{n}",)), metas.get(f"twitter:data{n}", ())) for n in (1, 2))
    return [name for label, names in pairs if label and fold(label.strip()) in byline_labels() for name in names]


def named_people(node: Node) -> list[str]:
    """Return the authors that JSON-LD calls persons, on pages that are no news: a blog may bear its owner's name."""
    people = node.get("author") if "newsarticle" not in types_of(node) else None
    people = people if isinstance(people, list) else [people]
    return [name for one in people if isinstance(one, dict) and "person" in types_of(one) for name in strings(one)]


def printed_bylines(page: Claims) -> list[str]:
    """Return the text of the first place on the page that is marked as its byline."""
    strong, classed = [], []
    for element in page.tree.iter():
        if element.get("rel") == "author" or element.get("itemprop") == "author":
            strong.append(element)
        if is_byline_class((element.get("class") or "")[:LONGEST_CLASS]):
            classed.append(element)
    for element in (*strong, *classed)[:20]:
        named = element.xpath("(.//*[@itemprop='name'] | .//a)[1]")
        for text in byline_lines(named[0] if named else element):
            if clean_names([text]):
                return [text]
    return []


def byline_lines(element: Element) -> list[str]:
    """Return the lines of an element marked as a byline that may hold names: all but a lone "By"."""
    if element.find(".//br") is None:
        lines = [tidy(text_within(element)[:LONGEST_BYLINE]) or ""]
    else:
        lines = [block.text[:LONGEST_BYLINE] for block, _, _ in visible_lines(element)[:MOST_BYLINE_LINES]]
    return [line for line in lines if lead_in().sub("", f"{line} ")]


@functools.lru_cache(maxsize=4_096)
def is_byline_class(classes: str) -> bool:
    """Return whether a class list names a byline. A page repeats few lists many times."""
    return piece("markup", "byline_class").search(classes) is not None


def find_dates(page: Claims, metas: Metas, node: Node, key: str, names: Sequence[str]) -> tuple[DateWitness, ...]:
    """Return the dates that JSON-LD, meta and time elements give, in this order, each raw string once an origin."""
    found: list[tuple[DateOrigin, str]] = [("jsonld", text) for text in strings(node.get(key))]
    for name in names:
        found += [("meta", text) for text in metas.get(name, ())[:2]]
    found += [("time", text) for text in time_elements(page, key)]
    witnesses = (DateWitness(origin, raw.strip()[:100]) for origin, raw in found if any(c.isdigit() for c in raw))
    return tuple(dict.fromkeys(witnesses))[:MOST_WITNESSES]


def time_elements(page: Claims, key: str) -> list[str]:
    """Return dates of elements marked with an itemprop, then (published only) of the first time elements."""
    marked = page.marked.get(key, ())
    raw = [e.get("datetime") or e.get("content") or text_within(e)[:100] for e in marked[:3]]
    if key == "datePublished":
        times = page.tagged["time"][:MOST_TIMES]
        stamped = [t for t in times if t.get("datetime") or (t.tag == "abbr" and "published" in (t.get("class") or ""))]
        first = [t for t in stamped if t.get("pubdate") is not None or "publish" in (t.get("class") or "")]
        raw += [t.get("datetime") or t.get("title") or "" for t in (*first, *stamped)[:3]]
    return raw


def find_tags(metas: Metas, node: Node) -> tuple[str, ...]:
    """Return the tags of the first witness that has any, each once, at most 30."""
    claims = [list(metas.get("article:tag", ())), strings(node.get("keywords"))]
    claims += [list(metas.get(key, ())) for key in TAG_METAS[1:]]
    texts = next((claim for claim in claims if claim), [])
    return once(part for text in texts for part in (text.split(",") if "," in text else [text]))[:30]
