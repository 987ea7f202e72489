"""Pages to try rules on: raw ones, or the texts that were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.query import open_views

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from transforms.records import Article, RawPage

ROWS_AT_ONCE = 500
"""Articles held at a time: some megabytes."""

UNKNOWN = "(unknown)"

Page = tuple[str, "Article"]
"""An outlet, as counts name it, and its page."""


def raw_pages(raw: Path) -> Iterator[Page]:
    """
    Yield what rules see of each page of a raw folder. What cannot be read or extracted is passed over.

    Raises:
        ReadError: The folder is missing.
    """
    from flows.read import read_records
    from transforms.page import extract
    from transforms.records import Reject

    for record in read_records(raw):
        if isinstance(record, Reject):
            continue
        extracted = extract(record)
        if not isinstance(extracted, Reject):
            yield outlet_of(record, extracted[0]), extracted[0]


def outlet_of(record: RawPage, article: Article) -> str:
    """Return what a raw page's outlet is counted under: its host, else what came along, else the top folder."""
    from transforms.urls import bare_host, split_url

    parts = split_url(article.url)
    host = bare_host(parts) if parts else None
    folder = record.source.partition("/")[0] if "/" in record.source else UNKNOWN
    return host or record.hints.get("outlet") or folder


def published_pages(clean: Path) -> Iterator[Page]:
    """
    Yield the published articles' texts, as pages of their own.

    Raises:
        StoreError: Nothing is published there.
    """
    from transforms.records import Article
    from transforms.text.normal import text_blocks

    rows = open_views(clean).execute("SELECT source, url, outlet, outlet_domain, text FROM articles")
    while batch := rows.fetchmany(ROWS_AT_ONCE):
        for source, url, outlet, domain, text in batch:
            yield outlet or domain or UNKNOWN, Article(source, url, text_blocks(text), outlet_domain=domain)
