"""
One page, from raw to article: extract, strip, enrich, validate.

Every finder looks at the same blocks and returns removals; `Article.strike`
cuts once per layer. Repeats are looked for last, in what still stands, so that
the copy that stays is never one that another finder struck.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from transforms.finders.all import ROUNDS
from transforms.finders.brief import Brief
from transforms.finders.no_story.find import find_refusal
from transforms.finders.notices import with_notices
from transforms.finders.settled import LISTS, SOURCES
from transforms.language import detect_language
from transforms.layout import lay_out
from transforms.names.hosts import host_of, language_at
from transforms.records import Article, Block, RawPage, Reject, Removal
from transforms.records.article import NAMES, NO_ARTICLE
from transforms.records.facts import NO_FACTS, NO_MARKUP
from transforms.rulebook.keep import BOUND, without_kept
from transforms.rulebook.quoted import evidence_lines
from transforms.sheet import Sheet, Standing
from transforms.text.broken import story_lines
from transforms.text.mojibake import mend_mojibake
from transforms.text.normal import clean_characters, count_words

if TYPE_CHECKING:
    import datetime as dt

    from transforms.evidence import Claim
    from transforms.knowledge import Knowledge
    from transforms.records.facts import Markup, PageFacts

FEWEST_WORDS = 3
"""A text below this holds no sentence, only the remains of furniture."""

SHORTEST_STORY = 40
"""Words; a shorter text needs at least one line of `FEWEST_IN_A_LINE`, or it is a menu's remains."""

FEWEST_IN_A_LINE = 5
"""Words; menus, tags and buttons have fewer, the longest line of each of 296 labelled stories has 20 at least."""


OPEN_MARK = re.compile(r"“[^“”\n]*\n")
"""A quotation that its line does not close. It begins at the last mark of a line, or a line of nothing but marks would
take the square of their number."""


def clean_page(
    page: RawPage, *, knowledge: Knowledge, today: dt.date, heard: list[Claim[Any]] | None = None
) -> Article | Reject:
    """
    Turn one raw page into an article, or say why not.

    Args:
        page: The page. It is not changed.

        knowledge: The rules that name furniture, and the tables.

        today: The day that bounds dates whose year is not printed.

        heard: Where everything goes that any witness says of a field, for `transforms.explain`.

    Returns:
        The article, struck and enriched, or a reject that names stage and reason.
    """
    knowledge.use()
    page, repaired = with_mojibake_mended(page)
    extracted = extract(page)
    if isinstance(extracted, Reject):
        return extracted
    article, facts, markup = extracted
    sheet = lay_out(
        article.blocks, knowledge.book, kind=page.kind, url=article.url, hints=page.hints, facts=facts, markup=markup
    )
    brief = Brief(knowledge.book, today, knowledge.model, fetched=fetched_on(page, today))
    article = enrich(article, sheet, brief)
    if heard is not None:
        heard.extend(claim for claims in brief.said.values() for claim in claims)
    text = article.text
    article = with_notices(article, sheet, text)
    if article.withdrawn:
        text = article.text  # the notice may have been given back
    host = host_of(article.url)
    language = detect_language(text, facts.language or page.hints.get("language"), language_at(host) if host else None)
    refusal = None if article.withdrawn else check_page(article, sheet, text) or check_story(article, text)
    return refusal or article.with_fields(language=language, repaired=repaired, line_kinds=kinds_of(article, markup))


def kinds_of(article: Article, markup: Markup) -> tuple[str, ...] | None:
    """Return what each line of an article's text was on its page, None where that was text."""
    if not markup.elements:
        return None
    from transforms.html import outline  # noqa: PLC0415 - heavy: lxml

    return outline(article.blocks, markup.elements, [number for number, _ in article.story()])


def with_mojibake_mended(page: RawPage) -> tuple[RawPage, int]:
    """Return a page as it was before a wrong charset, its hints in normal form, and how many runs were mended."""
    content, runs = mend_mojibake(page.content, page.utf8 if page.kind == "html" else None)
    hints = {name: clean_characters(said) for name, said in page.hints.items()}
    if not runs and hints == page.hints:
        return page, 0
    return replace(page, content=content, hints=hints), runs


