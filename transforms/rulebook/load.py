"""Reading rule packs: TOML in, a `RuleBook` out, and a friendly word where a pack is wrong."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from transforms.records import KINDS
from transforms.rulebook.book import ENDS, GLUED, SCOPES, UNDER, Rule, RuleBook, digest_of, firm_words, known_words
from transforms.rulebook.index import index_of
from transforms.rulebook.words import fill_literals, fill_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

REQUIRED: Mapping[str, type] = {
    "id": str,
    "scope": str,
    "why": str,
    "languages": list,
    "literals": list,
    "pattern": str,
    "strips": list,
    "spares": list,
}
LONGEST = 160
"""Characters of the longest line a rule may match where it does not say."""

OPTIONAL: Mapping[str, tuple[type, ...]] = {
    "kind": (str,),
    "longest": (int,),
    "glued": (str,),
    "lead": (int,),
    "ends": (str,),
    "after": (int, float),
    "most": (int,),
    "resumes": (int,),
    "slack": (int,),
    "under": (str,),
}

LATE_FAULTS = re.compile(r"\(\?<|^\(\?[a-zA-Z]{1,7}\)")
"""What may be wrong with a pattern and shows only when it is compiled: looks behind, and flags for all of it."""

Vocabulary: TypeAlias = tuple[dict[str, tuple[str, ...]], dict[str, str]]
"""Words by list, and patterns by piece."""


class RuleError(ValueError):
    """A rule pack cannot be used. The message names file, rule, key and remedy."""


def load_rules(folder: Traversable | None = None) -> RuleBook:
    """
    Return the rule book of a folder: `<kind>.toml`, `words/*.toml` and `sites/<host>.toml`.

    Args:
        folder: Where the packs lie; None is the packaged book, read once per process.

    Raises:
        RuleError: A pack is wrong. The message names file, rule, key and remedy.
    """
    return packaged_rules() if folder is None else read_folder(folder)


@lru_cache(maxsize=1)
def packaged_rules() -> RuleBook:
    """Return the book that ships with the package."""
    return read_folder(files("transforms").joinpath("rules"))


def read_folder(folder: Traversable) -> RuleBook:
    """Read words first, then every pack; rules come out sorted by site, kind and id."""
    words, pieces = read_words(folder.joinpath("words"))
    found = list(read_packs(folder, (words, pieces)))
    check_unique(found)
    rules = tuple(sorted(found, key=lambda r: (r.site, r.kind, r.id)))
    return RuleBook(rules, words, digest_of(rules, words), known_words(words), firm_words(words), index_of(rules))


def toml_files(folder: Traversable) -> list[Traversable]:
    """Return a folder's TOML files by name; none where there is no folder."""
    if not folder.is_dir():
        return []
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def read_toml(path: Traversable) -> dict[str, Any]:
    """Read one file; a syntax error names the file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path.name}: not valid TOML: {error}. Mind the quotes: patterns go into '''…'''.") from error


def read_words(folder: Traversable) -> Vocabulary:
    """Read `[[list]]` (words by language) and `[[piece]]` (a named part of patterns) tables."""
    words: dict[str, tuple[str, ...]] = {}
    pieces: dict[str, str] = {}
    for path in toml_files(folder):
        tables = read_toml(path)
        check_keys(path.name, "the file", tables, {"list", "piece"})
        for table in tables.get("list", []):
            name = named(path.name, table, words.keys() | pieces.keys())
            words[name] = read_list(path.name, name, table)
        for table in tables.get("piece", []):
            name = named(path.name, table, words.keys() | pieces.keys())
            check_keys(path.name, f"piece {name!r}", table, {"name", "why", "pattern"})
            pieces[name] = table["pattern"]
    return words, pieces


def named(file: str, table: Mapping[str, Any], taken: set[str]) -> str:
    """Return a word list's name; refuse one without a name or reason, or with a name that is taken."""
    name = str(table.get("name", ""))
    if not name or not table.get("why"):
        raise RuleError(f"{file}: a list or piece {name!r} lacks `name` or `why`. Say what it is called and why.")
    if name in taken:
        raise RuleError(f"{file}: the name {name!r} is taken. Choose another, or add the words to the list there is.")
    return name


