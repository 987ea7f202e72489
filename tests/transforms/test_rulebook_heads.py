"""How matches begin: what a pattern says of its first word, and which rules a place in a text lets begin."""

from __future__ import annotations

import pytest

from transforms.rulebook import load_rules
from transforms.rulebook.heads import OPEN, heads_of
from transforms.rulebook.index import ALL, able_at, numbers_in
from transforms.rulebook.parsing import parse

BOOK = load_rules()


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        ("baca juga", {"baca "}),
        ("selengkapnya", {"selengka"}),
        ("(?:ayo )?baca", {"ayo ", "baca*"}),
        (r"[»\s-]{0,3}ad\b.*", {"ad*"}),
        (r"\d{1,4} komentar", {"0*"}),
        (r"di(?:kirim|tulis)?", {"di*", "dikirim*", "ditulis*"}),
        (r"(?=.{0,9}iklan)[^.]{0,40}", {OPEN}),
        (r"(?:\w{2,9} )?iklan", {OPEN, "iklan*"}),
        (r"é lire", {OPEN}),
    ],
)
def test_a_pattern_says_how_its_first_word_begins(pattern: str, heads: set[str]) -> None:
    """Marks before the word are passed over; what could be anything is open."""
    assert heads == heads_of(parse(pattern))


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_a_rule_may_begin_where_it_matches(rule) -> None:
    """Wherever a rule matches one of its examples, the index lets it begin."""
    number = BOOK.rules.index(rule)
    for line in rule.strips:
        for match in rule.regex.finditer(line):
            assert able_at(BOOK.index, line, match.start()) >> number & 1


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_every_match_holds_a_witness(rule) -> None:
    """Where a rule has witnesses, one stands wherever the rule matches one of its examples."""
    witnesses = rule.traits.witnesses
    for line in rule.strips:
        for match in rule.regex.finditer(line):
            assert not witnesses or any(witness in line[match.start() :].casefold() for witness in witnesses)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_a_literal_ends_within_the_reach_of_every_match(rule) -> None:
    """What is read off the pattern holds for its examples; whoever writes a rule states no distance."""
    for line in rule.strips:
        for match in rule.regex.finditer(line):
            reached = line[match.start() : match.start() + rule.reach].casefold()
            assert any(literal in reached for literal in rule.literals)


def test_letters_beyond_ascii_let_every_rule_begin() -> None:
    """Few letters fold in one way and match in another; none of them is ASCII."""
    assert ALL == able_at(BOOK.index, "ſhare this", 0)


def test_most_places_in_a_story_let_few_rules_begin() -> None:
    """A name or a common word is the head of nearly no rule."""
    few = [len(numbers_in(able_at(BOOK.index, text, 0))) for text in ("Warga menunggu.", "Ratna tiba.")]
    assert max(few) < len(BOOK.rules) / 5
