"""
Reading a user's folder of knowledge: laid out as the package is, it adds to the packaged tables and changes nothing.

    rules/share.toml, rules/sites/<host>.toml
    lexicon/prompts/<any>.toml, with lists and pieces for rules, new ones or words for those that are there
    lexicon/outlets.toml, lexicon/pictures.toml, lexicon/languages.toml, as the packaged files of these names
    keep.toml, with lines that nothing may strike and outlets at which the model keeps silent

The one schema holds for it as for the package.
"""

from __future__ import annotations

from pathlib import Path

from transforms.lexicon.digests import digest_of_files, files_below
from transforms.lexicon.schema import (
    KEY,
    LIST,
    NAMED,
    PIECE,
    REASONS,
    RuleError,
    Table,
    TableName,
    check_file,
    check_whole,
)
from transforms.lexicon.tables import (
    KEEP,
    LEXICON,
    NOTHING,
    PACKAGE,
    PROMPTS,
    RULES,
    SITES,
    Additions,
    read_packaged,
    read_toml,
)

SUFFIX = ".toml"
NOTES = ".md"
"""What may lie in a folder beside its tables; nobody reads it."""


def read_additions(folder: Path | None) -> Additions:
    """
    Read a user's folder.

    Raises:
        RuleError: It is missing, or a file in it cannot be read or holds what nobody would read.
    """
    if folder is None:
        return NOTHING
    paths = check_files(folder)
    rules = {path: read_toml(folder / path, str(folder / path)) for path in paths if is_rule_pack(path)}
    tables = {path: add_file(folder, path) for path in paths if path not in rules}
    return Additions(folder, digest_of_files(folder, paths), tables, rules)


def is_rule_pack(path: str) -> bool:
    """Return whether a path in a folder is that of a pack of rules, or of words that rules are written with."""
    above, _, name = path.rpartition("/")
    return f"{above}/" in {RULES, SITES, PROMPTS} and name.endswith(SUFFIX) and name != SUFFIX


def check_files(folder: Path) -> list[str]:
    """Return the paths of a folder's tables; refuse what is no table that the package knows."""
    found = table_files(folder)
    for path in found:
        known = is_rule_pack(path) or path in packaged_tables()
        if not path.endswith(SUFFIX) or not known:
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
    return ["rules/<kind>.toml", "rules/sites/<host>.toml", "lexicon/prompts/<any>.toml", *packaged_tables()]


def packaged_tables() -> list[str]:
    """Return the paths of the lexicon's files and of what is kept, to each of which a user may add."""
    words = [LEXICON + name for name in files_below(PACKAGE / LEXICON) if name.endswith(SUFFIX) and "/" not in name]
    return [*words, KEEP]


def add_file(folder: Path, path: str) -> Table:
    """Return a packaged table with what a user's file of that name adds."""
    file = str(folder / path)
    ours, theirs = read_packaged(path), read_toml(folder / path, file)
    check_file(file, theirs, known=ours)
    added = dict(ours)
    for table, value in theirs.items():
        added[table] = (add_names if table in NAMED else add_rows)(file, table, ours[table], value)
    return added


def add_names(file: str, table: str, ours: Table, theirs: Table) -> Table:
    """Return a table of names with those of another."""
    return {**ours, **{name: add_value(file, f"{table}.{name}", ours.get(name), theirs[name]) for name in theirs}}


def add_rows(file: str, table: TableName, ours: list[Table], theirs: list[Table]) -> list[Table]:
    """Return rows with those of another table: one of a name that is there adds to it, others stand behind."""
    added = list(ours)
    numbers = {row[KEY]: number for number, row in enumerate(ours) if KEY in row}
    for row in theirs:
        number = numbers.get(row.get(KEY))
        if number is not None:
            added[number] = add_row(file, table, added[number], row)
            continue
        check_whole(file, table, row)
        if table in {LIST, PIECE}:
            raise RuleError(f"{file}: {table} {row[KEY]!r}: nobody asks for it. Known: {', '.join(sorted(numbers))}.")
        added.append(row)
    return added


def add_row(file: str, table: str, ours: Table, theirs: Table) -> Table:
    """Return a row with the words of another; the package's reasons stay."""
    place = f"{table} {ours[KEY]!r}"
    values = {key: value for key, value in theirs.items() if key not in REASONS}
    return {**ours, **{key: add_value(file, f"{place}.{key}", ours.get(key), values[key]) for key in values}}


def add_value(file: str, place: str, ours: object, theirs: object) -> object:
    """Return a packaged value with what a user adds there: words that are new; what is no list cannot be changed."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return [*ours, *(word for word in dict.fromkeys(theirs) if word not in ours)]
    if ours is not None and ours != theirs:
        fault = f"the package says {ours!r}. A folder adds to what is there and changes nothing; take it away"
        raise RuleError(f"{file}: {place}: {fault}.")
    return theirs