def read_list(file: str, name: str, table: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a list's words, all languages together, sorted."""
    words: set[str] = set()
    for key, value in table.items():
        if key in ("name", "why"):
            continue
        if not re.fullmatch(r"[a-z]{2}|any", key) or not isinstance(value, list):
            raise RuleError(
                f"{file}: list {name!r}: {key!r} is no language. Use a two-letter code or `any`, and a list."
            )
        words |= {str(word) for word in value}
    return tuple(sorted(words))


def read_packs(folder: Traversable, vocabulary: Vocabulary) -> Iterator[Rule]:
    """Yield the rules of every pack: a kind's file names the kind, a site's file names the host."""
    for path in toml_files(folder):
        kind = path.name.removesuffix(".toml")
        if kind not in KINDS:
            raise RuleError(f"{path.name}: {kind!r} is no kind of removal. One of: {', '.join(sorted(KINDS))}.")
        yield from read_pack(path, kind, "", vocabulary)
    for path in toml_files(folder.joinpath("sites")):
        yield from read_pack(path, "", path.name.removesuffix(".toml"), vocabulary)


def read_pack(path: Traversable, kind: str, site: str, vocabulary: Vocabulary) -> Iterator[Rule]:
    """Yield the rules of one file."""
    tables = read_toml(path)
    check_keys(path.name, "the file", tables, {"rule"})
    for table in tables.get("rule", []):
        where = f"rule {table.get('id', '?')!r}"
        check_keys(path.name, where, table, REQUIRED.keys() | OPTIONAL.keys())
        check_values(path.name, where, table)
        yield make_rule(path.name, where, {"kind": kind, **table}, site, vocabulary)


def check_keys(file: str, where: str, table: Mapping[str, Any], known: set[str]) -> None:
    """Refuse keys nobody reads: a misspelt guard would be no guard."""
    for key in table:
        if key not in known:
            raise RuleError(f"{file}: {where}: unknown key {key!r}. Known: {', '.join(sorted(known))}.")


def check_values(file: str, where: str, table: Mapping[str, Any]) -> None:
    """Refuse missing keys, wrong types and unknown choices."""
    for key, type_ in REQUIRED.items():
        if key not in table:
            raise RuleError(f"{file}: {where}: lacks `{key}`. Every rule has {', '.join(REQUIRED)}.")
        if not isinstance(table[key], type_):
            raise RuleError(f"{file}: {where}: `{key}` must be a {type_.__name__}.")
    for key, types in OPTIONAL.items():
        if key in table and not isinstance(table[key], types):
            raise RuleError(f"{file}: {where}: `{key}` must be a {types[-1].__name__}.")
    for key, choices in (("scope", SCOPES), ("glued", GLUED), ("ends", ENDS), ("under", UNDER)):
        if table.get(key, choices[0]) not in choices:
            raise RuleError(f"{file}: {where}: `{key}` is {table[key]!r}. Choose one of: {', '.join(choices)}.")


def make_rule(file: str, where: str, table: dict[str, Any], site: str, vocabulary: Vocabulary) -> Rule:
    """Fill in words and freeze one rule; refuse a pattern that is none."""
    words, pieces = vocabulary
    if table["kind"] not in KINDS:
        raise RuleError(f"{file}: {where}: `kind` is {table['kind']!r}. One of: {', '.join(sorted(KINDS))}.")
    try:
        pattern = fill_pattern(table["pattern"], words, pieces)
        literals = fill_literals(table["literals"], words)
        rule = rule_of(table, site, pattern, literals)
        if LATE_FAULTS.search(pattern):
            _ = rule.regex, rule.inline
        _ = rule.traits
    except KeyError as error:
        raise RuleError(
            f"{file}: {where}: no word list or piece is called {error}. Add it under words/, or mend the name."
        ) from error
    except (re.error, RecursionError) as error:
        raise RuleError(f"{file}: {where}: the pattern does not compile: {error}.") from error
    return rule


def rule_of(table: dict[str, Any], site: str, pattern: str, literals: tuple[str, ...]) -> Rule:
    """Freeze one rule."""
    lists = {key: tuple(map(str, table[key])) for key in ("languages", "strips", "spares")}
    plain = {key: table[key] for key in OPTIONAL if key in table}
    plain.setdefault("lead", plain.get("longest", LONGEST))
    return Rule(
        **{
            **plain,
            **lists,
            "id": table["id"],
            "scope": table["scope"],
            "why": table["why"],
            "pattern": pattern,
            "literals": literals,
            "site": site,
        }
    )


def check_unique(rules: list[Rule]) -> None:
    """Refuse two rules of one name: the ledger could not tell them apart."""
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        if (rule.site, rule.name) in seen:
            raise RuleError(f"{rule.kind}.toml: rule {rule.id!r}: the id is taken. Give one of the two another.")
        seen.add((rule.site, rule.name))
