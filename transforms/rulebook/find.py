"""Finding furniture: which rules run where, and what they claim."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from transforms.rulebook.glued import find_inside
from transforms.rulebook.lines import core_of, has_sentences, is_story_like, is_teaser
from transforms.rulebook.page import Page, claim
from transforms.rulebook.quoted import quoted_lines, spare_quoted
from transforms.rulebook.whole import (
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
    from transforms.rulebook.page import Ends

LONGEST_PROMPT = 600
"""Characters; no rule's `longest` comes near, so longer lines are not even stripped of decoration."""

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
    story = article.story()
    numbers, texts = [n for n, _ in story], [block.text for _, block in story]
    ends = ends_by_line(texts, book)
    if not ends:
        return ()
    rules = spare_quoted(rules_by_line(article, ends, book), quoted_lines(texts))
    guarded = any(rule.after for some in rules.values() for _, rule in some)
    before = shares_before(texts) if guarded else [1.0] * len(texts)
    page = page_of(numbers, texts, before, book)
    cores = {line: core_of(texts[line]) for line in rules if len(texts[line]) <= LONGEST_PROMPT}
    lines = {line: find_in_line(page, line, cores.get(line), some, ends[line]) for line, some in rules.items()}
    for line, removal in find_broken(page, rules):
        midst = goes_on(texts[line]) and any(goes_on(text) for text in texts[line + 1 : line + 2])
        if midst or not any(covers(r, texts[line]) for r in lines.get(line, ())):
            lines[line] = [removal]
    named = {line for line, found in lines.items() if any(covers(r, texts[line]) for r in found)}
    areas = find_areas(
        replace(page, left=left_of(texts, lines), signed=behind_signs(texts, lines)), cores, rules, named
    )
    found = {r for some in lines.values() for r in some} | {r for line, r in areas.items() if line not in named}
    return tuple(sorted(found, key=lambda r: (r.block, r.start, r.end, r.kind, r.rule)))


def page_of(numbers: Sequence[int], texts: Sequence[str], before: Sequence[float], book: RuleBook) -> Page:
    """Return a page with the words of the book by which prompts are told from story."""
    dangling, networks, reader = (frozenset(book.words.get(n, ())) for n in ("dangling", "network_long", "reader"))
    return Page(numbers, texts, texts, before, frozenset(), book.known, dangling, networks, reader, book.firm)


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


def find_areas(
    page: Page, cores: dict[int, str], rules: dict[int, list[tuple[int, Rule]]], named: set[int]
) -> dict[int, Removal]:
    """Return for each line that stands in the area of a heading the claim of the first heading that takes it."""
    areas: dict[int, Removal] = {}
    for line, core in cores.items():
        for _, rule in rules[line]:
            if rule.scope in ("rest", "run") and fits(rule, core):
                for taken in area_of(page, line, rule, named):
                    areas.setdefault(taken, claim(page, taken, 0, len(page.texts[taken]), rule))
    return areas


def covers(removal: Removal, text: str) -> bool:
    """Say whether a removal takes the whole line."""
    return removal.start == 0 and removal.end == len(text)


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


def ends_by_line(texts: Sequence[str], book: RuleBook) -> dict[int, Ends]:
    """
    Scan the casefolded page once; return where in each line the literals of each rule end.

    A line that is too long to be a prompt has only the rules that are tried inside lines.
    """
    if book.scanner is None or not texts:
        return {}
    folded = [text.casefold() for text in texts]
    found: dict[int, Ends] = {}
    line, begin, stop, long = -1, -1, -1, False
    of_line: Ends = {}
    for end, hit in book.scanner.iter("\n".join(folded)):
        if end >= stop:
            while end >= stop:
                line += 1
                begin, stop = stop + 1, stop + 1 + len(folded[line])
            long = len(texts[line]) > LONGEST_PROMPT
            of_line = found[line] = defaultdict(list)
        for number in hit[long]:
            of_line[number].append(end - begin)
    return found


def rules_by_line(article: Article, ends: dict[int, Ends], book: RuleBook) -> dict[int, list[tuple[int, Rule]]]:
    """Return the rules that have a literal in each line, with their numbers; other hosts' site packs stay out."""
    rules = {line: [(n, book.rules[n]) for n in sorted(of)] for line, of in ends.items()}
    if not any(rule.site for some in rules.values() for _, rule in some):
        return rules
    hosts = hosts_of(article)
    return {line: [(n, rule) for n, rule in some if rule.site in hosts] for line, some in rules.items()}


