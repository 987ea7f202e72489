"""Reading a page once: what stands in which line, and which rules could say something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from transforms.rulebook.index import numbers_in
from transforms.rulebook.lines import LONGEST_PROMPT, is_story_like
from transforms.rulebook.page import Line, Page
from transforms.rulebook.quoted import quoted_lines
from transforms.rulebook.starts import able_inside, starts_on_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transforms.records import Article
    from transforms.rulebook.book import RuleBook
    from transforms.rulebook.index import Hits, Index, RuleSet
    from transforms.rulebook.starts import Starts


def read_page(article: Article, book: RuleBook) -> Page | None:
    """Return a page as the rules see it: the lines that still stand in the story. None where no rule has a literal."""
    story = article.story()
    texts = [block.text for _, block in story]
    hits = hits_by_line(texts, book.index)
    if not hits:
        return None
    index, every = book.index, (1 << book.index.size) - 1
    seen = seen_by_line(texts, hits, index)
    out = left_out(article, seen.values(), book)
    quoted = dict.fromkeys(quoted_lines(texts), index.quoted)
    tried = {line: rules & every & ~out & ~quoted.get(line, 0) for line, rules in seen.items()}
    barred = barred_by_line(texts, tried, book)
    starts = starts_on_page(texts, index)
    lines: dict[int, Line] = {}
    for line, rules in tried.items():
        able = rules & able_in(starts[line], index) & (seen[line] >> index.size | ~index.witnessed)
        if able:
            lines[line] = Line(texts[line], rules, able, barred.get(line, 0), starts[line], hits[line])
    return Page([number for number, _ in story], texts, book, tried, barred, lines)


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


def able_in(starts: Starts, index: Index) -> RuleSet:
    """Return the rules that could begin in a line: whole lines at its head, prompts at its starts, spans anywhere."""
    inside = able_inside(starts) & index.inline if len(starts) > 1 else 0
    return starts[0][1] | inside | index.span


def barred_by_line(texts: Sequence[str], tried: Mapping[int, RuleSet], book: RuleBook) -> dict[int, RuleSet]:
    """Return by line the rules that want more of the story before a line that they take whole."""
    guarded = {line: rules & book.index.guarded for line, rules in tried.items() if rules & book.index.guarded}
    if not guarded:
        return {}
    before = shares_before(texts)
    return {
        line: sum(1 << number for number in numbers_in(rules) if before[line] < book.rules[number].after)
        for line, rules in guarded.items()
    }


def shares_before(texts: Sequence[str]) -> list[float]:
    """Return for each line the share of the page's story-like characters that stands before it."""
    sizes = [len(text) if is_story_like(text) else 0 for text in texts]
    total, so_far, shares = sum(sizes), 0, []
    for size in sizes:
        shares.append(so_far / total if total else 1.0)
        so_far += size
    return shares


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
