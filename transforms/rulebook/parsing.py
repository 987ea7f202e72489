"""
A pattern as Python's own `re` parses it: what must stand in every match is read off this tree.

`re` keeps its parser to itself, and another Python may spell the tree in another way. This is the one place that
asks for it; what the tree looks like is stated by `tests/transforms/test_rulebook_parsing.py`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any

try:
    import _sre
    import re._compiler as compiler
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


def numbers_of(pattern: re.Pattern[str]) -> list[int]:
    """Return what `re` compiles a pattern to."""
    numbers: list[int] = compiler._code(parser.parse(pattern.pattern, pattern.flags), pattern.flags)  # noqa: SLF001
    return numbers


def compiled_from(
    pattern: str, flags: int, groups: int, named: Mapping[str, int], numbers: list[int]
) -> re.Pattern[str]:
    """
    Return a pattern made of what it was once compiled to.

    Args:
        pattern: What was compiled.

        flags: Its flags.

        groups: How many groups it has.

        named: The numbers of groups by name.

        numbers: What `numbers_of` returned.

    Raises:
        RuntimeError: These numbers are no pattern.
    """
    names = {number: name for name, number in named.items()}
    every = tuple(names.get(number) for number in range(groups + 1))
    return _sre.compile(pattern, flags, numbers, groups, dict(named), every)  # type: ignore[no-any-return]


__all__ = ["REPEATS", "codes", "compiled_from", "numbers_of", "parse"]