def fetched_on(page: RawPage, day: dt.date) -> dt.datetime | None:
    """Return when a page was fetched, where that was on the day that bounds its dates; a later crawl bounds nothing."""
    return page.fetched_at if page.fetched_at and page.fetched_at.date() == day else None


def extract(page: RawPage) -> tuple[Article, PageFacts, Markup] | Reject:
    """Read a page into blocks, the chrome of an HTML page struck already."""
    if page.kind == "text":
        blocks = tuple([Block("paragraph", line) for line in story_lines(page.content)])
        return blank_article(page, page.url, blocks), NO_FACTS, NO_MARKUP
    from transforms.html import UnreadableHtml, read_html  # noqa: PLC0415 - heavy: lxml and trafilatura

    try:
        read = read_html(page)
    except UnreadableHtml as refusal:
        return Reject(page.source, "extract", "unreadable_html", str(refusal), url=page.url or refusal.own_address)
    article = blank_article(page, page.url or read.facts.canonical_url, read.blocks)
    article = article.strike(read.chrome).with_fields(body_from=read.told_by, body_confidence=read.confidence)
    return article, read.facts, read.markup


def enrich(article: Article, sheet: Sheet, brief: Brief) -> Article:
    """
    Hear every finder; return the article without what they struck and with what they told.

    Finders of one round read the same page, and strike together. Lines that are kept are struck by no rule and by no
    guess, whichever finder it was; what a check of facts quotes as its evidence is struck by nobody.
    """
    standing = Standing(sheet, article.removals)
    evidence = evidence_lines(sheet.texts, brief.book.announcing) if may_quote(sheet.text) else frozenset()
    for finders in ROUNDS:
        removals: list[Removal] = []
        for _, layer, find in finders:
            finding = find(standing, brief)
            removals += without_kept(finding.removals, sheet.texts, brief.book) if layer in BOUND else finding.removals
            if finding.claims:
                brief.hear(finding.claims)
        if evidence:
            removals = [removal for removal in removals if removal.block not in evidence]
        standing = standing.strike(removals)
    # Claims that name a field of the article become columns; others were for finders alone.
    fields = {field: value for field in brief.said if field in NAMES and (value := brief.value(field))}
    return article.with_fields(removals=standing.removals, **fields, **evidence_of(brief))


def may_quote(text: str) -> bool:
    """Return whether a page may quote a message: one begins where a line announces it, or runs on over lines."""
    return ':\n"' in text or ":\n“" in text or OPEN_MARK.search(text) is not None


def evidence_of(brief: Brief) -> dict[str, Any]:
    """Return who was believed of each field, and of which fields witnesses disagree."""
    told = ((field, [claim.origin for claim in brief.believed(field)]) for field in SOURCES)
    sources = {f"{field}_from": tuple(who) if field in LISTS else who[0] for field, who in told if who}
    return {**sources, "conflicts": brief.disputed()}


def blank_article(page: RawPage, url: str | None, blocks: tuple[Block, ...]) -> Article:
    """Return an article of these blocks with what the page carries along, and nothing struck."""
    return NO_ARTICLE.with_fields(source=page.source, url=url, blocks=blocks, fetched_at=page.fetched_at)


def check_page(article: Article, sheet: Sheet, text: str) -> Reject | None:
    """Refuse a page that is none of a story: an error, a gate, a form, a paper's own page, a list of pages."""
    titles = (*sheet.facts.titles, *([article.title] if article.title else []))
    refusal = find_refusal(Standing(sheet, article.removals), titles, text)
    return Reject(article.source, "validate", *refusal, url=article.url) if refusal else None


def check_story(article: Article, text: str) -> Reject | None:
    """Refuse an article in whose clean text no story is left; None where one is."""
    if text.count(" ") + text.count("\n") >= SHORTEST_STORY:
        return None  # as most texts are: one space or newline stands between two words
    lengths = [count_words(line) for line in text.split("\n")]
    words = sum(lengths)
    if words >= SHORTEST_STORY or (words >= FEWEST_WORDS and max(lengths) >= FEWEST_IN_A_LINE):
        return None
    detail = f"{words} words are left of {len(article.blocks)} lines, no sentence among them"
    return Reject(article.source, "validate", "no_story", detail, url=article.url)
