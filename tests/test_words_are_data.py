"""
No word of a language stands in code that page text is compared with: words are data, in `transforms/lexicon`.

What is looked at is told by what a literal is used for, not by where it stands:

- arguments of `re.compile` and its like, also those that reach it by name or inside an f-string;
- arguments of methods that look into a text: `startswith`, `endswith`, `removeprefix`, `count`, `split`, …;
- what a text is compared with or looked up in: `folded == "x"`, `"x" in line`, `word in WORDS`.

A text is what was folded, cut, stripped or matched, and what is called `text`, `line`, `word` and so on. What is called
`key`, `path`, `host`, `kind` or `pattern`, and a constant of the module, is none, nor are kinds, layers and columns:
they are read as attributes or by their key. In a pattern, the names of groups, what stands behind an escaped dot
(endings of hosts) and what stands behind `<` (tags) are no words.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from transforms.lexicon.calendar import MONTHS, WEEKDAYS, names_in
from transforms.lexicon.fold import fold
from transforms.lexicon.lists import HOUSE, lexicon_table, lists_of
from transforms.lexicon.tables import PACKAGE

HOUSES = (PACKAGE, PACKAGE.parent / "flows")
SHORTEST = 3
"""Letters; shorter words are pieces of every pattern."""

WORD = re.compile(r"[^\W\d_]+")
NO_WORDS = re.compile(
    r"\(\?P[<=]\w+[>)]|\\\.(?: \?)?(?:\(\?(?:i?:|=)|\()+[^()]*\)|</?(?:\(\?:|\()*[^()>]*|\\[a-zA-Z]|\[[^\]]*\]"
)
"""In a pattern: names of groups, endings of hosts, tags, escapes, classes."""

READS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"}
"""Functions of `re`."""
LOOKS = {"startswith", "endswith", "removeprefix", "removesuffix", "find", "rfind", "index", "count"}
LOOKS |= {"split", "partition", "rpartition", "replace", "isdisjoint", "intersection"}
"""Methods that look into a text, or for its words."""
CUTS = {"casefold", "lower", "upper", "strip", "lstrip", "rstrip", "split", "partition", "rpartition", "group", "title"}
CUTS |= {"removeprefix", "removesuffix", "findall", "fold", "fold_word", "fold_words", "squeeze", "small_letters"}
"""What makes of a text another or its words."""
TEXTS = {
    "text",
    "line",
    "word",
    "words",
    "token",
    "tokens",
    "folded",
    "small",
    "before",
    "behind",
    "rest",
    "head",
    "tail",
}
TEXTS |= {"first", "last", "bare", "inside", "sentence", "lines", "texts", "after", "front"}
"""What a text is called."""
CODES = {"key", "path", "host", "url", "kind", "rule", "pattern", "file", "name"}
"""What is no text, by what it is called: names that code gives to things."""


def listed_words() -> set[str]:
    """Return every word of the house's languages that stands alone in a list, folded."""
    files = [path.relative_to(PACKAGE / "lexicon").with_suffix("") for path in (PACKAGE / "lexicon").rglob("*.toml")]
    some = {
        fold(word)
        for file in map(Path.as_posix, files)
        for by_language in lists_of(file).values()
        for language in HOUSE
        for word in by_language.get(language, ())
    }
    some |= {name for day in (*MONTHS, *WEEKDAYS) for name in names_in(day, HOUSE)}
    zones = map(fold, lexicon_table("zones")["hours"])  # abbreviations of no language
    return {word for word in some if len(word) >= SHORTEST and WORD.fullmatch(word)}.difference(zones)


LISTED = listed_words()


def words_in_pattern(pattern: str) -> set[str]:
    """Return the listed words that a pattern spells out."""
    return {fold(word) for word in WORD.findall(NO_WORDS.sub(" ", pattern))} & LISTED


def words_in_literal(literal: str) -> set[str]:
    """Return the listed words in a plain literal; names of several parts, `some_key` and `a.b`, are names of code."""
    return {fold(literal.strip(" .:,-/"))} & LISTED


def strings(node: ast.AST) -> list[str]:
    """Return the texts that an expression holds, of f-strings the fixed parts; keys of a lookup and calls aside."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in node.values)]
    if isinstance(node, ast.Call):
        return strings_of_call(node)
    kept = isinstance(node, ast.Tuple | ast.List | ast.Set | ast.BinOp | ast.BoolOp | ast.IfExp | ast.Starred)
    return [text for part in ast.iter_child_nodes(node) for text in strings(part)] if kept else []


def strings_of_call(node: ast.Call) -> list[str]:
    """Return the texts of `frozenset({"a", "b"})` and of `"a b".split()`."""
    of = node.func.value if isinstance(node.func, ast.Attribute) else None
    if isinstance(of, ast.Constant) and isinstance(of.value, str):
        return of.value.split()
    plain = called_by(node.func) in {"frozenset", "set", "tuple"}
    return [text for part in node.args for text in strings(part)] if plain else []


def named_literals(tree: ast.AST) -> dict[str, list[str]]:
    """Return the texts that a name of a module or function stands for."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).extend(strings(node.value))
    return found


