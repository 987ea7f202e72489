"""From a raw folder to its records, one at a time."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from flows.read.discover import discover, raw_file_below
from flows.read.files import RawFile
from flows.read.jsonlines import read_json_lines
from flows.read.onepage import read_page
from flows.read.source import Opened, Reader, is_young, refused, waiting
from flows.read.tables import read_table
from flows.read.unpack import BrokenFile, Intake, peek, read_chunks
from transforms.records import RawPage, Reject
from transforms.text.decode import looks_binary

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
    raw: Path,
    files: Iterable[Path] | None = None,
    now: Callable[[], float] = time.time,
) -> Iterator[RawPage | Reject]:
    """
    Read a raw folder, or one file. Memory is bounded by one record.

    What cannot be read becomes a `Reject` of stage `read`; the rest of its file is still read.

    Args:
        raw: The raw folder, from which sources are named, or one file.

        files: The files to read, below `raw`, in this order; all by default, by source.

        now: The clock that tells which files may still be written to.

    Raises:
        ReadError: `raw` is missing or holds no page, or a file is none of ours. Raised at once, not with a record.
    """
    if files is not None:
        chosen = tuple(raw_file_below(raw, path) for path in files)
        return read_files(chosen, (), now)
    found = discover(raw)
    return read_files(found.files, found.rejects, now)


def read_files(
    files: Iterable[RawFile], rejects: Iterable[Reject], now: Callable[[], float]
) -> Iterator[RawPage | Reject]:
    """Yield rejects that are known already, then every file's records."""
    yield from rejects
    for file in files:
        yield from read_file(file, now, Intake())


def read_file(file: RawFile, now: Callable[[], float], intake: Intake) -> Iterator[RawPage | Reject]:
    """
    Yield a file's records, and last, if it breaks, a reject that names the file.

    What went by of the file is noted in `intake`.
    """
    try:
        head, chunks = peek(read_chunks(file.path, intake), HEAD_BYTES)
        if looks_binary(head):
            detail = "no text but binary data (an image, a PDF, an archive?): fetch it again or move the file away"
            yield refused(file.source, "binary_file", detail)
            return
        looks_saved = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE_STARTS)
        reader = read_page if looks_saved else READERS[file.format]
        yield from reader(Opened(file, chunks, now))
    except BrokenFile as error:
        unfinished = error.reason == "broken_archive" and is_young(file.path, now)
        yield waiting(file.source) if unfinished else refused(file.source, error.reason, error.detail)
