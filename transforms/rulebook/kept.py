"""
What takes time to derive from rule packs, kept in the cache: patterns with their words, how matches begin, the index.

It is kept under all that it was made of: the packs, the code, Python itself.
"""

from __future__ import annotations

import dataclasses
import hashlib
import sys
from typing import TYPE_CHECKING, Any

from transforms.lexicon.cache import read_kept, write_kept
from transforms.lexicon.digests import code_digest, digest_of_files, files_below
from transforms.lexicon.tables import PACKAGE, PROMPTS, RULES
from transforms.rulebook.book import RuleBook, firm_words, known_words
from transforms.rulebook.index import index_from, parts_of
from transforms.rulebook.rule import Rule, Traits

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = "rulebook"

RULE_FIELDS = tuple(part.name for part in dataclasses.fields(Rule))


def book_key(additions: str) -> str:
    """Return what the packaged book with a user's additions, told by their digest, is called in the cache."""
    packs = [digest_of_files(PACKAGE / where, files_below(PACKAGE / where)) for where in (RULES, PROMPTS)]
    return hashlib.sha256(f"{packs} {additions} {code_digest()} {sys.version}".encode()).hexdigest()


def read_book(key: str) -> RuleBook | None:
    """Return a book from the cache; None where it is not there, not this user's, or broken."""
    kept = read_kept(KIND, key)
    try:
        return None if kept is None else unpack(kept)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def write_book(key: str, book: RuleBook) -> None:
    """Put a book into the cache."""
    write_kept(KIND, key, pack(book))


def pack(book: RuleBook) -> dict[str, Any]:
    """Return a book as plain lists and numbers."""
    return {
        "rules": [[getattr(rule, name) for name in RULE_FIELDS] for rule in book.rules],
        "traits": [
            [sorted(heads), witnesses, reach] for heads, witnesses, reach in (rule.traits for rule in book.rules)
        ],
        "words": book.words,
        "digest": book.digest,
        "index": parts_of(book.index),
    }


def unpack(kept: Mapping[str, Any]) -> RuleBook:
    """Return a book from what `pack` gave."""
    rules = tuple(rule_of(values, traits) for values, traits in zip(kept["rules"], kept["traits"], strict=True))
    words = {name: tuple(words) for name, words in kept["words"].items()}
    return RuleBook(rules, words, kept["digest"], known_words(words), firm_words(words), index_from(kept["index"]))


def rule_of(values: list[Any], traits: tuple[list[str], list[str], int]) -> Rule:
    """Return a rule of its fields in order, with what its pattern was found to need."""
    plain: dict[str, Any] = {name: as_tuple(value) for name, value in zip(RULE_FIELDS, values, strict=True)}
    rule = Rule(**plain)
    heads, witnesses, reach = traits
    rule.__dict__["traits"] = Traits(frozenset(heads), tuple(witnesses), reach)
    return rule


def as_tuple(value: object) -> object:
    """Return a list as the tuple that it was."""
    return tuple(value) if isinstance(value, list) else value
