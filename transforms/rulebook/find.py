"""Finding furniture: which rules run where, and what they claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from transforms.records import Article, Removal
from transforms.rulebook.book import Rule, RuleBook
from transforms.rulebook.lines import core_of, is_story_like
from transforms.rulebook.titles import title_end

TAKEN = "\x1f"
"""Stands for a character of furniture found already: control characters never occur in normal text."""

LONGEST_TEASER = 200
"""Characters of the longest line that a `run` takes, unless it is a cut-off lead."""

MOST_NAMES = 4
"""Capitalised words given back at most; sentences seldom begin with longer names."""

LONGEST_LEAD = 420
"""Characters of the longest cut-off lead (one that ends in an ellipsis)."""


@dataclass(frozen=True, slots=True)
class Page:
    """
    One page as the rules see it.

    Attributes:
        numbers: The block number of each line.

        texts: The lines that still stand in the story.

        before: Share of the page's story-like characters that stands before each line.

        known: Words of prompts, casefolded: a capital on them opens no sentence.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    before: Sequence[float]
    known: frozenset[str]


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
    wanted = rules_by_line(texts, book, hosts_of(article))
    if not wanted:
        return ()
    page = Page(numbers, texts, shares_before(texts), book.known)
    lines: dict[int, list[Removal]] = {}
    areas: dict[int, Removal] = {}
    for line in sorted(wanted):
        rules = [book.rules[n] for n in sorted(wanted[line])]
        lines[line] = [*find_in_line(page, line, rules)]
    named = {line for line, found in lines.items() if any(covers(r, texts[line]) for r in found)}
    for line in sorted(wanted):
        for rule in (book.rules[n] for n in sorted(wanted[line])):
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


def rules_by_line(texts: Sequence[str], book: RuleBook, hosts: frozenset[str]) -> dict[int, set[int]]:
    """Scan the casefolded page once; return for each line the numbers of the rules one of whose literals it holds."""
    if book.scanner is None or not texts:
        return {}
    folded = [text.casefold() for text in texts]
    found: dict[int, set[int]] = {}
    line, stop = 0, len(folded[0])
    for end, (_, numbers) in book.scanner.iter("\n".join(folded)):
        while end >= stop:
            line += 1
            stop += len(folded[line]) + 1
        found.setdefault(line, set()).update(numbers)
    rules = book.rules
    wanted = {line: {n for n in numbers if rules[n].site in hosts} for line, numbers in found.items()}
    return {line: numbers for line, numbers in wanted.items() if numbers}


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


def back_off(text: str, start: int, end: int, rule: Rule, known: frozenset[str]) -> int:
    """
    Give back the capitalised words at the end of a glued match that may open the next sentence.

    A prompt may end with an outlet's name, the next sentence begins with a capital too: where the
    rule is satisfied without the last names, they go to the story.
    """
    if end >= len(text.rstrip()) or text[end : end + 2].strip().startswith(TAKEN):
        return end
    best = end
    for _ in range(MOST_NAMES):
        at = text.rfind(" ", start, best)
        last = text[at + 1 : best]
        if at < 0 or not last[:1].isupper() or not last.isalpha() or last.casefold() in known:
            break
        if not rule.regex.fullmatch(core_of(text[start:at])):
            break
        best = at
    return best


def find_in_line(page: Page, line: int, rules: Iterable[Rule]) -> Iterator[Removal]:
    """Yield what the line and span rules claim of one line: the whole line if a rule knows it whole."""
    text = page.texts[line]
    core = core_of(text)
    inside: list[Rule] = []
    whole = False
    for rule in rules:
        if rule.scope in ("rest", "run") or page.before[line] < rule.after:
            inside += [rule] if rule.inline is not None else []
        elif rule.scope == "line":
            if len(core) <= rule.longest and rule.regex.fullmatch(core):
                whole = True
                yield claim(page, line, 0, len(text), rule)
            elif rule.inline is not None:
                inside.append(rule)
        else:
            inside.append(rule)
    if inside and not whole:
        yield from find_inside(page, line, inside)


def find_inside(page: Page, line: int, rules: Sequence[Rule]) -> Iterator[Removal]:
    """
    Yield spans inside a line. Found furniture counts as a sentence end, so what is glued to it is found too.

    Two rounds: the second sees what the first found as taken.
    """
    text = page.texts[line]
    seen: set[tuple[int, int, str]] = set()
    masked = text
    for _ in range(2):
        fresh = [
            (start, end, rule) for rule in rules for start, end in spans_of(rule, masked, page.known) if TAKEN not in masked[start:end]
        ]
        fresh = [f for f in fresh if (f[0], f[1], f[2].name) not in seen]
        if not fresh:
            return
        for start, end, rule in fresh:
            seen.add((start, end, rule.name))
            yield claim(page, line, start, end, rule)
        for start, end, _ in fresh:
            masked = masked[:start] + TAKEN * (end - start) + masked[end:]


def spans_of(rule: Rule, text: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each match of a rule inside a line."""
    regex = rule.inline if rule.scope != "span" else rule.regex
    if regex is None:
        return
    at = 0
    while match := regex.search(text, at):
        start, end = match.span("cut") if "cut" in regex.groupindex and match["cut"] is not None else match.span()
        if rule.ends == "title":
            end = title_end(text, end)
        if rule.inline is not None:
            if not rule.regex.fullmatch(core_of(text[start:end])):  # a look ahead saw beyond the match
                end = start
            end = back_off(text, start, end, rule, known)
        if start < end:
            yield start, end
        at = max(end, match.end(), at + 1)


def area_of(page: Page, line: int, rule: Rule, named: set[int]) -> Iterator[int]:
    """Yield the lines that a `rest` or `run` rule claims from a heading on; none where the line is no heading."""
    if rule.scope not in ("rest", "run") or page.before[line] < rule.after:
        return
    core = core_of(page.texts[line])
    if len(core) > rule.longest or not rule.regex.fullmatch(core):
        return
    yield line
    if rule.scope == "run":
        yield from teasers_under(page, line, rule, named)
    else:
        behind = range(line + 1, len(page.texts))
        if sum(is_story_like(page.texts[n]) for n in behind) <= rule.resumes:
            yield from behind


def teasers_under(page: Page, line: int, rule: Rule, named: set[int]) -> Iterator[int]:
    """Yield the teaser-like lines under a heading, up to the rule's `most`; lines named otherwise are passed over."""
    taken = 0
    for n in range(line + 1, len(page.texts)):
        if n in named:
            continue
        text = page.texts[n]
        cut_off = text.endswith(("…", "...", "…]", "...]")) and len(text) <= LONGEST_LEAD
        if taken >= rule.most or not (cut_off or (len(text) <= LONGEST_TEASER and not ends_like_story(text))):
            return
        taken += 1
        yield n


def ends_like_story(text: str) -> bool:
    """Say whether a short line ends as sentences do; headlines end bare, or ask, or shout."""
    return text.rstrip("\"”’')").endswith((".", ",", ":", ";")) or text.startswith(("\"", "“"))
