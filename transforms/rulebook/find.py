"""Finding furniture: which rules run where, and what they claim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from transforms.records import Article, Removal
from transforms.rulebook.book import Rule, RuleBook
from transforms.rulebook.lines import core_of, is_story_like, is_teaser
from transforms.rulebook.titles import title_end

TAKEN = "\x1f"
"""Stands for a character of furniture found already: control characters never occur in normal text."""

STARTS = re.compile(
    r"""(?:[.!?…][\"”’')\]]{0,3}|[\"”’'\]»→>](?<=\S.)(?=\s)|\)(?=[\sA-Z])|\x1f)\s?(?=[A-Z0-9\"“‘@\[(#*•·»>→|–—-])"""
)
"""Where glued furniture may begin: behind a sentence, a closing mark, or furniture found before it."""

LISTED = re.compile(r"(?:^|[.:;!?)…] )\d{1,2}[.)] ?$")
"""The number of an item: what follows is a step of instructions, not furniture."""

CAPITALS = re.compile(r"(?<=[\w.] )(?=[A-Z])")
WHOLE_PAGE = 600
"""Characters; a longer line is a whole page folded into one, where bylines and credits end without a mark."""

LONGEST_TAIL = 200
"""Characters at the end of such a line in which any capital may begin a prompt that runs to the end."""

MOST_ROUNDS = 4
"""Prompts that stand glued in a row are found one round after the other."""

LONGEST_PROMPT = 600
"""Characters; no rule's `longest` comes near, so longer lines are not even stripped of decoration."""

MOST_NAMES = 4
"""Capitalised words given back at most; sentences seldom begin with longer names."""


FOLDING = 8
"""Characters by which casefolding may move a literal (`ß` becomes `ss`); prompts hold fewer."""

Hit: TypeAlias = tuple[int, frozenset[int]]
"""Where in its casefolded line a literal ends, and the numbers of its rules."""


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page as the rules see it.

    Attributes:
        numbers: The block number of each line.

        texts: The lines that still stand in the story.

        before: Share of the page's story-like characters that stands before each line.

        known: Words of prompts, casefolded: a capital on them opens no sentence.

        dangling: Words, casefolded, that no glued prompt ends on.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    before: Sequence[float]
    known: frozenset[str]
    dangling: frozenset[str]


def find_furniture(article: Article, book: RuleBook) -> tuple[Removal, ...]:
    """
    Find the spans that the rule book says are page furniture.

    Finds, never removes: hand the result to `Article.strike`. Rules see the lines that still stand
    in the story, each as it was extracted, so the order of rules cannot change the outcome. A
    line that a `line` rule names keeps that name inside the area of a `rest` or `run` rule.

    Returns:
        Removals in reading order; spans of different rules may overlap, `strike` settles that.
    """
    story = article.story()
    numbers, texts = [n for n, _ in story], [block.text for _, block in story]
    hits = hits_by_line(texts, book)
    if not hits:
        return ()
    hosts = hosts_of(article)
    wanted = {line: rules_of(some, book, hosts) for line, some in hits.items()}
    guarded = any(book.rules[n].after for some in wanted.values() for n in some)
    before = shares_before(texts) if guarded else [1.0] * len(texts)
    page = Page(numbers, texts, before, book.known, frozenset(book.words.get("dangling", ())))
    lines: dict[int, list[Removal]] = {}
    areas: dict[int, Removal] = {}
    for line in sorted(wanted):
        lines[line] = [*find_in_line(page, line, [(n, book.rules[n]) for n in wanted[line]], hits[line])]
    named = {line for line, found in lines.items() if any(covers(r, texts[line]) for r in found)}
    for line in sorted(wanted):
        for rule in (book.rules[n] for n in wanted[line]):
            for taken in area_of(page, line, rule, named):
                areas.setdefault(taken, claim(page, taken, 0, len(texts[taken]), rule))
    found = [r for line in lines for r in lines[line]]
    found += [r for line, r in areas.items() if line not in named]
    return tuple(sorted(set(found), key=lambda r: (r.block, r.start, r.end, r.kind, r.rule)))


def covers(removal: Removal, text: str) -> bool:
    """Say whether a removal takes the whole line."""
    return removal.start == 0 and removal.end == len(text)


def hosts_of(article: Article) -> frozenset[str]:
    """Return the hosts whose site packs apply: the page's host and every domain above it."""
    names = {article.outlet_domain or "", (urlsplit(article.url).hostname or "") if article.url else ""}
    hosts = {""}
    for name in names:
        parts = name.casefold().split(".")
        hosts |= {".".join(parts[n:]) for n in range(len(parts) - 1)}
    return frozenset(hosts)


def hits_by_line(texts: Sequence[str], book: RuleBook) -> dict[int, list[Hit]]:
    """Scan the casefolded page once; return each line's hits: where a literal ends, and whose it is."""
    if book.scanner is None or not texts:
        return {}
    folded = [text.casefold() for text in texts]
    found: dict[int, list[Hit]] = {}
    line, begin, stop = 0, 0, len(folded[0])
    for end, numbers in book.scanner.iter("\n".join(folded)):
        while end >= stop:
            line += 1
            begin, stop = stop + 1, stop + 1 + len(folded[line])
        found.setdefault(line, []).append((end - begin, numbers))
    return found


def rules_of(hits: Iterable[Hit], book: RuleBook, hosts: frozenset[str]) -> list[int]:
    """Return the numbers of the rules that a line's hits call for, those of foreign sites left out."""
    numbers: set[int] = set()
    for _, some in hits:
        numbers |= some
    return [n for n in sorted(numbers) if book.rules[n].site in hosts]


def shares_before(texts: Sequence[str]) -> list[float]:
    """Return for each line the share of the page's story-like characters that stands before it."""
    sizes = [len(text) if is_story_like(text) else 0 for text in texts]
    total, so_far, shares = sum(sizes), 0, []
    for size in sizes:
        shares.append(so_far / total if total else 1.0)
        so_far += size
    return shares


def claim(page: Page, line: int, start: int, end: int, rule: Rule) -> Removal:
    """Return a removal that says which rule claims a span of a line."""
    layer = "site" if rule.site else "rule"
    return Removal(page.numbers[line], start, end, rule.kind, rule.name, layer)  # type: ignore[arg-type]


def back_off(page: Page, text: str, start: int, end: int, rule: Rule) -> int:
    """
    Return where a glued match ends in truth; `start` where it is none.

    A prompt may end with an outlet's name, the next sentence begins with a capital too: where the
    rule is satisfied without the last names, they go to the story.
    """
    if not is_prompt(page, text, start, end, rule):
        return start
    if is_last(text, end):
        return end
    for _ in range(MOST_NAMES):
        at = text.rfind(" ", start, end)
        last = text[at + 1 : end]
        if at < 0 or not last[:1].isupper() or not last.isalpha() or last.casefold() in page.known:
            break
        if not rule.regex.fullmatch(core_of(text[start:at])):
            break
        end = at
    return end


def is_prompt(page: Page, text: str, start: int, end: int, rule: Rule) -> bool:
    """Say whether a glued match stands on its own: no step of a list, no half sentence, no look beyond its end."""
    if text[start:end].rsplit(" ", 1)[-1].casefold() in page.dangling:
        return False
    if LISTED.search(text, max(0, start - 6), start):
        return False
    if not behind_sentence(text, start) and not is_last(text, end):
        return False
    return rule.regex.fullmatch(core_of(text[start:end])) is not None


def is_last(text: str, end: int) -> bool:
    """Say whether nothing but furniture that was found before stands behind a match."""
    return not text[end:].strip(TAKEN + " ")


def find_in_line(
    page: Page, line: int, rules: Iterable[tuple[int, Rule]], hits: Sequence[Hit]
) -> Iterator[Removal]:
    """Yield what the line and span rules claim of one line: the whole line if a rule knows it whole."""
    text = page.texts[line]
    core = core_of(text) if len(text) <= LONGEST_PROMPT else text
    inside: list[tuple[int, Rule]] = []
    whole = False
    for number, rule in rules:
        if rule.scope == "line" and page.before[line] >= rule.after and fits(rule, core):
            whole = True
            yield claim(page, line, 0, len(text), rule)
        elif rule.scope == "span" or rule.inline is not None:
            inside.append((number, rule))
    if inside and not whole:
        yield from find_inside(page, line, inside, hits)


def fits(rule: Rule, core: str) -> bool:
    """Say whether a rule covers a whole line, decoration aside."""
    return len(core) <= rule.longest and rule.regex.fullmatch(core) is not None


def find_inside(
    page: Page, line: int, rules: Sequence[tuple[int, Rule]], hits: Sequence[Hit]
) -> Iterator[Removal]:
    """
    Yield spans inside a line. Found furniture counts as a sentence end, so what is glued to it is found too.

    A few rounds: each sees what the ones before it found as taken.
    """
    text = masked = page.texts[line]
    for _ in range(MOST_ROUNDS):
        starts = starts_in(masked)
        tries = [(rule, starts_near(starts, number, rule, hits)) for number, rule in rules]
        fresh = [
            (*span, rule)
            for rule, near in tries
            if near or rule.scope == "span"
            for span in spans_of(page, rule, masked, near)
        ]
        for start, end, rule in fresh:
            yield claim(page, line, start, end, rule)
        if not fresh:
            return
        for start, end, _ in fresh:
            masked = masked[:start] + TAKEN * (end - start) + masked[end:]


def starts_in(text: str) -> list[int]:
    """Return where glued furniture may begin: behind sentences, and at capitals near the end of a whole page's line."""
    starts = {match.end() for match in STARTS.finditer(text)}
    if len(text) >= WHOLE_PAGE:
        tail = len(text.rstrip(TAKEN + " ")) - LONGEST_TAIL
        starts |= {match.start() for match in CAPITALS.finditer(text, max(0, tail))}
    return sorted(starts)


def starts_near(starts: Sequence[int], number: int, rule: Rule, hits: Sequence[Hit]) -> list[int]:
    """Return the starts from which a rule could reach one of its literals: one ends within `lead` of its beginning."""
    if rule.inline is None:
        return []
    ends = [end for end, numbers in hits if number in numbers]
    reach = rule.lead + FOLDING
    near = {at for end in ends for at in starts[bisect_left(starts, end - reach) : bisect_right(starts, end)]}
    return sorted(near)


def spans_of(page: Page, rule: Rule, text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each match of a rule inside a line."""
    matches = rule.regex.finditer(text) if rule.inline is None else (rule.inline.match(text, at) for at in starts)
    stop = 0
    for match in matches:
        if match is None or match.start() < stop:
            continue
        start, end = match.span("cut") if "cut" in rule.regex.groupindex else match.span()
        if rule.ends == "title":
            end = title_end(text, end)
        elif rule.inline is not None:
            end = back_off(page, text, start, end, rule)
        if start < end and TAKEN not in text[start:end]:
            stop = end
            yield start, end


def behind_sentence(text: str, start: int) -> bool:
    """Say whether a glued match begins where `STARTS` allows, not just at some capital near the end."""
    return any(match.end() == start for match in STARTS.finditer(text, max(0, start - 6), start + 1))


def area_of(page: Page, line: int, rule: Rule, named: set[int]) -> Iterator[int]:
    """Yield the lines that a `rest` or `run` rule claims from a heading on; none where the line is no heading."""
    if rule.scope not in ("rest", "run") or page.before[line] < rule.after:
        return
    if len(page.texts[line]) > LONGEST_PROMPT or not fits(rule, core_of(page.texts[line])):
        return
    behind = range(line + 1, len(page.texts))
    if rule.scope == "run":
        yield line
        yield from teasers_under(page, behind, rule, named)
    elif sum(is_story_like(page.texts[n]) for n in behind) <= rule.resumes:
        yield line
        yield from behind


def teasers_under(page: Page, behind: Sequence[int], rule: Rule, named: set[int]) -> Iterator[int]:
    """Yield the teasers under a heading, up to the rule's `most`; lines that other rules name are passed over."""
    taken = 0
    for n in behind:
        if n in named:
            continue
        following = page.texts[n + 1] if n + 1 < len(page.texts) else ""
        if taken >= rule.most or not is_teaser(page.texts[n], following, rule.under, first=not taken):
            return
        taken += 1
        yield n
