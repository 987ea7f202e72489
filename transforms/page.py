"""
One page, from raw to article: extract, strip, enrich, validate.

Every finder looks at the same blocks and returns removals; `Article.strike`
cuts once per layer. Repeats are looked for last, in what still stands, so that
the copy that stays is never one that another finder struck.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from transforms.facts import NO_FACTS
from transforms.normal import text_blocks
from transforms.records import Article, RawPage, Reject

if TYPE_CHECKING:
    import datetime as dt

    from transforms.facts import PageFacts
    from transforms.rulebook import RuleBook

FEWEST_WORDS = 3
"""A text below this holds no sentence, only the remains of furniture."""


def clean_page(page: RawPage, *, book: RuleBook, today: dt.date) -> Article | Reject:
    """
    Turn one raw page into an article, or say why not.

    Args:
        page: The page. It is not changed.

        book: The rules that name furniture.

        today: The day that bounds dates whose year is not printed.

    Returns:
        The article, struck and enriched, or a reject that names stage and reason.
    """
    extracted = extract(page)
    if isinstance(extracted, Reject):
        return extracted
    article, facts = extracted
    return validate(enrich(article, page=page, facts=facts, book=book, today=today))


def extract(page: RawPage) -> tuple[Article, PageFacts] | Reject:
    """Read a page into blocks, the chrome of an HTML page struck already."""
    if page.kind == "text":
        return blank_article(page, Article(page.source, page.url, text_blocks(page.content))), NO_FACTS
    from transforms.html import UnreadableHtml, read_html  # noqa: PLC0415 - heavy: lxml and trafilatura

    try:
        blocks, chrome, facts = read_html(page)
    except UnreadableHtml as refusal:
        return Reject(page.source, "extract", "unreadable_html", str(refusal))
    url = page.url or facts.canonical_url
    return blank_article(page, Article(page.source, url, blocks).strike(chrome)), facts


def blank_article(page: RawPage, article: Article) -> Article:
    """Return the article with what the page carries along."""
    return dataclasses.replace(article, fetched_at=page.fetched_at)


def validate(article: Article) -> Article | Reject:
    """Refuse an article in which no story is left."""
    words = len(article.text.split())
    if words >= FEWEST_WORDS:
        return article
    detail = f"{words} words are left of {len(article.blocks)} lines; see what was struck with `saring show --raw`"
    return Reject(article.source, "validate", "no_story", detail)
