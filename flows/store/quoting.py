"""How names of files stand in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def quote(text: str) -> str:
    """
    Return a string as SQL writes it.

    >>> quote("data/Jum'at")
    "'data/Jum''at'"
    """
    return "'" + text.replace("'", "''") + "'"


def quoted_list(paths: Iterable[Path]) -> str:
    """Return the names of files as a list of SQL holds them, without its brackets."""
    return ", ".join(quote(str(path)) for path in paths)
