"""Reading a page once: what stands in which line, and which rules could say something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from transforms.rulebook.index import numbers_in
from transforms.rulebook.lines import LONGEST_PROMPT
from transforms.rulebook.page import Page
from transforms.rulebook.quoted import quoted_lines
from transforms.rulebook.starts import able_inside, starts_on_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transforms.records import Article
    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.index import Hits, Index, RuleSet
    from transforms.rulebook.starts import Starts


def read_page(article: Article, book: RuleBook) -> Page | None:
    """Return a page as the rules see it: the lines that still stand in the story. None where no rule could begin."""
    story = article.story()
    texts = [block.text for _, block in story]
    hits = hits_by_line(texts, book.index)
    starts = starts_on_page(texts, book.index) if hits else []
    seen = seen_by_line(texts, hits, book.index)
    able = able_by_line(starts, seen, book.index)
    if not able:
        return None
    out = left_out(article, seen.values(), book)
    quoted = dict.fromkeys(quoted_lines(texts), book.index.quoted)
    every = (1 << book.index.size) - 1
    tried, able = (
        {line: rules for line, some in sets.items() if (rules := some & every & ~out & ~quoted.get(line, 0))}
        for sets in (seen, able)
    )
    return Page([number for number, _ in story], texts, book, starts, hits, tried, able) if able else None


def hits_by_line(texts: Sequence[str], index: Index) -> dict[int, Hits]:
    """Scan the casefolded page once; return where in each line literals end, and whose."""
    if index.scanner is None or not texts:
        return {}
    folded = [text.casefold() for text in texts]
    found: dict[int, Hits] = {}
    line, begin, stop = -1, -1, -1
    of_line: Hits = []
    for end, rules in index.scanner.iter("\n".join(folded)):
        if end >= stop:
            while end >= stop:
                line += 1
                begin, stop = stop + 1, stop + 1 + len(folded[line])
            of_line = found[line] = []
        of_line.append((end - begin, rules))
    return found


def seen_by_line(texts: Sequence[str], hits: Mapping[int, Hits], index: Index) -> dict[int, RuleSet]:
    """
    Return the rules that have a literal in each line, and higher up those that have a witness.

    A line that is too long to be a prompt has only the rules that are tried inside lines.
    """
    inside = index.inline | index.span
    inside |= inside << index.size
    seen: dict[int, RuleSet] = {}
    for line, some in hits.items():
        rules = 0
        for _, of_hit in some:
            rules |= of_hit
        seen[line] = rules & inside if len(texts[line]) > LONGEST_PROMPT else rules
    return seen


def able_by_line(starts: Sequence[Starts], seen: Mapping[int, RuleSet], index: Index) -> dict[int, RuleSet]:
    """Return the rules that have all they need in each line: a literal, their witness, and a start that fits."""
    able: dict[int, RuleSet] = {}
    every = (1 << index.size) - 1
    for line, rules in seen.items():
        of_line = starts[line]
        could = of_line[0][1] | able_inside(of_line) & index.inline if len(of_line) > 1 else of_line[0][1]
        some = rules & every & (could | index.span) & (rules >> index.size | ~index.witnessed)
        if some:
            able[line] = some
    return able


def left_out(article: Article, seen: Iterable[RuleSet], book: RuleBook) -> RuleSet:
    """Return the rules of other hosts' site packs, where any rule seen is for one host."""
    if not any(rules & book.index.site for rules in seen):
        return 0
    hosts = hosts_of(article)
    return sum(1 << n for n in numbers_in(book.index.site) if book.rules[n].site not in hosts)


def hosts_of(article: Article) -> frozenset[str]:
    """Return the hosts whose site packs apply: the page's host and every domain above it."""
    hosts = {""}
    for name in (article.outlet_domain or "", host_of(article.url or "")):
        parts = name.casefold().split(".")
        hosts |= {".".join(parts[n:]) for n in range(len(parts) - 1)}
    return frozenset(hosts)


def host_of(url: str) -> str:
    """Return a URL's host; empty where there is none to read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # such as http://[broken
        return ""
