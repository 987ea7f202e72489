"""What a rule costs on the worst lines that a page can hold."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.rulebook import Rule, RuleBook

LONG_LINE = 100_000
"""Characters: a whole page folded into one line, ten times over."""

MOST_SECONDS = 2.0
"""CPU time for one such line. The slowest of 86 rules took 1.2 s, all but ten less than .2 s."""

PATIENCE = 10
"""Seconds after which a line is given up: a pattern that runs away would not come back."""

LITERALS_TRIED = 3
"""Literals of a rule that hostile lines are built of: first, middle and last stand for all."""


def slowest_line(rule: Rule, book: RuleBook) -> tuple[float, str]:
    """
    Return the CPU seconds of the worst hostile line, and how that line begins.

    Args:
        rule: The rule, tried alone.

        book: A book of this rule alone.
    """
    worst = (0.0, "")
    for line in hostile_lines(rule):
        seconds = seconds_on(line, rule, book)
        worst = max(worst, (seconds, line[:60]))
        if seconds >= PATIENCE:
            break
    return worst


def seconds_on(line: str, rule: Rule, book: RuleBook) -> float:
    """Return the CPU seconds that one line takes; `PATIENCE` where it was given up."""
    from flows.shard import PageTookTooLongError, at_most
    from transforms.rulebook import find_furniture
    from transforms.rulebook.lint import between_paragraphs

    page = between_paragraphs(line, rule.site)
    start = time.process_time()
    try:
        with at_most(PATIENCE):
            find_furniture(page, book)
    except PageTookTooLongError:
        return float(PATIENCE)
    return time.process_time() - start


def hostile_lines(rule: Rule) -> Iterator[str]:
    """Yield lines that begin as the rule wants and go on for ever, short ones first: whole lines are short."""
    for size in (rule.longest, LONG_LINE):
        for literal in (rule.literals[n] for n in picks(len(rule.literals))):
            for tail in (f"{literal} ", literal, "a", "Aa ", "aa ", "1.", ". ", "A", "(", '"', f". {literal} Aa "):
                yield fill(literal, tail, size)
        for strip in rule.strips:
            yield fill("", f"{strip} ", size)
            yield fill("", f"{strip[:-1]}. ", size)


def picks(count: int) -> set[int]:
    """Return the numbers of a few of so many, spread evenly."""
    return {(count - 1) * n // (LITERALS_TRIED - 1) for n in range(LITERALS_TRIED)} if count else set()


def fill(head: str, tail: str, size: int) -> str:
    """Return a line of so many characters: a head, then its tail over and over."""
    return (f"{head} " + tail * (size // len(tail) + 1))[:size].strip()
