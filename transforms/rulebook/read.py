"""Reading a page once: what stands in which line, and which rules could say something about it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from transforms.names.hosts import host_of
from transforms.rulebook.core import LONGEST_PROMPT
from transforms.rulebook.index import EARLY, numbers_in, rules_at
from transforms.rulebook.page import Line, Page
from transforms.rulebook.quoted import announced_lines, quoted_lines
from transforms.rulebook.starts import starts_in
from transforms.text.lines import is_story_like

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.index import Index, RuleSet
    from transforms.rulebook.starts import Starts
    from transforms.sheet import Hits, Sheet, Standing


def read_page(standing: Standing, book: RuleBook) -> Page | None:
    """Return a page as the rules see it: the lines that still stand in the story. None where no rule has a literal."""
    numbers = [number for number, _ in standing.story]
    found = standing.sheet.prompts
    hits = {line: found[n] for line, n in enumerate(numbers) if n in found} if standing.struck else found
    if not hits:
        return None
    texts = [block.text for _, block in standing.story]
    tried, witnessed = rules_by_line(texts, hits, wanted_on(standing.sheet, texts, book), book.index)
    inside = {line for line, rules in witnessed.items() if rules & book.index.inline}
    starts = starts_in({line: texts[line] for line in witnessed}, inside, book.index)
    able = {n: rules for n, some in witnessed.items() if (rules := some & able_in(starts[n], book.index))}
    barred = barred_by_line(texts, tried, able.keys(), book)
    lines = {n: Line(texts[n], tried[n], able[n], barred.get(n, 0), starts[n], hits[n]) for n in able}
    return Page(numbers, texts, book, tried, barred, lines)


def rules_by_line(
    texts: Sequence[str],
    hits: Mapping[int, Hits],
    wanted: Sequence[RuleSet],
    index: Index,
) -> tuple[dict[int, RuleSet], dict[int, RuleSet]]:
    """
    Return by line the rules that have a literal there, and those of them that have their witness as well.

    A line that is too long to be a prompt has only the rules that are tried inside lines.
    """
    inside, unwitnessed, late = index.inline | index.span, ~index.witnessed, ~index.early
    tried: dict[int, RuleSet] = {}
    witnessed: dict[int, RuleSet] = {}
    for line, some in hits.items():
        seen = early = 0
        for end, of_hit in some:
            seen |= of_hit
            if end <= EARLY:
                early |= of_hit
        rules = seen & wanted[line]
        if len(texts[line]) > LONGEST_PROMPT:
            rules &= inside
        tried[line] = rules
        rules &= (seen >> index.size | unwitnessed) & (early | late)
        if rules:
            witnessed[line] = rules
    return tried, witnessed


def wanted_on(sheet: Sheet, texts: Sequence[str], book: RuleBook) -> list[RuleSet]:
    """Return the rules to try on each line: no other host's, and in a quotation none that spares what is quoted."""
    rules = (1 << book.index.size) - 1
    if book.index.site:
        hosts = hosts_of(sheet.url)
        rules -= sum(1 << n for n in numbers_in(book.index.site) if book.rules[n].site not in hosts)
    wanted = [rules] * len(texts)
    quoted = quoted_lines(texts) if "“" in sheet.text else frozenset()
    announced = announced_lines(texts, book.announcing) if ":\n" in sheet.text else frozenset()
    for line in quoted | announced:
        wanted[line] &= ~book.index.quoted
    return wanted


def able_in(starts: Starts, index: Index) -> RuleSet:
    """Return the rules that could begin in a line: whole lines at its head, prompts at its starts, spans anywhere."""
    inside = rules_at(starts) & index.inline if len(starts) > 1 else 0
    return starts[0][1] | inside | index.span


def barred_by_line(
    texts: Sequence[str], tried: Mapping[int, RuleSet], able: Container[int], book: RuleBook
) -> dict[int, RuleSet]:
    """Return by line the rules that want more of the story before a line that they take whole."""
    index = book.index
    guarded = {
        line: some
        for line, rules in tried.items()
        if (some := rules & index.guarded) and (line in able or some & index.inline)
    }
    if not guarded:
        return {}
    before = shares_before(texts)
    shares, wanting = index.barriers
    return {line: rules & wanting[bisect_right(shares, before[line])] for line, rules in guarded.items()}


def shares_before(texts: Sequence[str]) -> list[float]:
    """Return for each line the share of the page's story-like characters that stands before it."""
    sizes = [len(text) if is_story_like(text) else 0 for text in texts]
    total, so_far, shares = sum(sizes), 0, []
    for size in sizes:
        shares.append(so_far / total if total else 1.0)
        so_far += size
    return shares


def hosts_of(url: str | None) -> frozenset[str]:
    """Return the hosts whose site packs apply: the page's host and every domain above it."""
    parts = (host_of(url) or "").split(".")
    return frozenset(["", *(".".join(parts[n:]) for n in range(len(parts) - 1))])
