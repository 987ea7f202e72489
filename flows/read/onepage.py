"""Files that hold one page, with a sidecar or without."""

from collections.abc import Iterator
from typing import Any

from flows.read import limits
from flows.read.fields import page_with, read_fields
from flows.read.files import RawFile
from flows.read.formats import SIDECAR
from flows.read.jsontext import BrokenJson, parse_json
from flows.read.source import Opened, refused, waiting
from flows.read.unpack import BrokenFile, read_chunks
from transforms.identity import page_key_of_file, record_id_of_file
from transforms.records import PageKind, RawPage, Reject
from transforms.text.content import read_content
from transforms.text.decode import decode, holds_any_tag, looks_binary


def read_page(opened: Opened) -> Iterator[RawPage | Reject]:
    """
    Yield a file's one page. A sidecar that cannot be read is a reject of its own.

    While a broken sidecar is young the page waits for it: without what it says it may be another page.

    Raises:
        BrokenFile: The file breaks off.
    """
    file = opened.file
    data = collect(opened.chunks, limits.MOST_BYTES)
    record, sidecar, reject = read_sidecar(file)
    if reject and file.sidecar and opened.is_young(file.sidecar):
        yield waiting(file.source)
        return
    if reject:
        yield reject
    if data is None:
        detail = f"larger than {limits.MOST_BYTES:,} bytes, the most a page may be: split it or leave it out"
        yield refused(file.source, "too_large", detail)
    elif looks_binary(data):
        detail = "no text but binary data (an image, a PDF, an archive?): fetch the page again or move the file away"
        yield refused(file.source, "binary_file", detail)
    elif not data.strip():
        yield refused(file.source, "empty_file", "the file is empty: fetch the page again or delete it")
    else:
        said = read_fields(record, tuple(reversed(record)), opened.fields)
        names = record_id_of_file(data, sidecar), page_key_of_file(data, sidecar)
        yield page_with(file.source, *page_from(file, data, said.get("charset")), said, names)


def collect(chunks: Iterator[bytes], most: int) -> bytes | None:
    """Return a stream's bytes, None if there are more than `most`."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            return None
        parts.append(chunk)
    return b"".join(parts)


def page_from(file: RawFile, data: bytes, declared: str | None) -> tuple[PageKind, str]:
    """Return a page's kind, what its suffix promises unless it is plainly the other one, and its content."""
    text = decode(data, declared, is_html=True)
    if file.format == "text":
        return read_content(text)
    return "html" if holds_any_tag(text) else "text", text


def read_sidecar(file: RawFile) -> tuple[dict[str, Any], bytes | None, Reject | None]:
    """Return the fields of a page's sidecar and its bytes, or why they cannot be read."""
    if file.sidecar is None:
        return {}, None, None
    data = None
    try:
        data = collect(read_chunks(file.sidecar), limits.MOST_SIDECAR_BYTES)
        fields = parse_json(data) if data is not None else None
    except BrokenFile as error:
        return (
            {},
            None,
            refused_sidecar(
                file, "unreadable_sidecar" if error.reason == "unreadable_file" else "broken_sidecar", str(error)
            ),
        )
    except BrokenJson as error:
        return {}, data, refused_sidecar(file, "broken_sidecar", str(error))
    if not isinstance(fields, dict):
        cause = f"no JSON object of at most {limits.MOST_SIDECAR_BYTES:,} bytes"
        return {}, data, refused_sidecar(file, "broken_sidecar", cause)
    return fields, data, None


def refused_sidecar(file: RawFile, reason: str, cause: str) -> Reject:
    """Refuse a sidecar, under its page's name: two pages may share one, and each record's source is its own."""
    name = file.sidecar.name if file.sidecar else SIDECAR
    return refused(file.source + SIDECAR, reason, f"{name}: {cause}; mend it. Its page was read without it")
