"""What Python's own `re` makes of a pattern: the rule book reads its trees, and they are private."""

import importlib
import re._parser
import sys

import pytest

from transforms.rulebook import parsing
from transforms.rulebook.parsing import codes, parse

ANOTHER = (
    f"Python {sys.version.split()[0]} parses patterns into another tree than the rule book reads. "
    "Teach transforms/rulebook/{heads,literals,lint}.py the new form before this Python is allowed."
)


def plain(tree):
    """Return a tree as lists, tuples and names alone."""
    if isinstance(tree, tuple | list | re._parser.SubPattern):
        return [plain(item) for item in tree]
    return str(tree)


@pytest.mark.parametrize(
    ("pattern", "tree"),
    [
        ("ab", [["LITERAL", "97"], ["LITERAL", "98"]]),
        ("[a-c0]", [["IN", [["RANGE", ["97", "99"]], ["LITERAL", "48"]]]]),
        (r"[^\W_]", [["IN", [["NEGATE", "None"], ["CATEGORY", "CATEGORY_NOT_WORD"], ["LITERAL", "95"]]]]),
        (r"\d", [["IN", [["CATEGORY", "CATEGORY_DIGIT"]]]]),
        ("[^x]", [["NOT_LITERAL", "120"]]),
        (".", [["ANY", "None"]]),
        ("^", [["AT", "AT_BEGINNING"]]),
        ("a{2,5}", [["MAX_REPEAT", ["2", "5", [["LITERAL", "97"]]]]]),
        ("a??", [["MIN_REPEAT", ["0", "1", [["LITERAL", "97"]]]]]),
        ("a?+", [["POSSESSIVE_REPEAT", ["0", "1", [["LITERAL", "97"]]]]]),
        ("(a)", [["SUBPATTERN", ["1", "0", "0", [["LITERAL", "97"]]]]]),
        ("(?-i:a)", [["SUBPATTERN", ["None", "0", "2", [["LITERAL", "97"]]]]]),
        ("(?>a)", [["ATOMIC_GROUP", [["LITERAL", "97"]]]]),
        (
            "ab|c.",
            [["BRANCH", ["None", [[["LITERAL", "97"], ["LITERAL", "98"]], [["LITERAL", "99"], ["ANY", "None"]]]]]],
        ),
        ("(?=a)", [["ASSERT", ["1", [["LITERAL", "97"]]]]]),
        ("(?<=a)", [["ASSERT", ["-1", [["LITERAL", "97"]]]]]),
        ("(?!a)", [["ASSERT_NOT", ["1", [["LITERAL", "97"]]]]]),
    ],
)
def test_a_parsed_pattern_has_the_form_that_rules_are_read_in(pattern, tree):
    """One pattern for each operator that is told from the others."""
    assert tree == plain(parse(pattern)), ANOTHER


def test_a_parsed_pattern_knows_its_width():
    """Fewest and most characters, of a part as well."""
    tree = parse("(?:klik )?baca .{0,80}")

    assert (5, 90) == tree.getwidth(), ANOTHER
    assert (0, 5) == tree[:1].getwidth(), ANOTHER


def test_a_bound_that_is_none_is_told_from_all_others():
    """`*` and `+` end in one constant."""
    assert parse("a*")[0][1][1] is codes.MAXREPEAT, ANOTHER


def test_a_python_without_the_parser_is_told_what_to_do(monkeypatch):
    """Not that some private name is missing."""
    monkeypatch.setitem(sys.modules, "re._constants", None)

    with pytest.raises(ImportError, match=r"reads off parsed patterns.*parsing\.py"):
        importlib.reload(parsing)
