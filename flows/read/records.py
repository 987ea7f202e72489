"""From a raw folder to its records, one at a time."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from flows.mapping import NO_MAP, FieldMap
from flows.read.discover import discover, raw_file_below
from flows.read.files import RawFile
from flows.read.jsonlines import read_json_lines
from flows.read.jsonwhole import read_json
from flows.read.onepage import read_page
from flows.read.seen import format_seen
from flows.read.source import Note, Opened, Reader, is_young, note_nothing, refused, waiting
from flows.read.tables import read_table
from flows.read.unpack import BrokenFile, Intake, peek, read_chunks
from transforms.records import RawPage, Reject
from transforms.text.decode import looks_binary

READERS: Mapping[str, Reader] = {
    "html": read_page,
    "text": read_page,
    "jsonl": read_json_lines,
    "json": read_json,
    "csv": read_table,
}
"""Who reads what `FORMATS` promises. A format of a later day is one more row in each."""

HEAD_BYTES = 4_096


def read_records(
    raw: Path,
    files: Iterable[Path] | None = None,
    now: Callable[[], float] = time.time,
    fields: FieldMap = NO_MAP,
) -> Iterator[RawPage | Reject]:
    """
    Read a raw folder, or one file. Memory is bounded by one record.

    What cannot be read becomes a `Reject` of stage `read`; the rest of its file is still read.

    Args:
        raw: The raw folder, from which sources are named, or one file.

        files: The files to read, below `raw`, in this order; all by default, by source.

        now: The clock that tells which files may still be written to.

        fields: Names of fields that the user told.

    Raises:
        ReadError: `raw` is missing or holds no page, or a file is none of ours. Raised at once, not with a record.
    """
    if files is not None:
        chosen = tuple(raw_file_below(raw, path) for path in files)
        return read_files(chosen, (), now, fields)
    found = discover(raw)
    return read_files(found.files, found.rejects, now, fields)


def read_files(
    files: Iterable[RawFile], rejects: Iterable[Reject], now: Callable[[], float], fields: FieldMap
) -> Iterator[RawPage | Reject]:
    """Yield rejects that are known already, then every file's records."""
    yield from rejects
    for file in files:
        yield from read_file(file, now, Intake(), fields)


def read_file(
    file: RawFile,
    now: Callable[[], float],
    intake: Intake,
    fields: FieldMap = NO_MAP,
    note: Note = note_nothing,
) -> Iterator[RawPage | Reject]:
    """
    Yield a file's records, and last, if it breaks, a reject that names the file.

    What went by of the file is noted in `intake`; `note` hears of each record of an export.
    """
    try:
        head, chunks = peek(read_chunks(file.path, intake), HEAD_BYTES)
        if looks_binary(head):
            detail = "no text but binary data (an image, a PDF, an archive?): fetch it again or move the file away"
            yield refused(file.source, "binary_file", detail)
            return
        yield from READERS[format_seen(head, file.format)](Opened(file, chunks, now, fields, note))
    except BrokenFile as error:
        unfinished = error.reason == "broken_archive" and is_young(file.path, now)
        yield waiting(file.source) if unfinished else refused(file.source, error.reason, error.detail)
