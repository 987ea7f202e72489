"""Candidate rules from a file, and the book as it would be with them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from flows.errors import SaringError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from transforms.rulebook import Rule, RuleBook

SITES = "sites"
"""The folder whose packs are named after a host."""


def open_book(pack: Path | None, knowledge: Path | None = None) -> RuleBook:
    """
    Return the packaged rule book with what a folder of knowledge adds, or the book of another folder.

    Raises:
        SaringError: A pack is broken; the message names file, rule, key and remedy.
    """
    from transforms.knowledge import load_knowledge
    from transforms.rulebook import RuleError, load_rules

    try:
        return load_knowledge(knowledge).book if knowledge else load_rules(pack)
    except RuleError as error:
        raise SaringError(str(error)) from None


def read_candidates(file: Path, pack: Path | None = None) -> tuple[Rule, ...]:
    """
    Return the rules of one file, filled in with the words of the book.

    Args:
        file: TOML with one `[[rule]]` or more. Each names its `kind`, or the file does
            (`share.toml`); a file in a folder `sites` is for the host that it is named after.

        pack: Folder laid out as the package is, whose words for rules to use; None is the package.

    Raises:
        SaringError: The file is missing or broken, holds no rule, or two of one name.
    """
    from transforms.lexicon.tables import PACKAGE, read_toml
    from transforms.records import KINDS
    from transforms.rulebook import RuleError
    from transforms.rulebook.load import Pack, read_pack, read_packs, vocabulary_of

    if not file.is_file():
        raise SaringError(f"There is no file {file}. Write the candidate rule into it, as CONTRIBUTING.md shows.")
    kind = file.stem if file.stem in KINDS else ""
    site = file.stem if file.parent.parts[-1:] == (SITES,) else ""
    try:
        vocabulary = vocabulary_of(read_packs(pack or PACKAGE))
        rules = tuple(read_pack(Pack(file.name, file.name, read_toml(file, file.name)), kind, site, vocabulary))
    except RuleError as error:
        raise SaringError(f"{error}") from None
    if not rules:
        raise SaringError(f"{file} holds no [[rule]].")
    if len({rule.name for rule in rules}) < len(rules):
        raise SaringError(f"{file}: two rules have one name; the ledger could not tell them apart.")
    return rules


def book_of(rules: Iterable[Rule], book: RuleBook) -> RuleBook:
    """Return a book of these rules with the words of another."""
    from transforms.rulebook.book import digest_of
    from transforms.rulebook.index import index_of

    chosen = tuple(sorted(rules, key=lambda rule: (rule.site, rule.kind, rule.id)))
    return dataclasses.replace(book, rules=chosen, digest=digest_of(chosen, book.words), index=index_of(chosen))


def book_without(book: RuleBook, rules: Iterable[Rule]) -> RuleBook:
    """Return the book without the rules whose names these take: a candidate replaces its older self."""
    taken = {(rule.site, rule.name) for rule in rules}
    return book_of((rule for rule in book.rules if (rule.site, rule.name) not in taken), book)
