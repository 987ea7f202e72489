"""What a page claims about itself in its markup: titles, people, dates, names of the outlet."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from lxml import etree

from transforms.html.bylines import author_links, printed_bylines, writer_above
from transforms.html.claims import Claims, Metas, first_of, once, read_metas, text_of, text_within, tidy
from transforms.html.jsonld import ORGANIZATIONS, Json, Node, story_node, strings, types_of
from transforms.html.titles import domain_label, find_titles
from transforms.html.words import MOST_NAMES, byline_labels
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import piece
from transforms.names.credited import Credited, credited
from transforms.names.cues import Role, roles_of
from transforms.names.hosts import host_of, platform_label
from transforms.names.squeeze import squeeze
from transforms.records.facts import DateOrigin, DateWitness, PageFacts

if TYPE_CHECKING:
    from transforms.html.tree import Element

LONGEST_BODY = 200_000
"""Characters of a story's text in JSON-LD that are kept."""

ABSOLUTE = re.compile(r"https?://[\w.-]+(?:/[\w./%~-]*)?", re.ASCII)
"""An address that nothing has to be joined to, as most are."""

MOST_WITNESSES = 8
CALLED = " published "
CALLED_PUBLISHED = etree.XPath(f"descendant::*[contains(concat(' ', @class, ' '), '{CALLED}') and not(self::time)]")
"""Elements that the microformat hAtom calls the day of publication; asked where neither JSON-LD nor meta tell it."""
MOST_TIMES = 40
MOST_CALLED = 5
"""Elements called the day of publication that are asked: a whole story may be called so around its day."""
LONGEST_DAY = 100
"""Characters of an element that is a day."""
SITE_METAS = (
    "og:site_name",
    "application-name",
    "al:android:app_name",
    "twitter:app:name:iphone",
    "apple-mobile-web-app-title",
)
STATED = frozenset(("jsonld", "meta"))
"""Witnesses of the author that readers do not see."""

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


def page_facts(page: Claims, url: str | None = None) -> PageFacts:
    """
    Return everything that the markup claims, strongest witness first. Nothing is believed yet.

    Args:
        page: The page's elements.

        url: Where it was fetched, where that is known.
    """
    metas = read_metas(page.tagged["meta"])
    node = story_node(page.tagged["script"])
    site = first_of(metas, SITE_METAS) or next(iter(strings(node.get("publisher"))), None)
    canonical = find_canonical(page.tagged["link"], metas)
    outlets = [name for name in (site, *strings(node.get("publisher"))) if name]
    address = url or canonical
    people = find_people(page, metas, node, outlets, address)
    return PageFacts(
        titles=find_titles(page, metas, node, [*outlets, domain_label(address) or ""], address),
        site_name=tidy(site),
        description=tidy(first_of(metas, DESCRIPTION_METAS) or text_of(node.get("description"))),
        canonical_url=canonical,
        language=find_language(page.tree, metas, node),
        authors=people.authors,
        editors=people.editors,
        published=find_dates(page, metas, node, "datePublished", PUBLISHED_METAS),
        called=tuple([stamp_of(element).strip()[:100] for element in called_times(page)[:MOST_WITNESSES]]),
        modified=find_dates(page, metas, node, "dateModified", MODIFIED_METAS),
        tags=find_tags(metas, node),
        body=find_body(node),
    )


def find_body(node: Node) -> str | None:
    """Return the story's own text as JSON-LD holds it, bounded."""
    return next((text[:LONGEST_BODY] for text in strings(node.get("articleBody"))), None)


def find_canonical(elements: Iterable[Element], metas: Metas) -> str | None:
    """Return the page's own idea of its address, absolute http(s) only."""
    links = [link.get("href") for link in elements if fold(link.get("rel") or "") == "canonical"]
    base = first_of(metas, ("og:url",)) or ""
    addresses = (join(base, address) for address in (*links, *metas.get("og:url", ())) if address)
    return next((address for address in addresses if is_http(address)), None)


def join(base: str, address: str) -> str:
    """Return an address made absolute, empty where either is no address at all."""
    if ABSOLUTE.fullmatch(address):
        return address
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


def find_people(page: Claims, metas: Metas, node: Node, outlets: Sequence[str], address: str | None) -> Credited:
    """
    Return the persons whom the strongest witness names: JSON-LD, then meta, then the printed byline.

    One witness may name editors as well (`Reporter: A; Editor: B`); those whom JSON-LD calls editors come first. Whom
    markup calls the author and the page its editor, where it prints another writer, filled the page.
    """
    label = squeeze(domain_label(address) or "")  # one word that the host spells is the firm's name
    refused = {squeeze(outlet) for outlet in outlets} - {squeeze(person) for person in named_people(node, address)}
    edited = credited(strings(node.get("editor")), outlets).authors
    for witness, some in witnesses_of_authors(page, metas, node):
        if not some:
            continue  # as most say nothing, and what is refused would be squeezed for each of them
        found = credited(some, refused if witness == "jsonld" else outlets)
        persons = tuple([n for n in found.authors if " " in n or witness != "meta" or squeeze(n) != label])
        if persons and witness in STATED and (writer := writer_above(page, persons)):
            return Credited(credited([writer], outlets).authors, edited or persons)
        if persons:
            return Credited(persons, edited or found.editors)
    return Credited((), edited)