def shares_before(texts: Sequence[str]) -> list[float]:
    """Return for each line the share of the page's story-like characters that stands before it."""
    sizes = [len(text) if is_story_like(text) else 0 for text in texts]
    total, so_far, shares = sum(sizes), 0, []
    for size in sizes:
        shares.append(so_far / total if total else 1.0)
        so_far += size
    return shares


def find_in_line(
    page: Page, line: int, core: str | None, rules: Sequence[tuple[int, Rule]], ends: Ends
) -> list[Removal]:
    """
    Return what the line and span rules claim of one line: the whole line if a rule knows it whole.

    `core` is the line without decoration; None where the line is too long to be a prompt.
    """
    whole = whole_rules(page, line, core, rules, ends) if core is not None else []
    if whole:
        return [claim(page, line, 0, len(page.texts[line]), rule) for rule in whole]
    inside = [pair for pair in rules if pair[1].inline is not None or pair[1].scope == "span"]
    return and_its_question(page, line, [*find_inside(page, line, inside, ends)]) if inside else []


def whole_rules(page: Page, line: int, core: str, rules: Sequence[tuple[int, Rule]], ends: Ends) -> list[Rule]:
    """Return the rules that know a line whole: those that cover it, or else the one that does but for a word or cut."""
    of_line = line_rules(page, line, rules)
    size, length = len(core), len(page.texts[line])
    reach = length - size  # decoration in front of the core, at most
    near = [rule for number, rule in of_line if ends[number][0] <= rule.lead + reach]
    whole = [rule for rule in near if size <= rule.longest and rule.regex.fullmatch(core) is not None]
    if whole or not near or length > LONGEST_PIECED:
        return whole
    if max(ends[number][-1] for number, _ in of_line) < length - LONGEST_TAIL:
        return []
    known = known_whole(core, [rule for _, rule in of_line], near, page)
    return [] if known is None else [known]


def line_rules(page: Page, line: int, rules: Iterable[tuple[int, Rule]]) -> list[tuple[int, Rule]]:
    """Return the rules, with their numbers, that may take a line whole where it stands."""
    share = page.before[line]
    return [(number, rule) for number, rule in rules if rule.scope == "line" and share >= rule.after]


def and_its_question(page: Page, line: int, found: list[Removal]) -> list[Removal]:
    """Return what was found in a line, with the short question to the reader in front when nothing else stays."""
    text = page.texts[line]
    if not found or len(text) > LONGEST_PROMPT:
        return found
    first = min(found, key=lambda removal: removal.start)
    left = text[: first.start].strip()
    struck = sum(removal.end - removal.start for removal in found)
    asks = left.endswith(("?", "!")) and any(w.strip(",?!").casefold() in page.reader for w in left.split())
    if not asks or len(left) > LONGEST_QUESTION or struck < len(text) - len(left) - 1 or len(left) > struck:
        return found
    return [*found, replace(first, start=0, end=first.start)]


def find_broken(page: Page, rules: dict[int, list[tuple[int, Rule]]]) -> Iterator[tuple[int, Removal]]:
    """Yield (line, its removal) of prompts that are broken over several short lines."""
    taken = -1
    for run in broken_runs(page.texts):
        for lines, joined in joins_of(page.texts, run):
            some = {r.name: r for n in lines for _, r in line_rules(page, n, rules.get(n, ())) if r.glued != "no"}
            if lines.start <= taken or not some or len(joined) > LONGEST_JOINED:
                continue
            core, able = core_of(joined), [some[name] for name in sorted(some)]
            rule = next((rule for rule in able if fits(rule, core)), None) or known_by_pieces(core, able, able)
            if rule is not None:
                taken = lines.stop - 1
                yield from ((n, claim(page, n, 0, len(page.texts[n]), rule)) for n in lines)


def area_of(page: Page, line: int, rule: Rule, named: set[int]) -> Iterator[int]:
    """Yield the lines that a `rest` or `run` rule claims from the heading on that it covers."""
    if page.before[line] < rule.after:
        return
    behind = range(line + 1, len(page.texts))
    if rule.scope == "run":
        yield line
        yield from teasers_under(page, behind, rule, named)
    elif sum(is_story_like(page.left[n]) for n in behind) <= rule.resumes:
        yield line
        yield from (n for n in behind if not has_sentences(page.left[n]))


def teasers_under(page: Page, behind: Sequence[int], rule: Rule, named: set[int]) -> Iterator[int]:
    """Yield the teasers under a heading, up to the rule's `most`; lines that other rules name are passed over."""
    taken = 0
    for n in behind:
        if n in page.signed:
            return
        if n in named:
            continue
        following = page.left[n + 1] if n + 1 < len(page.left) else ""
        if taken >= rule.most or not is_teaser(page.left[n], following, rule.under, first=not taken):
            return
        taken += 1
        yield n
