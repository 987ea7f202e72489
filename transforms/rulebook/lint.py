"""Rules for rules: what a rule must bring before it may strike anything."""

from __future__ import annotations

from typing import Any

from transforms.records import KINDS, Article
from transforms.rulebook.book import RuleBook, digest_of
from transforms.rulebook.find import find_furniture
from transforms.rulebook.index import index_of
from transforms.rulebook.literals import has_necessary
from transforms.rulebook.load import packaged_rules
from transforms.rulebook.parsing import REPEATS, codes, parse
from transforms.rulebook.rule import Rule
from transforms.text.normal import text_blocks

FEWEST_STRIPS = 1
FEWEST_SPARES = 2

LARGEST_REPEAT = 400
"""A quantifier above this is unbounded for practical purposes: lines of 100 kB must stay linear."""

LONGEST_PART = 600
"""Characters that one part of a pattern has at most: nobody reads more in one go, nor sees what changed in it."""

LONGEST_WHOLE = 2000
"""Characters of all parts together with the pieces that they name: what a person holds in mind to judge one rule."""

READ_LINE_BY_LINE = frozenset({"related.heading", "related.heading-line", "related.ended"})
"""Rules that are longer: they share `also_heading`, a piece of 92 headings, each of which is read by itself."""

BEFORE = "Air sungai di hulu naik dua meter pada malam hari, lalu surut lagi menjelang pagi tanpa merusak tanggul baru."
BEHIND = "Kereta pertama berjalan lagi pada hari Jumat setelah petugas selesai memeriksa rel di sepanjang lembah itu."
"""Two plain paragraphs of story: strips and spares are tried between them."""

EXAMPLE_BLOCK = 2
"""Where the example stands on its page."""


def check_rule(rule: Rule) -> tuple[str, ...]:
    """Return what is wrong with a rule, a sentence each; nothing where it may stand in the book."""
    found = [*check_words(rule), *check_sizes(rule), *check_repeats(rule), *check_guards(rule)]
    if rule.literals and not has_necessary(rule.pattern, rule.literals):
        found.append(f"{rule.name}: the pattern can match without any of its literals {rule.literals[:5]}")
    return (*found, *check_examples(rule))


def check_book(book: RuleBook) -> tuple[str, ...]:
    """Return what is wrong with the rules of a book, each by itself and all together; nothing where all may stand."""
    alone = [fault for rule in book.rules for fault in check_rule(rule)]
    together = [
        f"{rule.name}: another rule strikes its spare {spare!r}"
        for rule in book.rules
        for spare in rule.spares
        if struck(spare, book, rule.site)
    ]
    return (*alone, *together)


def check_words(rule: Rule) -> list[str]:
    """Check what a person reads: reason, evidence, kind."""
    found = []
    if not rule.why.strip():
        found.append(f"{rule.name}: says no `why`")
    if len(rule.strips) < FEWEST_STRIPS:
        found.append(f"{rule.name}: wants at least {FEWEST_STRIPS} line in `strips`")
    if len(rule.spares) < FEWEST_SPARES:
        found.append(f"{rule.name}: wants at least {FEWEST_SPARES} near misses in `spares`")
    if rule.kind not in KINDS:
        found.append(f"{rule.name}: unknown kind {rule.kind!r}")
    if not rule.languages:
        found.append(f"{rule.name}: names no language")
    if not all(rule.literals) or not rule.literals:
        found.append(f"{rule.name}: wants literals, none of them empty")
    return found


def check_sizes(rule: Rule) -> list[str]:
    """Check that a person can read the pattern."""
    found = []
    if rule.written > LONGEST_PART:
        remedy = "Write a list of alternatives, or give what recurs in it a name in lexicon/prompts/"
        found.append(f"{rule.name}: a part of the pattern has {rule.written} characters of {LONGEST_PART}. {remedy}")
    if rule.spelt > LONGEST_WHOLE and rule.name not in READ_LINE_BY_LINE:
        remedy = "Make two rules of it, or a list of the words in it"
        found.append(f"{rule.name}: pattern and pieces have {rule.spelt} characters of {LONGEST_WHOLE}. {remedy}")
    return found


def check_guards(rule: Rule) -> list[str]:
    """Check that a rule which takes more than its own line says how far it may go."""
    found = []
    if rule.scope == "rest" and not rule.after:
        found.append(f"{rule.name}: scope `rest` wants the guard `after`")
    if rule.scope == "run" and not rule.most:
        found.append(f"{rule.name}: scope `run` wants the guard `most`")
    if rule.ends and rule.scope != "span":
        found.append(f"{rule.name}: `ends` belongs to scope `span`")
    if rule.glued != "no" and rule.scope == "span":
        found.append(f"{rule.name}: a `span` is glued as it is; drop `glued`")
    return found


def check_repeats(rule: Rule) -> list[str]:
    """Check that every quantifier is bounded."""
    return [f"{rule.name}: a quantifier goes to {n}; bound it" for n in repeats_of(parse(rule.pattern))]


def repeats_of(tree: Any) -> list[str]:  # noqa: ANN401 - the parser's own tuples
    """Return the upper bounds that are too large anywhere in a parsed pattern."""
    found: list[str] = []
    for op, value in tree:
        if op in REPEATS:
            if value[1] is codes.MAXREPEAT or value[1] > LARGEST_REPEAT:
                found.append(str(value[1]))
            found += repeats_of(value[2])
        elif op in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
            found += repeats_of(value if op is codes.ATOMIC_GROUP else value[3])
        elif op is codes.BRANCH:
            for branch in value[1]:
                found += repeats_of(branch)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            found += repeats_of(value[1])
    return found


def check_examples(rule: Rule) -> list[str]:
    """Check that a rule strikes each of its strips and touches none of its spares."""
    book = RuleBook(
        (rule,), {}, digest_of((rule,), {}), packaged_rules().known, packaged_rules().firm, index_of((rule,))
    )
    last = rule.after > 0
    missed = (line for line in rule.strips if not struck(line, book, rule.site, last=last))
    found = [f"{rule.name}: does not strike {line!r}" for line in missed]
    return found + [f"{rule.name}: strikes its spare {line!r}" for line in rule.spares if struck(line, book, rule.site)]


def between_paragraphs(line: str, site: str = "", *, last: bool = False) -> Article:
    """Return a page on which an example is block 2, between plain paragraphs or (`last`) behind the story."""
    text = f"{BEFORE}\n{BEHIND}\n{line}" + ("" if last else f"\n{BEHIND.replace('Jumat', 'Sabtu')}")
    return Article("example", f"https://{site}/" if site else None, text_blocks(text))


def struck(line: str, book: RuleBook, site: str = "", *, last: bool = False) -> bool:
    """Return whether a book touches an example line that stands between plain paragraphs, or behind them (`last`)."""
    page = between_paragraphs(line, site, last=last)
    return any(removal.block == EXAMPLE_BLOCK for removal in find_furniture(page, book))
