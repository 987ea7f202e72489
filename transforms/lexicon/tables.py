"""
The tables of the house: every one is read here, the packaged one with what a user's folder adds to it.

The folder in use is the process's, for finders ask for tables by name. `use_additions` changes it and
forgets what was derived from the tables before, so that two folders in one process never mix.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from transforms.lexicon.schema import RuleError, Table, check_file

PACKAGE = Path(__file__).parent.parent
"""Where the packaged tables lie."""


@dataclass(frozen=True, slots=True, eq=False)
class Additions:
    """
    What a user's folder adds to the packaged knowledge. Equal only to itself.

    Attributes:
        folder: The folder; None where there is none.

        digest: Digest of what was read of it.

        tables: Packaged tables with what the folder adds, by their path in the package.

        rules: Its rule packs and the words for rules as they stand in it, by their path.
    """

    folder: Path | None = None
    digest: str = ""
    tables: Mapping[str, Table] = field(default_factory=dict)
    rules: Mapping[str, Table] = field(default_factory=dict)


NOTHING = Additions()

RULES = "rules/"
SITES = "rules/sites/"
LEXICON = "lexicon/"
PROMPTS = "lexicon/prompts/"
"""Where the rules lie, those of one host, the words of the house, and those of them that rules are written with."""

KEEP = "keep.toml"
"""Lines that nothing may strike, and outlets at which the model keeps silent."""

LASTING = frozenset({"transforms.knowledge", "transforms.rulebook.load"})
"""Modules whose memoised functions are told which folder to read: what they return holds whichever is in use."""

in_use = NOTHING


def use_additions(additions: Additions) -> None:
    """Read all tables with these additions from here on; forget what was derived from others."""
    global in_use  # noqa: PLW0603 - finders ask for tables by name; handing them in is a change of every signature
    if additions is not in_use:
        in_use = additions
        for memo in memos():
            memo.cache_clear()  # type: ignore[attr-defined]


@cache
def read_table(path: str) -> Table:
    """
    Return a table by its path in the package, such as `lexicon/languages.toml`, additions and all. Not to be changed.

    Raises:
        RuleError: The file cannot be read, or is not as the schema says.
    """
    return in_use.tables[path] if path in in_use.tables else read_packaged(path)


def read_packaged(path: str) -> Table:
    """Return a packaged table, without additions; it is checked against its schema, where that is of the lexicon."""
    table = read_toml(PACKAGE / path)
    if path.startswith(LEXICON) or path == KEEP:
        check_file(path, table)
    return table


def read_toml(path: Path, shown: str = "") -> Table:
    """
    Read a TOML file.

    Args:
        path: The file.

        shown: What to call it in a message; its path where that is empty.

    Raises:
        RuleError: It cannot be read; the message says why and what to do.
    """
    name = shown or str(path)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not valid TOML: {error}. Mind the quotes: patterns go into '''…'''.") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"{name}: not UTF-8: {error}. Save it as UTF-8.") from error
    except OSError as error:
        raise RuleError(f"{name}: cannot be read: {error.strerror}. Mend its permissions, or take it away.") from error


def memos() -> Iterator[Callable[..., object]]:
    """Yield every memoised function of the house that has been imported."""
    for name, module in list(sys.modules.items()):
        if name.startswith("transforms."):
            found = (value for value in vars(module).values() if hasattr(type(value), "cache_clear"))
            yield from [memo for memo in found if memo.__module__ not in LASTING]


def derive_all() -> None:
    """Derive all that the imported modules derive from tables: what a process does once, before it is forked."""
    for memo in set(memos()):
        if not code_of(memo).co_argcount:
            memo()


def code_of(memo: Callable[..., object]) -> Any:  # noqa: ANN401 - a code object
    """Return the code of a memoised function."""
    return memo.__wrapped__.__code__  # type: ignore[attr-defined]
