"""Lists and objects that were written into a text: a cell of a table holds `['Satu.', 'Dua.']`."""

from __future__ import annotations

import ast
import re
from typing import Any

import orjson

STRING = r"""(?:'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+")"""
STRINGS_APART = re.compile(rf"\[\s*{STRING}(?:\s+{STRING})+\s*\]", re.DOTALL)
"""How numpy prints an array of texts: without commas. Python reads such texts as one."""

MOST_CHARACTERS = 2_000_000
"""Characters of a list that is read; Python's own reader takes some hundred bytes for each."""


def value_written(text: str) -> Any:  # noqa: ANN401 - what somebody wrote
    """
    Return the list or the object that a text spells, as JSON or Python writes it; None where it is neither.

    >>> value_written('["Satu.", "Dua."]'), value_written("['Satu.' 'Dua.']"), value_written("[1] Satu")
    (['Satu.', 'Dua.'], ['Satu.', 'Dua.'], None)
    """
    text = text.strip()
    if text[:1] + text[-1:] not in {"[]", "{}"} or len(text) > MOST_CHARACTERS:
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        if STRINGS_APART.fullmatch(text):
            return [ast.literal_eval(said) for said in re.findall(STRING, text, re.DOTALL)]
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return found if isinstance(found, list | dict) else None
