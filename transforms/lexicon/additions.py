"""
Reading a user's folder of knowledge: laid out as the package is, it adds to the packaged tables and changes nothing.

    rules/share.toml, rules/sites/<host>.toml, rules/words/<any>.toml
    lexicon/outlets.toml, lexicon/pictures.toml, lexicon/languages.toml, as the packaged files of these names

What may stand in a table is read off the packaged one, so that a new table needs no schema of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from transforms.lexicon.digests import digest_of_files, files_below
from transforms.lexicon.tables import NOTHING, PACKAGE, Additions, RuleError, Table, read_toml

SUFFIX = ".toml"
NOTES = ".md"
"""What may lie in a folder beside its tables; nobody reads it."""

RULE_PATH = re.compile(r"rules/(?:[^/]+|words/[^/]+|sites/[^/]+)\.toml")

FIXED = frozenset({"finders/lines/weights.toml"})
"""Tables that nobody adds to: the weights of the model are trained."""

OPEN: Mapping[str, tuple[str, ...]] = {
    "lexicon/outlets.toml": ("hosts", "wires"),
    "lexicon/zones.toml": ("hours",),
    "lexicon/dates.toml": ("",),
    "lexicon/languages.toml": ("aliases", "family.own"),
    "lexicon/lines.toml": ("list",),
}
"""Tables whose keys are data, names or codes of languages: there a new key is no slip of the pen."""

LISTED = frozenset({"lexicon/places.toml"})
"""Tables that keep lists of names as one text with commas."""

REASONS = frozenset({"why", "evidence"})
"""Keys that a person reads; those of the package stay."""

NAMES = ("name", "code")
"""Keys by which a row of a list is known."""


class Place(NamedTuple):
    """Where something stands: the file as it is told, its path in the package, and the keys that lead there."""

    file: str
    path: str
    keys: tuple[str, ...] = ()

    def at(self, key: str) -> Place:
        """Return the place of a key here."""
        return self._replace(keys=(*self.keys, key))

    @property
    def is_open(self) -> bool:
        """Whether keys that the packaged table does not have may stand here."""
        return ".".join(self.keys) in OPEN.get(self.path, ())


def refuse(place: Place, fault: str) -> NoReturn:
    """Refuse what stands at a place."""
    raise RuleError(f"{place.file}: {'.'.join(place.keys) or 'the file'}: {fault}")


def read_additions(folder: Path | None) -> Additions:
    """
    Read a user's folder.

    Raises:
        RuleError: It is missing, or a file in it cannot be read or holds what nobody would read.
    """
    if folder is None:
        return NOTHING
    paths = check_files(folder)
    rules = {path: read_toml(folder / path, str(folder / path)) for path in paths if RULE_PATH.fullmatch(path)}
    tables = {path: add_file(folder, path) for path in paths if path not in rules}
    return Additions(folder, digest_of_files(folder, paths), tables, rules)


def check_files(folder: Path) -> list[str]:
    """Return the paths of a folder's tables; refuse what is no table that the package knows."""
    found = table_files(folder)
    for path in found:
        known = RULE_PATH.fullmatch(path) or (PACKAGE / path).is_file()
        if not path.endswith(SUFFIX) or path in FIXED or not known:
            raise RuleError(
                f"{folder / path}: nothing would read it. A folder of knowledge holds {', '.join(known_files())}."
            )
    return found


def table_files(folder: Path) -> list[str]:
    """
    Return the paths of what lies in a user's folder, sorted; notes and hidden files aside.

    Raises:
        RuleError: There is no such folder.
    """
    if not folder.is_dir():
        raise RuleError(f"{folder}: there is no such folder of knowledge. Create it, or name another.")
    return [path for path in files_below(folder) if not path.endswith(NOTES)]


def known_files() -> list[str]:
    """Return what a user's folder may hold."""
    packaged = (path for path in files_below(PACKAGE) if path.endswith(SUFFIX))
    tables = [path for path in packaged if path not in FIXED and not RULE_PATH.fullmatch(path)]
    return ["rules/<kind>.toml", "rules/sites/<host>.toml", "rules/words/<any>.toml", *tables]


