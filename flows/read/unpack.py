"""
A file as a stream of plain bytes, whatever it is packed in.

Told by its first bytes, not by its suffix: servers send `.gz` unpacked and plain
names packed. Everything read before a break is given out before the break is raised.
"""

from __future__ import annotations

import bz2
import hashlib
import lzma
import re
import stat
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from flows.read import limits

LONGEST_MAGIC = 6


class BrokenFile(Exception):  # noqa: N818 - says what it is about
    """
    The rest of a file cannot be read.

    Attributes:
        reason: The reject's reason.

        detail: What is wrong and what to do about it, for a person.
    """

    def __init__(self, reason: str, detail: str) -> None:
        """Keep the reason and the detail apart."""
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(slots=True)
class Intake:
    """
    What went by of a file while it was read.

    Attributes:
        size: Bytes as they are stored.

        whole: Whether the last of them went by.

        hashed: The running SHA-256 of them.
    """

    size: int = 0
    whole: bool = False
    hashed: hashlib._Hash = field(default_factory=hashlib.sha256)

    @property
    def digest(self) -> str:
        """The first half of the file's SHA-256 in hex; empty if it was not read to its end."""
        return self.hashed.hexdigest()[:32] if self.whole else ""


class Engine(Protocol):
    """What a decompressor of the standard library offers."""

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """Return at most `max_length` bytes."""


@dataclass(frozen=True, slots=True)
class Packing:
    """One way to pack a file: how such files begin, and the engine that unpacks them."""

    name: str
    start_of: re.Pattern[bytes]
    start: Callable[[], Engine]


PACKINGS: tuple[Packing, ...] = (
    Packing("gzip", re.compile(rb"\x1f\x8b\x08"), lambda: zlib.decompressobj(wbits=31)),
    Packing("bzip2", re.compile(rb"BZh[1-9](?:1A|\x17r)"), bz2.BZ2Decompressor),
    Packing("xz", re.compile(rb"\xfd7zXZ\x00"), lambda: lzma.LZMADecompressor(memlimit=256 * 2**20)),
)
"""`.gz`, `.bz2`, `.xz`; a packing of a later day is one more row."""


def read_chunks(path: Path, intake: Intake | None = None) -> Iterator[bytes]:
    """
    Yield a file's unpacked bytes in chunks. What went by of it is noted in `intake`.

    Raises:
        BrokenFile: The file cannot be opened, is no plain file, breaks off, or unpacks beyond
            all measure. What came before was given out.
    """
    intake = intake or Intake()
    unpacked = 0
    for chunk in unpack(stored_chunks(path, intake)):
        unpacked += len(chunk)
        if unpacked > limits.FREE_UNPACKED_BYTES + limits.MOST_EXPANSION * intake.size:
            size = f"{unpacked:,} bytes out of {intake.size:,}"
            raise BrokenFile("expands_too_far", f"{path.name} unpacks without end ({size} so far): look at it by hand")
        yield chunk


def stored_chunks(path: Path, intake: Intake) -> Iterator[bytes]:
    """Yield a file's bytes as they are stored, and note what went by."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BrokenFile(
                "unreadable_file", f"{path.name} is no plain file (a pipe, socket or device): move it away"
            )
        with path.open("rb") as file:
            while chunk := file.read(limits.CHUNK_BYTES):
                intake.size += len(chunk)
                intake.hashed.update(chunk)
                yield chunk
        intake.whole = True
    except OSError as error:
        cause = error.strerror or str(error)
        raise BrokenFile("unreadable_file", f"{path.name}: {cause}; check the file, its owner and mode") from error


def unpack(chunks: Iterator[bytes], layer: int = 0) -> Iterator[bytes]:
    """Take off each layer of packing in turn."""
    head, chunks = peek(chunks, LONGEST_MAGIC)
    packing = next((p for p in PACKINGS if p.start_of.match(head)), None)
    if packing is None:
        yield from chunks
    elif layer == limits.MOST_PACKINGS:
        raise BrokenFile("broken_archive", f"packed more than {limits.MOST_PACKINGS} times over: unpack it by hand")
    else:
        yield from unpack(expand(chunks, packing), layer + 1)


def peek(chunks: Iterator[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """Return the first bytes (or all, if there are fewer) and a stream that still begins with them."""
    head = b""
    fault: BrokenFile | None = None
    try:
        while len(head) < size and (chunk := next(chunks, b"")):
            head += chunk
    except BrokenFile as error:
        fault = error
    return head, resumed(head, chunks, fault)


def resumed(head: bytes, chunks: Iterator[bytes], fault: BrokenFile | None) -> Iterator[bytes]:
    """Yield the head, then the rest or what broke it."""
    if head:
        yield head
    if fault:
        raise fault
    yield from chunks


def expand(chunks: Iterator[bytes], packing: Packing) -> Iterator[bytes]:
    """Unpack one layer: one stream or several, one behind the other, as `cat a.gz b.gz` makes them."""
    engine = packing.start()
    fresh = False
    for chunk in chunks:
        rest = chunk
        while rest:
            if fresh and not rest.strip(b"\0"):
                break  # padding of tapes and block devices
            try:
                yield from give_out(engine, rest)
            except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError) as error:
                raise BrokenFile("broken_archive", f"damaged {packing.name} data ({error}): fetch it again") from error
            fresh = engine.eof
            rest = engine.unused_data if engine.eof else b""
            engine = packing.start() if engine.eof else engine
    if not fresh:
        raise BrokenFile("broken_archive", f"{packing.name} data breaks off: fetch it again; what came before was read")


def give_out(engine: Engine, data: bytes) -> Iterator[bytes]:
    """Yield everything that some packed bytes hold, at most a chunk at a time."""
    while True:
        piece = engine.decompress(data, limits.CHUNK_BYTES)
        if piece:
            yield piece
        data = getattr(engine, "unconsumed_tail", b"")  # zlib hands back what it did not take, the others keep it
        if engine.eof or (not data and len(piece) < limits.CHUNK_BYTES):
            return
