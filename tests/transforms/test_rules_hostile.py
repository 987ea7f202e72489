"""Lines of 100 kB made to make patterns run away; each test is that the call returns."""

from __future__ import annotations

import pytest

from transforms.records import Article, Block
from transforms.rulebook import find_furniture, load_rules
from transforms.rulebook.rule import Rule

BOOK = load_rules()
LENGTH = 100_000


def hostile_lines(rule: Rule) -> list[str]:
    """Return long lines that begin to match a rule again and again and never quite end."""
    seed = rule.strips[0]
    pieces = (seed + " ", seed + ".", seed + ". ", seed[:-2] + " ", rule.literals[0] + " ")
    return [(piece * (LENGTH // len(piece) + 1))[:LENGTH] for piece in pieces]


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_no_pattern_runs_away(rule: Rule) -> None:
    """A pattern gives up on a line of 100 kB that repeats what it looks for."""
    for line in hostile_lines(rule):
        if rule.scope == "span":
            assert sum(1 for _ in rule.regex.finditer(line)) < LENGTH
        else:
            assert rule.regex.fullmatch(line) is None or len(line) == LENGTH
        if rule.inline is not None:
            assert all(m is None or m.end() <= LENGTH for m in (rule.inline.match(line, n) for n in range(0, 4000, 40)))


@pytest.mark.parametrize(
    "piece", ["a", ".", "(", "A.", "© ", "#a ", "Baca juga: ", ". Ikuti kami ", "… ", "@", "Klik. "]
)
def test_the_book_returns_from_hostile_lines(piece: str) -> None:
    """The whole book reads a line of 100 kB of marks and cues and hands back spans inside it."""
    line = (piece * LENGTH)[:LENGTH].strip()
    found = find_furniture(Article("hostile", None, (Block("paragraph", line),)), BOOK)
    assert all(0 <= r.start < r.end <= len(line) for r in found)
