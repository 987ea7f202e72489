"""Laying a page out: filling its sheet, once, with one scan for all that rules and finders look for."""

from __future__ import annotations

from collections.abc import Mapping

from transforms.records import NO_FACTS, NO_HINTS, Article, Block, PageFacts, PageKind
from transforms.records.facts import NO_MARKUP, Markup
from transforms.rulebook import RuleBook, load_rules
from transforms.rulebook.scan import scan_for, scan_page
from transforms.sheet import Sheet, Standing
from transforms.text.words import small_letters


def lay_out(
    blocks: tuple[Block, ...],
    book: RuleBook,
    *,
    kind: PageKind = "text",
    url: str | None = None,
    hints: Mapping[str, str] = NO_HINTS,
    facts: PageFacts = NO_FACTS,
    markup: Markup = NO_MARKUP,
) -> Sheet:
    """
    Return a page's sheet.

    Args:
        blocks: Its lines.

        book: The rules whose literals are looked for.

        kind: What the page was.

        url: Where it stands.

        hints: What came along with it.

        facts: What its markup claims.

        markup: Where each line stood in it.
    """
    texts = [block.text for block in blocks]
    text = "\n".join(texts)
    small = small_letters(text)
    prompts, places = scan_page(texts, text, small, scan_for(book.index))
    return Sheet(blocks, text, small, kind, url, hints, facts, markup, prompts, places)


def stand(
    article: Article, book: RuleBook | None = None, *, facts: PageFacts = NO_FACTS, hints: Mapping[str, str] = NO_HINTS
) -> Standing:
    """Return what stands of an article that was read elsewhere; the packaged rules are looked for where none are."""
    sheet = lay_out(article.blocks, book or load_rules(), url=article.url, facts=facts, hints=hints)
    return Standing(sheet, article.removals)
