"""
What in a module is a text of a page.

A text is what is typed `str` or holds `str`: a parameter without a type or with that one, an attribute of a record, the
value of a function, and what is cut out of one or matched in one. A code of the house's own, such as a kind or a role,
is of another type, a `Literal` or an alias; a constant is no text either, nor what stands under a key.
"""

import ast
from collections.abc import Callable, Iterator

from code_read import GROUPS, PASSES, Module, called_by, types_text

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda

COMPREHENSIONS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp

MATCHES = frozenset("search match fullmatch finditer".split())
"""What returns matches, whose groups are texts."""

TEXT_METHODS = frozenset(
    "casefold lower upper title capitalize strip lstrip rstrip split rsplit partition rpartition removeprefix "
    "removesuffix replace translate splitlines join group groups intersection union difference".split()
)
"""Methods whose value is a text, or words, where they are called on a text."""


def is_text(node: ast.AST, module: Module) -> bool:
    """Return whether an expression is a text of a page, or holds some."""
    if isinstance(node, ast.Name):
        return name_is_text(node, module)
    if isinstance(node, ast.Attribute):
        return node.attr in module.house.attributes
    if isinstance(node, ast.Call):
        return call_is_text(node, module)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        by_key = isinstance(node.slice.value, str)
        return is_match(node.value, module) or (not by_key and is_text(node.value, module))
    return any(is_text(part, module) for part in made_of(node))


def made_of(node: ast.AST) -> list[ast.AST]:
    """Return the parts of an expression of which one may be its value, or a part of it."""
    if isinstance(node, ast.IfExp):
        return [node.body, node.orelse]
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        return [node.elt]
    if isinstance(node, ast.Subscript | ast.NamedExpr):
        return [node.value]
    return list(ast.iter_child_nodes(node)) if isinstance(node, GROUPS | ast.BinOp | ast.BoolOp | ast.Starred) else []


def call_is_text(node: ast.Call, module: Module) -> bool:
    """Return whether a call returns a text: a function of that type, a method of a text, one that hands texts on."""
    called = called_by(node.func)
    if isinstance(node.func, ast.Attribute):
        of = node.func.value
        if called_by(of) == "re":
            return called in {"sub", "split", "findall"}
        if called in TEXT_METHODS:
            return is_text(of, module) or is_match(of, module)
    if isinstance(node.func, ast.Name) and called in PASSES:
        return any(is_text(part, module) for part in node.args)
    of = node.func.value if isinstance(node.func, ast.Attribute) else node.func
    if not isinstance(of, ast.Name) or bound(of, module)[1]:
        return False  # a method of something, or a function that goes by a name of the place
    passes = module.house.functions.get(called)
    return passes is False or (passes is True and any(is_text(part, module) for part in node.args))


def is_match(node: ast.AST, module: Module) -> bool:
    """Return whether an expression is a match of a pattern."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and called_by(node.func) in MATCHES
    if not isinstance(node, ast.Name):
        return any(is_match(part, module) for part in made_of(node))
    return once("match", node, module, lambda part: is_match(part, module), lambda arg: "Match" in typed(arg))


def typed(arg: ast.arg) -> str:
    """Return the type of a parameter as it is written."""
    return ast.unparse(arg.annotation) if arg.annotation else ""


def name_is_text(name: ast.Name, module: Module) -> bool:
    """Return whether a name stands for a text: by its type, or by what it was made of; one that nobody binds does."""

    def may_be_text(arg: ast.arg) -> bool:
        function = function_around(name, module)
        if function and function.name.startswith("__"):
            return False  # Python itself hands over names of code
        return not becomes_pattern(name, module) and (arg.annotation is None or types_text(arg.annotation))

    if not bound(name, module)[1]:
        return name.id not in module.named.keys() | module.imported
    return once("text", name, module, lambda part: is_text(part, module), may_be_text)


def once(
    what: str,
    name: ast.Name,
    module: Module,
    of_value: Callable[[ast.AST], bool],
    of_parameter: Callable[[ast.arg], bool],
) -> bool:
    """Return whether anything that a name is bound to is so; asked once, for a name may be made of itself."""
    scope, found = bound(name, module)
    key = (what, name.id, scope)
    if key not in module.asked:
        module.asked[key] = False
        module.asked[key] = any(of_parameter(part) if isinstance(part, ast.arg) else of_value(part) for part in found)
    return module.asked[key]


def becomes_pattern(name: ast.Name, module: Module) -> bool:
    """Return whether a name is compiled in its function, or what was cut out of it is: then it is a pattern itself."""
    function = function_around(name, module)
    compiled: set[str] = set()
    for node in ast.walk(function) if function else ():
        if isinstance(node, ast.Call) and called_by(node.func) == "compile":
            compiled |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    for node in ast.walk(function) if function else ():
        if isinstance(node, ast.Assign) and compiled & {called_by(part) for part in ast.walk(node.targets[0])}:
            compiled |= {part.id for part in ast.walk(node.value) if isinstance(part, ast.Name)}
    return name.id in compiled


def function_around(node: ast.AST, module: Module) -> ast.FunctionDef | None:
    """Return the function in which an expression stands, None at the top of the module."""
    while node in module.around and not isinstance(node, ast.FunctionDef):
        node = module.around[node]
    return node if isinstance(node, ast.FunctionDef) else None


def bound(name: ast.Name, module: Module) -> tuple[ast.AST, list[ast.AST]]:
    """Return where a name is bound, and to what: parameters, and expressions that it is assigned or runs over."""
    found: list[ast.AST] = []
    outer: ast.AST = name
    while outer in module.around and not found:
        outer = module.around[outer]
        if isinstance(outer, FUNCTIONS | ast.Module):
            found += [arg for arg in parameters(outer) if arg.arg == name.id]
            if outer not in module.bindings:
                module.bindings[outer] = list(bindings(outer))
            found += [value for target, value in module.bindings[outer] if holds_name(target, name.id)]
        elif isinstance(outer, COMPREHENSIONS):
            found += [part.iter for part in outer.generators if holds_name(part.target, name.id)]
    return outer, found


def parameters(scope: ast.AST) -> list[ast.arg]:
    """Return the parameters of a function; a module has none."""
    args = getattr(scope, "args", None)
    return [*args.posonlyargs, *args.args, *args.kwonlyargs] if args else []


def bindings(scope: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Yield each target and what it is bound to, in a function or module."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            yield from ((target, node.value) for target in node.targets)
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr | ast.AugAssign) and node.value is not None:
            yield node.target, node.value
        elif isinstance(node, ast.For):
            yield node.target, node.iter


def holds_name(target: ast.AST, name: str) -> bool:
    """Return whether a target is a name, or holds it among others."""
    if isinstance(target, ast.Tuple | ast.List | ast.Starred):
        return any(holds_name(part, name) for part in ast.iter_child_nodes(target))
    return isinstance(target, ast.Name) and target.id == name
