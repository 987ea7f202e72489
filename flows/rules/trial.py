"""A candidate rule on trial: whether it is sound, what it would break, what it would strike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.progress import Watch, watch_nothing
from flows.rules.book import book_of, book_without
from flows.rules.hostile import MOST_SECONDS, slowest_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flows.rules.pages import Page
    from transforms.records import Article, Removal
    from transforms.rulebook import Rule, RuleBook

MOST_TEXTS = 20_000
"""Different texts that a rule's samples are chosen from; a rule that strikes more is no rule yet."""

CONTEXT = 70
"""Characters shown on either side of a struck span, and of the lines around it."""

CLOSING = "\"”’')»] "


@dataclass(frozen=True, slots=True)
class Sample:
    """Where a text was struck: the page, the line's halves around it, and the lines before and behind."""

    source: str
    head: str
    struck: str
    tail: str
    before: str
    behind: str


@dataclass(frozen=True, slots=True)
class Tally:
    """
    What one rule struck.

    Attributes:
        counts: `documents`, `spans`, `characters`; `fresh`: spans that the book leaves today;
            `full_stops`: spans that end in a full stop, as story does.

        outlets: Spans by outlet.

        texts: How often each text was struck, digits as one.

        samples: The first page of each of these texts, by source.
    """

    counts: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, Sample] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """
    One rule's verdict.

    Attributes:
        rule: The rule.

        problems: What lint says against it.

        broken: Near misses, its own or other rules', that the book would no longer spare: (rule, line).

        seconds: CPU time of its worst hostile line.

        worst: How that line begins.

        tally: What it struck.
    """

    rule: Rule
    problems: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]
    seconds: float
    worst: str
    tally: Tally = field(default_factory=Tally)

    @property
    def sound(self) -> bool:
        """Whether the rule may go into the book."""
        return not self.problems and not self.broken and self.seconds <= MOST_SECONDS


@dataclass(frozen=True, slots=True)
class Trial:
    """Every candidate's verdict, and how many pages they were tried on."""

    rules: tuple[RuleTrial, ...]
    pages: int

    @property
    def sound(self) -> bool:
        """Whether all candidates may go into the book."""
        return all(rule.sound for rule in self.rules)


def try_rules(
    candidates: Sequence[Rule], book: RuleBook, pages: Iterable[Page] = (), *, watch: Watch = watch_nothing
) -> Trial:
    """
    Try candidate rules: on their evidence, on the whole book's spares, on hostile lines, on pages.

    A candidate that has the name of a rule of the book takes its place. A rule that runs away on
    hostile lines is not tried on pages.

    Args:
        candidates: The rules on trial.

        book: The rule book as it stands.

        pages: Pages with the outlets to count them under. Nothing of them is kept but samples.

        watch: Hears how far the trial is.
    """
    rest = book_without(book, candidates)
    trials = tuple(examine(rule, candidates, rest) for rule in candidates)
    tried = {trial.rule.name: trial for trial in trials if trial.seconds <= MOST_SECONDS}
    alone = book_of((trial.rule for trial in tried.values()), book)
    count = 0
    for outlet, article in pages:
        count += 1
        watch(done=1, found=1)
        count_page(outlet, article, alone, rest, tried)
    return Trial(trials, count)


def examine(rule: Rule, candidates: Sequence[Rule], rest: RuleBook) -> RuleTrial:
    """Check one rule without any page: lint, spares, time."""
    from transforms.rulebook import check_rule

    seconds, worst = slowest_line(rule, book_of((rule,), rest))
    if seconds > MOST_SECONDS:
        return RuleTrial(rule, (), (), seconds, worst)
    broken = broken_spares(rule, candidates, rest)
    return RuleTrial(rule, check_rule(rule), broken, seconds, worst)


def broken_spares(rule: Rule, candidates: Sequence[Rule], rest: RuleBook) -> tuple[tuple[str, str], ...]:
    """Return the spares that this rule takes from the book, and its own that the book with all candidates takes."""
    from transforms.rulebook.lint import struck

    more = book_of((*rest.rules, rule), rest)
    whole = book_of((*rest.rules, *candidates), rest)
    others = [
        (other.name, spare)
        for other in rest.rules
        for spare in other.spares
        if struck(spare, more, other.site) and not struck(spare, rest, other.site)
    ]
    return (*others, *((rule.name, spare) for spare in rule.spares if struck(spare, whole, rule.site)))


def count_page(outlet: str, article: Article, alone: RuleBook, rest: RuleBook, trials: dict[str, RuleTrial]) -> None:
    """Add what the candidates strike of one page to their tallies."""
    from transforms.rulebook import find_furniture

    found = find_furniture(article, alone)
    if not found:
        return
    today = find_furniture(article, rest)
    for name in {removal.rule for removal in found}:
        trials[name].tally.counts["documents"] += 1
    for removal in found:
        count_span(outlet, article, removal, trials[removal.rule].tally, fresh=not is_struck(removal, today))


def is_struck(removal: Removal, others: Iterable[Removal]) -> bool:
    """Return whether other removals cover a span."""
    at = removal.start
    for other in sorted((r for r in others if r.block == removal.block), key=lambda r: r.start):
        if other.start <= at < other.end:
            at = other.end
    return at >= removal.end


def count_span(outlet: str, article: Article, removal: Removal, tally: Tally, *, fresh: bool) -> None:
    """Add one span to a tally, its place as a sample where it is the first of its text."""
    sample = sample_of(article, removal)
    text = masked(sample.struck)
    tally.outlets[outlet] += 1
    tally.counts["spans"] += 1
    tally.counts["fresh"] += fresh
    tally.counts["characters"] += removal.end - removal.start
    tally.counts["full_stops"] += sample.struck.rstrip(CLOSING).endswith(".")
    if text in tally.samples or len(tally.samples) < MOST_TEXTS:
        tally.texts[text] += 1
        first = tally.samples.get(text, sample)
        tally.samples[text] = sample if sample.source < first.source else first


def sample_of(article: Article, removal: Removal) -> Sample:
    """Return a struck span with what stands around it."""
    blocks, number = article.blocks, removal.block
    line = blocks[number].text
    head, tail = line[: removal.start], line[removal.end :]
    return Sample(
        source=article.source,
        head=head[-CONTEXT:],
        struck=line[removal.start : removal.end],
        tail=tail[:CONTEXT],
        before=blocks[number - 1].text[:CONTEXT] if number else "",
        behind=blocks[number + 1].text[:CONTEXT] if number + 1 < len(blocks) else "",
    )


def masked(text: str) -> str:
    """Return a text with every digit as `0`, without regard to case: `3 comments` is `8 Comments`."""
    return "".join("0" if mark.isdigit() else mark for mark in text.casefold())
