"""Files that are one JSON value: a list of records, an object that holds one, a table turned into an object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from flows.mapping import FieldMap
from flows.read import limits
from flows.read.fields import page_of
from flows.read.jsonlines import object_in, read_json_lines
from flows.read.jsontables import records_in
from flows.read.jsontext import BrokenJson, parse_told
from flows.read.jsonvalues import Stream, Value, enter_list, read_values
from flows.read.lines import as_utf8
from flows.read.source import Opened, refused, waiting
from flows.read.unpack import peek, read_chunks
from transforms.records import RawPage, Reject

if TYPE_CHECKING:
    from flows.read.fields import Record

HEAD_BYTES = 2**20
"""Bytes in which the first of several lines ends: the longest of them seen in exports has a third."""


def read_json(opened: Opened) -> Iterator[RawPage | Reject]:
    """
    Yield a page, or a reject, for each record of a JSON file: record n, counted from 0.

    Records are the items of a list, of several lists one behind the other, of the list in an object whose items are
    pages; objects one behind the other; the lines of a file that holds one on each; the rows of a data frame.

    Raises:
        BrokenFile: The file breaks off.
    """
    head, chunks = peek(as_utf8(opened.chunks), HEAD_BYTES)
    if holds_lines(head):
        yield from read_json_lines(replace(opened, chunks=chunks))
        return
    stream = Stream(chunks)
    values = read_values(stream)
    first = list(islice(values, 2))
    given = 0
    if len(first) == 1 and not stream.in_list and head.lstrip(MARKS)[:1] == b"{":
        records = of_one_value(opened, first[0])
    else:
        records = (read_value(opened, number, value) for number, value in enumerate(chain(first, values)))
    for record in records:
        given += 1
        yield record
    if stream.in_list:
        yield unfinished(opened, opened.file.source)
    elif not given:
        yield refused(opened.file.source, "empty_file", "the file holds no record: export it again or delete it")


MARKS = b"\xef\xbb\xbf \t\r\n\v\f\0"


def holds_lines(head: bytes) -> bool:
    """Return whether a file begins with a whole object on a line, and another one on the next."""
    first, _, rest = head.lstrip(MARKS).partition(b"\n")
    if first[:1] != b"{" or rest.lstrip(MARKS)[:1] != b"{":
        return False
    try:
        return isinstance(parse_told(first)[0], dict)
    except BrokenJson:
        return False


def unfinished(opened: Opened, source: str) -> Reject:
    """Return what to say of a file that ends before its last value or list does."""
    if opened.is_young():
        return waiting(source)
    return refused(source, "broken_json", "the file ends inside a list or record: it is cut off; export it again")


def read_value(opened: Opened, number: int, value: Value) -> RawPage | Reject:
    """Return the page in one value, or what is wrong with it."""
    source = f"{opened.file.source}#{number}"
    if value.torn:
        return unfinished(opened, source)
    if value.data is None:
        return too_large(source, value.size)
    found = object_in(source, value.data, f"record {number + 1}")
    if isinstance(found, Reject):
        return found
    opened.note(found[0])
    return page_of(source, *found, opened.fields)


def too_large(source: str, size: int) -> Reject:
    """Refuse a value that is longer than a record may be."""
    detail = f"the record has {size:,} bytes, one at most {limits.MOST_BYTES:,}: split it, or export JSON lines"
    return refused(source, "too_large", detail)


def of_one_value(opened: Opened, value: Value) -> Iterator[RawPage | Reject]:
    """Yield the pages in the one object of a file."""
    if value.data is None and not value.torn:
        yield from of_long_object(opened, value.size)
        return
    found = None if value.torn or value.data is None else object_in("", value.data, "the file")
    records = None
    if found is not None and not isinstance(found, Reject):
        records = records_in(found[0], opened.fields, lambda record: holds_page(record, opened.fields))
    if records is None:
        yield read_value(opened, 0, value)
        return
    for number, record in enumerate(records):
        yield page_in(f"{opened.file.source}#{number}", record, opened)


def holds_page(record: Record, own: FieldMap) -> bool:
    """Return whether an object is a record that has a page."""
    return isinstance(page_of("", record, record, own), RawPage)


def page_in(source: str, record: object, opened: Opened) -> RawPage | Reject:
    """Return the page in one item of a list."""
    if isinstance(record, Mapping):
        opened.note(record)
        return page_of(source, record, record, opened.fields)
    return refused(source, "not_an_object", f"the record is {type(record).__name__} instead of a JSON object")


def of_long_object(opened: Opened, size: int) -> Iterator[RawPage | Reject]:
    """
    Yield the pages of the lists in an object that is too long to be looked at whole.

    The first list whose first item holds a page tells what records look like; further ones like it are read as well.
    """
    stream = Stream(as_utf8(read_chunks(opened.file.path)))
    shape: frozenset[str] | None = None
    number = 0
    while enter_list(stream):
        values = read_values(stream, one_list=True)
        first = next(values, None)
        looks = shape_of(first, opened.fields, shape)
        shape = shape or looks
        for value in chain([first] if first else [], values):
            if looks is not None:
                yield read_value(opened, number, value)
                number += 1
    if stream.in_list:
        yield unfinished(opened, opened.file.source)
    elif shape is None:
        yield too_large(opened.file.source, size)


def shape_of(first: Value | None, own: FieldMap, shape: frozenset[str] | None) -> frozenset[str] | None:
    """Return the names in the first item of a list where it is like those that were read, or the first with a page."""
    found = object_in("", first.data, "") if first is not None and first.data is not None else None
    if found is None or isinstance(found, Reject):
        return None
    names = frozenset(found[0])
    alike = holds_page(found[0], own) if shape is None else names == shape
    return names if alike else None
