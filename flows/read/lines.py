"""Lines of a byte stream, one at a time, however long they are."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from flows.read import limits
from flows.read.unpack import BrokenFile, peek

WIDE_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Line:
    """
    One physical line.

    Attributes:
        number: From 1, as editors count.

        data: The line without its newline; None if it is longer than a record may be.

        size: Its length in bytes, also where `data` is None.

        torn: The stream broke inside this line.

        ended: A newline stands behind it.
    """

    number: int
    data: bytes | None
    size: int
    torn: bool = False
    ended: bool = True


def split_lines(chunks: Iterator[bytes]) -> Iterator[Line]:
    """
    Yield the lines of a stream. Holds one line at most, and of too long a one nothing.

    Raises:
        BrokenFile: As the stream does, behind the line that it tore.
    """
    held: list[bytes] = []
    size, number = 0, 1
    fault: BrokenFile | None = None
    try:
        for chunk in as_utf8(chunks):
            start = 0
            while (end := chunk.find(b"\n", start)) >= 0:
                yield close_line(number, [*held, chunk[start:end]], size + end - start)
                held, size, number, start = [], 0, number + 1, end + 1
            size += len(chunk) - start
            held = [*held, chunk[start:]] if size <= limits.MOST_BYTES else []
    except BrokenFile as error:
        fault = error
    if size:
        yield close_line(number, held, size, torn=fault is not None, ended=False)
    if fault:
        raise fault


def close_line(number: int, parts: list[bytes], size: int, *, torn: bool = False, ended: bool = True) -> Line:
    """Join a line's parts, if it is not too long."""
    data = b"".join(parts).removesuffix(b"\r") if size <= limits.MOST_BYTES else None
    if number == 1 and data is not None:
        data = data.removeprefix(codecs.BOM_UTF8)
    return Line(number, data, size, torn, ended)


def as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield a stream as it is, or as UTF-8 if it is marked as UTF-16: PowerShell writes such exports."""
    head, chunks = peek(chunks, 2)
    charset = WIDE_MARKS.get(head[:2])
    if charset is None:
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(charset)("replace")
    first = True
    for chunk in chunks:
        text = decoder.decode(chunk)
        yield (text[1:] if first else text).encode("utf-8", "replace")
        first = False