def add_file(folder: Path, path: str) -> Table:
    """Return a packaged table with what a user's file of that name adds."""
    ours = read_toml(PACKAGE / path)
    return add_table(Place(str(folder / path), path), ours, read_toml(folder / path, str(folder / path)))


def add(place: Place, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - what TOML holds
    """Return what the package holds at a place with what a user adds there."""
    check_type(place, ours, theirs)
    if isinstance(ours, dict):
        return add_table(place, ours, theirs)
    if isinstance(ours, list):
        return add_list(place, ours, theirs)
    if place.path in LISTED:
        return f"{ours},\n{theirs}"
    if ours != theirs and place.keys[-1] not in REASONS:
        refuse(place, f"the package says {ours!r}. A folder adds to what is there and changes nothing; take it away.")
    return ours


def add_table(place: Place, ours: Table, theirs: Table) -> Table:
    """Return a table with the keys and values of another."""
    added = dict(ours)
    for key, value in theirs.items():
        if key in ours:
            added[key] = add(place.at(key), ours[key], value)
        elif place.is_open:
            check_like(place.at(key), ours.values(), value)
            added[key] = value
        else:
            refuse(place, f"unknown key {key!r}. Known: {', '.join(sorted(ours))}.")
    return added


def add_list(place: Place, ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Return a list with what another adds: lists within it pairwise, rows by their names, words that are new."""
    if ours and isinstance(ours[0], list):
        if len(ours) != len(theirs):
            refuse(place, f"must be {len(ours)} lists, one for each; empty ones add nothing.")
        return [add_list(place, one, other) for one, other in zip(ours, theirs, strict=True)]
    if ours and isinstance(ours[0], dict):
        return add_rows(place, ours, theirs)
    for word in theirs:
        check_type(place, ours[0] if ours else "", word)
    return [*ours, *(word for word in dict.fromkeys(theirs) if word not in ours)]


def add_rows(place: Place, ours: list[Table], theirs: list[Table]) -> list[Table]:
    """Return rows with those of another list: one of a name that is there adds to it, another is like those there."""
    added = list(ours)
    numbers = {name_of(row): number for number, row in enumerate(ours) if name_of(row)}
    for row in theirs:
        check_type(place, ours[0], row)
        name = name_of(row)
        if name in numbers:
            number = numbers[name]
            added[number] = add_table(place, added[number], row)
        else:
            check_row(place, ours, row)
            added.append(row)
    return added


def name_of(row: Mapping[str, Any]) -> object:
    """Return what a row of a list is called; None where it has no name."""
    return next((row[key] for key in NAMES if key in row), None)


def check_row(place: Place, others: list[Table], row: Table) -> None:
    """Refuse a new row that lacks what all others have."""
    wanted = set.intersection(*(set(other) for other in others)) - REASONS
    if missing := sorted(wanted - row.keys()):
        refuse(place, f"a row lacks {', '.join(missing)}. Every row has {', '.join(sorted(wanted))}.")
    check_like(place, others, row)


def check_like(place: Place, others: Iterable[Any], value: Any) -> None:  # noqa: ANN401 - what TOML holds
    """Refuse a new value that is not like those which stand at such a place."""
    samples = list(others)
    check_type(place, samples[0], value)
    if isinstance(value, dict):
        known = {key: inner for sample in reversed(samples) for key, inner in sample.items()}
        for key, inner in value.items():
            if key not in known and not place.is_open:
                refuse(place, f"unknown key {key!r}. Known: {', '.join(sorted(known))}.")
            check_like(place.at(key), [known.get(key, [])], inner)
    elif isinstance(value, list):
        add_list(place, next((sample for sample in samples if sample), []), value)


def check_type(place: Place, ours: Any, theirs: Any) -> None:  # noqa: ANN401 - what TOML holds
    """Refuse a value of another type than the package's."""
    if type_name(ours) != type_name(theirs):
        refuse(place, f"must be {type_name(ours)}, not {type_name(theirs)}.")


def type_name(value: object) -> str:
    """Return what a person calls the type of a value."""
    names = ((bool, "true or false"), (dict, "a table"), (list, "a list"), (int | float, "a number"), (str, "a text"))
    return next((name for type_, name in names if isinstance(value, type_)), type(value).__name__)
