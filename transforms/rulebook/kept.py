"""
What takes time to derive from rule packs, kept on disk: patterns with their words, how matches begin, the index.

A file of the cache is named after all that it was made of: the packs, the code, Python itself. It holds plain
JSON, so that nothing in it is ever run, and is read only where it belongs to this user. Whatever is wrong with
one, the packs are read instead and the file is written anew.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.lexicon.digests import code_digest, digest_of_files, files_below
from transforms.lexicon.tables import PACKAGE, PROMPTS, RULES
from transforms.rulebook.book import RuleBook, firm_words, known_words
from transforms.rulebook.index import index_from, parts_of
from transforms.rulebook.rule import Rule, Traits

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = "SARING_CACHE"
"""The variable that names the folder of the cache."""

MOST_KEPT = 8
"""Files that stay in the cache: of the packaged book, of some folders of users, and of versions tried beside them."""

RULE_FIELDS = tuple(part.name for part in dataclasses.fields(Rule))


def cache_folder() -> Path:
    """Return where the cache lies: `SARING_CACHE`, or `saring` in the user's folder for caches."""
    own = os.environ.get(FOLDER)
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "saring"


def book_key(additions: str) -> str:
    """Return what the packaged book with a user's additions, told by their digest, is called in the cache."""
    packs = [digest_of_files(PACKAGE / where, files_below(PACKAGE / where)) for where in (RULES, PROMPTS)]
    return hashlib.sha256(f"{packs} {additions} {code_digest()} {sys.version}".encode()).hexdigest()


def read_book(key: str) -> RuleBook | None:
    """Return a book from the cache; None where it is not there, not this user's, or broken."""
    try:
        with path_of(key).open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            kept = json.loads(file.read())
        return unpack(kept) if kept["key"] == key else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def write_book(key: str, book: RuleBook) -> None:
    """Put a book into the cache, whole or not at all; a cache that cannot be written is done without."""
    path = path_of(key)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with beside.open("x", encoding="utf-8") as file:
            json.dump({"key": key, **pack(book)}, file, ensure_ascii=False, separators=(",", ":"))
        beside.replace(path)
        drop_oldest(path.parent)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def path_of(key: str) -> Path:
    """Return the file of a book."""
    return cache_folder() / f"rulebook-{key[:24]}.json"


def drop_oldest(folder: Path) -> None:
    """Keep the files that were written last; what a killed process left half written goes as well, in its turn."""
    files = sorted(folder.glob("*rulebook-*.json*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in files[MOST_KEPT:]:
        path.unlink(missing_ok=True)


def pack(book: RuleBook) -> dict[str, Any]:
    """Return a book as plain lists and numbers."""
    return {
        "rules": [[getattr(rule, name) for name in RULE_FIELDS] for rule in book.rules],
        "traits": [[sorted(heads), witnesses, lead] for heads, witnesses, lead in (rule.traits for rule in book.rules)],
        "words": book.words,
        "digest": book.digest,
        "index": parts_of(book.index),
    }


def unpack(kept: Mapping[str, Any]) -> RuleBook:
    """Return the book of such lists."""
    rules = tuple(rule_of(values, traits) for values, traits in zip(kept["rules"], kept["traits"], strict=True))
    words = {name: tuple(words) for name, words in kept["words"].items()}
    return RuleBook(rules, words, kept["digest"], known_words(words), firm_words(words), index_from(kept["index"]))


def rule_of(values: list[Any], traits: tuple[list[str], list[str], int]) -> Rule:
    """Return a rule of its fields in order, with what its pattern was found to need."""
    plain: dict[str, Any] = {name: as_tuple(value) for name, value in zip(RULE_FIELDS, values, strict=True)}
    rule = Rule(**plain)
    heads, witnesses, lead = traits
    rule.__dict__["traits"] = Traits(frozenset(heads), tuple(witnesses), lead)
    return rule


def as_tuple(value: object) -> object:
    """Return a list as the tuple that it was."""
    return tuple(value) if isinstance(value, list) else value
