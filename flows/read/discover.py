"""
Which files of a raw folder are pages, and what they are called.

Nothing is opened here. What is not read is counted by suffix, never passed over in silence.
"""

import os
from collections import Counter
from collections.abc import Callable, Container, Iterable
from operator import attrgetter
from pathlib import Path

from flows.read.feeds import MAIN, Feed, NothingToRead, ReadError, no_folder
from flows.read.files import FileState, Found, RawFile
from flows.read.formats import FORMATS, FORMATS_OF_ONE_PAGE, SIDECAR, bare_name, format_of, sidecar_names, suffix_of
from flows.read.walk import Folder, name_of, walk
from transforms.records import Reject


def discover(raw: Path) -> Found:
    """
    Find the files of a raw folder that belongs to no store: sources count from it.

    Raises:
        ReadError: As `discover_feed` does.
    """
    return discover_feed(Feed(MAIN, raw.parent, raw.name) if raw.is_file() else Feed(MAIN, raw))


def discover_feed(feed: Feed) -> Found:
    """
    Find the files of a feed, in the order of their sources. Hidden ones are left alone.

    A symlink to a folder is followed if it leads out of the folder that is read, each target once; what
    it names inside is read in its own place. Where a file was named it is the only one.

    Raises:
        NothingToRead: The folder is missing, or holds no file that a reader knows.

        ReadError: A single file is of a kind that no reader knows, or sources begin with another feed's name.
    """
    within = feed.prefix + name_of(feed.below)
    apart = tuple(f"{name}/" for name in feed.apart)
    if feed.raw.is_file():
        return Found((raw_file(feed.raw, within),), within=within, apart=apart)
    if not feed.raw.is_dir():
        raise no_folder(feed.raw)
    within += "/" if feed.below else ""
    found = sort_out(walk(feed.raw, within), within, apart)
    clash = next((file for file in found.files if file.source.startswith(apart)), None) if apart else None
    if clash:
        raise ReadError(
            f"{clash.path} would be taken for a page of the feed {clash.source.partition('/')[0]!r}: rename the folder."
        )
    if not found.files:
        raise NothingToRead(nothing_in(feed.raw, found))
    return found


def nothing_in(raw: Path, found: Found) -> str:
    """Return what to say of a folder without a page."""
    kinds = ", ".join(f"{count} × {suffix or 'no suffix'}" for suffix, count in found.unknown.items())
    causes = [f"other files: {kinds}"] if kinds else []
    causes += [f"{reject.source}: {reject.detail}" for reject in found.rejects]
    detail = f" ({'; '.join(causes)})" if causes else ""
    return f"{raw} holds no page{detail}. Is it mounted? Pages end in {', '.join(FORMATS)}, also packed."


def sort_out(walked: Iterable[Folder | str | Reject], within: str, apart: tuple[str, ...]) -> Found:
    """Sort files into pages, their sidecars, and what nobody reads."""
    files: list[RawFile] = []
    unknown: Counter[str] = Counter()
    links: list[str] = []
    rejects: list[Reject] = []
    for item in walked:
        if isinstance(item, str):
            links.append(item)
        elif isinstance(item, Reject):
            rejects.append(item)
        else:
            here, others = files_in(*item)
            files += here
            unknown.update(map(suffix_of, others))
    files.sort(key=attrgetter("source"))
    rejects.sort(key=attrgetter("source"))
    return Found(tuple(files), dict(sorted(unknown.items())), tuple(sorted(links)), tuple(rejects), within, apart)


def files_in(prefix: str, entries: list[os.DirEntry[str]]) -> tuple[list[RawFile], set[str]]:
    """Return the files of one folder that are read, and the names of those that are neither read nor sidecars."""
    by_name = {entry.name: entry for entry in entries}
    others = set(by_name)
    files: list[RawFile] = []
    for name, entry in by_name.items():
        form = format_of(name)
        if form is None:
            continue
        others.discard(name)
        if form == "json" and stands_beside_a_page(name, by_name):
            others.add(name + SIDECAR)
            continue
        beside = None
        if form in FORMATS_OF_ONE_PAGE:
            candidates = sidecar_names(name)
            others.difference_update(candidates)
            beside = next((by_name[candidate] for candidate in candidates if candidate in by_name), None)
        source = prefix + name_of(name)
        state = state_of(source, entry.stat, beside.stat if beside else None)
        files.append(RawFile(entry.path, source, form, state, beside.path if beside else ""))
    return files, others


def stands_beside_a_page(name: str, names: Container[str]) -> bool:
    """Return whether a JSON file lies beside a page of its name: what a crawler noted of the page, and no export."""
    stem = bare_name(name).rpartition(".")[0]
    return stem in names or any(
        stem + suffix in names for suffix, form in FORMATS.items() if form in FORMATS_OF_ONE_PAGE
    )


def state_of(source: str, stat: Callable[[], os.stat_result], beside: Callable[[], os.stat_result] | None) -> FileState:
    """Return how a file and its sidecar look, as far as the disk tells."""
    file, sidecar = looked_at(stat), looked_at(beside) if beside else None
    mark = f"{sidecar.st_size}:{sidecar.st_mtime_ns}" if sidecar else "?" if beside else ""
    return (
        FileState(source, file.st_size, file.st_mtime_ns, file.st_ino, mark)
        if file
        else FileState(source, -1, sidecar=mark)
    )


def looked_at(stat: Callable[[], os.stat_result]) -> os.stat_result | None:
    """Return what a disk tells of a file, None if it does not: a link to nothing, a disk that fails."""
    try:
        return stat()
    except OSError:
        return None


def raw_file(path: Path, source: str) -> RawFile:
    """
    Return what to read for one path.

    Raises:
        ReadError: No reader knows its suffix.
    """
    form = format_of(path.name)
    if form is None:
        raise ReadError(f"{path} is not read: its name should end in one of {', '.join(FORMATS)}, also packed.")
    names = sidecar_names(path.name) if form in FORMATS_OF_ONE_PAGE else ()
    beside = next((sidecar for name in names if (sidecar := path.with_name(name)).exists()), None)
    state = state_of(source, path.stat, beside.stat if beside else None)
    return RawFile(str(path), source, form, state, str(beside or ""))


def raw_file_below(raw: Path, path: Path) -> RawFile:
    """
    Return what to read for one path below a raw folder.

    Raises:
        ReadError: No reader knows its suffix, or it lies outside `raw`.
    """
    try:
        source = path.name if path == raw else name_of(path.relative_to(raw).as_posix())
    except ValueError as error:
        raise ReadError(f"{path} does not lie below {raw}.") from error
    return raw_file(path, source)
