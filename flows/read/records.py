"""From a raw folder to its records, one at a time."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from flows.read.discover import RawFile, discover, raw_file
from flows.read.fields import FieldMapping
from flows.read.jsonlines import read_json_lines
from flows.read.onepage import read_page
from flows.read.source import Opened, Reader, refused
from flows.read.tables import read_table
from flows.read.unpack import BrokenFile, peek, read_chunks
from transforms.decode import looks_binary
from transforms.records import RawPage, Reject

READERS: Mapping[str, Reader] = {
    "html": read_page,
    "text": read_page,
    "jsonl": read_json_lines,
    "csv": read_table,
}
"""Who reads what `FORMATS` promises. A format of a later day is one more row in each."""

HEAD_BYTES = 4_096
PAGE_STARTS = (b"<!doctype html", b"<html")
"""How a saved page begins, whatever it was named: an export that failed often is one."""


def read_records(
    raw: Path, files: Iterable[Path] | None = None, mapping: FieldMapping | None = None
) -> Iterator[RawPage | Reject]:
    """
    Read a raw folder, or one file. Memory is bounded by one record.

    What cannot be read becomes a `Reject` of stage `read`; the rest of its file is still read.

    Args:
        raw: The raw folder, from which sources are named, or one file.

        files: The files to read, below `raw`, in this order; all by default, by source.

        mapping: What the exports call our fields.

    Raises:
        ReadError: `raw` is missing, or a file is none of ours. Raised at once, not on the first record.
    """
    if files is not None:
        chosen = tuple(raw_file(raw, path) for path in files)
        return read_files(chosen, (), mapping or FieldMapping())
    found = discover(raw)
    return read_files(found.files, found.rejects, mapping or FieldMapping())


def read_files(
    files: Iterable[RawFile], rejects: Iterable[Reject], mapping: FieldMapping
) -> Iterator[RawPage | Reject]:
    """Give out rejects that are known already, then every file's records."""
    yield from rejects
    for file in files:
        yield from read_file(file, mapping)


def read_file(file: RawFile, mapping: FieldMapping) -> Iterator[RawPage | Reject]:
    """Give out a file's records, and last, if it breaks, a reject that names the file."""
    try:
        head, chunks = peek(read_chunks(file.path), HEAD_BYTES)
        if looks_binary(head):
            detail = "no text but binary data (an image, a PDF, an archive?): fetch it again or move the file away"
            yield refused(file.source, "binary_file", detail)
            return
        looks_saved = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE_STARTS)
        reader = read_page if looks_saved else READERS[file.format]
        yield from reader(Opened(file, chunks, mapping))
    except BrokenFile as error:
        yield refused(file.source, error.reason, error.detail)


def record_digest(record: RawPage | Reject) -> str:
    """
    Return what a record says, as SHA-256 in hex. Where it lies is no part of it.

    Equal digests mean that a page need not be read again: same content, url, fetch time and hints.
    """
    if isinstance(record, Reject):
        parts = ["reject", record.stage, record.reason, record.detail]
    else:
        fetched = record.fetched_at.isoformat() if record.fetched_at else None
        hints = [part for pair in sorted(record.hints.items()) for part in pair]
        parts = [record.kind, record.content, *(mark(value) for value in (record.url, fetched)), *hints]
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()


def mark(value: str | None) -> str:
    """Tell a value that is missing from one that is empty."""
    return "-" if value is None else f"+{value}"
