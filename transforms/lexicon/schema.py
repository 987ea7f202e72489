"""
The one schema of the lexicon: which tables a file may hold, and what stands in their rows.

Most tables are lists of words: `[[list]]` with `name`, `why` and the words under their languages, those of no
language under `any`. The few others are rows or names with values. What the schema does not know is refused,
for nobody would read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Table: TypeAlias = dict[str, Any]

FileName: TypeAlias = str
TableName: TypeAlias = str
"""What a file is called below `lexicon/`, without its ending, and what a table in it is."""


class RuleError(ValueError):
    """Rules or tables cannot be used. The message names file, place and remedy."""


ANY = "any"
"""The key of words that belong to no language."""

LANGUAGE = re.compile(r"[a-z]{2,3}")
"""A code of ISO 639; `any` is none and is written alike."""

LIST = "list"
PIECE = "piece"
KEY = "name"
"""The key by which a row is known."""

REASONS = frozenset({"why", "evidence"})
"""Keys that a person reads; a user need not repeat those of the package."""

TEXTS = list[str]

ALTERNATIVES = (str, TEXTS)
"""A pattern: one text, or a list of alternatives."""

ROWS: Mapping[str, Mapping[str, Any]] = {
    LIST: {"name": str, "why": str, "evidence": str},
    PIECE: {"name": str, "why": str, "pattern": ALTERNATIVES},
    "notice": {
        "name": str,
        "kind": str,
        "languages": TEXTS,
        "why": str,
        "literals": TEXTS,
        "pattern": str,
        "knows": TEXTS,
        "spares": TEXTS,
    },
    "naming": {"literals": TEXTS, "pattern": str, "weight": float},
    "republished": {"literals": TEXTS, "pattern": str},
    "prose": {"name": str, "least": float},
    "keep": {"line": str, "outlet": str, "why": str},
}
"""Tables of rows: keys and what stands under them. A list has its languages beside these."""

ONE_OF: Mapping[str, tuple[str, ...]] = {"keep": ("line", "outlet")}
"""Keys of which a row has one, and one only."""

NAMED: Mapping[str, Any] = {
    "hosts": TEXTS,
    "wires": TEXTS,
    "hours": float,
    "domain_hours": float,
    "language_hours": float,
    "aliases": str,
    "groups": str,
    "governments": str,
    "offices": str,
}
"""Tables whose keys are names: what stands under each."""

OPTIONAL = frozenset({"evidence"})


def check_file(file: str, tables: Table, known: Iterable[str] = (*ROWS, *NAMED)) -> None:
    """
    Refuse a file that holds what the schema does not know, or lacks what every row has.

    Args:
        file: What a message calls it.

        tables: What it holds.

        known: The tables that it may hold.

    Raises:
        RuleError: The message names file, place and remedy.
    """
    check_keys(file, "the file", tables, known)
    for table, value in tables.items():
        if table in NAMED:
            check_type(file, table, value, dict)
            for name, inner in value.items():
                check_type(file, f"{table}.{name}", inner, NAMED[table])
        else:
            check_type(file, table, value, list)
            for row in value:
                check_row(file, table, row)


def check_row(file: str, table: TableName, row: object) -> None:
    """Refuse a row of a table that is not as the schema says; what it lacks is told by `check_whole`."""
    check_type(file, table, row, dict)
    assert isinstance(row, dict)  # noqa: S101 - just checked
    where = f"{table} {row[KEY]!r}" if KEY in row else table
    for key, value in row.items():
        language = table == LIST and key not in ROWS[LIST]
        if language and not LANGUAGE.fullmatch(key):
            raise RuleError(f"{file}: {where}: unknown key {key!r}: it is no language. Use its code, or `any`.")
        if not language:
            check_keys(file, where, [key], ROWS[table])
        check_type(file, f"{where}: {key}", value, TEXTS if language else ROWS[table][key])


def check_whole(file: str, table: TableName, row: Mapping[str, Any]) -> None:
    """Refuse a row that lacks what every row of its table has."""
    either = ONE_OF.get(table, ())
    missing = [key for key in ROWS[table] if key not in {*OPTIONAL, *either} and row.get(key, "") == ""]
    if either and len([key for key in either if key in row]) != 1:
        raise RuleError(f"{file}: {table}: a row says one of {', '.join(either)}: {dict(row)}.")
    missing += [key for key in either if key in row and not row[key].strip()]
    if missing:
        name = f" {row[KEY]!r}" if KEY in row else ""
        raise RuleError(f"{file}: {table}{name}: a row lacks {', '.join(missing)}. Say it.")


def check_keys(file: str, where: str, keys: Iterable[str], known: Iterable[str]) -> None:
    """Refuse keys that nobody reads."""
    for key in keys:
        if key not in known:
            raise RuleError(f"{file}: {where}: unknown key {key!r}. Known: {', '.join(sorted(known))}.")


def check_type(file: str, where: str, value: object, wanted: Any) -> None:  # noqa: ANN401 - a type, or texts
    """Refuse a value of another type than the schema's."""
    if wanted == ALTERNATIVES:
        wanted = TEXTS if isinstance(value, list) else str
    outer = list if wanted is TEXTS else wanted
    if type_name(value) != TYPE_NAMES[outer]:
        raise RuleError(f"{file}: {where}: must be {TYPE_NAMES[outer]}, not {type_name(value)}.")
    if wanted is TEXTS and isinstance(value, list):
        for text in value:
            check_type(file, where, text, str)


TYPE_NAMES = {bool: "true or false", dict: "a table", list: "a list", float: "a number", int: "a number", str: "a text"}
"""What a person calls the type of a value."""


def type_name(value: object) -> str:
    """Return what a person calls the type of a value."""
    return TYPE_NAMES.get(type(value), type(value).__name__)


def alternatives_of(pattern: str | list[str]) -> list[str]:
    """Return the alternatives of a pattern that is written as one text or as a list of them."""
    return [pattern] if isinstance(pattern, str) else pattern


def language_keys(row: Mapping[str, Any]) -> list[str]:
    """Return the keys of a list that hold its words: codes of languages and `any`."""
    return [key for key in row if key not in ROWS[LIST]]
