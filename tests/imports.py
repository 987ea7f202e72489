"""Who imports whom: the graph of a house's modules, of its rooms, and what is wrong with it."""

import ast
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

Graph = dict[str, set[str]]


def modules_in(root: Path, *packages: str) -> dict[str, Path]:
    """Return the modules of packages below a folder by their dotted names; a package is its `__init__`."""
    paths = [path.relative_to(root) for package in packages for path in sorted((root / package).rglob("*.py"))]
    return {".".join(path.with_suffix("").parts).removesuffix(".__init__"): root / path for path in paths}


def names_imported(path: Path) -> set[str]:
    """Return the dotted names that a module imports anywhere in it: for types alone and inside functions as well."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def graph_of(modules: Mapping[str, Path]) -> Graph:
    """Return for each module the others of the house that it imports; a name in a module stands for the module."""
    graph: Graph = {}
    for module, path in modules.items():
        named = names_imported(path)
        graph[module] = {name if name in modules else name.rpartition(".")[0] for name in named} & modules.keys()
        graph[module].discard(module)
    return graph


def rooms_of(graph: Graph, package: str) -> Graph:
    """Return for each room of a package the others that it imports; the package itself is the room of its name."""
    rooms: Graph = {}
    inside = {module: room_of(module) for module in graph if module.split(".")[0] == package}
    for module, room in inside.items():
        rooms.setdefault(room, set()).update(inside[other] for other in graph[module] if other in inside)
        rooms[room].discard(room)
    return rooms


def room_of(module: str) -> str:
    """Return the room of a module: `names` of `transforms.names.hosts`."""
    return ".".join(module.split(".")[:2]).rpartition(".")[2]


def circle_in(graph: Graph) -> list[str]:
    """Return a circle of a graph from its beginning to its beginning; nothing where it has none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def out_of_order(rooms: Graph, order: Iterable[str], beside: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    """
    Return (room, room that it may not import).

    Args:
        rooms: Which room imports which.

        order: Rooms of which each may import those before it.

        beside: Rooms that stand apart, with all that each may import.
    """
    may = dict(beside)
    for room in order:
        may[room] = may.keys() - beside.keys()
    return {(room, other) for room, others in rooms.items() for other in others - may.get(room, set())}
