"""Reading rule packs: TOML in, a `RuleBook` out, and a friendly word where a pack is wrong."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from transforms.lexicon.schema import (
    LIST,
    PIECE,
    RuleError,
    Table,
    alternatives_of,
    check_file,
    check_whole,
    language_keys,
)
from transforms.lexicon.tables import NOTHING, PACKAGE, PROMPTS, RULES, SITES, Additions, read_toml
from transforms.records import KINDS
from transforms.rulebook.book import RuleBook, digest_of, firm_words, known_words
from transforms.rulebook.index import index_of
from transforms.rulebook.kept import book_key, read_book, write_book
from transforms.rulebook.rule import ENDS, GLUED, SCOPES, UNDER, Rule
from transforms.rulebook.words import fill_literals, fill_pattern
from transforms.rulebook.written import WRITING, check_parts, sizes_of, whole_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

REQUIRED: Mapping[str, tuple[type, ...]] = {
    "id": (str,),
    "scope": (str,),
    "why": (str,),
    "languages": (list,),
    "literals": (list,),
    "pattern": (str, list),
    "strips": (list,),
    "spares": (list,),
}
OPTIONAL: Mapping[str, tuple[type, ...]] = {
    "kind": (str,),
    "longest": (int,),
    "glued": (str,),
    "ends": (str,),
    "after": (int, float),
    "most": (int,),
    "resumes": (int,),
    "slack": (int,),
    "edge": (bool,),
    "under": (str,),
}

LATE_FAULTS = re.compile(r"\(\?<|^\(\?[a-zA-Z]{1,7}\)")
"""What may be wrong with a pattern and shows only when it is compiled: looks behind, and flags for all of it."""

Vocabulary: TypeAlias = tuple[dict[str, tuple[str, ...]], dict[str, list[str]]]
"""Words by list, and alternatives by piece."""


class Pack(NamedTuple):
    """
    One file of rules or words.

    Attributes:
        file: What a message calls it.

        path: Where it lies in its folder: `rules/share.toml`, `rules/sites/kabar.id.toml`, `lexicon/prompts/app.toml`.

        tables: What it holds.

        added: A user added it: its words may go into lists that are there.
    """

    file: str
    path: str
    tables: Table
    added: bool = False


def load_rules(folder: Path | None = None) -> RuleBook:
    """
    Return the rule book of a folder: `rules/<kind>.toml`, `rules/sites/<host>.toml`, `lexicon/prompts/*.toml`.

    Args:
        folder: Where the packs lie; None is the packaged book, read once per process.

    Raises:
        RuleError: A pack is wrong. The message names file, rule, key and remedy.
    """
    return packaged_rules() if folder is None else build_book(read_packs(folder))


@cache
def packaged_rules() -> RuleBook:
    """Return the book that ships with the package."""
    return book_with(NOTHING)


def book_with(additions: Additions) -> RuleBook:
    """
    Return the packaged book with what a user's folder adds; what was derived from it once comes from the cache.

    Raises:
        RuleError: A rule of the folder is wrong. The message names file, rule, key and remedy.
    """
    if additions is not NOTHING and not additions.rules:
        return packaged_rules()
    key = book_key(additions.digest)
    book = read_book(key)
    if book is None:
        own = additions.rules.items()
        added = (Pack(f"{additions.folder}/{path}", path, tables, added=True) for path, tables in own)
        book = build_book([*read_packs(PACKAGE), *added])
        write_book(key, book)
    return book


def read_packs(folder: Path) -> list[Pack]:
    """Read every file of rules, and of words for them, in a folder."""
    paths = [path for where in (RULES, SITES, PROMPTS) for path in (folder / where).glob("*.toml")]
    return [Pack(path.name, path.relative_to(folder).as_posix(), read_toml(path, path.name)) for path in sorted(paths)]


def build_book(packs: Sequence[Pack]) -> RuleBook:
    """Fill words into the patterns of every pack; rules come out sorted by site, kind and id."""
    words, pieces = vocabulary_of(packs)
    own_first = sorted(packs, key=lambda pack: not pack.added)  # a user waits for no other pack to hear of a fault
    of_rules = (pack for pack in own_first if not pack.path.startswith(PROMPTS))
    found = [rule for pack in of_rules for rule in rules_of(pack, (words, pieces))]
    check_unique(found)
    rules = tuple(sorted(found, key=lambda r: (r.site, r.kind, r.id)))
    return RuleBook(rules, words, digest_of(rules, words), known_words(words), firm_words(words), index_of(rules))


def vocabulary_of(packs: Iterable[Pack]) -> Vocabulary:
    """Return the words of `[[list]]` tables (all languages) and of `[[piece]]` tables (named parts of patterns)."""
    words: dict[str, tuple[str, ...]] = {}
    pieces: dict[str, list[str]] = {}
    for file, path, tables, added in packs:
        if not path.startswith(PROMPTS):
            continue
        check_file(file, tables, known=(LIST, PIECE))
        for row in tables.get(LIST, []):
            name = row.get("name", "")
            if not added or name not in words:
                check_new(file, LIST, row, words.keys() | pieces.keys())
            own = (word for language in language_keys(row) for word in row[language])
            words[name] = tuple(sorted({*words.get(name, ()), *own}))
        for row in tables.get(PIECE, []):
            check_new(file, PIECE, row, words.keys() | pieces.keys())
            pieces[row["name"]] = alternatives_of(row["pattern"])
    return words, pieces


def check_new(file: str, table: str, row: Table, taken: set[str]) -> None:
    """Refuse a new list or piece that lacks what each has, or whose name is taken."""
    check_whole(file, table, row)
    if row["name"] in taken:
        name = row["name"]
        raise RuleError(f"{file}: the name {name!r} is taken. Choose another, or add the words to the list there is.")


def rules_of(pack: Pack, vocabulary: Vocabulary) -> list[Rule]:
    """Return the rules of a pack: a kind's file names the kind, a site's file names the host."""
    name = pack.path.rpartition("/")[2].removesuffix(".toml")
    if pack.path.startswith(SITES):
        return list(read_pack(pack, "", name, vocabulary))
    if name not in KINDS:
        raise RuleError(f"{pack.file}: {name!r} is no kind of removal. One of: {', '.join(sorted(KINDS))}.")
    return list(read_pack(pack, name, "", vocabulary))


def read_pack(pack: Pack, kind: str, site: str, vocabulary: Vocabulary) -> Iterator[Rule]:
    """Yield the rules of one file."""
    check_keys(pack.file, "the file", pack.tables, {"rule"})
    for table in pack.tables.get("rule", []):
        where = f"rule {table.get('id', '?')!r}"
        check_keys(pack.file, where, table, REQUIRED.keys() | OPTIONAL.keys() | WRITING.keys())
        check_values(pack.file, where, table)
        yield make_rule(pack.file, where, {"kind": kind, **table}, site, vocabulary)


def check_keys(file: str, where: str, table: Mapping[str, Any], known: set[str]) -> None:
    """Refuse keys nobody reads: a misspelt guard would be no guard."""
    for key in table:
        if key not in known:
            raise RuleError(f"{file}: {where}: unknown key {key!r}. Known: {', '.join(sorted(known))}.")


def check_values(file: str, where: str, table: Mapping[str, Any]) -> None:
    """Refuse missing keys, wrong types and unknown choices."""
    for key in REQUIRED:
        if key not in table:
            raise RuleError(f"{file}: {where}: lacks `{key}`. Every rule has {', '.join(REQUIRED)}.")
    for key, types in {**REQUIRED, **OPTIONAL, **WRITING}.items():
        if key in table and not isinstance(table[key], types):
            raise RuleError(f"{file}: {where}: `{key}` must be a {types[-1].__name__}.")
    if isinstance(table["pattern"], list) and not (table["pattern"] and all(map(is_text, table["pattern"]))):
        raise RuleError(f"{file}: {where}: `pattern` is a text, or a list of texts of which none is empty.")
    for key, choices in (("scope", SCOPES), ("glued", GLUED), ("ends", ENDS), ("under", UNDER)):
        if table.get(key, choices[0]) not in choices:
            raise RuleError(f"{file}: {where}: `{key}` is {table[key]!r}. Choose one of: {', '.join(choices)}.")


def is_text(value: object) -> bool:
    """Return whether a value is a text that says something."""
    return isinstance(value, str) and value != ""


def make_rule(file: str, where: str, table: dict[str, Any], site: str, vocabulary: Vocabulary) -> Rule:
    """Return the rule of a table with its words filled in; refuse a pattern that does not compile."""
    words, pieces = vocabulary
    if table["kind"] not in KINDS:
        raise RuleError(f"{file}: {where}: `kind` is {table['kind']!r}. One of: {', '.join(sorted(KINDS))}.")
    try:
        check_parts(table)
        pattern = fill_pattern(whole_pattern(table), words, pieces)
        literals = fill_literals(table["literals"], words)
        rule = rule_of(table, site, pattern, literals, sizes_of(table, pieces))
        if LATE_FAULTS.search(pattern):
            _ = rule.regex, rule.inline
        _ = rule.traits
    except KeyError as error:
        raise RuleError(
            f"{file}: {where}: no word list or piece is called {error}. Add it to lexicon/prompts/, or mend it."
        ) from error
    except (re.error, RecursionError) as error:
        raise RuleError(f"{file}: {where}: the pattern does not compile: {error}.") from error
    return rule


def rule_of(table: Table, site: str, pattern: str, literals: tuple[str, ...], sizes: tuple[int, int]) -> Rule:
    """Return the rule that a table describes, its words filled in."""
    lists = {key: tuple(map(str, table[key])) for key in ("languages", "strips", "spares")}
    plain = {key: table[key] for key in OPTIONAL if key in table}
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
            "written": sizes[0],
            "spelt": sizes[1],
        }
    )


def check_unique(rules: list[Rule]) -> None:
    """Refuse two rules of one name: the ledger could not tell them apart."""
    seen: set[tuple[str, str]] = set()
    for rule in rules:
        if (rule.site, rule.name) in seen:
            raise RuleError(f"{rule.kind}.toml: rule {rule.id!r}: the id is taken. Give one of the two another.")
        seen.add((rule.site, rule.name))
