"""Where the records are in the one object of a file: in a list, or in a table that was turned into an object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from flows.mapping import FieldMap
from flows.read.fields import CONTENT, read_fields

Holds = Callable[[Mapping[str, Any]], bool]
"""Whether an object is a record that has a page."""

DEEPEST_LIST = 4
"""Objects around a list of records: `{"rss": {"channel": {"item": [...]}}}` has two."""


def records_in(obj: Mapping[str, Any], own: FieldMap, holds_page: Holds) -> Sequence[object] | None:
    """
    Return the records that an object holds, None where it is one itself.

    Of several lists the first whose first item holds a page tells what records look like; those like it are read too.

    Args:
        obj: The object.

        own: Names of fields that the user told.

        holds_page: Tells a record that has a page.
    """
    for rows in rows_of_lists(obj):
        if holds_page(rows[0]):
            return rows
    plain = {key: value for key, value in obj.items() if isinstance(value, str) or is_words(value)}
    if not CONTENT.isdisjoint(read_fields(plain, tuple(plain), own)):
        return None
    lists = list(lists_in(obj))
    first = next((rows[0] for rows in lists if holds_page(rows[0])), None)
    if first is not None:
        return [record for rows in lists if rows[0].keys() == first.keys() for record in rows]
    return next((rows for rows in rows_of_objects(obj) if holds_page(rows[0])), None)


def is_words(value: object) -> bool:
    """Return whether a value is a list of texts, such as paragraphs."""
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def lists_in(value: Mapping[str, Any], depth: int = 0) -> Iterator[list[Any]]:
    """Yield the lists of objects in an object, in their order, also those in objects inside it."""
    for item in value.values():
        if isinstance(item, list) and item and isinstance(item[0], Mapping):
            yield item
        elif isinstance(item, Mapping) and depth < DEEPEST_LIST:
            yield from lists_in(item, depth + 1)


def rows_of_lists(obj: Mapping[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a table that is written as names and lists of cells, or as a list for each column."""
    names, cells = obj.get("columns"), obj.get("data")
    if is_words(names) and isinstance(cells, list) and cells and all(isinstance(row, list) for row in cells):
        yield [dict(zip(names or (), row, strict=False)) for row in cells]
    lengths = {len(value) if isinstance(value, list) else 0 for value in obj.values()}
    if len(obj) > 1 and len(lengths) == 1 and lengths.pop() > 1:
        yield [dict(zip(obj, row, strict=True)) for row in zip(*obj.values(), strict=True)]


def rows_of_objects(obj: Mapping[str, Any]) -> Iterator[list[Mapping[str, Any]]]:
    """Yield the rows of a table that is written as an object of rows by number, or of columns by name."""
    inner = [value for value in obj.values() if isinstance(value, Mapping)]
    if not inner or len(inner) < len(obj):
        return
    yield inner
    if all(value.keys() == inner[0].keys() for value in inner) and inner[0]:
        yield [{name: value[key] for name, value in obj.items()} for key in inner[0]]
