"""Rules for rules: each fault is named."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from transforms.rulebook import Rule, check_rule
from transforms.rulebook.core import core_of
from transforms.rulebook.literals import has_necessary
from transforms.text.lines import is_story_like

GOOD = Rule(
    id="see",
    kind="related",
    languages=("id",),
    scope="line",
    why="A cue.",
    literals=("lihat juga",),
    pattern="lihat juga",
    strips=("Lihat juga:",),
    spares=("Lihat!", "Ia juga lihat."),
)


def test_a_good_rule_has_no_faults() -> None:
    """The rule that the other tests break is whole."""
    assert () == check_rule(GOOD)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"why": " "}, "says no `why`"),
        ({"strips": ()}, "wants at least 1 line in `strips`"),
        ({"spares": ("Lihat!",)}, "wants at least 2 near misses in `spares`"),
        ({"kind": "shares"}, "unknown kind 'shares'"),
        ({"languages": ()}, "names no language"),
        ({"literals": ()}, "wants literals, none of them empty"),
        ({"literals": ("baca",)}, "the pattern can match without any of its literals"),
        ({"pattern": "lihat juga.*"}, "a quantifier goes to MAXREPEAT"),
        ({"pattern": "lihat juga(?:a{0,900})"}, "a quantifier goes to 900"),
        ({"written": 601}, "a part of the pattern has 601 characters of 600. Write a list of alternatives"),
        ({"spelt": 2001}, "pattern and pieces have 2001 characters of 2000"),
        ({"scope": "rest"}, "scope `rest` wants the guard `after`"),
        ({"scope": "run"}, "scope `run` wants the guard `most`"),
        ({"ends": "title"}, "`ends` belongs to scope `span`"),
        ({"strips": ("Baca juga",)}, "does not strike 'Baca juga'"),
        ({"spares": ("Lihat juga", "Lihat!")}, "strikes its spare 'Lihat juga'"),
    ],
)
def test_a_fault_is_named(change: dict[str, Any], fault: str) -> None:
    """The lint says which rule and what is wrong with it."""
    assert any(fault in found for found in check_rule(dataclasses.replace(GOOD, **change)))


@pytest.mark.parametrize(
    ("pattern", "literals", "necessary"),
    [
        ("(?:baca|lihat) juga", (" juga",), True),
        ("(?:baca|lihat)(?: juga)?", ("juga",), False),
        ("(?:baca|lihat)(?: juga)?", ("baca", "lihat"), True),
        (r"\d{1,3} kali (?:dibaca|dilihat)", ("dibaca", "dilihat"), True),
        (r"\w{1,9}(?=[^\n]{0,40}email)", ("email",), True),
        (r"\w{1,9}(?![^\n]{0,40}email)", ("email",), False),
        ("(?>baca|lihat) ini", ("baca ini", "lihat ini"), True),
        ("baca|a.", ("baca",), False),
    ],
)
def test_a_literal_is_necessary_or_not(pattern: str, literals: tuple[str, ...], *, necessary: bool) -> None:
    """Every way through the pattern must hold a literal."""
    assert necessary == has_necessary(pattern, literals)


@pytest.mark.parametrize(
    ("line", "core"),
    [
        ("- Bagikan ini -", "Bagikan ini"),
        ("[Bagikan ini]", "Bagikan ini"),
        ("Klik di sini (tab baru)", "Klik di sini (tab baru)"),
        ("Email *", "Email *"),
        ("Sudah surut.", "Sudah surut."),
        ("Bagikan ini...", "Bagikan ini"),
        ("#Panen", "#Panen"),
        ("—", ""),
    ],
)
def test_the_core_of_a_line(line: str, core: str) -> None:
    """Decoration goes; what tells a sentence from a prompt stays."""
    assert core == core_of(line)


@pytest.mark.parametrize(
    ("line", "story"),
    [
        ("Air sungai di hulu naik dua meter pada malam hari, lalu surut menjelang pagi.", True),
        ("Panen Raya di Lembah Hijau Ditutup Hujan Deras Selama Tiga Hari Berturut-turut", False),
        ("Air sungai di hulu naik dua meter pada malam hari, lalu surut menjelang …", False),
        ("Surut.", False),
    ],
)
def test_what_reads_like_story(line: str, *, story: bool) -> None:
    """A paragraph is long enough and closes its sentence; a headline or cut-off lead does not."""
    assert story == is_story_like(line)
