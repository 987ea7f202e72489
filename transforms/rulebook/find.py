"""Finding furniture: what the rules claim of a page."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from transforms.records import Removal
from transforms.rulebook.areas import find_areas
from transforms.rulebook.core import core_of
from transforms.rulebook.edges import without_midst, without_steps
from transforms.rulebook.index import able_at, numbers_in
from transforms.rulebook.page import covers
from transforms.rulebook.read import read_page
from transforms.rulebook.scan import scan_page, scan_with
from transforms.rulebook.single import judge_line
from transforms.rulebook.whole import (
    LONGEST_BROKEN,
    LONGEST_JOINED,
    broken_runs,
    covers_whole,
    goes_on,
    joins_of,
    known_by_pieces,
)
from transforms.sheet import Sheet, Standing
from transforms.text.words import small_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.records import Article
    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.index import RuleSet
    from transforms.rulebook.page import Page
    from transforms.rulebook.rule import Rule


def find_furniture(article: Article, book: RuleBook) -> tuple[Removal, ...]:
    """Find the spans of an article that some book says are page furniture: what trials and examples ask."""
    texts = [block.text for block in article.blocks]
    text = "\n".join(texts)
    small = small_letters(text)
    prompts, _ = scan_page(texts, text, small, scan_with(book.index))
    sheet = Sheet(article.blocks, texts, text, small, url=article.url, prompts=prompts)
    return find_prompts(Standing(sheet, article.removals), book)


def find_prompts(standing: Standing, book: RuleBook) -> tuple[Removal, ...]:
    """
    Find the spans that the rule book says are page furniture.

    Finds, never removes: hand the result to `strike`. Rules see the lines that still stand
    in the story, each as it was extracted, so the order of rules cannot change the outcome. A
    line that a `line` rule names keeps that name inside the area of a `rest` or `run` rule. What a
    quoted message asks of its readers stays.

    Args:
        standing: The page, scanned for the literals of this book.

        book: The rules.

    Returns:
        Removals in reading order; spans of different rules may overlap, `strike` settles that.
    """
    page = read_page(standing, book)
    if page is None:
        return ()
    texts = page.texts
    judged = {number: judge_line(book, line) for number, line in page.lines.items()}
    claims = {number: found for number, (found, _) in judged.items()}
    headings = {number: rules for number, (_, rules) in judged.items() if rules}
    for line, rule in find_broken(page):
        midst = goes_on(texts[line]) and any(goes_on(text) for text in texts[line + 1 : line + 2])
        if midst or not any(covers(start, end, texts[line]) for start, end, _ in claims.get(line, ())):
            claims[line] = [(0, len(texts[line]), rule)]
    claims, headings = without_midst(texts, claims, headings)
    claims, headings = without_steps(texts, claims, headings, book.steps)
    areas = find_areas(page, claims, headings)
    every = [(n, claim) for n, some in claims.items() for claim in some] + [*areas.items()]
    found = {(n, start, end, rule.kind, rule.name, rule.site) for n, (start, end, rule) in every}
    return tuple(
        Removal(page.numbers[line], start, end, kind, name, "site" if site else "rule")
        for line, start, end, kind, name, site in sorted(found)
    )


def find_broken(page: Page) -> Iterator[tuple[int, Rule]]:
    """Yield (line, the rule that takes it) of prompts that are broken over several short lines."""
    wanted = page.book.index.line & page.book.index.inline
    if not any(rules & wanted and len(page.texts[line]) <= LONGEST_BROKEN for line, rules in page.tried.items()):
        return
    taken = -1
    for run in broken_runs(page.texts):
        for lines, joined in joins_of(page.texts, run):
            if lines.start <= taken or len(joined) > LONGEST_JOINED:
                continue
            some = reduce(or_, (page.tried.get(line, 0) & ~page.barred.get(line, 0) for line in lines))
            rule = rule_of_joined(page.book, joined, some & wanted)
            if rule is not None:
                taken = lines.stop - 1
                yield from ((line, rule) for line in lines)


def rule_of_joined(book: RuleBook, joined: str, rules: RuleSet) -> Rule | None:
    """Return the rule, of these, that covers a prompt put together again, or the one of its longest piece."""
    able = rules and rules & able_at(book.index, joined, 0)
    if not able:
        return None
    core = core_of(joined)
    first = sorted((book.rules[number] for number in numbers_in(able)), key=lambda rule: rule.name)
    return next((rule for rule in first if covers_whole(rule, core)), None) or known_by_pieces(book, core, rules, first)
