"""Every rule of the packaged book, tried by its own evidence."""

from __future__ import annotations

import pytest

from transforms.records import KINDS
from transforms.rulebook import check_rule, find_furniture, load_rules
from transforms.rulebook.lint import EXAMPLE_BLOCK, LONGEST_WHOLE, READ_LINE_BY_LINE, between_paragraphs
from transforms.rulebook.rule import Rule

BOOK = load_rules()

NOT_BY_RULE = frozenset("title deck byline dateline caption repeat chrome".split())
"""Kinds that other finders bring."""


def claims_on(line: str, rule: Rule, *, last: bool) -> list[str]:
    """Name the rules of the whole book that touch an example."""
    page = between_paragraphs(line, rule.site, last=last)
    return [removal.rule for removal in find_furniture(page, BOOK) if removal.block == EXAMPLE_BLOCK]


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_every_rule_passes_the_lint(rule: Rule) -> None:
    """A packaged rule has a reason, evidence, bounded quantifiers and literals that it really needs."""
    assert () == check_rule(rule)


def test_no_rule_is_excused_from_being_short_without_need() -> None:
    """Those that may be longer are."""
    assert {rule.name for rule in BOOK.rules if rule.spelt > LONGEST_WHOLE} == READ_LINE_BY_LINE


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_the_whole_book_strikes_what_a_rule_strips(rule: Rule) -> None:
    """A line that one rule strips is struck when every rule is tried."""
    assert [] == [line for line in rule.strips if not claims_on(line, rule, last=rule.after > 0)]


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.name)
def test_the_whole_book_spares_what_a_rule_spares(rule: Rule) -> None:
    """A near miss of one rule is touched by no other rule either."""
    assert [] == [(line, hits) for line in rule.spares if (hits := claims_on(line, rule, last=False))]


def test_every_kind_of_furniture_has_a_pack() -> None:
    """No kind of the vocabulary is left to chance."""
    assert KINDS - NOT_BY_RULE == {rule.kind for rule in BOOK.rules if not rule.site}


@pytest.mark.parametrize("language", ["id", "en", "ms"])
def test_the_book_serves_indonesian_english_and_malay(language: str) -> None:
    """Each of the three languages has rules in at least ten kinds."""
    assert 10 <= len({rule.kind for rule in BOOK.rules if language in rule.languages})


@pytest.mark.parametrize(
    "line",
    [
        "Bagikan sembako ini kepada tetangga, pinta Bu Lurah.",
        "Ikuti langkah para petani itu, ujar penyuluh di balai desa.",
        "Halaman berikutnya dari arsip desa memuat nama para pendiri.",
        "Ia berlangganan koran itu sejak masih duduk di bangku sekolah.",
        "Komentar warga soal jembatan itu beragam, kata Camat.",
        "Tag harga pada karung beras itu tertukar.",
        "Iklan layanan masyarakat itu dibuat siswa kelas sebelas.",
        "The page was torn from the parish register, she said.",
        "Halaman rumahnya penuh lumpur setelah banjir surut.",
    ],
)
def test_prose_that_uses_the_words_of_furniture_stays(line: str) -> None:
    """A sentence with a subject and a speaker is story, whatever words it uses."""
    assert [] == [r.rule for r in find_furniture(between_paragraphs(line), BOOK) if r.block == EXAMPLE_BLOCK]