def used(node: ast.AST, named: dict[str, list[str]]) -> list[str]:
    """Return the texts in an expression, those behind its names too, in an f-string each where it is filled in."""
    if isinstance(node, ast.Name):
        return named.get(node.id, [])
    if isinstance(node, ast.JoinedStr):
        return ["".join(map(" ".join, (used(part, named) for part in node.values)))]
    if isinstance(node, ast.FormattedValue):
        return used(node.value, named)
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.IfExp | ast.Starred | ast.Tuple | ast.List | ast.Set):
        return [text for part in ast.iter_child_nodes(node) for text in used(part, named)]
    return strings(node)


def called_by(node: ast.AST) -> str:
    """Return what a thing is called: by its name, its attribute or its key."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return str(getattr(node, "id", getattr(node, "attr", "")))


def is_code(node: ast.AST) -> bool:
    """Return whether an expression is a name that code gives to a thing, or a constant."""
    called = called_by(node)
    return called in CODES or called.isupper()


def is_text(node: ast.AST) -> bool:
    """Return whether an expression is a text of a page or its words, by how it was made or by what it is called."""
    if isinstance(node, ast.Name):
        return node.id in TEXTS
    if isinstance(node, ast.Attribute):
        return node.attr in TEXTS - {"words"}
    if isinstance(node, ast.Call):
        of = node.func.value if isinstance(node.func, ast.Attribute) else (*node.args, node)[0]
        return called_by(node.func) in CUTS and not is_code(of)
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Slice) or is_text(node.value)
    return False


def compared(tree: ast.AST) -> Iterator[tuple[int, set[str]]]:
    """Yield the lines of a module in which page text meets listed words, and the words."""
    named = named_literals(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from in_call(node, named)
        elif isinstance(node, ast.Compare):
            yield from in_comparison(node, named)


def in_call(node: ast.Call, named: dict[str, list[str]]) -> Iterator[tuple[int, set[str]]]:
    """Yield what a call compares: a pattern, or a method that looks into a text."""
    func = node.func
    called = called_by(func)
    on_re = isinstance(func, ast.Attribute) and called_by(func.value) == "re"
    if on_re and called in READS and node.args:
        yield node.lineno, set().union(*map(words_in_pattern, used(node.args[0], named)))
    elif isinstance(func, ast.Attribute) and called in LOOKS and not is_code(func.value):
        texts = [text for part in node.args[:1] for text in used(part, named)]
        yield node.lineno, set().union(*map(words_in_literal, texts))
    elif called in {"map", "any", "has_any"}:
        held = any(isinstance(part, ast.Attribute) and part.attr == "__contains__" for part in node.args)
        texts = [text for part in node.args if held or called == "has_any" for text in used(part, named)]
        yield node.lineno, set().union(*map(words_in_literal, texts))


def in_comparison(node: ast.Compare, named: dict[str, list[str]]) -> Iterator[tuple[int, set[str]]]:
    """Yield what a comparison holds a text against."""
    sides = [node.left, *node.comparators]
    inside = isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(node.left, ast.Constant)
    if any(map(is_text, sides)) or (inside and is_text(sides[-1])):
        texts = [text for side in sides if not is_text(side) for text in used(side, named)]
        yield node.lineno, set().union(*map(words_in_literal, texts))


def modules() -> Iterable[Path]:
    """Return every module of the house."""
    return [path for house in HOUSES for path in sorted(house.rglob("*.py"))]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE.parent).as_posix())
def test_no_word_of_a_language_stands_in_code(path):
    """Words that page text is compared with stand in the lexicon."""
    found = compared(ast.parse(path.read_text(encoding="utf-8")))
    assert [] == [(line, sorted(words)) for line, words in found if words]


@pytest.mark.parametrize(
    "code",
    [
        're.compile(r"(?:oleh|by) (?P<name>x)")',
        're.search("Dibaca: ?", text)',
        'CUE = "penulis|editor"\nLABEL = re.compile(rf"^(?:{CUE}):")',
        'TRADES = ("Wartawan", "x")\nrest.startswith(TRADES)',
        'line.endswith(" oleh")',
        'WORDS = frozenset({"penulis", "x"})\nfound = line.casefold() in WORDS',
        'WORDS = "penulis jurnalis".split()\nfound = [word for word in words if word in WORDS]',
        'if text[:7].lower() == "penulis": pass',
        'found = "oleh" in line',
        'found = fold(line) not in ("penulis", "x")',
        'WORDS = ("penulis", "x")\nfound = any(map(text.__contains__, WORDS))',
        'WORDS = ("penulis", "x")\nfound = has_any(text, WORDS)',
        'words.isdisjoint({"penulis"})',
    ],
)
def test_planted_words_are_found(code):
    """Each form in which a word can be compared with page text is seen."""
    assert any(words for _, words in compared(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'if removal.kind in {"share", "related"}: pass',
        'KINDS = frozenset({"tags", "share"})\nfound = [r for r in removals if r.kind in KINDS]',
        're.compile(r"(?P<editor>[a-z]+)\\.(?:com|news|info)")',
        're.compile(r"<(?:article|section)>")',
        'words("roles", "editor")',
        'raise ValueError("the author is not there")',
        'row["author"]',
        'def find():\n    """Find the author."""',
        'rule = f"{kind}.editor"',
    ],
)
def test_names_of_code_are_no_words(code):
    """Kinds, keys, names of groups, endings of hosts, tags, messages and docstrings are not meant."""
    assert not any(words for _, words in compared(ast.parse(code)))
