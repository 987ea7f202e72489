"""What lies in a raw folder: the files that are read, how they look from outside, and what else is there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.read.formats import Format
from transforms.records import Reject


@dataclass(frozen=True, slots=True)
class FileState:
    """
    How a raw file looks from outside. Equal states mean that its bytes are taken to be the same.

    Attributes:
        source: The file, named as `RawFile.source` is.

        size: Its bytes as they are stored.

        mtime_ns: When they were last written.

        inode: Its number on its disk: a file that another one was moved onto has a new one.

        sidecar: `size:mtime_ns` of the sidecar that goes with it, empty without one.
    """

    source: str
    size: int = 0
    mtime_ns: int = 0
    inode: int = 0
    sidecar: str = ""


@dataclass(frozen=True, slots=True)
class RawFile:
    """
    A file to read.

    Attributes:
        where: Its path; a string, since most files of a night are looked at and not opened.

        source: Its name: the path below the root of its feed.

        format: What its suffix promises.

        state: How it looked when it was found.

        beside: Path of the sidecar that goes with it, empty without one.
    """

    where: str
    source: str
    format: Format
    state: FileState
    beside: str = ""

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.where)

    @property
    def sidecar(self) -> Path | None:
        """The sidecar that goes with it."""
        return Path(self.beside) if self.beside else None


@dataclass(frozen=True, slots=True)
class Found:
    """
    What lies in a raw folder.

    Attributes:
        files: The files to read, by source.

        unknown: How many files of each other suffix were left alone ("" for none).

        links: Folders that a symlink names and that are read elsewhere, or never end.

        rejects: Folders that could not be listed.

        within: What the sources begin with, up to a slash; the source itself where one file was named.

        apart: What sources of other feeds begin with.
    """

    files: tuple[RawFile, ...]
    unknown: Mapping[str, int] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    within: str = ""
    apart: tuple[str, ...] = ()

    def covers(self, source: str) -> bool:
        """Return whether a file of this name would have been found if it were there."""
        unlisted = tuple(f"{reject.source}/" for reject in self.rejects)
        inside = source.startswith(self.within) if self.within[-1:] in {"", "/"} else source == self.within
        return inside and not source.startswith(self.apart) and not source.startswith(unlisted)
