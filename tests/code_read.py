"""The house's modules read for a test: what is typed `str` in them, and which literals their names stand for."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

GROUPS = ast.Tuple | ast.List | ast.Set
"""What holds several expressions side by side."""

PASSES = frozenset("map filter sorted set frozenset tuple list reversed enumerate zip next min max iter str".split())
"""Functions that hand texts on."""

PROPERTIES = frozenset({"property", "cached_property"})

NO_TEXT = frozenset("Mapping dict Callable Literal Pattern Match Path".split())
"""Types that are no text though they may name `str`."""


@dataclass(slots=True)
class House:
    """
    What is typed `str` in the modules looked at.

    Attributes:
        attributes: Fields and properties of records; one that any record types otherwise is none.

        functions: Functions and methods, by their value, and whether they are handed a text for it.

        constants: The texts of each module's names, by module.
    """

    attributes: set[str] = field(default_factory=set)
    functions: dict[str, bool] = field(default_factory=dict)
    constants: dict[str, dict[str, list[str]]] = field(default_factory=dict)


@dataclass(slots=True)
class Module:
    """
    A module.

    Attributes:
        tree: What it says.

        house: What its neighbours are typed.

        named: The texts that its names stand for, imported constants among them.

        made: The texts that its functions return.

        imported: The names that it imports.

        around: What stands around each node.

        bindings: What the names of a function or of the module are bound to, for those that were asked of.

        asked: What was found out of a name.
    """

    tree: ast.AST
    house: House
    named: dict[str, list[str]] = field(default_factory=dict)
    made: dict[str, list[str]] = field(default_factory=dict)
    imported: set[str] = field(default_factory=set)
    around: dict[ast.AST, ast.AST] = field(default_factory=dict)
    bindings: dict[ast.AST, list[tuple[ast.AST, ast.AST]]] = field(default_factory=dict)
    asked: dict[tuple[str, str, ast.AST], bool] = field(default_factory=dict)


def survey(paths: Iterable[Path], root: Path) -> House:
    """Return what is typed `str` in some modules, and what their constants hold."""
    house, codes = House(), set()
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        house.constants[module] = literals_by_name(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                for name, annotation in fields_of(node):
                    (house.attributes if types_text(annotation) else codes).add(name)
            elif isinstance(node, ast.FunctionDef) and types_text(node.returns):
                passes = any(types_text(arg.annotation) for arg in (*node.args.args, *node.args.kwonlyargs))
                house.functions[node.name] = house.functions.get(node.name, True) and passes
    house.attributes -= codes
    return house


def fields_of(record: ast.ClassDef) -> Iterator[tuple[str, ast.AST | None]]:
    """Yield the fields and properties of a record with their types."""
    for part in record.body:
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            yield part.target.id, part.annotation
        elif isinstance(part, ast.FunctionDef) and {called_by(d) for d in part.decorator_list} & PROPERTIES:
            yield part.name, part.returns


def read_module(text: str, house: House) -> Module:
    """Return a module made ready: every node knows what stands around it, imported constants their texts."""
    module = Module(ast.parse(text), house)
    module.named = literals_by_name(module.tree)
    for node in ast.walk(module.tree):
        module.around |= dict.fromkeys(ast.iter_child_nodes(node), node)
        if isinstance(node, ast.Import | ast.ImportFrom):
            module.imported |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            known = house.constants.get(node.module or "", {})
            module.named |= {part.asname or part.name: known[part.name] for part in node.names if part.name in known}
        elif isinstance(node, ast.FunctionDef):
            returned = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value]
            module.made[node.name] = [text for value in returned for text in plain_strings(value)]
    return module


def literals_by_name(tree: ast.AST) -> dict[str, list[str]]:
    """Return the texts that a name of a module or function stands for."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).extend(plain_strings(node.value))
    return found


def plain_strings(node: ast.AST) -> list[str]:
    """Return the texts in an expression, of f-strings the fixed parts, of a table its keys."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else " " for part in node.values)]
    if isinstance(node, ast.Dict):
        return [text for key in node.keys if key for text in plain_strings(key)]
    if isinstance(node, ast.Call):
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(of, ast.Constant) and isinstance(of.value, str) and called_by(node.func) == "split":
            return of.value.split()
        passed = called_by(node.func) in PASSES | {"join"}
        return [text for part in node.args for text in plain_strings(part)] if passed else []
    kept = isinstance(node, GROUPS | ast.BinOp | ast.BoolOp | ast.IfExp | ast.Starred)
    return [text for part in ast.iter_child_nodes(node) for text in plain_strings(part)] if kept else []


def strings(node: ast.AST, module: Module) -> list[str]:
    """Return the texts in an expression, those behind its names and its calls too, in an f-string where they stand."""
    if isinstance(node, ast.Name):
        return module.named.get(node.id, [])
    if isinstance(node, ast.JoinedStr):
        return ["".join(" ".join(strings(part, module)) for part in node.values)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in module.made:
        return module.made[node.func.id]
    inner: Iterable[ast.AST] = ()
    if isinstance(node, GROUPS | ast.BinOp | ast.BoolOp | ast.IfExp | ast.Starred | ast.FormattedValue):
        inner = ast.iter_child_nodes(node)
    elif isinstance(node, ast.Call) and called_by(node.func) in PASSES | {"join"}:
        inner = node.args
    return [text for part in inner for text in strings(part, module)] or plain_strings(node)


def called_by(node: ast.AST | None) -> str:
    """Return what a thing is called: by its name or its attribute."""
    return str(getattr(node, "id", getattr(node, "attr", "")))


def types_text(annotation: ast.AST | None) -> bool:
    """Return whether a type is `str` or holds it."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return re.search(r"\bstr\b", annotation.value) is not None  # a type in quotes
    if annotation is None or isinstance(annotation, ast.Name | ast.Attribute):
        return called_by(annotation) == "str"
    if isinstance(annotation, ast.Subscript):
        return called_by(annotation.value) not in NO_TEXT and types_text(annotation.slice)
    return any(map(types_text, ast.iter_child_nodes(annotation)))
