"""
A pattern as Python's own `re` parses it: what must stand in every match is read off this tree.

`re` keeps its parser to itself, and another Python may spell the tree in another way. This is the one place that
asks for it; what the tree looks like is stated by `tests/transforms/test_rulebook_parsing.py`.
"""

from __future__ import annotations

import sys
from typing import Any

try:
    import re._constants as codes
    import re._parser as parser
except ImportError as error:
    raise ImportError(
        f"Python {sys.version.split()[0]} has no `re._parser`: the rule book reads off parsed patterns which rules to "
        "try. Use a Python that CONTRIBUTING.md names, or teach transforms/rulebook/parsing.py where the parser is now."
    ) from error

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
"""Items whose value is (fewest, most, sequence)."""


def parse(pattern: str) -> Any:  # noqa: ANN401 - the parser's own tree
    """
    Return a pattern as a sequence of (operator, value).

    Raises:
        re.error: The pattern is none.
    """
    return parser.parse(pattern)


__all__ = ["REPEATS", "codes", "parse"]
