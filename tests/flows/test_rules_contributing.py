"""The worked example of CONTRIBUTING is a rule that may go into the book."""

import re
from pathlib import Path

from flows.rules import try_rules
from flows.rules.book import book_without, open_book, read_candidates
from flows.rules.queue import is_covered

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"
EXAMPLE = re.compile(r"```toml\n(.*?)```", re.DOTALL)
QUEUED = re.compile(r"Say it shows `([^`]+)`")


def test_the_rule_that_the_guide_shows_is_sound(tmp_path):
    """What a newcomer copies passes lint, breaks no spare and is quick."""
    file = tmp_path / "widget.toml"
    file.write_text(EXAMPLE.search(GUIDE.read_text(encoding="utf-8"))[1], encoding="utf-8")
    (rule,) = try_rules(read_candidates(file), open_book(None)).rules

    assert ((), (), True) == (rule.problems, rule.broken, rule.sound)


def test_the_line_that_the_guide_finds_wants_a_rule():
    """The book without a rule of that name does not cover the line from which the example starts."""
    line = QUEUED.search(GUIDE.read_text(encoding="utf-8"))[1]
    book = open_book(None)
    same = [rule for rule in book.rules if rule.name == "widget.typo"]

    assert not is_covered(line, book_without(book, same))
