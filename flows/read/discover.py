"""
Which files of a raw folder are pages, and what they are called.

Nothing is opened here. What is not read is counted by suffix, never passed over in silence.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.errors import SaringError
from transforms.records import Reject

FORMATS: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
"""What a suffix promises. The content decides where the two clearly disagree."""

PACKED_SUFFIXES = (".gz", ".bz2", ".xz")
SIDECAR = ".meta.json"
FORMATS_OF_ONE_PAGE = frozenset({"html", "text"})
HIDDEN_FOLDERS = frozenset({"__MACOSX"})
"""What archivers add beside the files that they were given."""


class ReadError(SaringError):
    """Reading cannot begin. The message says what to do."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file to read: where it is, its name below the raw folder, what its suffix promises."""

    path: Path
    source: str
    format: str


@dataclass(frozen=True, slots=True)
class Found:
    """
    What lies in a raw folder.

    Attributes:
        files: The files to read, by source.

        unknown: How many files of each other suffix were left alone ("" for none).

        links: Folders that a symlink names and that are read elsewhere, or never end.

        rejects: Folders that could not be listed.
    """

    files: tuple[RawFile, ...]
    unknown: Mapping[str, int] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()


def discover(raw: Path) -> Found:
    """
    Find the files of a raw folder, in the order of their sources. Hidden ones are left alone.

    A symlink to a folder is followed if it leads out of the raw folder, each target once; what it
    names inside is read in its own place. If `raw` is a file, it is the only one.

    Raises:
        ReadError: `raw` is missing, or is a file that no reader knows.
    """
    if raw.is_file():
        return Found((raw_file(raw, raw),))
    if not raw.is_dir():
        raise ReadError(f"There is no folder {raw}. Create it and put pages in, or name another one.")
    paths: list[Path] = []
    links: list[str] = []
    rejects: list[Reject] = []
    for folder in folders(raw, links):
        try:
            paths += [Path(e.path) for e in os.scandir(folder) if not hidden(e) and not is_folder(e)]
        except OSError as error:
            detail = f"{error.strerror or error}; check the folder's owner and mode"
            rejects.append(Reject(source_of(raw, folder), "read", "unreadable_folder", detail))
    return sort_out(raw, paths, sorted(links), sorted(rejects, key=lambda reject: reject.source))


def sort_out(raw: Path, paths: list[Path], links: list[str], rejects: list[Reject]) -> Found:
    """Tell pages from sidecars and from what nobody reads."""
    known = [RawFile(p, source_of(raw, p), form) for p in paths if (form := format_of(p.name))]
    sidecars = {s for file in known if file.format in FORMATS_OF_ONE_PAGE for s in sidecars_of(file.path)}
    unknown = Counter(suffix_of(p.name) for p in paths if not format_of(p.name) and p not in sidecars)
    files = tuple(sorted(known, key=lambda file: file.source))
    return Found(files, dict(sorted(unknown.items())), tuple(links), tuple(rejects))


def folders(raw: Path, links: list[str]) -> Iterator[Path]:
    """Walk down from a folder; each real folder once. Names of links that are not followed go to `links`."""
    home = os.path.realpath(raw)
    seen = {home}
    waiting = [raw]
    while waiting:
        folder = waiting.pop()
        yield folder
        ahead: list[Path] = []
        for child in sorted(subfolders(folder)):
            real = os.path.realpath(child)
            if real in seen or (child.is_symlink() and (lies_in(real, home) or lies_in(home, real))):
                links.append(source_of(raw, child))
            else:
                seen.add(real)
                ahead.append(child)
        waiting += reversed(ahead)


def lies_in(path: str, folder: str) -> bool:
    """Say whether a real path is a folder or lies somewhere in it."""
    return f"{path}{os.sep}".startswith(folder.rstrip(os.sep) + os.sep)


def subfolders(folder: Path) -> list[Path]:
    """Return the folders in a folder, none if it cannot be listed."""
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if is_folder(entry) and not hidden(entry)]
    except OSError:
        return []  # the caller lists it too, and reports it


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Say whether a name is a folder or leads to one; a link that leads to itself does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def hidden(entry: os.DirEntry[str]) -> bool:
    """Say whether a name is hidden by custom."""
    return entry.name.startswith(".") or entry.name in HIDDEN_FOLDERS


def raw_file(raw: Path, path: Path) -> RawFile:
    """
    Return what to read for one path.

    Raises:
        ReadError: No reader knows its suffix, or it lies outside `raw`.
    """
    form = format_of(path.name)
    if form is None:
        raise ReadError(f"{path} is not read: its name should end in one of {', '.join(FORMATS)}, also packed.")
    try:
        return RawFile(path, source_of(raw, path), form)
    except ValueError as error:
        raise ReadError(f"{path} does not lie below {raw}.") from error


def source_of(raw: Path, path: Path) -> str:
    r"""Return the path below the raw folder, `/` between the parts, bytes that are not UTF-8 as `\xNN`."""
    below = path.name if path == raw else path.relative_to(raw).as_posix()
    return os.fsencode(below).decode("utf-8", "backslashreplace")


def bare_name(name: str) -> str:
    """Return a file name without the suffixes of packings."""
    while name.lower().endswith(PACKED_SUFFIXES):
        name = name[: name.rindex(".")]
    return name


def format_of(name: str) -> str | None:
    """Return what a file name promises, None if no reader knows it."""
    return FORMATS.get(Path(bare_name(name)).suffix.lower())


def suffix_of(name: str) -> str:
    """Return the suffix that an unread file is counted under."""
    if name.endswith(SIDECAR):
        return SIDECAR
    bare = bare_name(name)
    return Path(bare).suffix.lower() + name[len(bare) :].lower()


def sidecars_of(path: Path) -> tuple[Path, ...]:
    """Return where a page's sidecar may lie, the most particular name first."""
    bare = bare_name(path.name)
    names = dict.fromkeys((path.name, bare, bare[: -len(Path(bare).suffix)]))
    return tuple(path.with_name(name + SIDECAR) for name in names)
