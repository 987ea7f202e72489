"""Laying a page out: filling its sheet, once, with one scan for all that rules and finders look for."""

from __future__ import annotations

from collections.abc import Mapping

from transforms.records import NO_FACTS, NO_HINTS, Block, PageFacts, PageKind
from transforms.records.facts import NO_MARKUP, Markup
from transforms.rulebook import RuleBook
from transforms.rulebook.scan import scan_for, scan_page
from transforms.sheet import Sheet
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
    return Sheet(blocks, texts, text, small, kind, url, hints, facts, markup, prompts, places)
