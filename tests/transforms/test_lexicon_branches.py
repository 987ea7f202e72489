"""Groups of plain words are told apart letter by letter, and match what they matched before."""

import re

from hypothesis import given
from hypothesis import strategies as st

from transforms.lexicon.branches import branched
from transforms.rulebook.load import load_rules

WORDS = st.lists(st.text("abc |.", min_size=1, max_size=5), min_size=1, max_size=12)


@given(WORDS, st.text("abc |.", max_size=8))
def test_branches_match_what_the_plain_group_matched(words: list[str], text: str) -> None:
    """Whatever words a group holds and in whatever order, the same one is found first."""
    plain = f"(?:{'|'.join(map(re.escape, words))})(?=(.?))"
    one, other = re.match(plain, text), re.match(branched(plain), text)
    assert (one and one.span()) == (other and other.span())


def test_classes_and_escapes_are_left_alone() -> None:
    """What only looks like a group of words inside a class is none, and a group of anything else stays as it is."""
    pattern = r"[(?:a|ab|ac|ad|ae)]\(?:a|ab|ac|ad|ae(?:a+|ab|ac|ad|ae)"
    assert pattern == branched(pattern)


def test_a_group_of_two_cases_is_left_alone() -> None:
    """Where case counts for the order of the words, the group stays as it is; so does one with a dotless i."""
    assert "(?:ab|Abc|ac|ad|ae)" == branched("(?:ab|Abc|ac|ad|ae)")
    assert "(?:ıb|ibc|ac|ad|ae)" == branched("(?:ıb|ibc|ac|ad|ae)")


def test_rules_match_their_examples_as_they_are_written() -> None:
    """Every packaged pattern matches its own examples at the same place whether it is branched or not."""
    for rule in load_rules().rules:
        plain = re.compile(rule.pattern, re.IGNORECASE)
        for line in (*rule.strips, *rule.spares):
            one, other = plain.search(line), rule.regex.search(line)
            assert (one and one.span()) == (other and other.span()), (rule.name, line)
