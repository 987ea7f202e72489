"""What lies in the raw folders and was not taken in yet, as far as names, sizes and times tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.engine import remembered
from flows.errors import SaringError
from flows.store.feeds import read_feeds

MAIN = "main"


@dataclass(frozen=True, slots=True)
class Pending:
    """
    What the next run over a raw folder would open.

    Attributes:
        feed: The name of the raw folder.

        root: Where it lies.

        new: Files that no run has read.

        changed: Files that look other than they did, or were not read to their end.

        vanished: Files that are gone since they were read; their pages stay.

        bytes: Bytes of what is new or changed.

        wrong: Why it cannot be looked through; empty where it could.
    """

    feed: str
    root: Path
    new: int = 0
    changed: int = 0
    vanished: int = 0
    bytes: int = 0
    wrong: str = ""


def find_pending(clean: Path, raw: Path | None) -> Iterator[Pending]:
    """
    Yield what waits in each raw folder that the store was fed from.

    Args:
        clean: The clean folder.

        raw: Where the pages of the first feed lie now; None is where they lay.
    """
    feeds = read_feeds(clean)
    if raw is not None:
        feeds[MAIN] = raw
    for name, root in sorted(feeds.items()):
        try:
            yield look_through(clean, name, root, feeds)
        except SaringError as error:
            yield Pending(name, root, wrong=str(error))


def look_through(clean: Path, name: str, root: Path, feeds: dict[str, Path]) -> Pending:
    """Return what waits in one raw folder; no file is opened."""
    from flows.corpus.known import open_known_files
    from flows.read import discover_feed, plan_reading, resolve_feed

    found = discover_feed(resolve_feed(root, None, feeds))
    old = {file.path: remembered(file) for file in open_known_files(clean)}
    plan = plan_reading(found, old, rescan=False)
    new = [file for file in plan.to_read if file.source not in old]
    size = sum(max(file.state.size, 0) for file in plan.to_read)
    return Pending(name, root, len(new), len(plan.to_read) - len(new), len(plan.vanished), size)
