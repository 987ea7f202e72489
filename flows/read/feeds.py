"""
Which raw folder a run reads, and from where its sources count.

A store remembers the folder that it was first given, as the feed `main`; paths below it are the
sources. Another folder is another feed: its name stands before its paths, so that no path of one is
taken for one of the other.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows import errors
from flows.errors import SaringError

MAIN = "main"
"""The feed whose sources have no name before them."""

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}\Z")


class ReadError(SaringError):
    """Reading cannot begin. The message says what to do."""


class FeedError(ReadError, errors.UsageError):
    """The raw folder was given no name, or one that does not fit: a wrong call."""


class NothingToRead(ReadError, errors.NothingToRead):  # noqa: N818 - the name is a sentence already
    """The raw folder is missing or holds no page: not mounted, or the crawler delivered nothing."""


@dataclass(frozen=True, slots=True)
class Feed:
    """
    A raw folder, or a part of one.

    Attributes:
        name: What the feed is called.

        root: The folder from which its sources count, as it was named: a link stays a link.

        below: The folder or file to read, as a path below the root; empty for all of it.

        apart: Names of the other feeds, which no source of this one may begin with. Only `main` has some.
    """

    name: str
    root: Path
    below: str = ""
    apart: tuple[str, ...] = ()

    @property
    def raw(self) -> Path:
        """The folder or file to read."""
        return self.root / self.below

    @property
    def prefix(self) -> str:
        """What stands before a path below the root to make it a source."""
        return "" if self.name == MAIN else f"{self.name}/"


def resolve_feed(raw: Path, name: str | None, known: Mapping[str, Path]) -> Feed:
    """
    Return the feed that a raw folder is, or is a part of.

    Args:
        raw: The folder or file that a run was given.

        name: What the run was told to call it.

        known: The roots of the feeds that the store remembers.

    Returns:
        A feed of `known`, the first one of all (`main` unless it is named), a new one, or one of `known`
        with a new root. The last three are to be remembered once the run has read it.

    Raises:
        FeedError: The folder belongs to no feed and was given no name, or one that does not fit.

        NothingToRead: There is nothing at `raw`.
    """
    around = feed_around(raw, known)
    if around is None:
        check_new(raw, name, known)
        root = Path(os.path.abspath(raw))  # noqa: PTH100 - `resolve` would follow links, which may lead elsewhere tomorrow
        below, root = (root.name, root.parent) if raw.is_file() else ("", root)
        around = Feed(name or MAIN, root, below)
    elif name not in {None, around.name}:
        raise FeedError(f"{raw} lies in {known[around.name]}, which is the feed {around.name!r}: leave --feed out.")
    apart = tuple(sorted(known.keys() - {MAIN})) if around.name == MAIN else ()
    return Feed(around.name, around.root, around.below, apart)


def feed_around(raw: Path, known: Mapping[str, Path]) -> Feed | None:
    """Return the known feed that a path is or lies in, the innermost one; None if there is none."""
    inside = [Feed(name, root, below) for name, root in known.items() if (below := path_below(raw, root)) is not None]
    return min(inside, key=lambda feed: (len(feed.below), feed.name), default=None)


def path_below(path: Path, root: Path) -> str | None:
    """
    Return the path from a root to what lies in it, empty for the root itself, None for what lies elsewhere.

    Real places count first: a link that leads from one part of the root to another is read where it leads
    to. A link that leads out of the root is read under its own name.
    """
    for true in (os.path.realpath, os.path.abspath):
        inner, outer = true(path), true(root)
        if inner == outer:
            return ""
        if inner.startswith(outer.rstrip(os.sep) + os.sep):
            return Path(inner).relative_to(outer).as_posix()
    return None


def no_folder(raw: Path) -> NothingToRead:
    """Return what to say of a raw folder that is not there."""
    return NothingToRead(f"There is no folder {raw}. Create it and put pages in, mount it, or name another one.")


def check_new(raw: Path, name: str | None, known: Mapping[str, Path]) -> None:
    """Refuse a raw folder that is no known feed's and cannot become one under this name."""
    feeds = ", ".join(f"{feed} = {root}" for feed, root in sorted(known.items()))
    if not raw.exists():
        raise no_folder(raw)
    if name is None:
        if known:
            raise FeedError(
                f"{raw} lies in no raw folder that this store knows ({feeds}). Name it with --feed NAME if it is "
                "another delivery; if a known one has moved here, name that one."
            )
        return
    if not NAME.match(name):
        raise FeedError(f"--feed {name!r}: a feed is called by letters, digits, - and _, at most 41 of them.")
    if name in known and known[name].exists():
        raise FeedError(
            f"--feed {name}: its pages lie in {known[name]}, which is still there, and {raw} is another folder "
            f"(known feeds: {feeds}). Give {raw} a name of its own."
        )
    if MAIN in known and (known[MAIN] / name).exists():
        raise FeedError(f"--feed {name}: {known[MAIN] / name} has that name in the feed {MAIN!r}. Choose another.")
