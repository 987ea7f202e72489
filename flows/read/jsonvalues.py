"""The values of a JSON stream one at a time: of a list, of several lists, of objects one behind the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.read import limits

STRING = rb'"(?:[^"\\]++|\\.)*+"'
TOKEN = re.compile(STRING + rb'|["\[\]{}]', re.DOTALL)
"""What opens and closes inside a value; a quote alone is that of a string which goes on in the next chunk."""

OUTSIDE = re.compile(STRING + rb'|["\[\]{}]|[^\s"\[\]{},:]+', re.DOTALL)
"""The same between values, where bare words and numbers are values of their own."""

BACKSLASHES = re.compile(rb"\\*\Z")


@dataclass(frozen=True, slots=True)
class Value:
    """
    One value of a stream.

    Attributes:
        data: Its bytes; None if it is longer than a record may be.

        size: Their number, also where `data` is None.

        torn: The stream ended inside it.
    """

    data: bytes | None
    size: int
    torn: bool = False


@dataclass(slots=True)
class Stream:
    """
    A stream that is being looked through.

    Attributes:
        chunks: What is still to come.

        data: What is held of it: the value that is being read, and what came behind it in its chunk.

        at: How far `data` was looked through.

        start: Where the value begins in `data`, None between values.

        dropped: Bytes of a value that is too long which are not held any more.

        in_list: Whether a list is open whose items are the values.
    """

    chunks: Iterator[bytes]
    data: bytes = b""
    at: int = 0
    start: int | None = None
    dropped: int = 0
    in_list: bool = False


def read_values(stream: Stream, *, one_list: bool = False) -> Iterator[Value]:
    """
    Yield the values of a stream: the items of lists, and whatever stands outside of any. Holds one value at most.

    Args:
        stream: The stream.

        one_list: Stop where the list that is open ends.

    Raises:
        BrokenFile: As the stream does; what came before was yielded.
    """
    while (token := next_token(stream, OUTSIDE)) is not None:
        if token == b"[" and not stream.in_list:
            stream.in_list = True
        elif token == b"]" and stream.in_list:
            stream.in_list = False
            if one_list:
                return
        else:
            stream.start = stream.at - len(token)
            whole = token not in {b"{", b"["} or close_value(stream)
            yield take_value(stream, whole=whole)
    if stream.at < len(stream.data):  # a string that never ends
        stream.start, stream.at = stream.at, len(stream.data)
        yield take_value(stream, whole=False)


def close_value(stream: Stream) -> bool:
    """Look for the end of the object or list that was opened; return whether it is there."""
    depth = 1
    while depth:
        token = next_token(stream, TOKEN)
        if token is None:
            stream.at = len(stream.data)
            return False
        depth += (token in {b"{", b"["}) - (token in {b"}", b"]"})
    return True


def take_value(stream: Stream, *, whole: bool) -> Value:
    """Take the value that ends here out of a stream."""
    start = stream.start or 0
    size = stream.dropped + stream.at - start
    data = stream.data[start : stream.at] if size <= limits.MOST_BYTES else None
    stream.start, stream.dropped = None, 0
    return Value(data, size, torn=not whole)


def next_token(stream: Stream, tokens: re.Pattern[bytes]) -> bytes | None:
    """Return what opens, closes or stands next, None at the stream's end."""
    while True:
        found = tokens.search(stream.data, stream.at)
        if found is not None and found[0] != b'"':
            stream.at = found.end()
            return found[0]
        stream.at = len(stream.data) if found is None else found.start()
        if not read_on(stream):
            return None


def read_on(stream: Stream) -> bool:
    """Take in the next chunk; let go of what is done with, and of values that are too long."""
    chunk = next(stream.chunks, None)
    if chunk is None:
        return False
    rest = stream.data[stream.at :]
    if stream.start is None:
        stream.data, stream.at = rest + chunk, 0
    elif stream.dropped + len(stream.data) - stream.start > limits.MOST_BYTES:
        # Of a string that goes on its quote and an open escape are all that matters.
        kept = rest[:1] + (b"\\" if len((BACKSLASHES.search(rest[1:]) or [b""])[0]) % 2 else b"")
        stream.dropped += len(stream.data) - stream.start - len(kept)
        stream.data, stream.at, stream.start = kept + chunk, 0, 0
    else:
        stream.data = stream.data[stream.start :] + chunk
        stream.at, stream.start = stream.at - stream.start, 0
    return True


def enter_list(stream: Stream) -> bool:
    """
    Go on to the next list of objects inside objects, so that its items are the values; return whether there is one.

    It is how the records of a file are found that is too long to be looked at whole.
    """
    before = b""
    while (token := next_token(stream, TOKEN)) is not None:
        if before == b"[" and token == b"{":
            stream.at -= 1
            stream.in_list = True
            return True
        before = token
    return False
