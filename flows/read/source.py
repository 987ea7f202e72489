"""What every reader is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.read.discover import RawFile
from flows.read.fields import FieldMapping
from transforms.records import RawPage, Reject


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is being read: its unpacked bytes and what its fields are called."""

    file: RawFile
    chunks: Iterator[bytes]
    mapping: FieldMapping


Reader = Callable[[Opened], Iterator[RawPage | Reject]]


def refused(source: str, reason: str, detail: str) -> Reject:
    """Return a reject of this stage."""
    return Reject(source, "read", reason, detail)
