"""The blind writers stay blind: no line of theirs stands in what rules and models are made from."""

import json
from pathlib import Path

from dealt_pages import own_phrases
from writers import blind_material, blind_writers, trained_pages, trained_phrases

from transforms.lexicon.fold import fold
from transforms.lexicon.tables import PACKAGE
from transforms.rulebook import load_rules

LABELLED = Path(__file__).parent / "golden" / "labelled" / "pages.jsonl"
FEWEST_WORDS = 5
"""Words of a line that two people hardly type alike; everybody types `Baca juga:`."""


def lines_of(pages):
    """Return the lines of labelled pages."""
    return {line for page in pages for line in page["text"].split("\n")}


def told():
    """Yield each line of the blind writers that is long enough, but for those that count neither way."""
    for name in blind_writers():
        pages, phrases = blind_material(name)
        neither = {line for page in pages for n, line in enumerate(page["text"].split("\n"), 1) if known(page, n)}
        for line in (lines_of(pages) - neither) | {text for *_, text in phrases}:
            if len(line.split()) >= FEWEST_WORDS:
                yield fold(line.strip())


def known(page, number):
    """Return whether a line was typed by somebody else as well, when the material was packed: it counts neither way."""
    return page["lines"].get(str(number)) == "either"


def test_there_are_two_blind_writers():
    """Each brought sixty pages and a thousand phrasings, a third of them near-misses, all labelled."""
    assert len(blind_writers()) == 2
    for name in blind_writers():
        pages, phrases = blind_material(name)
        assert len(pages) >= 60
        assert len(phrases) >= 1000
        assert sum(label == "body" for _, label, _, _ in phrases) * 4 >= len(phrases)


def test_no_blind_line_is_evidence_or_training():
    """Rules' evidence, phrases, decoys and the pages that are learned from hold none of them."""
    evidence = {line for rule in load_rules().rules for line in (*rule.strips, *rule.spares)}
    learned = {text for *_, text in (*own_phrases(), *trained_phrases())} | lines_of(trained_pages())
    learned |= lines_of(json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines())
    known = {fold(line.strip()) for line in evidence | learned}

    assert sum(line in known for line in told()) == 0


def test_no_blind_line_is_a_word_of_the_lexicon():
    """Nor does any stand in a table of the package."""
    tables = "\n".join(fold(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.toml")))

    assert sum(line in tables for line in told()) == 0
