"""Finding furniture: which rules run where, and what they claim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.rulebook.glued import find_inside
from transforms.rulebook.index import able_at, first_of, numbers_in
from transforms.rulebook.lines import LONGEST_PROMPT, core_of, has_sentences, is_story_like, is_teaser
from transforms.rulebook.page import Page, claim
from transforms.rulebook.read import read_page
from transforms.rulebook.whole import (
    LONGEST_BROKEN,
    LONGEST_JOINED,
    LONGEST_PIECED,
    broken_runs,
    fits,
    goes_on,
    joins_of,
    known_by_pieces,
    known_whole,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transforms.records import Article, Removal
    from transforms.rulebook.book import Rule, RuleBook
    from transforms.rulebook.index import RuleSet

LONGEST_TAIL = 80
"""Characters that may follow the last literal of a line that is furniture through and through."""

LONGEST_QUESTION = 70
"""Characters of the question or call that leads up to a prompt and leaves with it."""


def find_furniture(article: Article, book: RuleBook) -> tuple[Removal, ...]:
    """
    Find the spans that the rule book says are page furniture.

    Finds, never removes: hand the result to `Article.strike`. Rules see the lines that still stand
    in the story, each as it was extracted, so the order of rules cannot change the outcome. A
    line that a `line` rule names keeps that name inside the area of a `rest` or `run` rule. What a
    quoted message asks of its readers stays.

    Returns:
        Removals in reading order; spans of different rules may overlap, `strike` settles that.
    """
    page = read_page(article, book)
    if page is None:
        return ()
    texts = page.texts
    lines = {line: find_in_line(page, line) for line in page.able}
    for line, removal in find_broken(page):
        midst = goes_on(texts[line]) and any(goes_on(text) for text in texts[line + 1 : line + 2])
        if midst or not any(covers(r, texts[line]) for r in lines.get(line, ())):
            lines[line] = [removal]
    found = {r for some in lines.values() for r in some} | set(find_areas(page, lines))
    return tuple(sorted(found, key=lambda r: (r.block, r.start, r.end, r.kind, r.rule)))


def behind_signs(texts: Sequence[str], lines: Mapping[int, Sequence[Removal]]) -> frozenset[int]:
    """Return the lines right behind a sign-off: what stands there belongs to no heading before it."""
    signs = ((line, [r for r in found if r.kind == "editor_credit"]) for line, found in lines.items())
    return frozenset(line + 1 for line, found in signs if any(covers(r, texts[line]) for r in found))


def left_of(texts: Sequence[str], lines: Mapping[int, Sequence[Removal]]) -> list[str]:
    """Return what stays of each line when what its own rules found is out; a line that goes whole stays as it is."""
    left = list(texts)
    for line, found in lines.items():
        if found and not any(covers(removal, texts[line]) for removal in found):
            left[line] = without(texts[line], found).strip() or texts[line]
    return left


def without(text: str, found: Sequence[Removal]) -> str:
    """Return a line without the spans found in it, which may overlap."""
    kept, at = [], 0
    for removal in sorted(found, key=lambda r: (r.start, r.end)):
        kept.append(text[at : max(at, removal.start)])
        at = max(at, removal.end)
    return "".join([*kept, text[at:]])


def find_areas(page: Page, lines: Mapping[int, Sequence[Removal]]) -> Iterator[Removal]:
    """Yield for each line that stands in the area of a heading the claim of the first heading that takes it."""
    headings = [*headings_of(page)]
    if not headings:
        return
    named = frozenset(line for line, found in lines.items() if any(covers(r, page.texts[line]) for r in found))
    standing = Standing(left_of(page.texts, lines), behind_signs(page.texts, lines), named)
    areas: dict[int, Removal] = {}
    for line, rule in headings:
        for taken in area_of(page, line, rule, standing):
            areas.setdefault(taken, claim(page, taken, 0, len(page.texts[taken]), rule))
    yield from (removal for line, removal in areas.items() if line not in named)


def headings_of(page: Page) -> Iterator[tuple[int, Rule]]:
    """Yield (line, rule) of the headings that take what stands under them."""
    area = page.book.index.area
    for line, rules in page.able.items():
        able = rules & area & page.starts[line][0][1]
        if able and len(page.texts[line]) <= LONGEST_PROMPT:
            core = core_of(page.texts[line])
            yield from ((line, rule) for _, rule in rules_on(page, line, able) if fits(rule, core))


def covers(removal: Removal, text: str) -> bool:
    """Say whether a removal takes the whole line."""
    return removal.start == 0 and removal.end == len(text)


def find_in_line(page: Page, line: int) -> list[Removal]:
    """Return what the line and span rules claim of one line: the whole line if a rule knows it whole."""
    whole = whole_rules(page, line)
    if whole:
        return [claim(page, line, 0, len(page.texts[line]), rule) for rule in whole]
    return and_its_question(page, line, [*find_inside(page, line)])


def whole_rules(page: Page, line: int) -> list[Rule]:
    """Return the rules that know a line whole: those that cover it, or else the one that does but for a word or cut."""
    text, hits = page.texts[line], page.hits[line]
    able = page.able[line] & page.book.index.line & page.starts[line][0][1]
    if not able or len(text) > LONGEST_PROMPT:
        return []
    core = core_of(text)
    reach = len(text) - len(core)  # decoration in front of the core, at most
    near = [r for n, r in rules_on(page, line, able) if first_of(n, hits) <= r.lead + reach]
    whole = [rule for rule in near if fits(rule, core)]
    if whole or not near or len(text) > LONGEST_PIECED or hits[-1][0] < len(text) - LONGEST_TAIL:
        return whole
    others = sum(1 << n for n, _ in rules_on(page, line, page.tried[line] & page.book.index.line))
    if max(end for end, of_hit in hits if of_hit & others) < len(text) - LONGEST_TAIL:
        return []
    known = known_whole(page, core, others, near)
    return [] if known is None else [known]


def rules_on(page: Page, line: int, rules: RuleSet) -> list[tuple[int, Rule]]:
    """Return those of some rules, with their numbers, that may take a line where it stands."""
    some = [(number, page.book.rules[number]) for number in numbers_in(rules)]
    return [(number, rule) for number, rule in some if page.allows(rule, line)]


def and_its_question(page: Page, line: int, found: list[Removal]) -> list[Removal]:
    """Return what was found in a line, with the short question to the reader in front when nothing else stays."""
    text = page.texts[line]
    if not found or len(text) > LONGEST_PROMPT:
        return found
    first = min(found, key=lambda removal: removal.start)
    left = text[: first.start].strip()
    struck = sum(removal.end - removal.start for removal in found)
    asks = left.endswith(("?", "!")) and any(w.strip(",?!").casefold() in page.book.reader for w in left.split())
    if not asks or len(left) > LONGEST_QUESTION or struck < len(text) - len(left) - 1 or len(left) > struck:
        return found
    return [*found, replace(first, start=0, end=first.start)]


def find_broken(page: Page) -> Iterator[tuple[int, Removal]]:
    """Yield (line, its removal) of prompts that are broken over several short lines."""
    index = page.book.index
    able = {line: rules & index.line & index.inline for line, rules in page.tried.items()}
    if not any(rules and len(page.texts[line]) <= LONGEST_BROKEN for line, rules in able.items()):
        return
    taken = -1
    for run in broken_runs(page.texts):
        for lines, joined in joins_of(page.texts, run):
            if lines.start <= taken or len(joined) > LONGEST_JOINED:
                continue
            some = {n for line in lines for n, _ in rules_on(page, line, able.get(line, 0))}
            rule = rule_of_joined(page, joined, some)
            if rule is not None:
                taken = lines.stop - 1
                yield from ((n, claim(page, n, 0, len(page.texts[n]), rule)) for n in lines)


def rule_of_joined(page: Page, joined: str, numbers: Iterable[int]) -> Rule | None:
    """Return the rule, of these, that covers a prompt put together again, or the one of its longest piece."""
    rules = sum(1 << number for number in numbers)
    able = rules and rules & able_at(page.book.index, joined, 0)
    if not able:
        return None
    core = core_of(joined)
    first = sorted((page.book.rules[number] for number in numbers_in(able)), key=lambda rule: rule.name)
    return next((rule for rule in first if fits(rule, core)), None) or known_by_pieces(page.book, core, rules, first)


@dataclass(frozen=True, slots=True)
class Standing:
    """
    What the rules for single lines leave of a page.

    Attributes:
        left: The lines without what was struck inside them.

        signed: Lines right behind a sign-off, which ends what a heading before it announced.

        named: Lines that are struck whole.
    """

    left: Sequence[str]
    signed: frozenset[int]
    named: frozenset[int]


def area_of(page: Page, line: int, rule: Rule, standing: Standing) -> Iterator[int]:
    """Yield the lines that a `rest` or `run` rule claims from the heading on that it covers."""
    left = standing.left
    behind = range(line + 1, len(page.texts))
    if rule.scope == "run":
        yield line
        yield from teasers_under(standing, behind, rule)
    elif sum(is_story_like(left[n]) for n in behind) <= rule.resumes:
        yield line
        yield from (n for n in behind if not has_sentences(left[n]))


def teasers_under(standing: Standing, behind: Sequence[int], rule: Rule) -> Iterator[int]:
    """Yield the teasers under a heading, up to the rule's `most`; lines that other rules name are passed over."""
    left, taken = standing.left, 0
    for n in behind:
        if n in standing.signed:
            return
        if n in standing.named:
            continue
        following = left[n + 1] if n + 1 < len(left) else ""
        if taken >= rule.most or not is_teaser(left[n], following, rule.under, first=not taken):
            return
        taken += 1
        yield n
