"""Files with a JSON object on each line."""

from collections.abc import Iterator
from typing import Any

from flows.read import limits
from flows.read.fields import page_of
from flows.read.jsontext import BrokenJson, parse_told
from flows.read.lines import Line, split_lines
from flows.read.source import Opened, refused, waiting
from transforms.identity import object_of
from transforms.records import RawPage, Reject


def read_json_lines(opened: Opened) -> Iterator[RawPage | Reject]:
    """
    Yield a page, or a reject, for each line that is not blank: record n, counted from 0.

    A broken last line without its newline waits while the file is young: it is still being written.

    Raises:
        BrokenFile: The file breaks off. The line it breaks in is given out only if it is whole.
    """
    number = 0
    for line in split_lines(opened.chunks):
        if line.data is not None and not line.data.strip(b" \t\r\n\v\f\0"):
            continue
        record = read_line(f"{opened.file.source}#{number}", line, opened)
        number += 1
        if not isinstance(record, Reject) or line.ended:
            yield record
        elif not line.torn:
            yield waiting(record.source) if opened.is_young() else record
    if not number:
        yield refused(opened.file.source, "empty_file", "the file holds no record: export it again or delete it")


def read_line(source: str, line: Line, opened: Opened) -> RawPage | Reject:
    """Return the page on a line, or what is wrong with the line."""
    if line.data is None:
        return too_large(source, line)
    found = object_in(source, line.data, f"line {line.number}")
    if isinstance(found, Reject):
        return found
    opened.note(found[0])
    return page_of(source, *found, opened.fields)


def object_in(source: str, data: bytes, where: str) -> tuple[dict[str, Any], dict[str, Any]] | Reject:
    """
    Return the object in some bytes, and the one that names are made of; or what is wrong with the bytes.

    Args:
        source: What the record is called.

        data: Its bytes.

        where: Where it stands, for people.
    """
    try:
        record, strict = parse_told(data)
    except BrokenJson as error:
        return refused(source, "broken_json", f"{where}, {error}; mend it or export it again")
    if not isinstance(record, dict):
        detail = f"{where} holds {type(record).__name__} instead of a JSON object: each record is an object"
        return refused(source, "not_an_object", detail)
    # What another decoder makes of a broken charset is another record, but no other page.
    return record, record if strict else object_of(data) or record


def too_large(source: str, line: Line) -> Reject:
    """Refuse a line that is longer than a record may be."""
    most = f"{limits.MOST_BYTES:,}"
    detail = (
        f"line {line.number} has {line.size:,} bytes, a record at most {most}: one record on each line, or split it"
    )
    return refused(source, "too_large", detail)
