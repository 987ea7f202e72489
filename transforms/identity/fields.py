"""Where an object keeps its page's address, its text, and the time of its fetch, however the fields are spelt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from transforms.identity.address import page_address

DEEPEST_VALUE = 4
"""Levels of objects and lists looked through for a field's words."""

MOST_KEY_CHARACTERS = 4_000
"""Characters of all of a record's keys, above which what they mean is not kept."""

FETCH_TIME_FIELDS = frozenset(
    "fetchedat crawledat scrapedat downloadedat retrievedat fetchdate fetchtime crawldate crawltime scrapedate "
    "scrapetime downloaddate datedownload datecrawled datescraped accessdate accessedat warcdate timestamp".split()
)
"""Names, folded, of what differs whenever a page is fetched."""

URL_FIELDS = tuple(
    "url link permalink canonicalurl pageurl articleurl sourceurl weburl newsurl href uri tautan".split()
)
"""Names, folded, of what holds a page's address, the surest first. A source that is an address is an outlet's."""

CONTENT_FIELDS = tuple(
    "text content body articlebody articletext articlecontent fulltext maintext maintext bodytext article story "
    "contenttext plaintext rawtext isi konten isiberita isiartikel berita naskah teks "
    "html rawhtml htmlcontent contenthtml bodyhtml htmlbody pagehtml pagesource rawcontent".split()
)
"""Names, folded, of what holds a page. Text goes first: the rest of a page changes from fetch to fetch."""

URL_PARTS = ("@id", "url", "href", "rendered", "#text", "@value", "value")

CONTENT_PARTS = ("rendered", "#text", "@value", "value", "content", "text")
"""Where a field that is an object keeps its words."""

NAME_MARKS = str.maketrans(dict.fromkeys("_- .:\ufeff", ""))

Places = tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]
"""Keys of an object that may hold an address, those that may hold a page, those that hold a fetch time."""


def places_in(obj: Mapping[str, Any]) -> Places:
    """Return where an object keeps what matters here."""
    keys = tuple(obj)
    known = places_of if sum(map(len, keys)) <= MOST_KEY_CHARACTERS else places_of.__wrapped__
    return known(keys)


@lru_cache(maxsize=256)
def places_of(keys: tuple[str, ...]) -> Places:
    """Return which of some keys mean what, however they are spelt; of those spelt alike the first by letters leads."""
    folded: dict[str, list[str]] = {}
    for key in sorted(keys):
        folded.setdefault(key.translate(NAME_MARKS).lower(), []).append(key)
    urls, contents = (
        tuple(key for name in names for key in folded.get(name, ())) for names in (URL_FIELDS, CONTENT_FIELDS)
    )
    return urls, contents, frozenset(key for name in FETCH_TIME_FIELDS for key in folded.get(name, ()))


def address_said(obj: Mapping[str, Any], places: Places) -> str | None:
    """Return the address in the first field that holds one of a page."""
    for key in places[0]:
        for words in strings_in(obj[key], URL_PARTS):
            if found := page_address(words):
                return found
    return None


def strings_in(value: object, parts: tuple[str, ...], depth: int = 0) -> Iterator[str]:
    """Yield the strings of a field: a list's items, of an object those in its first part that says something."""
    if isinstance(value, str):
        if value and not value.isspace():
            yield value
    elif depth == DEEPEST_VALUE:
        return
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item, parts, depth + 1)
    elif isinstance(value, Mapping):
        said = (list(strings_in(value.get(name), parts, depth + 1)) for name in parts)
        yield from next(filter(None, said), ())


def longest_string(value: object, depth: int = 0) -> str:
    """Return the longest string anywhere in a value, of equally long ones the last by letters."""
    if isinstance(value, str):
        return value
    if depth == DEEPEST_VALUE or not isinstance(value, Mapping | list):
        return ""
    items = value.values() if isinstance(value, Mapping) else value
    return max((longest_string(item, depth + 1) for item in items), key=lambda words: (len(words), words), default="")