def witnesses_of_authors(page: Claims, metas: Metas, node: Node) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield who names authors, strongest first, each with what it says."""
    for claim in (node.get("author"), node.get("creator")):
        yield "jsonld", names_of_persons(claim)
    for key in AUTHOR_METAS:
        yield "meta", metas.get(key, ())
    yield "meta", labelled_authors(metas)
    yield "printed", printed_bylines(page)
    yield "printed", author_links(page)


def names_of_persons(claim: Json) -> list[str]:
    """Return the names that a claim in JSON-LD gives, those aside that it says are an organization's."""
    some = claim if isinstance(claim, list) else [claim]
    return [
        name for one in some if not (isinstance(one, dict) and types_of(one) & ORGANIZATIONS) for name in strings(one)
    ]


def labelled_authors(metas: Metas) -> list[str]:
    """Return what stands on the card for social networks behind a label such as "Written by"."""
    pairs = ((first_of(metas, (f"twitter:label{n}",)), metas.get(f"twitter:data{n}", ())) for n in (1, 2))
    return [name for label, names in pairs if label and "author" in label_roles(label) for name in names]


def label_roles(label: str) -> tuple[Role, ...]:
    """Return the roles that the label of a card gives: `Written by`, `Verfasst von`."""
    return ("author",) if fold(label.strip()) in byline_labels() else roles_of(label)


def named_people(node: Node, address: str | None) -> list[str]:
    """
    Return the authors that JSON-LD calls persons: a blog may bear its owner's name.

    Papers call themselves so as well, so that it counts on pages of news only where a platform lends its host.
    """
    if "newsarticle" in types_of(node) and not platform_label(host_of(address) or ""):
        return []
    people = node.get("author")
    people = people if isinstance(people, list) else [people]
    return [name for one in people if isinstance(one, dict) and "person" in types_of(one) for name in strings(one)]


def find_dates(page: Claims, metas: Metas, node: Node, key: str, names: Sequence[str]) -> tuple[DateWitness, ...]:
    """Return the dates that JSON-LD, meta and time elements give, in this order, each raw string once an origin."""
    found: list[tuple[DateOrigin, str]] = [("jsonld", text) for text in strings(node.get(key))]
    listed = [name for name in names if name in metas]
    listed += [name for name in metas if names_day(name, key) and name not in names]
    for name in listed:
        found += [("meta", text) for text in metas[name][:2]]
    if not found and key == "datePublished":
        found += [("time", text) for text in called_published(page)]
    found += [("time", text) for text in time_elements(page, key)]
    witnesses = (DateWitness(origin, raw.strip()[:100]) for origin, raw in found if any(c.isdigit() for c in raw))
    return tuple(dict.fromkeys(witnesses))[:MOST_WITNESSES]


def called_published(page: Claims) -> list[str]:
    """Return the text of the first element that its class calls the day of publication, and that holds no more."""
    if not any(CALLED in f" {classes} " for classes in page.classes):
        return []
    texts = (" ".join(text_within(element).split()) for element in CALLED_PUBLISHED(page.tree)[:MOST_CALLED])
    return next(([text] for text in texts if text and len(text) <= LONGEST_DAY), [])


@functools.lru_cache(maxsize=MOST_NAMES)
def names_day(name: str, key: str) -> bool:
    """Return whether the name of a meta element says by itself that it holds the day of publication or of a change."""
    return piece("markup", "published_name" if key == "datePublished" else "modified_name").search(name) is not None


def time_elements(page: Claims, key: str) -> list[str]:
    """Return dates of elements marked with an itemprop, then (published only) of the first time elements."""
    marked = [element for element in page.bearing["itemprop"] if element.get("itemprop") == key]
    raw = [e.get("datetime") or e.get("content") or text_within(e)[:100] for e in marked[:3]]
    if key == "datePublished":
        raw += [stamp_of(element) for element in (*called_times(page), *stamped_times(page))[:3]]
    return raw


def stamped_times(page: Claims) -> list[Element]:
    """Return the first time elements that bear a moment."""
    times = page.times[:MOST_TIMES]
    return [t for t in times if t.get("datetime") or (t.tag == "abbr" and "published" in (t.get("class") or ""))]


def called_times(page: Claims) -> list[Element]:
    """Return those that say of themselves that it is the moment of publication."""
    stamped = stamped_times(page)
    return [t for t in stamped if t.get("pubdate") is not None or "publish" in (t.get("class") or "")]


def stamp_of(element: Element) -> str:
    """Return the moment that a time element bears."""
    return element.get("datetime") or element.get("title") or ""


def find_tags(metas: Metas, node: Node) -> tuple[str, ...]:
    """Return the tags of the first witness that has any, each once, at most 30."""
    claims = [list(metas.get("article:tag", ())), strings(node.get("keywords"))]
    claims += [list(metas.get(key, ())) for key in TAG_METAS[1:]]
    texts = next((claim for claim in claims if claim), [])
    return once(part for text in texts for part in (text.split(",") if "," in text else [text]))[:30]
