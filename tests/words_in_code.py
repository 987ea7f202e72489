"""
Words that a module holds page text against, told by what each literal is used for.

A literal is looked at where it is

- a pattern: the first argument of a function of `re`, also through names, f-strings and functions that return parts;
- looked for in a text: `text.startswith(x)`, `text.count(x)`, `x in text`, `map(text.__contains__, x)`;
- compared with a text: `text == x`, `text in {x}`, `{x: …}.get(text)`, `match text: case x`, `texts & {x}`, or handed
  to a function together with a text.

What a text is, `texts_in_code` says.
"""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from code_read import GROUPS, Module, called_by, plain_strings, strings
from texts_in_code import bound, is_text

READS = frozenset("compile search match fullmatch finditer findall sub subn split".split())
"""Functions of `re`."""

LOOKS = frozenset(
    "startswith endswith removeprefix removesuffix find rfind index count split partition rpartition replace".split()
)

LOOKS_FOR_SEVERAL = frozenset("isdisjoint intersection issubset issuperset union difference".split())
"""Methods that look into a text, and those that look among words."""

ONE_LETTER = re.compile(r"\[([^\W\d_])([^\W\d_])\]")
"""A letter in both its cases: `[Kk]`."""


def compared(module: Module) -> Iterator[tuple[int, bool, list[str]]]:
    """Yield where page text meets literals: the line, whether they are patterns, and the literals."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield from in_call(node, module)
        elif isinstance(node, ast.Compare):
            yield from in_comparison(node, module)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.Sub):
            yield from between(node.left, node.right, module)
        elif isinstance(node, ast.Match) and is_text(node.subject, module):
            cases = [part for case in node.cases for part in ast.walk(case.pattern) if isinstance(part, ast.MatchValue)]
            yield node.lineno, False, [text for part in cases for text in strings(part.value, module)]


def in_call(node: ast.Call, module: Module) -> Iterator[tuple[int, bool, list[str]]]:
    """Yield what a call compares: a pattern, what a method looks for, what is handed over beside a text."""
    called, func = called_by(node.func), node.func
    if isinstance(func, ast.Attribute) and called_by(func.value) == "re" and called in READS and node.args:
        yield node.lineno, True, strings(node.args[0], module)
    elif isinstance(func, ast.Attribute) and called in LOOKS | LOOKS_FOR_SEVERAL | {"get"}:
        of = func.value
        if called in LOOKS | LOOKS_FOR_SEVERAL and is_text(of, module):
            yield node.lineno, False, [text for part in node.args[:1] for text in strings(part, module)]
        if called not in LOOKS and any(is_text(part, module) for part in node.args):
            yield node.lineno, False, strings(of, module)
    else:
        held = [part for part in node.args if holds_several(part, module)]
        texts = [part for part in node.args if part not in held]
        looked = any(is_text(part.value if is_look(part) else part, module) for part in texts)
        yield node.lineno, False, [text for part in held if looked for text in strings(part, module)]


def is_look(node: ast.AST) -> bool:
    """Return whether an expression is a method that looks into a text, not called yet: `text.__contains__`."""
    return isinstance(node, ast.Attribute) and node.attr in LOOKS | {"__contains__"}


def holds_several(node: ast.AST, module: Module) -> bool:
    """Return whether an expression is a group of literals, or the name of one."""
    if isinstance(node, ast.Name):
        found = [part for part in bound(node, module)[1] if not isinstance(part, ast.Name)]
        several = not found and len(module.named.get(node.id, ())) > 1  # of another module
        return several or any(holds_several(part, module) for part in found)
    return isinstance(node, GROUPS | ast.Call) and bool(plain_strings(node))


def in_comparison(node: ast.Compare, module: Module) -> Iterator[tuple[int, bool, list[str]]]:
    """Yield what each side of a comparison is held against."""
    for left, right in pairwise([node.left, *node.comparators]):
        yield from between(left, right, module)


def between(left: ast.AST, right: ast.AST, module: Module) -> Iterator[tuple[int, bool, list[str]]]:
    """Yield the literals on one side where the other is a text."""
    for text, other in ((left, right), (right, left)):
        if is_text(text, module) and not is_text(other, module):
            yield getattr(text, "lineno", 0), False, strings(other, module)


def found_words(
    module: Module, in_pattern: Callable[[str], set[str]], in_literal: Callable[[str], set[str]]
) -> list[tuple[int, list[str]]]:
    """Return the lines in which page text meets words, and the words."""
    met = ((line, in_pattern if pattern else in_literal, literals) for line, pattern, literals in compared(module))
    told = ((line, sorted(set().union(*map(of, literals)))) for line, of, literals in met)
    return [(line, words) for line, words in told if words]
